/*
 * Cells that several reports write alike.
 */
#ifndef REPORT_CELLS_H
#define REPORT_CELLS_H

#include "base/buf.h"
#include "report/packs.h"
#include "score/median.h"

/* Three cells: value, low, high; absent where they are not known. */
void cells_put_median(struct out *out, const struct median *median, int digits);

/* One cell for people: "12 min (8 to 20 min)", or absent. */
void cells_put_spans(struct out *out, const struct median *median);

/* One cell for people: "12 (8 to 20)", or absent. */
void cells_put_range(struct out *out, const struct median *median);

/* Append seconds as "40 s", "12 min", "3.5 h", "2.1 d". */
void cells_add_span(struct buf *buf, double seconds);

/* One cell: an integer, or absent below 0. */
void cells_put_count(struct out *out, int64_t count);

/* One cell: the ids. */
void cells_put_recent(struct out *out, const struct recent *recent);

/* Append "@handle", or the account's number where it has none. */
void cells_add_account(struct buf *buf, const char *handle, int64_t id);

#endif
