#include "poll/poller.h"

#include "base/clock.h"
#include "base/mem.h"
#include "poll/job.h"

#include <stdlib.h>

static int
run_lookups(struct poller *poller, const struct source_list *sources,
    struct err *err)
{
	struct job job;
	int rc;

	lookup_handles_job(&job, sources);
	rc = engine_run(poller, &job, 1, err);
	job_free(&job);
	return rc;
}

static int
run_profiles(struct poller *poller, const struct source_list *sources,
    struct err *err)
{
	struct job job;
	int rc;

	lookup_profiles_job(&job, sources,
	    clock_now() - poller->parts->settings->profile_every_s);
	rc = engine_run(poller, &job, 1, err);
	job_free(&job);
	return rc;
}

static bool
is_due(const struct source *source)
{
	bool is_account =
	    source->kind == SOURCE_TIMELINE || source->kind == SOURCE_MENTIONS;

	return source->next_at <= clock_now() &&
	       (!is_account || source->user_id != 0);
}

static int
run_walks(struct poller *poller, const struct source_list *sources,
    struct err *err)
{
	struct job *jobs = mem_alloc(sources->n, sizeof(*jobs));
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < sources->n; i++)
		if (is_due(&sources->items[i]))
			walk_job(&jobs[n++], &sources->items[i]);
	rc = engine_run(poller, jobs, n, err);
	for (size_t i = 0; i < n; i++)
		job_free(&jobs[i]);
	free(jobs);
	return rc;
}

/* Look-ups change the sources, so each step reads them anew. */
static int
with_sources(struct poller *poller,
    int (*step)(struct poller *, const struct source_list *, struct err *),
    struct err *err)
{
	struct source_list sources = {.items = NULL};
	int rc = store_source_list(poller->parts->store, &sources, err);

	if (rc == 0) {
		poller->report->sources = (int64_t)sources.n;
		rc = step(poller, &sources, err);
	}
	source_list_release(&sources);
	return rc;
}

int
poll_cycle(const struct poller_parts *parts, struct poll_report *report,
    struct err *err)
{
	struct poller *poller = mem_alloc(1, sizeof(*poller));
	struct err ignored = ERR_INIT;
	int64_t requests;
	int rc = -1;

	*report = (struct poll_report){.sources = 0};
	poller->parts = parts;
	poller->report = report;
	ratelimit_init(&poller->limits);
	rng_seed_system(&poller->rng);
	if (with_sources(poller, run_lookups, err) == 0 &&
	    with_sources(poller, run_profiles, err) == 0)
		rc = with_sources(poller, run_walks, err);
	ledger_of_run(parts->store, parts->run_id, &report->gross, &report->net,
	    &requests, &ignored);
	json_release(&poller->doc);
	page_release(&poller->page);
	free(poller);
	return rc;
}
