#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "decode/v2.h"
#include "poll/job.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ATTEMPTS    5
#define LEASE_S         300
#define FIRST_RETRY_MS  1000
#define FIRST_LIMIT_MS  60000
#define ANSWER_SLICE_MS 200
#define FULL_PAGE       100

void
job_free(struct job *job)
{
	if (job->ops != NULL)
		job->ops->free(job);
	free(job->path);
}

static bool
should_stop(const struct poller *poller)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	return watcher->stop != NULL && watcher->stop(watcher->arg);
}

static void
finish(struct poller *poller, struct job *job)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	job->finished = true;
	poller->jobs_done++;
	if (watcher->progress != NULL)
		watcher->progress(watcher->arg, poller->jobs_done,
		    poller->jobs_total, &poller->report->counts);
}

/* How many resources the caps leave room for. */
static int
affordable(struct poller *poller, const struct job *job, int64_t *resources,
    struct err *err)
{
	const struct poller_parts *parts = poller->parts;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	int64_t left, price = parts->prices->of[info->price];

	if (ledger_left(parts->store, parts->run_id, &parts->settings->caps,
		&left, &poller->report->cap, err) == -1)
		return -1;
	if (parts->settings->expand && info->price == PRICE_POST)
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
	    .run_id = parts->run_id,
	    .source_id = job->source_id,
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
	if (job->source_id != 0 &&
	    store_source_lease(parts->store, job->source_id, parts->owner,
		clock_now() + LEASE_S, &taken, err) == -1)
		goto failed;
	if (affordable(poller, job, &resources, err) == -1)
		goto failed;
	if (!taken)
		next = JOB_BUSY;
	else if (resources < FULL_PAGE && http_in_flight(parts->http) > 0)
		/* Their answers will give back most of what they reserved. */
		next = JOB_LATER;
	else
		next =
		    job->ops->next(poller, job, resources, &job->request, err);
	if (next == JOB_ERROR ||
	    (next == JOB_REQUEST && reserve(poller, job, err) == -1))
		goto failed;
	if (next != JOB_REQUEST && taken && job->source_id != 0 &&
	    store_source_release(parts->store, job->source_id, parts->owner,
		err) == -1)
		goto failed;
	if (store_commit(parts->store, err) == -1)
		goto failed;
	return next;
failed:
	store_rollback(parts->store);
	return JOB_ERROR;
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

static int
start(struct poller *poller, struct job *job, struct err *err)
{
	switch (prepare(poller, job, err)) {
	case JOB_REQUEST:
		return send(poller, job, err);
	case JOB_FINISHED:
		finish(poller, job);
		return 0;
	case JOB_TOO_EXPENSIVE:
		poller->report->capped++;
		poller->out_of_budget = true;
		finish(poller, job);
		return 0;
	case JOB_BUSY:
		poller->report->leased++;
		finish(poller, job);
		return 0;
	case JOB_LATER:
		return 0;
	default:
		return -1;
	}
}

/* Settle with what the page holds; NULL: nothing was billed. */
static int
settle(struct poller *poller, struct job *job, int status,
    const struct page *page, struct err *err)
{
	const struct prices *prices = poller->parts->prices;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	struct ledger_bill bill = {
	    .status = status,
	    .data_price = prices->of[info->price],
	    .post_price = prices->of[PRICE_POST],
	    .user_price = prices->of[PRICE_USER],
	    .per_request = info->per_request,
	    .data_is_users = info->price == PRICE_USER,
	    .page = page,
	};

	return ledger_settle(poller->parts->store, job->ledger_id, &bill, err);
}

static int
release_if_done(struct poller *poller, const struct job *job, struct err *err)
{
	if (!job->finished || job->source_id == 0)
		return 0;
	return store_source_release(poller->parts->store, job->source_id,
	    poller->parts->owner, err);
}

/* A good answer: everything about it in one transaction. */
static int
take_page(struct poller *poller, struct job *job,
    const struct http_answer *answer, struct err *err)
{
	struct store *store = poller->parts->store;
	struct ingest_source from = {
	    .source_id = job->source_id,
	    .origin = job->path,
	    .body = answer->body.data,
	    .len = answer->body.len,
	    .seen_at = clock_now(),
	};
	struct ingest_counts before = poller->report->counts;

	decode_v2_page(poller->doc.root, &poller->page);
	if (store_begin(store, err) == -1)
		return -1;
	if (ingest_page(store, poller->parts->sites, &poller->page, &from,
		&poller->report->counts, err) == -1 ||
	    settle(poller, job, answer->status, &poller->page, err) == -1 ||
	    job->ops->page(poller, job, &poller->page, err) == -1 ||
	    release_if_done(poller, job, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		poller->report->counts = before;
		return -1;
	}
	job->attempts = 0;
	if (job->finished)
		finish(poller, job);
	return 0;
}

/* Give the job up, or let it try another way. */
static int
give_up(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct store *store = poller->parts->store;

	if (store_begin(store, err) == -1)
		return -1;
	if (job->ops->failed(poller, job, verdict, err) == -1 ||
	    release_if_done(poller, job, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	job->attempts = 0;
	if (job->finished)
		finish(poller, job);
	return 0;
}

/* Half of it certain, half of it chance, so that clients part ways. */
static int64_t
jittered(struct poller *poller, int64_t ms)
{
	return ms / 2 + (int64_t)rng_below(&poller->rng, (uint64_t)ms / 2 + 1);
}

static int
retry_later(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	if (++job->attempts >= MAX_ATTEMPTS)
		return give_up(poller, job, verdict, err);
	job->not_before_ms =
	    clock_now_ms() +
	    jittered(poller, (int64_t)FIRST_RETRY_MS << (2 * job->attempts));
	return 0;
}

static int
wait_for_window(struct poller *poller, struct job *job,
    const struct api_verdict *verdict)
{
	int64_t until = verdict->wait_until_ms;

	job->attempts++;
	if (until == 0)
		until = clock_now_ms() +
			((int64_t)FIRST_LIMIT_MS
			    << (job->attempts < 5 ? job->attempts - 1 : 4));
	ratelimit_block(&poller->limits, job->endpoint, until);
	return 0;
}

static int
act_on(struct poller *poller, struct job *job, const struct http_answer *answer,
    const struct api_verdict *verdict, struct err *err)
{
	switch (verdict->outcome) {
	case API_OK:
		return take_page(poller, job, answer, err);
	case API_RETRY:
		return retry_later(poller, job, verdict, err);
	case API_RATE_LIMIT:
		return wait_for_window(poller, job, verdict);
	case API_AUTH:
		return err_set(err, ERR_AUTH, "%s", verdict->text);
	case API_CREDITS:
		return err_set(err, ERR_BUDGET, "%s", verdict->text);
	default:
		return give_up(poller, job, verdict, err);
	}
}

/* Nothing came that is billed; unless the request went out and its answer
 * was not understood: then the reservation stays. */
static int
settle_failure(struct poller *poller, struct job *job,
    const struct http_answer *answer, struct err *err)
{
	struct store *store = poller->parts->store;
	bool unknown = answer->sent &&
		       (answer->failure != HTTP_DONE || answer->status == 200);

	if (unknown)
		return 0;
	if (store_begin(store, err) == -1)
		return -1;
	if (settle(poller, job, answer->status, NULL, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
handle(struct poller *poller, struct http_answer *answer, struct err *err)
{
	struct job *job = answer->tag;
	struct api_verdict verdict;

	job->in_flight = false;
	poller->in_flight_of[job->endpoint]--;
	ratelimit_answered(&poller->limits, job->endpoint, answer,
	    poller->in_flight_of[job->endpoint]);
	api_judge(answer, &poller->doc, &verdict);
	if (verdict.outcome != API_OK) {
		log_debug("%s: %s", job->path, verdict.text);
		if (settle_failure(poller, job, answer, err) == -1)
			return -1;
	}
	return act_on(poller, job, answer, &verdict, err);
}

/* Milliseconds until the job may ask; INT64_MAX: it has nothing to ask. */
static int64_t
job_wait_ms(struct poller *poller, const struct job *job, int64_t now_ms)
{
	int64_t wait;

	if (job->finished || job->in_flight)
		return INT64_MAX;
	wait = ratelimit_wait_ms(&poller->limits, job->endpoint, now_ms);
	if (job->not_before_ms > now_ms + wait)
		wait = job->not_before_ms - now_ms;
	return wait;
}

/* Start what may start.  *wait_ms is how long until the next may. */
static int
start_ready(struct poller *poller, struct job *jobs, size_t n, int64_t *wait_ms,
    struct err *err)
{
	int room = poller->parts->settings->concurrency -
		   http_in_flight(poller->parts->http);

	*wait_ms = INT64_MAX;
	for (size_t i = 0; i < n && room > 0; i++) {
		int64_t wait = job_wait_ms(poller, &jobs[i], clock_now_ms());

		if (wait == INT64_MAX)
			continue;
		if (wait > 0) {
			*wait_ms = wait < *wait_ms ? wait : *wait_ms;
			continue;
		}
		if (poller->out_of_budget) {
			poller->report->capped++;
			finish(poller, &jobs[i]);
			continue;
		}
		if (start(poller, &jobs[i], err) == -1)
			return -1;
		if (!jobs[i].finished && !jobs[i].in_flight)
			break; /* until an answer comes */
		room -= jobs[i].in_flight;
	}
	return 0;
}

static int
sleep_for(struct poller *poller, int64_t wait_ms, struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;
	int64_t max_ms = poller->parts->settings->max_wait_s * 1000;

	if (poller->waited_ms + wait_ms > max_ms)
		return err_set(err, ERR_LATER,
		    "X's rate limits ask to wait %" PRId64
		    " s more; all that was read is kept, run the same "
		    "command again then (or allow more with --max-wait)",
		    (wait_ms + 999) / 1000);
	poller->waited_ms += wait_ms;
	while (wait_ms > 0 && !should_stop(poller)) {
		int64_t slice =
		    clock_is_simulated() || wait_ms < 1000 ? wait_ms : 1000;

		if (watcher->waiting != NULL)
			watcher->waiting(watcher->arg, (wait_ms + 999) / 1000,
			    "waiting for X's rate limit");
		clock_sleep_ms(slice);
		wait_ms -= slice;
	}
	return 0;
}

static bool
all_finished(const struct job *jobs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!jobs[i].finished)
			return false;
	return true;
}

/* The cycle ends early: what has been asked for is still worth reading, it
 * is paid.  Only a signal leaves at once. */
static void
drain(struct poller *poller)
{
	struct http *http = poller->parts->http;
	struct err ignored = ERR_INIT;
	struct http_answer answer;

	while (http_in_flight(http) > 0 && !should_stop(poller)) {
		int rc = http_wait(http, ANSWER_SLICE_MS, &answer, &ignored);

		if (rc == -1)
			return;
		if (rc == 1) {
			handle(poller, &answer, &ignored);
			http_answer_release(&answer);
		}
	}
}

static int
step(struct poller *poller, struct job *jobs, size_t n, struct err *err)
{
	struct http_answer answer;
	int64_t wait_ms;
	int rc;

	if (start_ready(poller, jobs, n, &wait_ms, err) == -1)
		return -1;
	if (http_in_flight(poller->parts->http) == 0)
		return wait_ms == INT64_MAX ? 0
					    : sleep_for(poller, wait_ms, err);
	rc = http_wait(poller->parts->http,
	    wait_ms < ANSWER_SLICE_MS ? wait_ms : ANSWER_SLICE_MS, &answer,
	    err);
	if (rc != 1)
		return rc;
	rc = handle(poller, &answer, err);
	http_answer_release(&answer);
	return rc;
}

int
engine_run(struct poller *poller, struct job *jobs, size_t n, struct err *err)
{
	poller->jobs_done = 0;
	poller->jobs_total = (int64_t)n;
	while (!all_finished(jobs, n)) {
		if (should_stop(poller))
			return err_set(err, ERR_STOPPED,
			    "stopped; all that was read is kept");
		if (step(poller, jobs, n, err) == -1) {
			drain(poller);
			return -1;
		}
	}
	return 0;
}
