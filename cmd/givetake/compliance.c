#include "base/buf.h"
#include "base/num.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/scoring.h"
#include "givetake/scrub.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>

struct compliance {
	bool yes, plan, now;
	int64_t max_cost;
};

static const struct opt compliance_opts[] = {
    {"plan", OPT_FLAG, offsetof(struct compliance, plan), NULL,
	"Say what a check costs, and do nothing"},
    {"yes", OPT_FLAG, offsetof(struct compliance, yes), NULL,
	"Check, and take out what is gone"},
    {"now", OPT_FLAG, offsetof(struct compliance, now), NULL,
	"Take out at once what X does not find, without a second look on "
	"another day"},
    {"max-cost", OPT_USD, offsetof(struct compliance, max_cost), "USD",
	"Spend at most this (setting fetch.max_cost)"},
    {.type = OPT_END},
};

static int
count_all(struct store *store, int64_t *posts, int64_t *users, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_RECHECK_TOTALS;

	if (db_bind(db, s, err, "") == -1 || db_step(db, s, err) == -1)
		return -1;
	*posts = db_int(db, s, 0);
	*users = db_int(db, s, 1);
	db_reset(db, s);
	return 0;
}

static int
say_plan(struct context *context, const struct fetcher *fetcher,
    struct err *err)
{
	struct buf line = BUF_INIT;
	int64_t posts, users;

	if (count_all(context->store, &posts, &users, err) == -1)
		return -1;
	buf_addf(&line,
	    "%" PRId64 " posts and %" PRId64 " accounts to look up: at most $",
	    posts, users);
	num_add_usd(&line, posts * fetcher->prices.of[PRICE_POST] +
			       users * fetcher->prices.of[PRICE_USER]);
	buf_addf(&line,
	    " (X bills what it still shows, once a UTC day), %" PRId64
	    " requests\n",
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
	    " accounts taken out, %" PRId64 " not found today (taken out if "
	    "not found on another day), $",
	    recheck->checked, recheck->wiped.posts, recheck->wiped.users,
	    recheck->missing);
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

static int
compliance_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct compliance *compliance = options;
	struct recheck recheck = {.at_once = compliance->now};
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
	"X's rules ask that an archive follows what happens to a post: it is "
	"looked up, and what is deleted, protected or suspended goes from "
	"rows, pages, index and scores, down to the bytes of the file.  A "
	"tombstone with the reason stays, until X serves the post again.  "
	"What X just does not find is hidden at once and taken out when it "
	"is not found on another day either: a bad hour of X is no "
	"deletion.  Only look-ups are used, no batch jobs.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = compliance_opts,
    .options_size = sizeof(struct compliance),
    .run = compliance_run,
};
