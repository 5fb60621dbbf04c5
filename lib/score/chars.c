#include "score/chars.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

static uint32_t
plain_of(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
		return '\'';
	case 0x201c:
	case 0x201d:
		return '"';
	case 0x2013:
	case 0x2014:
		return '-';
	default:
		return c;
	}
}

enum { STRIDE = 8 };

/* True if so many bytes are ASCII, and none is NUL. */
static inline bool
is_plain(const unsigned char *bytes)
{
	uint64_t all;

	memcpy(&all, bytes, STRIDE);
	return ((all | (all - UINT64_C(0x0101010101010101))) &
		   UINT64_C(0x8080808080808080)) == 0;
}

static void
read_stride(struct chars *chars, const unsigned char *bytes, size_t at, int n)
{
	unsigned char plain[STRIDE];

	memcpy(plain, bytes + at, STRIDE);
	for (int i = 0; i < STRIDE; i++) {
		chars->c[n + i] = plain[i];
		chars->at[n + i] = (int)at + i;
	}
}

/* Plain text goes by in strides. */
void
chars_read(struct chars *chars, const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;
	int n = 0;

	while (at < len && n < PIECES_CHARS) {
		uint32_t c = bytes[at];

		if (len - at >= STRIDE && n + STRIDE <= PIECES_CHARS &&
		    is_plain(bytes + at)) {
			read_stride(chars, bytes, at, n);
			at += STRIDE;
			n += STRIDE;
			continue;
		}
		chars->at[n] = (int)at;
		if (c >= 0x80) {
			at += utf8_decode(text + at, len - at, &c);
			c = plain_of(c);
		} else {
			at++;
		}
		chars->c[n++] = c != 0 ? c : ' ';
	}
	chars->at[n] = (int)at;
	chars->c[n] = 0;
	chars->n = n;
}
