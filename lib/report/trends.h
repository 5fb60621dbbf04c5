/*
 * An account's weeks: its numbers in each, and whether they changed.
 */
#ifndef REPORT_TRENDS_H
#define REPORT_TRENDS_H

#include "report/window.h"
#include "score/account.h"
#include "score/trend.h"

struct trend_row {
	int64_t monday;      /* the day on which the week begins */
	struct moments sums; /* of its posts */
	double gives, takes; /* weighted masses */
	double directional;  /* posts that give or take */
};

struct trend {
	int64_t id;
	struct trend_row *rows; /* own; every week from the first to the last
				 * that has posts */
	size_t n, cap;
	struct account_score all; /* of the weeks together, by itself */
	struct trend_change change;
	const struct masses *masses; /* borrowed */
};

/* The weeks (Monday to Sunday, in the report zone) of an account. */
int trend_load(struct store *store, const struct window *window, int64_t id,
    const struct masses *masses, struct trend *trend, struct err *err);

/* Share of gives among gives and takes of a week, drawn towards the account's
 * own where there are few posts; NaN without any. */
struct interval trend_share(const struct trend *trend, size_t week);
void trend_release(struct trend *trend);

#endif
