/*
 * Which time of each source was seen, and why the rest was not:
 * `givetake coverage` and the report of the same name.
 */
#ifndef REPORT_COVERAGE_H
#define REPORT_COVERAGE_H

#include "model/span.h"
#include "report/out.h"
#include "store/source.h"

struct coverage_request {
	int64_t from, to; /* times; from 0: since each source's beginning */
	bool as_calendar; /* a line for each source; else a row for each span */
	/* Which sources; NULL: all. */
	bool (*wanted)(const void *arg, const struct source *source);
	const void *arg;
};

/* The body of the document: a table of rows, and what the letters mean. */
int coverage_put(struct store *store, const struct coverage_request *request,
    struct out *out, struct err *err);

/* Append n letters for the n equal parts of [from, to): '#' seen whole, '+'
 * in part, else the letter of what holds most of it (span.h).  Pure. */
struct buf;
void coverage_add_line(struct buf *buf, const struct span_list *filled,
    int64_t from, int64_t to, int n);

#endif
