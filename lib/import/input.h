/*
 * The bytes of what the user named: a plain file, one that is compressed
 * (gzip, zstd and the like), the files inside a zip, standard input.
 * Recognised by content.  The one place that knows libarchive.
 *
 *	struct input *input = input_open(path, err);
 *	while ((rc = input_next(input, err)) == 1)
 *		... input_read(input, ...) until it gives 0 ...
 */
#ifndef IMPORT_INPUT_H
#define IMPORT_INPUT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct input;

/* "-" is standard input. */
struct input *input_open(const char *path, struct err *err);
void input_close(struct input *input);

/* Go to the next file inside: 1, or 0 after the last.  Anything but a zip has
 * just one. */
int input_next(struct input *input, struct err *err);

/* What to call it: the path, and the name inside a zip after a colon. */
const char *input_name(const struct input *input);

/* True once input_next has found a zip. */
bool input_is_container(const struct input *input);

/* Up to n bytes; 0 at the end. */
ssize_t input_read(struct input *input, void *bytes, size_t n, struct err *err);

/* Bytes of the file itself that have been read. */
int64_t input_position(const struct input *input);

#endif
