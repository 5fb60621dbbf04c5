#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that formatted text mostly fits into. */
enum { LIKELY = 40 };

char buf_empty[1];

char *
buf_reserve(struct buf *buf, size_t extra)
{
	char *own = buf->cap == 0 ? NULL : buf->data;

	if (buf->len + extra + 1 > buf->cap)
		buf->data = mem_grow(own, &buf->cap, buf->len + extra + 1, 1);
	return buf->data + buf->len;
}

void
buf_add(struct buf *buf, const void *bytes, size_t len)
{
	if (len == 0)
		return;
	memcpy(buf_reserve(buf, len), bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_adds(struct buf *buf, const char *s)
{
	buf_add(buf, s, strlen(s));
}

void
buf_addc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list ap, again;
	int need;
	size_t room;

	/* Mostly there is room for it: printing twice takes twice the time. */
	buf_reserve(buf, LIKELY);
	room = buf->cap - buf->len;
	va_start(ap, format);
	va_copy(again, ap);
	need = vsnprintf(buf->data + buf->len, room, format, ap);
	va_end(ap);
	if (need > 0 && (size_t)need >= room)
		vsnprintf(buf_reserve(buf, (size_t)need), (size_t)need + 1,
		    format, again);
	if (need > 0)
		buf->len += (size_t)need;
	buf->data[buf->len] = '\0';
	va_end(again);
}

void
buf_add_utf8(struct buf *buf, unsigned c)
{
	if (c < 0x80) {
		buf_addc(buf, (char)c);
	} else if (c < 0x800) {
		buf_addc(buf, (char)(0xc0 | c >> 6));
		buf_addc(buf, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		buf_addc(buf, (char)(0xe0 | c >> 12));
		buf_addc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (c & 0x3f)));
	} else {
		buf_addc(buf, (char)(0xf0 | c >> 18));
		buf_addc(buf, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (c & 0x3f)));
	}
}

void
buf_clear(struct buf *buf)
{
	buf_truncate(buf, 0);
}

void
buf_truncate(struct buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	buf->len = len;
	buf->data[len] = '\0';
}

char *
buf_detach(struct buf *buf)
{
	char *data = buf->cap == 0 ? mem_strdup("") : buf->data;

	*buf = (struct buf)BUF_INIT;
	return data;
}

void
buf_release(struct buf *buf)
{
	if (buf->cap != 0)
		free(buf->data);
	*buf = (struct buf)BUF_INIT;
}

void
buf_release_secret(struct buf *buf)
{
	if (buf->cap != 0)
		explicit_bzero(buf->data, buf->cap);
	buf_release(buf);
}
