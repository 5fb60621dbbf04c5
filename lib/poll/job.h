/*
 * A job is a line of requests, one at a time: a walk through the pages of a
 * source, or look-ups of accounts.  The engine runs many jobs at once.  For
 * lib/poll alone.
 */
#ifndef POLL_JOB_H
#define POLL_JOB_H

#include "api/endpoint.h"
#include "api/outcome.h"
#include "api/ratelimit.h"
#include "base/rand.h"
#include "model/span.h"
#include "poll/poller.h"

struct job;

struct poller {
	const struct poller_parts *parts; /* borrowed */
	struct poll_report *report;       /* borrowed */
	struct ratelimit limits;
	struct rng rng;
	struct json_doc doc; /* own: the answer at hand */
	struct page page;    /* own: the same, decoded */
	int last_status;     /* of the last answer to call_x */
	int64_t waited_ms;
	int64_t jobs_done, jobs_total;
	int64_t renewed_at; /* when the leases were, seconds */
	int in_flight_of[ENDPOINT_COUNT];
	/* Without one good answer in between: requests that failed, jobs that
	 * were given up. */
	int failed, given_up;
	int64_t pause_until_ms; /* when too many failed */
	bool out_of_budget;     /* one of our caps bit: no more requests */
	const char *tightest;   /* cap, as it was asked last */
};

/* What next() says. */
enum job_next {
	JOB_ERROR = -1,
	JOB_REQUEST,       /* *request is to be sent */
	JOB_FINISHED,      /* there is nothing more to ask */
	JOB_TOO_EXPENSIVE, /* not even the smallest request fits */
	JOB_BUSY,          /* another process is at it */
	JOB_LATER,         /* when requests in flight have been settled */
};

struct job_ops {
	/* The next request, asking for at most max_resources.  Strings in
	 * *request are borrowed from the job.  In a transaction. */
	enum job_next (*next)(struct poller *poller, struct job *job,
	    int64_t max_resources, struct api_request *request,
	    struct err *err);
	/* Its answer, already in the archive.  In the same transaction.
	 * Sets job->finished when there is nothing more to ask. */
	int (*page)(struct poller *poller, struct job *job,
	    const struct page *page, struct err *err);
	/* It will not work (400, 404, or too many failures).  In a
	 * transaction.  Sets job->finished, or changes the next request. */
	int (*failed)(struct poller *poller, struct job *job,
	    const struct api_verdict *verdict, struct err *err);
	/* It is left undone, for this reason (GAP_CAP: of money).  In a
	 * transaction.  NULL: nothing to note. */
	int (*left_out)(struct poller *poller, struct job *job, enum gap why,
	    struct err *err);
	void (*free)(struct job *job);
};

struct job {
	const struct job_ops *ops;
	void *state; /* own, freed by ops->free */
	enum endpoint endpoint;
	const char *purpose;         /* in the ledger */
	const struct source *source; /* borrowed; leased; NULL: none */
	struct api_request request;
	char *path; /* own: of the request in flight */
	int64_t ledger_id;
	int64_t not_before_ms;
	int attempts; /* that failed in a row */
	int limited;  /* 429s in a row */
	bool in_flight, finished;
	bool is_apart;   /* it counts for no observation */
	bool is_context; /* its posts stand around those that are watched */
};

/* What a run of requests works with; *report is zeroed, and at the end told
 * what the run has cost. */
struct poller *poller_new(const struct poller_parts *parts,
    struct poll_report *report);
void poller_free(struct poller *poller);

void job_free(struct job *job);

/* Send the next request of a job, or finish the job. */
int job_start(struct poller *poller, struct job *job, struct err *err);

/* Take the answer to a job's request: answer->tag. */
int job_answer(struct poller *poller, const struct http_answer *answer,
    struct err *err);

/* The job has nothing more to ask. */
void job_finish(struct poller *poller, struct job *job);

/* Leave the job undone; a transaction of its own. */
int job_leave_out(struct poller *poller, struct job *job, enum gap why,
    struct err *err);

/* True where the caps allow fewer resources than the job wants, but requests
 * in flight will give back most of what they reserved. */
bool job_should_wait(const struct poller *poller, int64_t max_resources,
    int64_t want);

/* Run one job to its end and free it. */
int engine_run_one(struct poller *poller, struct job *job, struct err *err);

/* How long a lease lasts that is not renewed, in seconds. */
#define LEASE_S 300

/* Run jobs to their ends.  -1 when the cycle must end (see poll_cycle). */
int engine_run(struct poller *poller, struct job *jobs, size_t n,
    struct err *err);

/* A walk through what is new of a source; or, with backfill, what lies below.
 * Both are borrowed. */
void walk_job(struct job *job, const struct source *source,
    const struct backfill *backfill);

/* Buys the posts that replies in the archive reply to, a hundred a request,
 * each once. */
void parents_job(struct job *job);

/* Counts requests, one a query; the counts are borrowed. */
void counts_job(struct job *job, struct post_count *counts, size_t n);

/* X's own count of what was read; borrowed. */
void usage_job(struct job *job, struct usage *usage);

/* Look-ups of accounts: by handle, for sources without a user id, or by id,
 * for profiles that are old.  The list is borrowed. */
void lookup_handles_job(struct job *job, const struct source_list *sources);
void lookup_profiles_job(struct job *job, const struct source_list *sources,
    int64_t older_than);

/* Look-ups of all archived posts, or accounts; see poll_recheck. */
void recheck_job(struct job *job, struct recheck *recheck, bool of_users);

#endif
