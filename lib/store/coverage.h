/*
 * Which time of a source was seen, and what is known to be missing.
 */
#ifndef STORE_COVERAGE_H
#define STORE_COVERAGE_H

#include "model/span.h"
#include "store/store.h"

/* [from, to) was seen (GAP_NONE), or is missing.  What was seen stays seen;
 * spans that touch and say the same become one, so that asking again and
 * again does not add rows. */
int store_coverage_add(struct store *store, int64_t source_id, int64_t from,
    int64_t to, enum gap gap, struct err *err);

/* The spans of a source that meet [from, to), oldest first. */
int store_coverage_get(struct store *store, int64_t source_id, int64_t from,
    int64_t to, struct span_list *spans, struct err *err);

/* The first second of a source that was seen; 0 found, 1 none was. */
int store_coverage_first(struct store *store, int64_t source_id, int64_t *from,
    struct err *err);

#endif
