#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rand.h"
#include "base/text.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct fetch {
	int64_t max_cost, first_posts, max_wait;
};

static const struct opt fetch_opts[] = {
    {"max-cost", OPT_USD, offsetof(struct fetch, max_cost), "USD",
	"Spend at most this in this run (setting fetch.max_cost)"},
    {"first-posts", OPT_INT, offsetof(struct fetch, first_posts), "N",
	"Read this many posts of what is new to us (fetch.first_posts)"},
    {"max-wait", OPT_SPAN, offsetof(struct fetch, max_wait), "TIME",
	"Wait at most this long for rate limits (fetch.max_wait)"},
    {.type = OPT_END},
};

/* Flags win over settings. */
static int64_t
either(int64_t flag, int64_t setting)
{
	return flag == INT64_MIN ? setting : flag;
}

static void
say_summary(const struct context *context, const struct poll_report *report)
{
	struct buf line = BUF_INIT;

	if (context->quiet)
		return;
	buf_addf(&line,
	    "%" PRId64 " of %" PRId64 " sources read: %" PRId64
	    " new posts, %" PRId64 " requests, $",
	    report->polled, report->sources, report->counts.posts_new,
	    report->requests);
	num_add_usd(&line, report->gross);
	if (report->net != report->gross) {
		buf_adds(&line, " ($");
		num_add_usd(&line, report->net);
		buf_adds(&line, " after X's daily dedup)");
	}
	if (report->counts.problems > 0)
		buf_addf(&line, ", %" PRId64 " problems named by X",
		    report->counts.problems);
	if (report->leased > 0)
		buf_addf(&line, ", %" PRId64 " left to another fetch",
		    report->leased);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}

/* The exit status of a cycle that came to its end. */
static int
judge_cycle(const struct poll_report *report, int64_t max_cost, struct err *err)
{
	struct buf cap = BUF_INIT;

	if (report->capped > 0) {
		num_add_usd(&cap, max_cost);
		if (strcmp(report->cap, "run") == 0)
			err_set(err, ERR_BUDGET,
			    "the cap of $%s for a run is reached: %" PRId64
			    " sources are not read to the end; the next run "
			    "goes on there, or allow more with --max-cost",
			    cap.data, report->capped);
		else
			err_set(err, ERR_BUDGET,
			    "the cap for the %s (fetch.max_cost_%s) is "
			    "reached: %" PRId64
			    " sources are not read to the end",
			    report->cap, report->cap, report->capped);
		buf_release(&cap);
		return -1;
	}
	return report->failed > 0 ? 3 : 0;
}

static int
fetch_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct fetch *fetch = options;
	struct config *config = context->config;
	struct fetcher fetcher = FETCHER_INIT;
	struct poll_report report;
	struct scorer *scorer = NULL;
	int rc = -1;

	(void)n_args;
	(void)args;
	fetcher_settings(&fetcher, config);
	fetcher.settings.caps.run =
	    either(fetch->max_cost, fetcher.settings.caps.run);
	fetcher.settings.first_posts =
	    either(fetch->first_posts, fetcher.settings.first_posts);
	fetcher.settings.max_wait_s =
	    either(fetch->max_wait, fetcher.settings.max_wait_s);
	scorer = scoring_load(config, err);
	if (scorer == NULL ||
	    fetcher_open(&fetcher, context, scorer_sites(scorer), err) == -1)
		goto out;
	rc = fetcher_cycle(&fetcher, "fetch", &report, err);
	say_summary(context, &report);
	if (rc == 0)
		rc = judge_cycle(&report, fetcher.settings.caps.run, err);
	if (report.counts.posts_new + report.counts.posts_richer +
		    report.counts.users >
		0 &&
	    !stop_requested()) {
		struct err ignored = ERR_INIT;
		/* The first failure is the one to report. */
		int scored =
		    scoring_refresh(context, scorer, rc == -1 ? &ignored : err);

		if (rc >= 0 && scored == -1)
			rc = -1;
	}
out:
	fetcher_close(&fetcher);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_fetch = {
    .name = "fetch",
    .args = "[options]",
    .summary = "Read what is new of everything watched: one polling cycle",
    .examples = "givetake fetch\n"
		"givetake fetch --max-cost 5.00\n"
		"givetake fetch --quiet        # for cron: silent when all "
		"is well",
    .details =
	"Costs what X bills for the posts and accounts it returns; a run "
	"never spends more than --max-cost.  What is new to us is read back "
	"to its newest posts, after that only what came since.  A killed "
	"run loses nothing: the next one goes on where it was.\n"
	"Exit status: 3 when some sources could not be read (the rest is "
	"kept), 4 when a cap or X's credits ended the run, 75 when rate "
	"limits ask to wait longer than --max-wait, 77 when X refuses the "
	"token.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = fetch_opts,
    .options_size = sizeof(struct fetch),
    .run = fetch_run,
};
