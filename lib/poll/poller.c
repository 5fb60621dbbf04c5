#include "poll/poller.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/batch.h"
#include "poll/late.h"

#include <stdlib.h>

/* What a run does, once the accounts are known. */
typedef int poll_step(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err);

static int
run_lookups(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	struct job job;

	(void)arg;
	lookup_handles_job(&job, sources);
	return engine_run_one(poller, &job, err);
}

static int
run_profiles(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	struct job job;

	(void)arg;
	lookup_profiles_job(&job, sources,
	    clock_now() - poller->parts->settings->profile_every_s);
	return engine_run_one(poller, &job, err);
}

static bool
is_due(const struct source *source)
{
	bool is_account =
	    source->kind == SOURCE_TIMELINE || source->kind == SOURCE_MENTIONS;

	return source->next_at <= clock_now() &&
	       (!is_account || source->user_id != 0);
}

/* When the schedule wants the source; polled_at instead of its own time. */
static int
due_at(struct poller *poller, const struct source *source, int64_t polled_at,
    int64_t *due, struct err *err)
{
	struct schedule_facts facts = {
	    .polled_at = polled_at,
	    .newest_at = when_of_id_ms(source->cursor) / 1000,
	};

	if (source->cursor == 0)
		facts.newest_at = 0;
	if (store_source_rate(poller->parts->store, source->id,
		&facts.posts_per_day, err) == -1)
		return -1;
	*due = schedule_due(poller->parts->settings->schedule, &facts);
	if (*due < source->next_at)
		*due = source->next_at;
	return 0;
}

/* Is the source to be read now?  Also notes when the next one will be. */
static int
is_wanted(struct poller *poller, const struct source *source, bool *wanted,
    struct err *err)
{
	struct poll_report *report = poller->report;
	int64_t due, now = clock_now();

	*wanted = is_due(source);
	if (poller->parts->settings->schedule == NULL)
		return 0;
	if (due_at(poller, source, source->polled_at, &due, err) == -1)
		return -1;
	*wanted = *wanted && due <= now;
	if (*wanted && due_at(poller, source, now, &due, err) == -1)
		return -1;
	if (report->next_at == 0 || due < report->next_at)
		report->next_at = due;
	return 0;
}

/* The cycle ended early: the time of what was not read is noted as missing,
 * until a later cycle reads it after all. */
static void
note_rest(struct poller *poller, struct job *jobs, size_t n, enum err_code code)
{
	enum gap why = code == ERR_BUDGET ? GAP_CAP : GAP_OUTAGE;
	struct err ignored = ERR_INIT;

	if (code == ERR_STOPPED || code == ERR_BUG || code == ERR_IO)
		return;
	for (size_t i = 0; i < n; i++)
		if (!jobs[i].finished)
			job_leave_out(poller, &jobs[i], why, &ignored);
}

static int
run_walks(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	struct job *jobs = mem_alloc(sources->n, sizeof(*jobs));
	size_t n = 0;
	bool wanted;
	int rc = 0;

	(void)arg;
	for (size_t i = 0; i < sources->n && rc == 0; i++) {
		rc = is_wanted(poller, &sources->items[i], &wanted, err);
		if (rc == 0 && wanted)
			walk_job(&jobs[n++], &sources->items[i], NULL);
	}
	if (rc == 0)
		rc = engine_run(poller, jobs, n, err);
	if (rc == -1)
		note_rest(poller, jobs, n, err->code);
	for (size_t i = 0; i < n; i++)
		job_free(&jobs[i]);
	free(jobs);
	return rc;
}

/* What was read while it was young, and has aged since. */
static int
run_late(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	struct job *jobs = mem_alloc(sources->n, sizeof(*jobs));
	struct late_span span;
	size_t n = 0;
	int rc = 1;

	(void)arg;
	for (size_t i = 0; i < sources->n && rc != -1; i++) {
		const struct source *source = &sources->items[i];

		if (!is_due(source))
			continue;
		rc = store_late_next(poller->parts->store, source->id,
		    late_young_id(poller), &span, err);
		if (rc == 0)
			late_job(&jobs[n++], source);
	}
	rc = rc == -1 ? -1 : engine_run(poller, jobs, n, err);
	for (size_t i = 0; i < n; i++)
		job_free(&jobs[i]);
	free(jobs);
	return rc;
}

static int
run_parents(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	struct job job;

	(void)sources;
	(void)arg;
	if (poller->parts->settings->depth != DEPTH_PARENTS)
		return 0;
	parents_job(&job);
	return engine_run_one(poller, &job, err);
}

static int
run_backfill(struct poller *poller, const struct source_list *sources,
    const void *arg, struct err *err)
{
	const struct backfill *backfill = arg;
	struct job job;

	for (size_t i = 0; i < sources->n; i++) {
		if (sources->items[i].id != backfill->source_id ||
		    !is_due(&sources->items[i]))
			continue;
		walk_job(&job, &sources->items[i], backfill);
		return engine_run_one(poller, &job, err);
	}
	return 0;
}

/* Look-ups change the sources, so each step reads them anew. */
static int
run_steps(struct poller *poller, poll_step *const *steps, size_t n,
    const void *arg, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		struct source_list sources = {.items = NULL};

		rc = store_source_list(poller->parts->store, &sources, err);
		if (rc == 0) {
			poller->report->sources = (int64_t)sources.n;
			rc = steps[i](poller, &sources, arg, err);
		}
		source_list_release(&sources);
	}
	return rc;
}

struct poller *
poller_new(const struct poller_parts *parts, struct poll_report *report)
{
	struct poller *poller = mem_alloc(1, sizeof(*poller));

	*report = (struct poll_report){.sources = 0};
	poller->parts = parts;
	poller->report = report;
	ratelimit_init(&poller->limits);
	rng_seed_system(&poller->rng);
	return poller;
}

void
poller_free(struct poller *poller)
{
	struct poll_report *report = poller->report;
	struct err ignored = ERR_INIT;
	int64_t requests;

	ledger_of_run(poller->parts->store, poller->parts->run_id,
	    &report->gross, &report->net, &requests, &ignored);
	json_release(&poller->doc);
	page_release(&poller->page);
	free(poller);
}

int
poll_cycle(const struct poller_parts *parts, struct poll_report *report,
    struct err *err)
{
	static poll_step *const steps[] = {run_lookups, run_profiles, run_late,
	    run_walks, run_parents};
	struct poller *poller = poller_new(parts, report);
	int rc = run_steps(poller, steps, ARRAY_LEN(steps), NULL, err);

	poller_free(poller);
	return rc;
}

int
poll_backfill(const struct poller_parts *parts, const struct backfill *backfill,
    struct poll_report *report, struct err *err)
{
	static poll_step *const steps[] = {run_lookups, run_profiles,
	    run_backfill, run_parents};
	struct poller *poller = poller_new(parts, report);
	int rc = run_steps(poller, steps, ARRAY_LEN(steps), backfill, err);

	poller_free(poller);
	return rc;
}

int
poll_counts(const struct poller_parts *parts, struct post_count *counts,
    size_t n, struct poll_report *report, struct err *err)
{
	struct poller *poller = poller_new(parts, report);
	struct job job;
	int rc;

	counts_job(&job, counts, n);
	rc = engine_run_one(poller, &job, err);
	poller_free(poller);
	return rc;
}

int
poll_usage(const struct poller_parts *parts, struct usage *usage,
    struct poll_report *report, struct err *err)
{
	struct poller *poller = poller_new(parts, report);
	struct job job;
	int rc;

	usage_job(&job, usage);
	rc = engine_run_one(poller, &job, err);
	poller_free(poller);
	return rc;
}

static int
recheck_all(struct poller *poller, struct recheck *recheck, bool of_users,
    struct err *err)
{
	struct job job;
	int rc = 1;

	if (recheck->by != RECHECK_LOOKUPS)
		rc = batch_check(poller, recheck, of_users, err);
	if (rc != 1)
		return rc;
	if (recheck->by == RECHECK_JOBS)
		return err_set(err, ERR_AUTH,
		    "X allows this access no batch compliance jobs; look the "
		    "posts up instead: --by lookups");
	recheck->used_lookups = true;
	recheck_job(&job, recheck, of_users);
	return engine_run_one(poller, &job, err);
}

int
poll_recheck(const struct poller_parts *parts, struct recheck *recheck,
    struct poll_report *report, struct err *err)
{
	struct poller *poller = poller_new(parts, report);
	int rc = 0;

	for (int of_users = 0; of_users < 2 && rc == 0; of_users++)
		rc = recheck_all(poller, recheck, of_users == 1, err);
	poller_free(poller);
	return rc;
}
