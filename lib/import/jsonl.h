/*
 * A stream of JSON values: one a line (empty lines are skipped), or one
 * value over several lines.  Knows files, not what the values mean.
 */
#ifndef IMPORT_JSONL_H
#define IMPORT_JSONL_H

#include "json/json.h"

#include <stdio.h>

struct jsonl_sink {
	void *arg;
	/* A value and the text it came from; both borrowed for the call.  -1
	 * ends the reading. */
	int (*value)(void *arg, const struct json *root, const char *text,
	    size_t len, int64_t line, struct err *err);
	/* A line that is no JSON, and why. */
	int (*damaged)(void *arg, const char *text, size_t len, int64_t line,
	    const char *why, struct err *err);
};

/* Read all of the file.  Lines are of any length up to max bytes; a longer
 * one is damaged.  -1 if reading failed or the sink said so. */
int jsonl_read(FILE *file, const char *name, const struct jsonl_sink *sink,
    struct err *err);

#endif
