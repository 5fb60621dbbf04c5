/*
 * The journal of an observation: dated notes on it, on accounts and on posts.
 */
#ifndef REPORT_JOURNAL_H
#define REPORT_JOURNAL_H

#include "report/out.h"
#include "store/observation.h"

/* A row for each note, the oldest first; the table's rows are the caller's to
 * name.  *n counts them. */
int journal_put(struct store *store, const struct observation *observation,
    struct out *out, int64_t *n, struct err *err);

#endif
