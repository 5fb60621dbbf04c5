/*
 * From a job to a request on its way: what the caps allow, the lease, the
 * reservation, all committed before anything goes out.
 */
#include "base/clock.h"
#include "base/log.h"
#include "poll/job.h"

#include <stdlib.h>
#include <string.h>

static struct ledger_spender
spender_of(const struct poller *poller, const struct job *job)
{
	return (struct ledger_spender){
	    .run_id = poller->parts->run_id,
	    .source_id = job->source != NULL ? job->source->id : 0,
	    .is_apart = job->is_apart,
	};
}

/* How many resources the caps leave room for. */
static int
affordable(struct poller *poller, const struct job *job, int64_t *resources,
    struct err *err)
{
	const struct poller_parts *parts = poller->parts;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	int64_t left, price = parts->prices->of[info->price];

	const struct ledger_spender by = spender_of(poller, job);

	if (ledger_left(parts->store, &by, &parts->settings->caps, &left,
		&poller->tightest, err) == -1)
		return -1;
	if (parts->settings->depth == DEPTH_FULL && info->price == PRICE_POST)
		price *= 3; /* see api_worst_cost */
	if (left == LEDGER_NO_CAP || price == 0)
		*resources = INT64_MAX;
	else
		*resources = left <= 0 ? 0 : left / price;
	return 0;
}

static int
reserve(struct poller *poller, struct job *job, struct err *err)
{
	const struct poller_parts *parts = poller->parts;
	struct ledger_entry entry = {
	    .by = spender_of(poller, job),
	    .endpoint = endpoint_info[job->endpoint].name,
	    .purpose = job->purpose,
	    .reserved = api_worst_cost(parts->prices, &job->request),
	};

	return ledger_reserve(parts->store, &entry, &job->ledger_id, err);
}

/* Ask the job for its next request, lease and reserve: all in one
 * transaction, committed before anything goes out. */
static enum job_next
prepare(struct poller *poller, struct job *job, struct err *err)
{
	const struct poller_parts *parts = poller->parts;
	enum job_next next = JOB_ERROR;
	int64_t resources;
	bool taken = true;

	if (store_begin(parts->store, err) == -1)
		return JOB_ERROR;
	if (job->source != NULL &&
	    store_source_lease(parts->store, job->source, parts->owner,
		clock_now() + LEASE_S, &taken, err) == -1)
		goto failed;
	if (affordable(poller, job, &resources, err) == -1)
		goto failed;
	if (!taken)
		next = JOB_BUSY;
	else
		next =
		    job->ops->next(poller, job, resources, &job->request, err);
	if (next == JOB_ERROR ||
	    (next == JOB_REQUEST && reserve(poller, job, err) == -1))
		goto failed;
	if (next != JOB_REQUEST && taken && job->source != NULL &&
	    store_source_release(parts->store, job->source->id, parts->owner,
		err) == -1)
		goto failed;
	if (store_commit(parts->store, err) == -1)
		goto failed;
	return next;
failed:
	store_rollback(parts->store);
	return JOB_ERROR;
}

bool
job_should_wait(const struct poller *poller, int64_t max_resources,
    int64_t want)
{
	return max_resources < want && http_in_flight(poller->parts->http) > 0;
}

int
job_leave_out(struct poller *poller, struct job *job, enum gap why,
    struct err *err)
{
	struct store *store = poller->parts->store;

	poller->report->capped += why == GAP_CAP;
	job_finish(poller, job);
	if (job->ops->left_out == NULL)
		return 0;
	if (store_begin(store, err) == -1)
		return -1;
	if (job->ops->left_out(poller, job, why, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
send(struct poller *poller, struct job *job, struct err *err)
{
	struct buf path = BUF_INIT;

	api_add_path(&path, &job->request);
	free(job->path);
	job->path = buf_detach(&path);
	log_debug("GET %s", job->path);
	if (http_start(poller->parts->http, job->path, NULL, job, err) == -1)
		return -1;
	ratelimit_sent(&poller->limits, job->endpoint, clock_now_ms());
	poller->in_flight_of[job->endpoint]++;
	poller->report->requests++;
	job->in_flight = true;
	return 0;
}

int
job_start(struct poller *poller, struct job *job, struct err *err)
{
	switch (prepare(poller, job, err)) {
	case JOB_REQUEST:
		return send(poller, job, err);
	case JOB_FINISHED:
		job_finish(poller, job);
		return 0;
	case JOB_TOO_EXPENSIVE:
		/* The budget of an observation binds what it watches. */
		poller->report->cap = poller->tightest;
		if (strcmp(poller->tightest,
			ledger_cap_names[CAP_OBSERVATION]) != 0)
			poller->out_of_budget = true;
		return job_leave_out(poller, job, GAP_CAP, err);
	case JOB_BUSY:
		poller->report->leased++;
		job_finish(poller, job);
		return 0;
	case JOB_LATER:
		return 0;
	default:
		return -1;
	}
}
