/*
 * Spans of ids that are to be asked for once more: a post that X shows late
 * would stand there (poll/late.h).
 */
#ifndef STORE_LATE_H
#define STORE_LATE_H

#include "store/store.h"

/* Between two ids, both of them known. */
struct late_span {
	int64_t since_id, until_id;
};

/* Remember a span of a source. */
int store_late_put(struct store *store, int64_t source_id,
    const struct late_span *span, struct err *err);

/* The oldest span of a source that ends at or below an id: 0 found, 1 there
 * is none. */
int store_late_next(struct store *store, int64_t source_id, int64_t below_id,
    struct late_span *span, struct err *err);

/* The lowest span that ends above an id: 0 found, 1 there is none. */
int store_late_around(struct store *store, int64_t source_id, int64_t id,
    struct late_span *span, struct err *err);

/* How many spans of a source are remembered. */
int store_late_count(struct store *store, int64_t source_id, int64_t *n,
    struct err *err);

/* A span was asked for: forget it. */
int store_late_drop(struct store *store, int64_t source_id,
    const struct late_span *span, struct err *err);

#endif
