/*
 * The inside of `import`: one thread reads, decodes and compresses, the other
 * (the caller's) writes to the archive.  What the user gets to see is said by
 * the caller's thread alone, in the order of the files.
 */
#ifndef GIVETAKE_INTAKE_H
#define GIVETAKE_INTAKE_H

#include "givetake/cmd.h"
#include "import/import.h"
#include "ingest/batch.h"
#include "score/site.h"

#include <stdio.h>

/* What came of one file. */
struct intake_file {
	const char *name;
	const char *format; /* NULL: not recognised */
	bool was_named;     /* by the user */
	struct batch_counts counts;
	int64_t damaged, other, ids;
};

struct intake {
	struct context *context;   /* borrowed */
	const struct sites *sites; /* borrowed */
	FILE *rejects;             /* borrowed; NULL: not kept */
	void *arg;
	/* Called for each file when it is through. */
	void (*file)(void *arg, const struct intake_file *file);
};

/* Take in all paths.  Whatever was written stays written on failure. */
int intake_run(const struct intake *intake, int n_paths, char *const *paths,
    struct err *err);

#endif
