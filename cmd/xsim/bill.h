/*
 * What X would charge: every resource returned, counted gross and again
 * after the dedup within one UTC day (x-api.md section 5).  The prices stand
 * here on their own, as X's would: the program's price file is judged by
 * them.
 */
#ifndef XSIM_BILL_H
#define XSIM_BILL_H

#include "xsim/map.h"
#include "json/json.h"

enum billed {
	BILLED_POST,
	BILLED_USER,
	BILLED_LIST,
	BILLED_COUNTS_RECENT,
	BILLED_COUNTS_ALL,
	BILLED_KINDS
};

struct bill_day {
	int64_t day;   /* UTC */
	int64_t posts; /* after dedup */
};

struct bill_endpoint {
	const char *name; /* borrowed */
	int64_t requests, posts, users, gross, net;
};

struct bill {
	int64_t gross, net;          /* millionths of a dollar */
	int64_t n[BILLED_KINDS];     /* gross */
	int64_t n_net[BILLED_KINDS]; /* after dedup */
	int64_t requests;
	int64_t day;           /* whose resources seen holds */
	struct map seen[2];    /* posts and users billed on that day */
	struct bill_day *days; /* own */
	size_t n_days, days_cap;
	struct bill_endpoint *endpoints; /* own */
	size_t n_endpoints, endpoints_cap;
};

/* What one answer costs. */
struct charge {
	int64_t gross, net;
	int64_t posts, users;
};

/* Charge one resource with an id, or one request (id 0), at a time in
 * seconds. */
void bill_charge(struct bill *bill, struct charge *charge, enum billed billed,
    int64_t id, int64_t now);

/* Count one request to an endpoint with its charge (all zero if it failed). */
void bill_count(struct bill *bill, const char *endpoint,
    const struct charge *charge);

/* The same for what comes without a request of its own (a stream). */
void bill_add(struct bill *bill, const char *endpoint,
    const struct charge *charge);

void bill_write(const struct bill *bill, struct json_writer *w);
void bill_release(struct bill *bill);

#endif
