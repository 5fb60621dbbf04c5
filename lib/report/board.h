/*
 * The numbers of many accounts over a window: what the leaderboard, and
 * everything that ranks, is made of.
 */
#ifndef REPORT_BOARD_H
#define REPORT_BOARD_H

#include "report/window.h"
#include "score/account.h"

#define BOARD_WEEKS 8

struct board_row {
	int64_t id;
	struct moments sums;
	double coverage; /* share of the window that was seen; NaN: unknown */
	/* Weighted masses of the weeks up to today, the last is this one;
	 * where they were asked for. */
	float gives[BOARD_WEEKS], takes[BOARD_WEEKS];
};

struct board {
	struct board_row *rows;       /* own; by id */
	struct account_score *scores; /* own; ranked, then the others */
	size_t n;
	struct account_prior prior;
};

/* Which numbers; all borrowed. */
struct board_request {
	const struct window *window;
	const struct id_set *set; /* the accounts; NULL: everybody */
	const struct masses *masses;
	const struct account_settings *settings;
	int64_t now;   /* the end of an open window */
	int64_t today; /* the local day that the weeks end with; 0: none */
};

/* Read the sums of the window and rank. */
int board_load(struct store *store, const struct board_request *request,
    struct board *board, struct err *err);

/* The same in slices, for a screen that must not wait:
 *	work = board_begin(store, &request);
 *	while ((rc = board_go(work, pause, arg, err)) == 1)
 *		do something else;
 *	if (rc == 0)
 *		board_take(work, &board);
 *	board_work_free(work);
 * The request may go once it has begun.  pause is asked every now and then,
 * well within a millisecond; NULL: never.  Who writes meanwhile may be seen
 * in a part of the numbers. */
struct board_work;
struct board_work *board_begin(struct store *store,
    const struct board_request *request);
int board_go(struct board_work *work, bool (*pause)(void *arg), void *arg,
    struct err *err);
void board_take(struct board_work *work, struct board *board);
void board_work_free(struct board_work *work);
/* How many accounts have been found so far. */
size_t board_work_count(const struct board_work *work);

/* The row of a score. */
const struct board_row *board_row(const struct board *board, int64_t id);

void board_release(struct board *board);

#endif
