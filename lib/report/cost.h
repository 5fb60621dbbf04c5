/*
 * What was spent, from the ledger: `givetake cost`.
 */
#ifndef REPORT_COST_H
#define REPORT_COST_H

#include "report/out.h"
#include "store/ledger.h"

enum cost_by { COST_BY_DAY, COST_BY_SOURCE, COST_BY_KIND, COST_BY_RUN };

struct cost_request {
	enum cost_by by;
	int64_t since, until; /* times; whole UTC days are counted */
	const struct ledger_caps *caps;
};

/* Rows by day, source, kind or run, and what counts against the caps. */
int report_cost(struct store *store, const struct cost_request *request,
    struct out *out, struct err *err);

/* X's count beside ours: days that were compared, oldest first; and what is
 * left that X does not count (ledger_unsettled). */
int report_cost_days(struct store *store, const struct ledger_day *days,
    size_t n, struct out *out, struct err *err);

#endif
