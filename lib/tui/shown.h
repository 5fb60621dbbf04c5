/*
 * A leaderboard as lines, after it has been worked out: small enough to be
 * kept in the archive, so that the next start shows it at once.
 */
#ifndef TUI_SHOWN_H
#define TUI_SHOWN_H

#include "report/board.h"

/* Bits of flags. */
enum shown_flag {
	SHOWN_RANKED = 1,
	SHOWN_LEANING = 2, /* the tier is only the likeliest */
	SHOWN_FLOOR = 4    /* no take was seen: the ratio is a least one */
};

struct shown_row {
	int64_t id;
	int32_t rank, rank_low, rank_high;
	uint32_t tier, flags; /* enum account_tier; enum shown_flag */
	float posts, directional, gives, takes;
	float balance, ratio, ratio_low, ratio_high;
	float coverage; /* NaN: unknown */
	/* Share of gives in gives and takes, week by week, the last is this
	 * one; negative: no post that gives or takes. */
	float trend[BOARD_WEEKS];
	char handle[24]; /* or the id where that is not known */
};

struct shown {
	struct shown_row *rows; /* own; best first */
	size_t n;
	int64_t at; /* when it was worked out */
};

/* The lines of a board, with who they are. */
int shown_make(struct shown *shown, struct store *store,
    const struct board *board, int64_t at, struct err *err);
void shown_release(struct shown *shown);

/* The one kept under a name; n is 0 where there is none. */
int shown_load(struct store *store, const char *name, struct shown *shown,
    struct err *err);
/* Keep it, within a transaction. */
int shown_save(struct store *store, const char *name, const struct shown *shown,
    struct err *err);
/* The same lines, whenever they were made? */
bool shown_is_same(const struct shown *a, const struct shown *b);

/* The line of an account, or NULL. */
const struct shown_row *shown_find(const struct shown *shown, int64_t id);

/* "giver", "leaning taker", "too few posts". */
const char *shown_tier(const struct shown_row *row);

#endif
