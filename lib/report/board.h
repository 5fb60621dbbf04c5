/*
 * The numbers of many accounts over a window: what the leaderboard, and
 * everything that ranks, is made of.
 */
#ifndef REPORT_BOARD_H
#define REPORT_BOARD_H

#include "report/window.h"
#include "score/account.h"

struct board_row {
	int64_t id;
	struct moments sums;
	double coverage; /* share of the window that was seen; NaN: unknown */
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
	int64_t now; /* the end of an open window */
};

/* Read the sums of the window and rank. */
int board_load(struct store *store, const struct board_request *request,
    struct board *board, struct err *err);

/* The row of a score. */
const struct board_row *board_row(const struct board *board, int64_t id);

void board_release(struct board *board);

#endif
