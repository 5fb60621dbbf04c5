/*
 * What was spent, from the ledger: `givetake cost` and the report of the
 * same name.
 */
#ifndef REPORT_COST_H
#define REPORT_COST_H

#include "report/window.h"
#include "store/ledger.h"

enum cost_by { COST_BY_DAY, COST_BY_SOURCE, COST_BY_KIND, COST_BY_RUN };

struct cost_request {
	enum cost_by by;
	int64_t since, until;           /* times; whole UTC days are counted */
	const struct ledger_caps *caps; /* NULL: do not tell of them */
	const struct id_set *roster;    /* COST_BY_SOURCE: only what was asked
					 * of these accounts; NULL: all */
};

/* The body of the document: rows by day, source, kind or run, and what counts
 * against the caps. */
int cost_put(struct store *store, const struct cost_request *request,
    struct out *out, struct err *err);

/* The columns of the rows, and the rows alone; adds up what they say. */
struct cost_totals {
	int64_t gross, net, unseen; /* millionths of a dollar */
};
int cost_put_rows(struct store *store, const struct cost_request *request,
    struct out *out, struct cost_totals *totals, struct err *err);

/* X's count beside ours: days that were compared, oldest first; and what is
 * left that X does not count (ledger_unsettled). */
int report_cost_days(struct store *store, const struct ledger_day *days,
    size_t n, struct out *out, struct err *err);

#endif
