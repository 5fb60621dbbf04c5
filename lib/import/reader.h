/*
 * Text read piece by piece: looked at ahead, then taken.  What is looked at
 * is borrowed until the next call.  Counts lines.
 */
#ifndef IMPORT_READER_H
#define IMPORT_READER_H

#include "base/err.h"
#include "import/input.h"

/* A record may be this long; memory stays below a few of these. */
#define READER_MAX ((size_t)32 * 1024 * 1024)

struct reader {
	struct input *input; /* borrowed */
	char *data;          /* own */
	size_t start, len, cap;
	int64_t line;  /* of the next byte, from 1 */
	bool is_whole; /* the end of the input is in data */
};

void reader_begin(struct reader *reader, struct input *input);
void reader_release(struct reader *reader);

/* Make at least n bytes visible, fewer only at the end (or past READER_MAX).
 * -1 if reading failed. */
int reader_look(struct reader *reader, size_t n, struct err *err);

/* What is visible. */
static inline const char *
reader_text(const struct reader *reader)
{
	return reader->data + reader->start;
}
static inline size_t
reader_left(const struct reader *reader)
{
	return reader->len - reader->start;
}

/* Make more visible than now: 1; at the end, or past READER_MAX, 0. */
int reader_more(struct reader *reader, struct err *err);

/* Length of the line ahead, without its end; in *taken with it.  1, 0 at the
 * end of the input, -1 on failure.  A line longer than READER_MAX is given in
 * pieces. */
int reader_line(struct reader *reader, size_t *len, size_t *taken,
    struct err *err);

/* Go on behind n visible bytes. */
void reader_take(struct reader *reader, size_t n);

#endif
