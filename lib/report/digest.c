#include "report/digest.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "report/board.h"
#include "report/journal.h"
#include "report/packs.h"
#include "report/standing.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { WEEK = 7, SHOWN = 10, WORST = 5, POSTS = 5 };

static struct window
days(int64_t first, int64_t last, int64_t frozen)
{
	struct window window =
	    window_of(when_day_start(first), when_day_start(last + 1) - 1);

	window.frozen = frozen;
	return window;
}

struct digest_weeks
digest_weeks_of(const struct window *window, int64_t now)
{
	int64_t last = when_local_day(now) - 1;

	if (window->last_day < last)
		last = window->last_day;
	return (struct digest_weeks){
	    .now = days(last - WEEK + 1, last, window->frozen),
	    .before = days(last - 2 * WEEK + 1, last - WEEK, window->frozen),
	};
}

double
digest_above(double a1, double b1, double a2, double b2)
{
	double n1 = a1 + b1, n2 = a2 + b2;
	double variance =
	    a1 * b1 / (n1 * n1 * (n1 + 1)) + a2 * b2 / (n2 * n2 * (n2 + 1));

	return 0.5 * erfc(-(a1 / n1 - a2 / n2) / sqrt(2 * variance));
}

/* An account in both weeks. */
struct mover {
	int64_t id;
	const struct account_score *now, *before;
	double up; /* probability that the share of gives rose */
};

static int
compare_scores(const void *a, const void *b)
{
	const struct account_score *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* Those of whom it can be said that they moved, the surest first. */
static int
compare_movers(const void *a, const void *b)
{
	const struct mover *x = a, *y = b;
	double p = fabs(x->up - 0.5), q = fabs(y->up - 0.5);

	if (p != q)
		return p > q ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static size_t
find_movers(struct board *now, struct board *before, struct mover *movers)
{
	size_t n = 0;

	if (before->n > 0)
		qsort(before->scores, before->n, sizeof(*before->scores),
		    compare_scores);
	for (size_t i = 0; i < now->n; i++) {
		const struct account_score *one = &now->scores[i], *other;
		double up;

		if (before->n == 0 || one->directional < DIGEST_LEAST)
			continue;
		other = bsearch(one, before->scores, before->n, sizeof(*one),
		    compare_scores);
		if (other == NULL || other->directional < DIGEST_LEAST)
			continue;
		up = digest_above(one->a, one->b, other->a, other->b);
		if (up >= DIGEST_SURE || up <= 1 - DIGEST_SURE)
			movers[n++] = (struct mover){one->id, one, other, up};
	}
	if (n > 0)
		qsort(movers, n, sizeof(*movers), compare_movers);
	return n;
}

static const struct out_column mover_columns[] = {
    {"handle", "Moved", OUT_LEFT, true, OUT_KEY},
    {"id", NULL, OUT_RIGHT, false, 0},
    {"before", NULL, OUT_RIGHT, false, 0},
    {"now", NULL, OUT_RIGHT, false, 0},
    {NULL, "Share of gives", OUT_LEFT, false, 0},
    {"direction", "Which way", OUT_LEFT, false, 0},
    {"probability", "Sure", OUT_RIGHT, false, 0},
    {"before_posts", "Posts before", OUT_RIGHT, false, 0},
    {"now_posts", "Now", OUT_RIGHT, false, 0},
};

static int
put_mover(const struct report_job *job, const struct mover *mover,
    struct out *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct buf share = BUF_INIT;
	const char *handle;
	double now = mover->now->balance.value;
	double before = mover->before->balance.value;

	if (find_handle(job->store, mover->id, &arena, &handle, err) == -1) {
		arena_release(&arena);
		return -1;
	}
	buf_addf(&share, "%.0f %% to %.0f %%", 100 * before, 100 * now);
	out_text(out, handle);
	out_id(out, mover->id);
	out_real(out, before, 3);
	out_real(out, now, 3);
	out_text(out, share.data);
	out_text(out, mover->up > 0.5 ? "gives more" : "takes more");
	out_real(out, mover->up > 0.5 ? mover->up : 1 - mover->up, 2);
	out_int(out, (int64_t)mover->before->directional);
	out_int(out, (int64_t)mover->now->directional);
	out_row(out);
	arena_release(&arena);
	buf_release(&share);
	return 0;
}

static int
put_movers(const struct report_job *job, struct board *now,
    struct board *before, struct out *out, struct err *err)
{
	struct mover *movers = mem_alloc(now->n + 1, sizeof(*movers));
	size_t n = find_movers(now, before, movers);
	int rc = 0;

	out_columns(out, mover_columns, ARRAY_LEN(mover_columns));
	for (size_t i = 0; i < n && i < SHOWN && rc == 0; i++)
		rc = put_mover(job, &movers[i], out, err);
	out_fact_int(out, "moved", (int64_t)n);
	out_paragraph(out,
	    n == 0 ? "Of no account can it be said that its share of gives "
		     "moved against the week before."
		   : "Their share of gives moved against the week before, "
		     "with a probability of at least 0.8.");
	free(movers);
	return rc;
}

static const struct out_column worst_columns[] = {
    {"handle", "Account", OUT_LEFT, true, OUT_KEY},
    {"id", NULL, OUT_RIGHT, false, 0},
    {"give_share", "Gives among gives and takes", OUT_LEFT, false, 0},
    {"ratio", "Gives per take", OUT_RIGHT, false, 0},
    {"ratio_low", "from", OUT_RIGHT, false, 0},
    {"ratio_high", "to", OUT_RIGHT, false, 0},
    {"gives", "Gives", OUT_RIGHT, false, 0},
    {"takes", "Takes", OUT_RIGHT, false, 0},
};

/* board_load leaves ranked accounts first, best first. */
static int
put_worst(const struct report_job *job, const struct board *board,
    struct out *out, struct err *err)
{
	size_t n = 0, shown = 0;
	int rc = 0;

	while (n < board->n && board->scores[n].is_ranked)
		n++;
	out_section(out, "ratios", "Lowest ratios of the week", "accounts");
	out_columns(out, worst_columns, ARRAY_LEN(worst_columns));
	for (; shown < n && shown < WORST && rc == 0; shown++) {
		const struct account_score *score =
		    &board->scores[n - 1 - shown];
		struct arena arena = ARENA_INIT;
		const char *handle = NULL;

		rc = find_handle(job->store, score->id, &arena, &handle, err);
		out_text(out, handle);
		out_id(out, score->id);
		out_bar(out, score->balance.value, 20);
		out_real(out, score->ratio.value, 2);
		out_real(out, score->ratio.low, 2);
		out_real(out, score->ratio.high, 2);
		out_real(out, score->gives, 1);
		out_real(out, score->takes, 1);
		out_row(out);
		arena_release(&arena);
	}
	if (n == 0)
		out_paragraph(out, "No account had enough posts in the week.");
	out_section_end(out);
	return rc;
}

static int
put_boards(const struct report_job *job, const struct digest_weeks *weeks,
    struct out *out, struct err *err)
{
	struct account_settings settings = account_defaults;
	struct board_request wanted = {.window = &weeks->before,
	    .set = job->request->roster,
	    .masses = scorer_masses(job->scorer),
	    .settings = &settings,
	    .now = job->request->now};
	struct board now = {.rows = NULL}, before = {.rows = NULL};
	int rc = -1;

	settings.min_posts = (int)job->request->min_posts;
	if (board_load(job->store, &wanted, &before, err) == -1)
		return -1;
	wanted.window = &weeks->now;
	if (board_load(job->store, &wanted, &now, err) == 0 &&
	    put_movers(job, &now, &before, out, err) == 0)
		rc = put_worst(job, &now, out, err);
	board_release(&now);
	board_release(&before);
	return rc;
}

/* Another report about the week, with short lists. */
static int
put_part(const struct report_job *job, const char *name, const char *title,
    struct out *out, struct err *err)
{
	const struct report *part = report_find(name);
	int rc;

	out_section(out, name, title, part->rows);
	rc = part->put(job, out, err);
	out_section_end(out);
	return rc;
}

struct week_money {
	int64_t gross, posts;
};

/* What the week cost, on its days as UTC days. */
static int
read_money(const struct report_job *job, struct week_money *money,
    struct err *err)
{
	struct db *db = store_db(job->store);
	const enum statement s = STMT_COST_BY_DAY;
	const struct window *week = &job->request->window;
	int rc;

	*money = (struct week_money){0, 0};
	if (db_bind(db, s, err, "ii", when_utc_day(week->since),
		when_utc_day(week->until)) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		money->gross += db_int(db, s, 2);
		money->posts += db_int(db, s, 6);
	}
	return rc;
}

static void
usd_fact(struct out *out, const char *name, int64_t usd)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	num_add_usd(&json, usd);
	buf_addf(&text, "$%s", json.data);
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

/* How the observation will stand. */
static int
put_plan_of(const struct report_job *job, struct out *out, struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	const struct standing_request wanted =
	    standing_request_of(job, &observation);
	struct standing standing;
	struct buf text = BUF_INIT;
	int rc = store_observation_get(job->store, job->request->observation,
	    &observation, err);

	if (rc == 0)
		rc = standing_load(job->store, &wanted, &standing, err);
	if (rc == 0) {
		buf_addf(&text,
		    "Day %" PRId64 " of %" PRId64 " of the observation; "
		    "enough was seen of %zu of %zu accounts.%s",
		    standing.day, standing.days, standing.n_sure, standing.n,
		    standing_is_enough(&standing) && observation.ended_at == 0
			? "  It can be ended: givetake observe end"
			: "");
		out_paragraph(out, text.data);
		out_fact_int(out, "enough_accounts", (int64_t)standing.n_sure);
		standing_release(&standing);
	}
	observation_release(&observation);
	buf_release(&text);
	return rc;
}

/* The next week, if it goes as this one. */
static int
put_plan(const struct report_job *job, struct out *out, struct err *err)
{
	struct week_money money;
	int rc = read_money(job, &money, err);

	out_section(out, "plan", "Next week", NULL);
	if (rc == 0) {
		usd_fact(out, "spent_usd", money.gross);
		out_fact_int(out, "posts_bought", money.posts);
		usd_fact(out, "expected_usd", money.gross);
		out_fact_int(out, "expected_posts", money.posts);
		out_paragraph(out,
		    "Expected is what this week cost and brought, all sources "
		    "together; for a forecast by source: givetake plan --for "
		    "1w");
	}
	if (rc == 0 && job->request->observation != 0)
		rc = put_plan_of(job, out, err);
	out_section_end(out);
	return rc;
}

static int
put_notes(const struct report_job *job, struct out *out, struct err *err)
{
	const struct window *week = &job->request->window;
	char name[] = "observation";
	const struct observation notes = {.id = job->request->observation,
	    .name = name,
	    .started_at = week->since,
	    .ended_at = week->until};
	int64_t n = 0;
	int rc;

	out_section(out, "journal", "What was noted", "notes");
	rc = journal_put(job->store, &notes, out, &n, err);
	out_section_end(out);
	return rc;
}

int
report_digest(const struct report_job *job, struct out *out, struct err *err)
{
	struct report_request request = *job->request;
	const struct report_job week = {job->store, job->scorer, &request};
	struct digest_weeks weeks =
	    digest_weeks_of(&request.window, request.now);
	int rc;

	request.window = weeks.now;
	request.limit = POSTS;
	out_fact_time(out, "week_from", weeks.now.since);
	out_fact_time(out, "week_until", weeks.now.until + 1);
	if (put_boards(&week, &weeks, out, err) == -1 ||
	    put_part(&week, "posts", "Gives to learn from, and takes", out,
		err) == -1)
		return -1;
	out_section(out, "sites", "New sites", "sites");
	rc = digest_put_sites(&week, out, err);
	out_section_end(out);
	if (rc == -1 ||
	    put_part(&week, "coverage", "What is missing", out, err) == -1 ||
	    put_part(&week, "cost", "What the week cost", out, err) == -1 ||
	    put_plan(&week, out, err) == -1)
		return -1;
	return put_notes(&week, out, err);
}
