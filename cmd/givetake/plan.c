#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/output.h"
#include "poll/plan_load.h"
#include "store/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define WEEK  (7 * (int64_t)86400)
#define HOUR  3600
#define MONTH (30 * (int64_t)86400)

struct plan_options {
	struct output_options output;
	const char *depth;
	int64_t span, every, first_posts;
	bool ask;
};

static const struct opt plan_opts[] = {
    {"depth", OPT_CHOICE, offsetof(struct plan_options, depth),
	"lean|parents|full", "What to buy beside the posts (fetch.depth)"},
    {"for", OPT_SPAN, offsetof(struct plan_options, span), "TIME",
	"How long to go on polling (4w)"},
    {"every", OPT_SPAN, offsetof(struct plan_options, every), "TIME",
	"How often (1h)"},
    {"first-posts", OPT_INT, offsetof(struct plan_options, first_posts), "N",
	"Posts to read of what is new to us (fetch.first_posts)"},
    {"ask", OPT_FLAG, offsetof(struct plan_options, ask), NULL,
	"Let X count what is unknown here, for $0.005 a source"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct plan_options, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column columns[] = {
    {"kind", "Kind", OUT_LEFT, false},
    {"source", "Source", OUT_LEFT, true},
    {"basis", "From", OUT_LEFT, false},
    {"posts_now", "Now", OUT_RIGHT, false},
    {"usd_now", "Now $", OUT_RIGHT, false},
    {"usd_now_high", NULL, OUT_RIGHT, false},
    {"fits", "Fits", OUT_LEFT, false},
    {"posts_low", NULL, OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"posts_high", NULL, OUT_RIGHT, false},
    {NULL, "Low to high", OUT_RIGHT, false},
    {"usd_low", "Low $", OUT_RIGHT, false},
    {"usd", "Likely $", OUT_RIGHT, false},
    {"usd_high", "High $", OUT_RIGHT, false},
    {"requests", "Requests", OUT_RIGHT, false},
};

/* What a plan is made with. */
struct planning {
	struct plan_settings settings;
	struct plan plan; /* own */
	int64_t left;     /* under the caps, for the next fetch */
	const char *cap;  /* which one that is */
	double requests_of[ENDPOINT_COUNT]; /* of the next fetch */
	struct plan_line total;
	int64_t left_out;  /* sources that do not fit */
	int64_t check_usd; /* of looking up all that is archived, at most */
};

static int64_t
rounded(double x)
{
	return (int64_t)(x + 0.5);
}

/* Dollars of an estimate: to the cent, where there are cents. */
static int64_t
rounded_usd(double micro_usd)
{
	return micro_usd < 100000 ? rounded(micro_usd / 100) * 100
				  : rounded(micro_usd / 10000) * 10000;
}

static void
put_line(struct out *out, const char *kind, const char *label,
    const char *basis, const char *fits, const struct plan_line *line)
{
	struct buf range = BUF_INIT;

	buf_addf(&range, "%.0f-%.0f", line->posts.low + line->others.low,
	    line->posts.high + line->others.high);
	out_text(out, kind);
	out_text(out, label);
	out_text(out, basis);
	out_int(out, rounded(line->posts_now.likely + line->others_now.likely));
	out_usd(out, rounded_usd(line->usd_now.likely));
	out_usd(out, rounded_usd(line->usd_now.high));
	out_text(out, fits);
	out_int(out, rounded(line->posts.low + line->others.low));
	out_int(out, rounded(line->posts.likely + line->others.likely));
	out_int(out, rounded(line->posts.high + line->others.high));
	out_text(out, range.data);
	out_usd(out, rounded_usd(line->usd.low));
	out_usd(out, rounded_usd(line->usd.likely));
	out_usd(out, rounded_usd(line->usd.high));
	out_int(out, rounded(line->requests));
	out_row(out);
	buf_release(&range);
}

/* Does the next fetch get to it before the cap? */
static const char *
fitting(struct planning *planning, const struct plan_line *line)
{
	double left = (double)planning->left - planning->total.usd_now.likely;
	double fits = planning->left == LEDGER_NO_CAP
			  ? 1
			  : plan_fits(left, line->usd_now.likely);

	planning->left_out += fits < 1;
	return fits >= 1 ? "yes" : fits <= 0 ? "no" : "partly";
}

static void
put_items(struct planning *planning, struct out *out)
{
	static const char *const bases[] = {
	    [PLAN_HISTORY] = "history",
	    [PLAN_COUNTS] = "counts",
	    [PLAN_GUESS] = "guess",
	};

	for (size_t i = 0; i < planning->plan.sources.n; i++) {
		const struct plan_item *item = &planning->plan.items[i];
		struct buf label = BUF_INIT;
		struct plan_line line;

		plan_source_line(&item->facts, &planning->settings, &line);
		source_add_label(&label, item->source);
		put_line(out, source_kind_names[item->source->kind], label.data,
		    bases[item->facts.basis], fitting(planning, &line), &line);
		planning->requests_of[item->facts.endpoint] +=
		    line.requests_now;
		plan_add(&planning->total, &line);
		buf_release(&label);
	}
}

/* Posts that replies in the archive reply to and that nobody bought yet. */
static void
put_waiting(struct planning *planning, struct out *out)
{
	double n = (double)planning->plan.parents_waiting;
	double usd = n * (double)planning->settings.prices->of[PRICE_POST];
	struct plan_line line = {
	    .others_now = {0, n, n},
	    .others = {0, n, n},
	    .usd_now = {0, usd, usd},
	    .usd = {0, usd, usd},
	    .requests_now = n / 100,
	    .requests = n / 100,
	};

	if (planning->settings.depth != DEPTH_PARENTS || n == 0)
		return;
	put_line(out, "parents", "posts replied to so far", "archive",
	    fitting(planning, &line), &line);
	planning->requests_of[ENDPOINT_POSTS] += line.requests_now;
	plan_add(&planning->total, &line);
}

static int64_t
waiting_time(const struct planning *planning)
{
	int64_t longest = 0;

	for (int e = 0; e < ENDPOINT_COUNT; e++) {
		int64_t wait =
		    plan_wait_s((enum endpoint)e, planning->requests_of[e]);

		longest = wait > longest ? wait : longest;
	}
	return longest;
}

/* What a cap of a day or month leaves out of the span. */
static void
say_cap(struct out *out, const char *name, int64_t cap, double usd)
{
	struct buf text = BUF_INIT;
	double fits = plan_fits((double)cap, usd);

	if (cap == LEDGER_NO_CAP || fits >= 1)
		return;
	buf_addf(&text, "The cap of $");
	num_add_usd(&text, cap);
	buf_addf(&text, " a %s would leave out about %.0f %% of it ($", name,
	    100 * (1 - fits));
	num_add_usd(&text, rounded_usd(usd));
	buf_addf(&text, " a %s).", name);
	out_paragraph(out, text.data);
	buf_release(&text);
}

static void
put_sum(const struct planning *planning, const struct ledger_caps *caps,
    struct out *out)
{
	const struct plan_line *total = &planning->total;
	double days = (double)planning->settings.span_s / 86400;
	double running = total->usd.likely - total->usd_now.likely;
	struct buf text = BUF_INIT;

	buf_addf(&text, "The next fetch: about $");
	num_add_usd(&text, rounded_usd(total->usd_now.likely));
	buf_addf(&text, " and %.0f requests", total->requests_now);
	if (waiting_time(planning) > 0)
		buf_addf(&text, ", %" PRId64 " min of waiting for X's limits",
		    waiting_time(planning) / 60);
	if (planning->left_out > 0) {
		buf_addf(&text,
		    "; %" PRId64 " sources do not fit under the "
		    "cap of the %s, of which $",
		    planning->left_out, planning->cap);
		num_add_usd(&text, planning->left > 0 ? planning->left : 0);
		buf_adds(&text, " are left");
	}
	buf_addf(&text, ".\nAll of it: $");
	num_add_usd(&text, rounded_usd(total->usd.low));
	buf_adds(&text, " to $");
	num_add_usd(&text, rounded_usd(total->usd.high));
	buf_adds(&text, ", likely $");
	num_add_usd(&text, rounded_usd(total->usd.likely));
	buf_adds(&text, ".");
	buf_adds(&text,
	    "\nChecking what is archived (compliance): $0 by batch jobs, "
	    "where X allows them, or at most $");
	num_add_usd(&text, planning->check_usd);
	buf_adds(&text, " by look-ups.");
	out_paragraph(out, text.data);
	say_cap(out, "day", caps->of[CAP_DAY], days > 0 ? running / days : 0);
	say_cap(out, "month", caps->of[CAP_MONTH],
	    days > 0 ? total->usd.likely * (days > 30 ? 30 / days : 1) : 0);
	buf_release(&text);
}

static void
put_plan(struct planning *planning, const struct ledger_caps *caps,
    struct out *out)
{
	static const char *const depths[] = {"lean", "parents", "full"};

	out_begin(out, "plan", "givetake.plan.1");
	out_fact_text(out, "depth", depths[planning->settings.depth]);
	out_fact_int(out, "days", planning->settings.span_s / 86400);
	out_fact_text(out, "prices_of", planning->settings.prices->date);
	out_columns(out, columns, ARRAY_LEN(columns));
	put_items(planning, out);
	put_waiting(planning, out);
	put_line(out, "all", NULL, NULL,
	    planning->left_out == 0 ? "yes" : "partly", &planning->total);
	out_fact_int(out, "left_out", planning->left_out);
	out_fact_real(out, "compliance_usd_high",
	    (double)planning->check_usd / 1e6, 4);
	out_fact_int(out, "wait_seconds", waiting_time(planning));
	put_sum(planning, caps, out);
}

struct asking {
	struct post_count *counts; /* own */
	size_t n;
};

static int
ask_counts(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	struct asking *asking = arg;

	return poll_counts(parts, asking->counts, asking->n, report, err);
}

/* Let X count what nothing is known of. */
static int
ask(struct fetcher *fetcher, struct plan *plan, struct err *err)
{
	struct asking asking = {mem_alloc(plan->sources.n,
				    sizeof(*asking.counts)),
	    0};
	struct poll_report report;
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < plan->sources.n; i++)
		if (plan->items[i].query != NULL)
			asking.counts[asking.n++].query = plan->items[i].query;
	if (asking.n > 0)
		rc = fetcher_run(fetcher, "plan", ask_counts, &asking, &report,
		    err);
	for (size_t i = 0; i < plan->sources.n && asking.n > 0; i++) {
		const struct post_count *count = &asking.counts[n];

		if (plan->items[i].query == NULL)
			continue;
		plan_item_counted(&plan->items[i], count->posts,
		    count->to - count->from);
		n++;
	}
	free(asking.counts);
	return rc;
}

static int
price_check(struct store *store, struct planning *planning, struct err *err)
{
	const struct prices *prices = planning->settings.prices;
	int64_t posts, users;

	if (store_check_totals(store, &posts, &users, err) == -1)
		return -1;
	planning->check_usd =
	    posts * prices->of[PRICE_POST] + users * prices->of[PRICE_USER];
	return 0;
}

static int
plan_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct plan_options *wish = options;
	struct fetcher fetcher = FETCHER_INIT;
	struct planning planning = {.left = LEDGER_NO_CAP};
	struct output output;
	int rc = -1;

	(void)n_args;
	(void)args;
	fetcher_settings(&fetcher, context->config);
	if (wish->depth != NULL)
		fetcher.settings.depth = fetcher_depth(wish->depth);
	if (wish->first_posts != INT64_MIN)
		fetcher.settings.first_posts = wish->first_posts;
	planning.settings = (struct plan_settings){
	    .depth = fetcher.settings.depth,
	    .span_s = wish->span == INT64_MIN ? 4 * WEEK : wish->span,
	    .every_s = wish->every == INT64_MIN ? HOUR : wish->every,
	    .profile_every_s = fetcher.settings.profile_every_s,
	    .prices = &fetcher.prices,
	};
	if (fetcher_prices(&fetcher, context->config, err) == -1 ||
	    plan_load(context->store, fetcher.settings.first_posts,
		&planning.plan, err) == -1 ||
	    ledger_left(context->store, &(struct ledger_spender){.run_id = 0},
		&fetcher.settings.caps, &planning.left, &planning.cap,
		err) == -1)
		goto out;
	if (wish->ask && (fetcher_open(&fetcher, context, NULL, err) == -1 ||
			     ask(&fetcher, &planning.plan, err) == -1))
		goto out;
	rc = price_check(context->store, &planning, err);
	if (rc == 0)
		rc = output_open(&output, &wish->output, context, err);
	if (rc == 0) {
		put_plan(&planning, &fetcher.settings.caps, output.out);
		rc = output_close(&output, 0, err);
	}
out:
	plan_release(&planning.plan);
	fetcher_close(&fetcher);
	return rc;
}

const struct command cmd_plan = {
    .name = "plan",
    .args = "[options]",
    .summary = "Say what reading will bring and cost, before it does",
    .examples = "givetake plan\n"
		"givetake plan --depth parents --for 12w --every 3h\n"
		"givetake plan --ask          # costs $0.005 a new source\n"
		"givetake plan --format json | jq '.plan[-1].usd'",
    .details =
	"Asks nothing of X and costs nothing, unless --ask lets it count the "
	"last seven days of sources that were never read.  Ranges hold in "
	"four cases of five, as far as the past tells; X's counts leave "
	"reposts out, so the range of a counted account allows for none up to "
	"more reposts than posts.  Fits says whether the next fetch gets to a "
	"source before a cap ends it.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = plan_opts,
    .options_size = sizeof(struct plan_options),
    .run = plan_run,
};
