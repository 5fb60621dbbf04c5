#include "report/cost.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/output.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Day of the last comparison, in the archive's facts. */
#define SYNC_DAY "usage.day"
#define MAX_DAYS 90
#define DAY      86400

struct cost {
	struct output_options output;
	const char *by;
	int64_t last, since, until;
	bool sync, again;
};

static const struct opt cost_opts[] = {
    {"by", OPT_CHOICE, offsetof(struct cost, by), "day|source|kind|run",
	"A row for each of these (day)"},
    {"last", OPT_SPAN, offsetof(struct cost, last), "TIME",
	"Only the last TIME, such as 4w"},
    {"since", OPT_TIME, offsetof(struct cost, since), "TIME",
	"From the day of TIME on"},
    {"until", OPT_TIME, offsetof(struct cost, until), "TIME",
	"Up to the day of TIME"},
    {"sync", OPT_FLAG, offsetof(struct cost, sync), NULL,
	"Ask X for its own count and compare, once a day"},
    {"again", OPT_FLAG, offsetof(struct cost, again), NULL,
	"With --sync: though it was done today"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct cost, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
ask_usage(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	return poll_usage(parts, arg, report, err);
}

static int64_t
x_posts_of(const struct usage *usage, int64_t day)
{
	for (size_t i = 0; i < usage->n; i++)
		if (usage->days[i].day == day)
			return usage->days[i].posts;
	return 0;
}

static int
sync_days(struct store *store, const struct usage *usage, int64_t post_price,
    struct ledger_day *days, size_t *n, struct err *err)
{
	int64_t today = when_utc_day(clock_now());
	struct buf value = BUF_INIT;
	int rc = 0;

	*n = 0;
	for (int64_t d = today - MAX_DAYS + 1; d <= today && rc == 0; d++) {
		struct ledger_day *day = &days[*n];

		*day = (struct ledger_day){
		    .day = d,
		    .x_posts = x_posts_of(usage, d),
		};
		rc = ledger_sync_day(store, post_price, d < today, day, err);
		*n += day->x_posts + day->our_posts + day->unseen > 0;
	}
	buf_addf(&value, "%" PRId64, today);
	if (rc == 0)
		rc = store_set_meta(store, SYNC_DAY, value.data, err);
	buf_release(&value);
	return rc;
}

/* Compare and settle; all in one transaction. */
static int
hold_against(struct store *store, const struct usage *usage, int64_t post_price,
    struct ledger_day *days, size_t *n, struct err *err)
{
	if (usage->n == 0 && usage->project_usage != 0)
		return err_set(err, ERR_SERVICE,
		    "X's answer on the usage holds no days; nothing was "
		    "compared, try again later");
	if (store_begin(store, err) == -1)
		return -1;
	if (sync_days(store, usage, post_price, days, n, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
was_synced_today(struct store *store, bool *today, struct err *err)
{
	struct buf value = BUF_INIT;
	int64_t day = 0;
	int rc = store_meta(store, SYNC_DAY, &value, err);

	num_parse(value.data, 0, INT64_MAX, &day);
	*today = day == when_utc_day(clock_now());
	buf_release(&value);
	return rc;
}

static int
sync_run(struct context *context, const struct cost *cost, struct err *err)
{
	struct fetcher fetcher = FETCHER_INIT;
	struct context writing = *context;
	struct usage usage = {.n_days = MAX_DAYS};
	struct ledger_day days[MAX_DAYS];
	struct poll_report report;
	struct output output;
	bool today;
	size_t n = 0;
	int rc = -1;

	if (was_synced_today(context->store, &today, err) == -1)
		return -1;
	if (today && !cost->again)
		return err_set(err, ERR_USAGE,
		    "X was asked today already and counts slowly; ask "
		    "tomorrow, or use --again");
	writing.store = store_open(context->archive, STORE_WRITE, err);
	if (writing.store == NULL)
		return -1;
	fetcher_settings(&fetcher, context->config);
	if (fetcher_open(&fetcher, &writing, NULL, err) == -1 ||
	    fetcher_run(&fetcher, "cost", ask_usage, &usage, &report, err) ==
		-1 ||
	    hold_against(writing.store, &usage, fetcher.prices.of[PRICE_POST],
		days, &n, err) == -1 ||
	    output_open(&output, &cost->output, context, err) == -1)
		goto out;
	rc = report_cost_days(writing.store, days, n, output.out, err);
	rc = output_close(&output, rc, err);
out:
	free(usage.days);
	fetcher_close(&fetcher);
	store_close(writing.store);
	return rc;
}

static enum cost_by
by_word(const char *word)
{
	static const char *const words[] = {
	    [COST_BY_DAY] = "day",
	    [COST_BY_SOURCE] = "source",
	    [COST_BY_KIND] = "kind",
	    [COST_BY_RUN] = "run",
	};

	for (size_t i = 0; word != NULL && i < ARRAY_LEN(words); i++)
		if (strcmp(words[i], word) == 0)
			return (enum cost_by)i;
	return COST_BY_DAY;
}

static int
cost_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct cost *cost = options;
	struct fetcher fetcher = FETCHER_INIT;
	struct cost_request request = {
	    .by = by_word(cost->by),
	    .since = cost->since == INT64_MIN ? 0 : cost->since,
	    .until = cost->until == INT64_MIN ? INT64_MAX : cost->until,
	};
	struct output output;
	int rc;

	(void)n_args;
	(void)args;
	if (cost->sync)
		return sync_run(context, cost, err);
	if (cost->last != INT64_MIN)
		request.since = clock_now() - cost->last;
	fetcher_settings(&fetcher, context->config);
	request.caps = &fetcher.settings.caps;
	if (output_open(&output, &cost->output, context, err) == -1)
		return -1;
	out_begin(output.out, "cost", "givetake.cost.1");
	rc = cost_put(context->store, &request, output.out, err);
	return output_close(&output, rc, err);
}

const struct command cmd_cost = {
    .name = "cost",
    .args = "[options]",
    .summary = "Show what was spent, and hold it against X's own count",
    .examples = "givetake cost\n"
		"givetake cost --by source --last 4w\n"
		"givetake cost --by kind --format csv -o spent.csv\n"
		"givetake cost --sync",
    .details =
	"From the ledger, which holds a row for each request that was billed. "
	"Posts and accounts that came as such are counted apart from those "
	"that came included with others.  --sync asks X how many posts it "
	"counted on each of the last 90 days (free, once a day), shows the "
	"drift, and settles what requests of days that are over had reserved "
	"without their answer ever being seen.  X counts posts alone there: "
	"requests for accounts or counts whose answer was never seen stay "
	"counted as spent, and their sum is told.",
    .needs = NEED_CONFIG | NEED_READ | NEED_STOP,
    .opts = cost_opts,
    .options_size = sizeof(struct cost),
    .run = cost_run,
};
