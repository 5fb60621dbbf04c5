/*
 * A growing string of bytes, always followed by a NUL.
 *
 *	struct buf buf = BUF_INIT;
 *	buf_addf(&buf, "%d posts", n);
 *	puts(buf.data);
 *	buf_release(&buf);
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"

#include <stddef.h>

struct buf {
	char *data; /* own; never NULL: "" when empty */
	size_t len, cap;
};

extern char buf_empty[1]; /* what data points at before the first byte */
#define BUF_INIT                  \
	{                         \
		.data = buf_empty \
	}

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_adds(struct buf *buf, const char *s);
void buf_addc(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2);

/* Append a Unicode code point as UTF-8. */
void buf_add_utf8(struct buf *buf, unsigned code_point);

/* Room for extra more bytes; returns the place after the last byte. */
char *buf_reserve(struct buf *buf, size_t extra);

/* Empty it, keeping the memory; or cut it to len bytes. */
void buf_clear(struct buf *buf);
void buf_truncate(struct buf *buf, size_t len);

/* Give the string away (free() it) and leave buf empty. */
char *buf_detach(struct buf *buf);

void buf_release(struct buf *buf);
/* The same for a secret: its bytes are overwritten first. */
void buf_release_secret(struct buf *buf);

#endif
