/*
 * Many JSON values into the archive: recognised, counted by what they are,
 * flattened posts kept a hundred to a page, transactions of a useful size.
 */
#ifndef INGEST_BATCH_H
#define INGEST_BATCH_H

#include "ingest/ingest.h"
#include "json/json.h"

struct batch_counts {
	struct ingest_counts in;
	int64_t values;                    /* JSON values read */
	int64_t lists, counts, compliance; /* recognised, not posts */
	int64_t unknown;                   /* JSON, but nothing we know */
};

struct batch;

/* origin names the file, for the pages that are kept.  Everything is
 * borrowed. */
struct batch *batch_new(struct store *store, const struct sites *sites,
    const char *origin, struct batch_counts *counts);

/* Take one value; its text is copied where it has to wait. */
int batch_add(struct batch *batch, const struct json *root, const char *text,
    size_t len, struct err *err);

/* Write and commit what waits. */
int batch_flush(struct batch *batch, struct err *err);

/* Free it; what was not flushed is rolled back. */
void batch_free(struct batch *batch);

#endif
