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

/* The store is borrowed. */
struct batch *batch_new(struct store *store, const struct sites *sites);

/* About n_posts will come: if these are many beside what is there, the
 * archive goes without its indexes until they are made (store/bulk.h). */
int batch_begin(struct batch *batch, int64_t n_posts, struct err *err);

/* Store a page, adding to counts; committed now and then. */
int batch_put(struct batch *batch, struct page *page,
    struct ingest_source *from, struct batch_counts *counts, struct err *err);

/* Commit what is left.  Of indexes that are to be made, those that scoring
 * takes are: it makes the others (judge/rescore.h). */
int batch_end(struct batch *batch, struct err *err);

/* Whatever was not committed is undone. */
void batch_free(struct batch *batch);

#endif
