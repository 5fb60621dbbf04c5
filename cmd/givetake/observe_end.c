/* Ending an observation: what it found is frozen. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/observing.h"
#include "givetake/scoring.h"
#include "report/standing.h"

#include <inttypes.h>
#include <stdio.h>

/* Freeze every account with the coverage that it has now. */
static int
freeze(struct store *store, const struct observation *observation,
    const struct standing *standing, struct err *err)
{
	const struct window *window = &standing->window;
	struct roster_freeze one = {
	    .observation_id = observation->id,
	    .first_day = window->first_day,
	    .last_day = window->last_day,
	    .from = when_day_start(window->first_day),
	    .to = when_day_start(window->last_day + 1),
	};

	for (size_t i = 0, at = 0; i < standing->roster.n; i++) {
		const struct roster_row *stay = &standing->roster.rows[i];

		if (stay->left_at != 0)
			continue;
		one.row_id = stay->id;
		one.user_id = stay->user_id;
		one.coverage = standing->accounts[at++].coverage;
		if (one.user_id != 0 &&
		    store_roster_freeze(store, &one, err) == -1)
			return -1;
	}
	return 0;
}

/* The window of what is ended now: up to today. */
static int
freeze_and_end(struct context *context, struct observation *observation,
    const struct scorer *scorer, struct err *err)
{
	struct standing standing;
	struct buf zone = BUF_INIT;
	int64_t now = clock_now(), planned = observation->ends_at;
	const struct standing_request wanted = {
	    .observation = observation,
	    .masses = scorer_masses(scorer),
	    .min_posts = config_int(context->config, "report.min_posts"),
	    .now = now,
	};
	int rc;

	if (now < planned)
		observation->ends_at = now + 1;
	rc = standing_load(context->store, &wanted, &standing, err);
	observation->ends_at = planned;
	if (rc == -1)
		return -1;
	when_add_system_zone(&zone);
	rc = freeze(context->store, observation, &standing, err);
	if (rc == 0)
		rc = store_observation_end(context->store, observation->id,
		    zone.data, scorer_model_version(scorer),
		    scorer_weights_version(scorer), err);
	buf_release(&zone);
	standing_release(&standing);
	return rc;
}

static int
tell_end(struct context *context, const struct observation *observation,
    struct err *err)
{
	int64_t posts, withdrawn;

	if (store_observation_posts(context->store, observation->id, &posts,
		&withdrawn, err) == -1)
		return -1;
	fprintf(stderr,
	    "ended, with the numbers and ids of %" PRId64 " posts; next: "
	    "givetake report observation --observation %s\n",
	    posts, observation->name);
	return 0;
}

static int
end_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	struct scorer *scorer = scoring_load(context->config, err);
	int rc = -1;

	(void)options;
	if (scorer == NULL || scoring_refresh(context, scorer, err) == -1)
		goto out;
	if (store_begin(context->store, err) == -1)
		goto out;
	if (observe_find_running(context->store, n_args > 0 ? args[0] : NULL,
		&observation, err) == 0 &&
	    freeze_and_end(context, &observation, scorer, err) == 0)
		rc = store_commit(context->store, err);
	if (rc == -1)
		store_rollback(context->store);
	if (rc == 0 && !context->quiet)
		rc = tell_end(context, &observation, err);
out:
	observation_release(&observation);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_observe_end = {
    .name = "observe end",
    .args = "[NAME]",
    .summary = "End the observation that runs, and freeze what it found",
    .examples = "givetake observe end\n"
		"givetake observe end autumn",
    .details =
	"Keeps the numbers of each account and day, and which posts counted "
	"as what, by their ids.  Reports with --observation NAME show these "
	"from then on, whatever is labelled, scored anew or withdrawn later.  "
	"Texts are looked up: what was deleted since is counted and never "
	"shown.  An observation that has ended cannot be taken up again.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .max_args = 1,
    .run = end_run,
};
