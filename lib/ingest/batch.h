/*
 * Many decoded pages into the archive, in transactions of a useful size,
 * counted by what they are.
 */
#ifndef INGEST_BATCH_H
#define INGEST_BATCH_H

#include "ingest/ingest.h"

struct batch_counts {
	struct ingest_counts in;
	int64_t values;                    /* pages */
	int64_t lists, counts, compliance; /* recognised, not posts */
	int64_t unknown;                   /* JSON, but nothing we know */
};

struct batch;

/* The store is borrowed.  is_bulk: many, so that larger transactions pay. */
struct batch *batch_new(struct store *store, const struct sites *sites,
    bool is_bulk);

/* Store a page, adding to counts; committed now and then. */
int batch_put(struct batch *batch, struct page *page,
    const struct ingest_source *from, struct batch_counts *counts,
    struct err *err);

/* Commit what is left. */
int batch_flush(struct batch *batch, struct err *err);

/* Whatever was not committed is undone. */
void batch_free(struct batch *batch);

#endif
