#include "report/trends.h"

#include "base/mem.h"
#include "base/when.h"
#include "score/account_counts.h"

#include <math.h>
#include <stdlib.h>

/* A week's share is drawn towards the account's as if by so many posts. */
#define PULL 4

/* The sums of a week; weeks come in any order, mostly the oldest first. */
static struct moments *
sums_of(struct trend *trend, int64_t monday)
{
	size_t i = trend->n;

	while (i > 0 && trend->rows[i - 1].monday > monday)
		i--;
	if (i > 0 && trend->rows[i - 1].monday == monday)
		return &trend->rows[i - 1].sums;
	trend->rows = mem_grow(trend->rows, &trend->cap, trend->n + 1,
	    sizeof(*trend->rows));
	for (size_t k = trend->n++; k > i; k--)
		trend->rows[k] = trend->rows[k - 1];
	trend->rows[i] = (struct trend_row){.monday = monday};
	return &trend->rows[i].sums;
}

static int
read_weeks(struct db *db, const struct window *window, struct trend *trend,
    struct err *err)
{
	enum statement s;
	size_t len;
	int rc;

	if (window_bind_sums(window, db, trend->id, INT64_MAX, &s, err) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		const void *sums = db_blob(db, s, 1, &len);

		moments_add_packed(sums_of(trend,
				       when_monday(db_int(db, s, 0))),
		    sums, len);
	}
	return rc;
}

/* Weeks without a post are weeks too. */
static void
fill_holes(struct trend *trend)
{
	int64_t first, last;

	if (trend->n == 0)
		return;
	first = trend->rows[0].monday;
	last = trend->rows[trend->n - 1].monday;
	for (int64_t monday = first; monday < last; monday += 7)
		sums_of(trend, monday);
}

static void
count_weeks(struct trend *trend)
{
	struct account_settings settings = account_defaults;
	struct moments all = {{0}};

	for (size_t i = 0; i < trend->n; i++) {
		struct trend_row *row = &trend->rows[i];
		struct account_counts counts =
		    account_count(&row->sums, trend->masses);

		moments_add(&all, &row->sums);
		row->gives = counts.gives;
		row->takes = counts.takes;
		row->directional = counts.directional;
	}
	trend->all.id = trend->id;
	account_score(&trend->all, &all, trend->masses, &settings.prior,
	    &settings);
}

struct interval
trend_share(const struct trend *trend, size_t week)
{
	const struct trend_row *row = &trend->rows[week];
	double own = trend->all.balance.value;
	const struct account_prior prior = {.give = PULL * own,
	    .take = PULL * (1 - own)};
	struct account_score score = {.id = trend->id};

	if (row->directional <= 0)
		return (struct interval){NAN, NAN, NAN};
	account_score(&score, &row->sums, trend->masses, &prior,
	    &account_defaults);
	return score.balance;
}

/* The counts that account.h's posterior rests on: Kish's. */
static void
find_change(struct trend *trend)
{
	struct trend_week *weeks = mem_alloc(trend->n + 1, sizeof(*weeks));

	for (size_t i = 0; i < trend->n; i++) {
		const struct trend_row *row = &trend->rows[i];
		double k = account_count(&row->sums, trend->masses).factor;

		weeks[i] = (struct trend_week){k * row->gives, k * row->takes};
	}
	trend->change = trend_find_change(weeks, trend->n);
	free(weeks);
}

int
trend_load(struct store *store, const struct window *window, int64_t id,
    const struct masses *masses, struct trend *trend, struct err *err)
{
	*trend = (struct trend){.id = id, .masses = masses};
	if (read_weeks(store_db(store), window, trend, err) == -1) {
		trend_release(trend);
		return -1;
	}
	fill_holes(trend);
	count_weeks(trend);
	find_change(trend);
	return 0;
}

void
trend_release(struct trend *trend)
{
	free(trend->rows);
	*trend = (struct trend){.rows = NULL};
}
