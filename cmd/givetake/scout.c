#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/output.h"
#include "model/handle.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct scout {
	struct output_options output;
	int64_t max_cost;
};

static const struct opt scout_opts[] = {
    {"max-cost", OPT_USD, offsetof(struct scout, max_cost), "USD",
	"Spend at most this (setting fetch.max_cost)"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct scout, output),
	.table = output_opts},
    {.type = OPT_END},
};

/* What is counted, each in one request. */
static const struct {
	const char *name, *title, *query; /* %1$s is the handle */
} shapes[] = {
    {"posts", "Posts, without reposts", "from:%1$s"},
    {"replies", "Replies", "from:%1$s is:reply"},
    {"threads", "Replies to oneself (threads)", "from:%1$s to:%1$s"},
    {"quotes", "Quotes of others' posts", "from:%1$s is:quote -is:reply"},
    {"links", "Other posts with links",
	"from:%1$s has:links -is:reply -is:quote"},
};

enum { POSTS, REPLIES, THREADS, QUOTES, LINKS, N_SHAPES };

static const struct out_column columns[] = {
    {"shape", NULL, OUT_LEFT, false},
    {NULL, "In the last seven days", OUT_LEFT, true},
    {"posts", "Posts", OUT_RIGHT, false},
    {"share", "Share %", OUT_RIGHT, false},
    {NULL, "By day", OUT_LEFT, false},
};

static int
ask_counts(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	return poll_counts(parts, arg, N_SHAPES, report, err);
}

static void
put_row(struct out *out, int i, const struct post_count *counts)
{
	const struct post_count *count = &counts[i];
	struct buf days = BUF_INIT;
	int64_t n = when_utc_day(count->to - 1) - when_utc_day(count->from) + 1;

	for (int64_t d = 0; count->posts >= 0 && d < n &&
			    d < (int64_t)ARRAY_LEN(count->of_day);
	     d++)
		buf_addf(&days, "%s%lld", d > 0 ? " " : "",
		    (long long)count->of_day[d]);
	out_text(out, shapes[i].name);
	out_text(out, shapes[i].title);
	if (count->posts < 0)
		out_text(out, NULL);
	else
		out_int(out, count->posts);
	out_real(out,
	    counts[POSTS].posts > 0 && count->posts >= 0
		? 100.0 * (double)count->posts / (double)counts[POSTS].posts
		: NAN,
	    0);
	out_text(out, days.data);
	out_row(out);
	buf_release(&days);
}

static void
put_shape(struct out *out, const char *handle, const struct post_count *counts,
    const struct poll_report *report)
{
	struct buf cost = BUF_INIT;

	num_add_usd(&cost, report->gross);
	out_begin(out, "shapes", "givetake.scout.1");
	out_fact_text(out, "handle", handle);
	out_fact_text(out, "probe", "counts alone, no post was read");
	out_fact_time(out, "from", counts[POSTS].from);
	out_fact_time(out, "to", counts[POSTS].to);
	out_fact_struct(out, "cost_usd", cost.data, cost.data);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (int i = 0; i < N_SHAPES; i++)
		put_row(out, i, counts);
	out_paragraph(out,
	    "A probe, not a score: X's counts can differ from what it shows, "
	    "and leave reposts out.  Replies hold the threads.  To read and "
	    "judge the posts: givetake watch add, then fetch.");
	buf_release(&cost);
}

static int
probe(struct context *context, const struct scout *scout,
    const struct account_name *name, struct err *err)
{
	struct post_count counts[N_SHAPES];
	char queries[N_SHAPES][160];
	struct fetcher fetcher = FETCHER_INIT;
	struct poll_report report;
	struct output output;
	int rc = -1;

	for (int i = 0; i < N_SHAPES; i++) {
		struct buf query = BUF_INIT;
		const char *p = shapes[i].query;

		for (const char *at; (at = strstr(p, "%1$s")) != NULL;
		     p = at + 4) {
			buf_add(&query, p, (size_t)(at - p));
			buf_adds(&query, name->handle);
		}
		buf_adds(&query, p);
		snprintf(queries[i], sizeof(queries[i]), "%s", query.data);
		counts[i] = (struct post_count){.query = queries[i]};
		buf_release(&query);
	}
	fetcher_settings(&fetcher, context->config);
	if (scout->max_cost != INT64_MIN)
		fetcher.settings.caps.of[CAP_RUN] = scout->max_cost;
	if (fetcher_open(&fetcher, context, NULL, err) == -1)
		goto out;
	rc = fetcher_run(&fetcher, "scout", ask_counts, counts, &report, err);
	if (rc == 0 && report.capped > 0)
		rc = err_set(err, ERR_BUDGET,
		    "the cap for the %s leaves no room for five requests of "
		    "half a cent; allow more with --max-cost",
		    report.cap);
	if (rc == 0)
		rc = output_open(&output, &scout->output, context, err);
	if (rc == 0) {
		put_shape(output.out, name->handle, counts, &report);
		rc = output_close(&output, 0, err);
	}
	if (rc == 0 && report.failed > 0)
		rc = 3;
out:
	fetcher_close(&fetcher);
	return rc;
}

static int
scout_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct account_name name;

	(void)n_args;
	if (!handle_parse(args[0], &name) || name.id != 0)
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no handle: X counts by handle, give @name",
		    args[0]);
	return probe(context, options, &name, err);
}

const struct command cmd_scout = {
    .name = "scout",
    .args = "@handle",
    .summary = "See the shape of an account's week for $0.025, no post read",
    .examples = "givetake scout @carol\n"
		"givetake scout @carol --format json",
    .details =
	"Five counts requests of half a cent each: posts, replies, threads, "
	"quotes, posts with links in the last seven days.  Nothing is stored "
	"but what it cost.  X's counts can differ from its searches and leave "
	"reposts out, so this is a probe and never mixed into a score.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .opts = scout_opts,
    .options_size = sizeof(struct scout),
    .run = scout_run,
};
