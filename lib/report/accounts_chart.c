#include "report/accounts_chart.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TENTHS = 10 };

/* How many accounts have which share of gives: the picture before the
 * ranking. */
static void
put_distribution(struct out *out, const struct board *board)
{
	static const char *const labels[TENTHS] = {"0-10 %", "10-20 %",
	    "20-30 %", "30-40 %", "40-50 %", "50-60 %", "60-70 %", "70-80 %",
	    "80-90 %", "90-100 %"};
	struct chart_point points[TENTHS];
	struct chart chart = {.kind = CHART_BARS,
	    .title = "How the accounts spread",
	    .alt = "Accounts by the share of gives among their gives and "
		   "takes, in tenths; takers above, givers below.",
	    .unit = "accounts",
	    .points = points,
	    .n = TENTHS};

	for (int i = 0; i < TENTHS; i++)
		points[i] = (struct chart_point){.label = labels[i],
		    .low = NAN,
		    .high = NAN,
		    .hue = i < TENTHS / 2 ? CHART_TAKE : CHART_GIVE};
	for (size_t i = 0; i < board->n; i++) {
		int tenth = (int)(board->scores[i].balance.value * TENTHS);

		if (board->scores[i].is_ranked)
			points[tenth < TENTHS ? tenth : TENTHS - 1].value++;
	}
	out_chart(out, &chart);
}

/* Each account with its interval. */
static void
put_accounts(struct out *out, const struct board *board,
    const char *const *handles)
{
	struct chart_point *points = mem_alloc(board->n, sizeof(*points));
	struct chart chart = {.kind = CHART_DOTS,
	    .title = "Gives among gives and takes, and how sure that is",
	    .alt = "A mark for each account, best giver first; the line "
		   "through it is the 90 % interval. Where lines overlap the "
		   "accounts may not differ.",
	    .unit = "%",
	    .max = 1,
	    .points = points};

	for (size_t i = 0; i < board->n; i++) {
		const struct account_score *score = &board->scores[i];

		if (!score->is_ranked)
			continue;
		points[chart.n++] = (struct chart_point){.label = handles[i],
		    .value = score->balance.value,
		    .low = score->balance.low,
		    .high = score->balance.high,
		    .hue =
			score->balance.value < 0.5 ? CHART_TAKE : CHART_GIVE};
	}
	out_chart(out, &chart);
	free(points);
}

void
accounts_put_charts(struct out *out, const struct board *board,
    const char *const *handles)
{
	size_t ranked = 0;

	for (size_t i = 0; i < board->n; i++)
		ranked += board->scores[i].is_ranked;
	if (ranked > 1)
		put_distribution(out, board);
	if (ranked > 0)
		put_accounts(out, board, handles);
}
