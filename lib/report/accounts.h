/*
 * The leaderboard.
 */
#ifndef REPORT_ACCOUNTS_H
#define REPORT_ACCOUNTS_H

#include "report/board.h"
#include "score/scorer.h"

struct accounts_request {
	struct window window;
	const char *group; /* NULL: everybody */
	int64_t min_posts; /* directional posts needed to be ranked */
	int64_t now;
	bool all; /* in tables, list accounts with too few posts too */
};

/* Write the report to out. */
int report_accounts(struct store *store, const struct scorer *scorer,
    const struct accounts_request *request, struct out *out, struct err *err);

#endif
