/*
 * The charts above the ranking of accounts: how they spread, and how sure
 * each one's place is.
 */
#ifndef REPORT_ACCOUNTS_CHART_H
#define REPORT_ACCOUNTS_CHART_H

#include "report/board.h"
#include "report/chart.h"
#include "report/out.h"

/* handles are those of board->scores, in their order; NULL for unknown. */
void accounts_put_charts(struct out *out, const struct board *board,
    const char *const *handles);

#endif
