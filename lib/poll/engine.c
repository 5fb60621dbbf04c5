/*
 * The loop: start what may start, wait for answers, wait for time to pass.
 */
#include "base/clock.h"
#include "poll/job.h"

#include <inttypes.h>
#include <stdlib.h>

#define ANSWER_SLICE_MS 200
#define RENEW_S         (LEASE_S / 3)

void
job_free(struct job *job)
{
	if (job->ops != NULL)
		job->ops->free(job);
	free(job->path);
}

void
job_finish(struct poller *poller, struct job *job)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	job->finished = true;
	poller->jobs_done++;
	if (watcher->progress != NULL)
		watcher->progress(watcher->arg, poller->jobs_done,
		    poller->jobs_total, &poller->report->counts);
}

static bool
should_stop(const struct poller *poller)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	return watcher->stop != NULL && watcher->stop(watcher->arg);
}

/* Now and then, in a transaction of its own. */
static int
renew_leases(struct poller *poller, struct err *err)
{
	const struct poller_parts *parts = poller->parts;
	int64_t now = clock_now();

	if (now - poller->renewed_at < RENEW_S)
		return 0;
	poller->renewed_at = now;
	if (store_begin(parts->store, err) == -1)
		return -1;
	if (store_source_renew(parts->store, parts->owner, now + LEASE_S,
		err) == 0 &&
	    store_commit(parts->store, err) == 0)
		return 0;
	store_rollback(parts->store);
	return -1;
}

/* The jobs of a run; those before first are finished. */
struct line {
	struct job *jobs;
	size_t n, first;
	int64_t wait_ms;      /* until the next may start; INT64_MAX: none */
	bool waits_for_limit; /* of X; else after a failure */
};

/* Milliseconds until the job may ask; INT64_MAX: it has nothing to ask. */
static int64_t
job_wait_ms(struct poller *poller, const struct job *job, int64_t now_ms,
    bool *for_limit)
{
	int64_t wait, not_before = job->not_before_ms;

	if (job->finished || job->in_flight)
		return INT64_MAX;
	wait = ratelimit_wait_ms(&poller->limits, job->endpoint, now_ms);
	*for_limit = wait > 0;
	if (not_before < poller->pause_until_ms)
		not_before = poller->pause_until_ms;
	if (not_before > now_ms + wait) {
		wait = not_before - now_ms;
		*for_limit = false;
	}
	return wait;
}

static int
start_job(struct poller *poller, struct job *job, struct err *err)
{
	if (!poller->out_of_budget)
		return job_start(poller, job, err);
	return job_leave_out(poller, job, GAP_CAP, err);
}

/* Start what may start. */
static int
start_ready(struct poller *poller, struct line *line, struct err *err)
{
	int room = poller->parts->settings->concurrency -
		   http_in_flight(poller->parts->http);
	int64_t now_ms = clock_now_ms();

	line->wait_ms = INT64_MAX;
	while (line->first < line->n && line->jobs[line->first].finished)
		line->first++;
	for (size_t i = line->first; i < line->n && room > 0; i++) {
		struct job *job = &line->jobs[i];
		bool for_limit = false;
		int64_t wait = job_wait_ms(poller, job, now_ms, &for_limit);

		if (wait == INT64_MAX)
			continue;
		if (wait > 0 && wait < line->wait_ms) {
			line->wait_ms = wait;
			line->waits_for_limit = for_limit;
		}
		if (wait > 0)
			continue;
		if (start_job(poller, job, err) == -1)
			return -1;
		if (!job->finished && !job->in_flight)
			break; /* until an answer comes */
		room -= job->in_flight;
	}
	return 0;
}

static int
too_long(const struct line *line, struct err *err)
{
	int64_t seconds = (line->wait_ms + 999) / 1000;

	return err_set(err, ERR_LATER,
	    "%s %" PRId64 " s more; all that was read is kept, run the same "
	    "command again then (or allow more with --max-wait)",
	    line->waits_for_limit
		? "X's rate limits ask to wait"
		: "X does not answer well; it takes a wait of",
	    seconds);
}

/* Wait, holding on to what is leased.  Other processes may sleep on the same
 * clock, so the end is a time, not a sum of naps. */
static int
sleep_on(struct poller *poller, const struct line *line, struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;
	int64_t now = clock_now_ms(), end = now + line->wait_ms;
	int64_t nap_ms = clock_is_simulated() ? RENEW_S * 1000 : 1000;

	if (poller->waited_ms + line->wait_ms >
	    poller->parts->settings->max_wait_s * 1000)
		return too_long(line, err);
	poller->waited_ms += line->wait_ms;
	while (now < end && !should_stop(poller)) {
		if (renew_leases(poller, err) == -1)
			return -1;
		if (watcher->waiting != NULL)
			watcher->waiting(watcher->arg, (end - now + 999) / 1000,
			    line->waits_for_limit ? "waiting for X's rate limit"
						  : "X stumbled; trying again");
		clock_sleep_ms(end - now < nap_ms ? end - now : nap_ms);
		now = clock_now_ms();
	}
	return 0;
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
			job_answer(poller, &answer, &ignored);
			http_answer_release(&answer);
		}
	}
}

static int
step(struct poller *poller, struct line *line, struct err *err)
{
	struct http_answer answer;
	int rc;

	if (start_ready(poller, line, err) == -1)
		return -1;
	if (http_in_flight(poller->parts->http) == 0)
		return line->wait_ms == INT64_MAX ? 0
						  : sleep_on(poller, line, err);
	rc = http_wait(poller->parts->http,
	    line->wait_ms < ANSWER_SLICE_MS ? line->wait_ms : ANSWER_SLICE_MS,
	    &answer, err);
	if (rc != 1)
		return rc;
	rc = job_answer(poller, &answer, err);
	http_answer_release(&answer);
	return rc;
}

int
engine_run(struct poller *poller, struct job *jobs, size_t n, struct err *err)
{
	struct line line = {.jobs = jobs, .n = n};
	int rc = 0;

	poller->jobs_done = 0;
	poller->jobs_total = (int64_t)n;
	poller->renewed_at = clock_now();
	while (rc == 0 && poller->jobs_done < poller->jobs_total) {
		if (should_stop(poller))
			rc = err_set(err, ERR_STOPPED,
			    "stopped; all that was read is kept");
		else if (renew_leases(poller, err) == -1 ||
			 step(poller, &line, err) == -1)
			rc = -1;
	}
	if (rc == -1)
		drain(poller);
	return rc;
}

int
engine_run_one(struct poller *poller, struct job *job, struct err *err)
{
	int rc = engine_run(poller, job, 1, err);

	job_free(job);
	return rc;
}
