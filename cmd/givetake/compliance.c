#include "base/buf.h"
#include "base/num.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/scoring.h"
#include "givetake/scrub.h"
#include "store/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct compliance {
	bool yes, plan, now;
	const char *by;
	int64_t max_cost;
};

static const struct opt compliance_opts[] = {
    {"plan", OPT_FLAG, offsetof(struct compliance, plan), NULL,
	"Say what a check costs, and do nothing"},
    {"yes", OPT_FLAG, offsetof(struct compliance, yes), NULL,
	"Check, and take out what is gone"},
    {"by", OPT_CHOICE, offsetof(struct compliance, by), "auto|jobs|lookups",
	"Ask by batch jobs or by look-ups; auto: by jobs where X allows it"},
    {"now", OPT_FLAG, offsetof(struct compliance, now), NULL,
	"Take out at once what a look-up does not find, without a second "
	"look on another day"},
    {"max-cost", OPT_USD, offsetof(struct compliance, max_cost), "USD",
	"Spend at most this (setting fetch.max_cost)"},
    {.type = OPT_END},
};

static int
say_plan(struct context *context, const struct fetcher *fetcher,
    struct err *err)
{
	struct buf line = BUF_INIT;
	int64_t posts, users;

	if (store_check_totals(context->store, &posts, &users, err) == -1)
		return -1;
	buf_addf(&line,
	    "%" PRId64 " posts and %" PRId64 " accounts to ask about.\n"
	    "By batch jobs, where X allows them: $0 (its price list names no "
	    "price), about %" PRId64 " requests and some minutes.\n"
	    "By look-ups: at most $",
	    posts, users, 10 + (posts + users) / 20000);
	num_add_usd(&line, posts * fetcher->prices.of[PRICE_POST] +
			       users * fetcher->prices.of[PRICE_USER]);
	buf_addf(&line,
	    " (X bills what it still shows, once a UTC day), %" PRId64
	    " requests.\n",
	    (posts + 99) / 100 + (users + 99) / 100);
	fputs(line.data, stdout);
	buf_release(&line);
	return 0;
}

static int
ask(const struct poller_parts *parts, void *arg, struct poll_report *report,
    struct err *err)
{
	return poll_recheck(parts, arg, report, err);
}

static void
say_result(const struct context *context, const struct recheck *recheck,
    const struct poll_report *report)
{
	struct buf line = BUF_INIT;

	if (context->quiet)
		return;
	buf_addf(&line,
	    "%" PRId64 " checked: %" PRId64 " posts and %" PRId64
	    " accounts taken out",
	    recheck->checked, recheck->wiped.posts, recheck->wiped.users);
	if (recheck->used_lookups)
		buf_addf(&line,
		    ", %" PRId64 " not found today (taken out if not found on "
		    "another day)",
		    recheck->missing);
	buf_addf(&line, ", by %s, $",
	    recheck->used_lookups ? "look-ups" : "batch jobs");
	num_add_usd(&line, report->gross);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}

/* What was taken out is taken out even when the check ended early. */
static int
check(struct context *context, struct fetcher *fetcher, struct scorer *scorer,
    struct recheck *recheck, struct err *err)
{
	struct err later = ERR_INIT;
	struct poll_report report;
	int rc = fetcher_run(fetcher, "compliance", ask, recheck, &report, err);

	say_result(context, recheck, &report);
	if (rc == 0 && report.capped > 0)
		rc = err_set(err, ERR_BUDGET,
		    "the cap for the %s is reached before all was checked; "
		    "allow more with --max-cost (see --plan)",
		    report.cap);
	if (recheck->wiped.posts + recheck->wiped.users + recheck->missing == 0)
		return rc;
	if (scoring_refresh(context, scorer, &later) == -1 ||
	    scrub(context, &later) == -1) {
		if (rc == 0)
			*err = later;
		rc = -1;
	}
	return rc;
}

static enum recheck_by
by_word(const char *word)
{
	if (word != NULL && strcmp(word, "jobs") == 0)
		return RECHECK_JOBS;
	return word != NULL && strcmp(word, "lookups") == 0 ? RECHECK_LOOKUPS
							    : RECHECK_AUTO;
}

static int
compliance_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct compliance *compliance = options;
	struct recheck recheck = {.at_once = compliance->now,
	    .by = by_word(compliance->by)};
	struct fetcher fetcher = FETCHER_INIT;
	struct scorer *scorer = scoring_load(context->config, err);
	int rc = -1;

	(void)n_args;
	(void)args;
	fetcher_settings(&fetcher, context->config);
	if (compliance->max_cost != INT64_MIN)
		fetcher.settings.caps.of[CAP_RUN] = compliance->max_cost;
	if (scorer == NULL ||
	    fetcher_open(&fetcher, context, scorer_sites(scorer), err) == -1)
		goto out;
	if (compliance->yes && !compliance->plan)
		rc = check(context, &fetcher, scorer, &recheck, err);
	else
		rc = say_plan(context, &fetcher, err);
	if (rc == 0 && !compliance->yes && !compliance->plan)
		fputs("Do it with: givetake compliance --yes\n", stderr);
out:
	fetcher_close(&fetcher);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_compliance = {
    .name = "compliance",
    .args = "[--plan|--yes]",
    .summary = "Take out what X no longer shows",
    .examples = "givetake compliance --plan     # what it costs\n"
		"givetake compliance --yes --max-cost 20",
    .details =
	"X's rules ask that an archive follows what happens to a post: X is "
	"asked of each, and what is deleted, protected or suspended goes from "
	"rows, pages, index and scores, down to the bytes of the file.  A "
	"tombstone with the reason stays, until X serves the post again.  "
	"Where the access allows it X is asked by batch jobs: ids go up, and "
	"what is gone comes back with the reason; a job that takes longer than "
	"fetch.max_wait is taken up by the next check.  Otherwise posts are "
	"looked up, which costs a read each; what X just does not find is "
	"then hidden at once and taken out when it is not found on another "
	"day either: a bad hour of X is no deletion.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = compliance_opts,
    .options_size = sizeof(struct compliance),
    .run = compliance_run,
};
