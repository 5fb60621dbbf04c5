#include "report/trends.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "report/chart.h"
#include "report/packs.h"
#include "report/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Charts of so many accounts whose share changed. */
#define MAX_CHARTS 6
/* The newest weeks of each account that are listed, where there are several
 * accounts and no limit is given. */
#define LISTED 26
/* Without a change, fewer gives and takes than this say little. */
#define MANY 80

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"weeks", "Weeks", OUT_RIGHT, false},
    {"directional", "Give or take", OUT_RIGHT, false},
    {"give_share", "Gives among gives and takes", OUT_LEFT, false},
    {"change_probability", "Changed", OUT_RIGHT, false},
    {"change_week", NULL, OUT_LEFT, false},
    {"change_week_certainty", NULL, OUT_RIGHT, false},
    {"before", NULL, OUT_RIGHT, false},
    {"before_low", NULL, OUT_RIGHT, false},
    {"before_high", NULL, OUT_RIGHT, false},
    {"after", NULL, OUT_RIGHT, false},
    {"after_low", NULL, OUT_RIGHT, false},
    {"after_high", NULL, OUT_RIGHT, false},
    {"trend", "What can be said", OUT_LEFT, false},
};

static const struct out_column week_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"week", "Week of", OUT_LEFT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"directional", "Give or take", OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false},
    {"takes", "Takes", OUT_RIGHT, false},
    {"give_share", "Gives among gives and takes", OUT_LEFT, false},
    {"give_share_low", NULL, OUT_RIGHT, false},
    {"give_share_high", NULL, OUT_RIGHT, false},
    {NULL, "90 %", OUT_RIGHT, false},
};

/* All accounts that have posts, with their names. */
struct field {
	struct named_trend {
		struct trend trend; /* own */
		const char *handle; /* the arena's; NULL: not known */
	} * items;                  /* own */
	size_t n, cap;
	struct arena arena; /* own */
};

static bool
is_change(const struct trend *trend)
{
	return trend->change.is_testable &&
	       trend->change.probability >= TREND_SURE;
}

static void
add_verdict(struct buf *buf, const struct trend *trend)
{
	const struct trend_change *change = &trend->change;

	if (!change->is_testable) {
		buf_adds(buf, "too few posts to see a change");
	} else if (is_change(trend)) {
		buf_addf(buf, "from %.0f %% to %.0f %% about the week of ",
		    100 * change->before.value, 100 * change->after.value);
		when_add_day(buf, trend->rows[change->week].monday);
	} else {
		buf_adds(buf, trend->all.directional < MANY
				  ? "no change seen; few posts, so only a "
				    "large one would be"
				  : "no change seen");
	}
}

/* Three cells: an interval, or nothing. */
static void
put_interval(struct out *out, const struct interval *interval, bool is_known)
{
	out_real(out, is_known ? interval->value : NAN, 3);
	out_real(out, is_known ? interval->low : NAN, 3);
	out_real(out, is_known ? interval->high : NAN, 3);
}

static int64_t
weeks_with_posts(const struct trend *trend)
{
	int64_t n = 0;

	for (size_t i = 0; i < trend->n; i++)
		n += trend->rows[i].sums.sum[MOMENT_POSTS] > 0;
	return n;
}

static void
put_account(struct out *out, const struct named_trend *item)
{
	const struct trend *trend = &item->trend;
	const struct trend_change *change = &trend->change;
	bool changed = is_change(trend);
	struct buf week = BUF_INIT, verdict = BUF_INIT;

	if (changed)
		when_add_day(&week, trend->rows[change->week].monday);
	add_verdict(&verdict, trend);
	out_text(out, item->handle);
	out_id(out, trend->id);
	out_int(out, weeks_with_posts(trend));
	out_int(out, (int64_t)trend->all.directional);
	out_bar(out,
	    trend->all.directional > 0 ? trend->all.balance.value : NAN, 20);
	out_real(out, change->is_testable ? change->probability : NAN, 2);
	out_text(out, changed ? week.data : NULL);
	out_real(out, changed ? change->certainty : NAN, 2);
	put_interval(out, &change->before, changed);
	put_interval(out, &change->after, changed);
	out_text(out, verdict.data);
	out_row(out);
	buf_release(&week);
	buf_release(&verdict);
}

/* is_aside: people see the weeks only with --all. */
static void
put_weeks(struct out *out, const struct named_trend *item, size_t limit,
    bool is_aside)
{
	size_t n = item->trend.n;

	for (size_t i = n > limit ? n - limit : 0; i < n; i++) {
		const struct trend_row *row = &item->trend.rows[i];
		const struct interval share = trend_share(&item->trend, i);
		bool known = !isnan(share.value);
		struct buf week = BUF_INIT, range = BUF_INIT;

		when_add_day(&week, row->monday);
		if (known)
			buf_addf(&range, "%.0f-%.0f %%", 100 * share.low,
			    100 * share.high);
		if (is_aside)
			out_aside(out);
		out_text(out, item->handle);
		out_id(out, item->trend.id);
		out_text(out, week.data);
		out_int(out, (int64_t)row->sums.sum[MOMENT_POSTS]);
		out_int(out, (int64_t)row->directional);
		out_real(out, row->gives, 1);
		out_real(out, row->takes, 1);
		out_bar(out, share.value, 20);
		out_real(out, share.low, 3);
		out_real(out, share.high, 3);
		out_text(out, known ? range.data : NULL);
		out_row(out);
		buf_release(&week);
		buf_release(&range);
	}
}

static void
put_chart(struct out *out, const struct named_trend *item)
{
	const struct trend *trend = &item->trend;
	struct chart_point *points = mem_alloc(trend->n, sizeof(*points));
	struct buf *labels = mem_alloc(trend->n, sizeof(*labels));
	struct buf title = BUF_INIT, alt = BUF_INIT;

	for (size_t i = 0; i < trend->n; i++) {
		const struct interval share = trend_share(trend, i);

		labels[i] = (struct buf)BUF_INIT;
		when_add_day(&labels[i], trend->rows[i].monday);
		points[i] = (struct chart_point){
		    .label = labels[i].data,
		    .value = share.value,
		    .low = share.low,
		    .high = share.high,
		    .hue = CHART_GIVE,
		    .is_marked = is_change(trend) && i == trend->change.week,
		};
	}
	buf_addf(&title, "@%s: gives among gives and takes, by week",
	    item->handle != NULL ? item->handle : "?");
	buf_adds(&alt, "The share of gives went ");
	add_verdict(&alt, trend);
	buf_adds(&alt, ".");
	out_chart(out, &(const struct chart){
			   .kind = CHART_LINE,
			   .title = title.data,
			   .alt = alt.data,
			   .unit = "%",
			   .max = 1,
			   .points = points,
			   .n = trend->n,
		       });
	for (size_t i = 0; i < trend->n; i++)
		buf_release(&labels[i]);
	free(labels);
	free(points);
	buf_release(&title);
	buf_release(&alt);
}

static int
load_one(const struct report_job *job, int64_t id, struct field *field,
    struct err *err)
{
	struct named_trend item = {.handle = NULL};

	if (trend_load(job->store, &job->request->window, id,
		scorer_masses(job->scorer), &item.trend, err) == -1)
		return -1;
	if (item.trend.n == 0) {
		trend_release(&item.trend);
		return 0;
	}
	field->items = mem_grow(field->items, &field->cap, field->n + 1,
	    sizeof(*field->items));
	field->items[field->n++] = item;
	return find_handle(job->store, id, &field->arena,
	    &field->items[field->n - 1].handle, err);
}

static int
load_all(const struct report_job *job, struct field *field, struct err *err)
{
	struct db *db = store_db(job->store);
	const struct id_set *roster = job->request->roster;
	const enum statement s = STMT_DAY_SUM_NEXT;
	int64_t id = INT64_MIN;
	int rc;

	for (size_t i = 0; roster != NULL && i < roster->n; i++)
		if (load_one(job, roster->ids[i], field, err) == -1)
			return -1;
	while (roster == NULL) {
		if (db_bind(db, s, err, "i", id) == -1 ||
		    (rc = db_step(db, s, err)) == -1)
			return -1;
		if (rc == 0)
			break;
		id = db_int(db, s, 0);
		db_reset(db, s);
		if (load_one(job, id, field, err) == -1)
			return -1;
	}
	return 0;
}

static void
field_release(struct field *field)
{
	for (size_t i = 0; i < field->n; i++)
		trend_release(&field->items[i].trend);
	free(field->items);
	arena_release(&field->arena);
}

/* Changes first, the likeliest first; then by the size of the sample. */
static int
compare(const void *a, const void *b)
{
	const struct trend *x = &((const struct named_trend *)a)->trend;
	const struct trend *y = &((const struct named_trend *)b)->trend;
	double p = is_change(x) ? x->change.probability : 0;
	double q = is_change(y) ? y->change.probability : 0;

	if (p != q)
		return p > q ? -1 : 1;
	if (x->all.directional != y->all.directional)
		return x->all.directional > y->all.directional ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void
put_field(const struct field *field, int64_t wanted, struct out *out)
{
	bool one = field->n == 1;
	size_t limit = wanted > 0 ? (size_t)wanted : one ? SIZE_MAX : LISTED;
	size_t n_charts = 0, n_changed = 0;

	out_fact_text(out, "method",
	    "one change at most, by a Bayes factor (Smith 1975); said from a "
	    "probability of 0.8");
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < field->n; i++) {
		put_account(out, &field->items[i]);
		n_changed += is_change(&field->items[i].trend);
	}
	out_fact_int(out, "changed", (int64_t)n_changed);
	for (size_t i = 0; i < field->n && n_charts < MAX_CHARTS; i++)
		if (one || is_change(&field->items[i].trend)) {
			put_chart(out, &field->items[i]);
			n_charts++;
		}
	out_next(out, "weeks");
	out_columns(out, week_columns, ARRAY_LEN(week_columns));
	for (size_t i = 0; i < field->n; i++)
		put_weeks(out, &field->items[i], limit,
		    !one && !is_change(&field->items[i].trend));
	out_paragraph(out,
	    "Weeks begin on Monday. The share of a week with few posts is "
	    "drawn towards the account's own. That a share changed says "
	    "nothing of why; of fifty accounts that did not change, about one "
	    "is named all the same. An account needs ten gives and takes on "
	    "either side of a change before anything is said.");
}

int
report_trends(const struct report_job *job, struct out *out, struct err *err)
{
	struct field field = {.arena = ARENA_INIT};
	int rc = load_all(job, &field, err);

	if (rc == 0) {
		if (field.n > 0)
			qsort(field.items, field.n, sizeof(*field.items),
			    compare);
		put_field(&field, job->request->limit, out);
	}
	field_release(&field);
	return rc;
}
