/*
 * Rows shown beside what they were in an earlier document.  Private to
 * out.c: it adds to each compared column one with the earlier value and one
 * with the change, so that sinks need to know of neither.
 */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "report/sink.h"

/* before is borrowed; free(NULL) does nothing. */
struct compare *compare_new(const struct record *before);
void compare_free(struct compare *compare);

/* Put the wider list of columns into out, if the earlier document has this
 * table and a column of it is compared. */
void compare_columns(struct out *out);

/* True while rows of such a table are written: compare_row() then gives the
 * sink the newest row of out->record. */
bool compare_is_on(const struct out *out);
void compare_row(struct out *out);

#endif
