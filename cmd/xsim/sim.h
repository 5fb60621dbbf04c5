/*
 * The simulator: one world, one bill, one set of faults, and the call that
 * is being answered.
 */
#ifndef XSIM_SIM_H
#define XSIM_SIM_H

#include "xsim/bill.h"
#include "xsim/fault.h"
#include "xsim/request.h"
#include "xsim/select.h"
#include "xsim/world.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* One line of the log of requests. */
struct log_line {
	char *method, *target; /* own; target is path and query */
	int status;
	int64_t at_ms;
	struct charge charge;
	bool authorized;   /* a bearer was sent */
	const char *fault; /* that made the answer, or NULL */
};

struct rate_window {
	int64_t reset; /* seconds */
	int used;
	int64_t last_ms; /* of the last request */
};

struct sim {
	pthread_mutex_t lock; /* of all below except what serve.c owns */
	struct world world;
	struct bill bill;
	struct faults faults;
	struct rate_window *rates; /* own; one for each route */
	struct log_line *log;      /* own */
	size_t n_log, log_cap;
	struct jobs *jobs;         /* own */
	struct rules *rules;       /* own */
	int n_streams;             /* connected */
	int64_t stream_generation; /* grows when all are killed */
	const char *token;         /* the one that is accepted, or NULL */
	int64_t latency_ms;
	uint64_t seed;
	int port;
	int64_t started_ms; /* clock_now_ms at the start */
};

struct route;

/* What a handler works on. */
struct call {
	struct sim *sim;
	struct request *request;
	struct answer *answer;
	const struct route *route;
	struct selection selection;
	struct charge charge;
	const char *target; /* path and query, for faults */
	int64_t now_ms;
	const char *fault; /* name of the fault that struck, or NULL */
};

/* The fault of that name if it strikes this call, else NULL. */
const struct fault *call_fault(struct call *call, enum fault_name name);

void sim_init(struct sim *sim, uint64_t seed);
void sim_release(struct sim *sim);

/* Answer a request; takes the lock. */
void sim_answer(struct sim *sim, struct request *request,
    struct answer *answer);

#endif
