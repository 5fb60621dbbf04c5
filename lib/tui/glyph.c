#include "tui/glyph.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdint.h>

#define REPLACEMENT 0xfffd
#define JOINER      0x200d

static bool
is_regional(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* What follows a picture and is left out. */
static bool
is_picture_part(uint32_t c)
{
	return c == JOINER || c == 0xfe0e || c == 0xfe0f || c == 0x20e3 ||
	       (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0xe0020 && c <= 0xe007f);
}

static void
set(struct glyph *glyph, uint32_t c, int width)
{
	glyph->chars[0] = (wchar_t)c;
	glyph->chars[1] = 0;
	glyph->width = width;
}

/* Those that posts are full of. */
static uint32_t
ascii_like(uint32_t c)
{
	static const struct {
		uint32_t from;
		char to;
	} map[] = {{0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'},
	    {0x2013, '-'}, {0x2014, '-'}, {0x2022, '*'}, {0x00b7, '.'},
	    {0x00a0, ' '}, {0x2026, '.'}};

	for (size_t i = 0; i < ARRAY_LEN(map); i++)
		if (map[i].from == c)
			return (uint32_t)map[i].to;
	return '?';
}

static void
set_first(struct glyph *glyph, uint32_t c, bool ascii)
{
	int width;

	if (c == '\n' || c == '\t' || c == '\r') {
		set(glyph, ' ', 1);
	} else if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
		set(glyph, ascii ? '?' : REPLACEMENT, 1);
	} else if (utf8_is_control(c) || is_picture_part(c)) {
		set(glyph, 0, 0);
	} else if (c >= 0x80 && ascii) {
		set(glyph, ascii_like(c), 1);
	} else {
		width = wcwidth((wchar_t)c);
		if (width < 0 || width > 2)
			set(glyph, REPLACEMENT, 1);
		else
			set(glyph, c, width);
		if (width == 0) { /* a mark without a letter */
			set(glyph, ' ', 1);
			glyph->chars[1] = (wchar_t)c;
			glyph->chars[2] = 0;
		}
	}
}

/* Append a mark of the letter; false if c takes a place of its own. */
static bool
add_mark(struct glyph *glyph, size_t *n, uint32_t c, bool ascii)
{
	if (is_picture_part(c) || utf8_is_control(c))
		return true;
	if (!ascii && wcwidth((wchar_t)c) != 0)
		return false;
	if (!ascii && *n > 0 && *n < GLYPH_CHARS) {
		glyph->chars[(*n)++] = (wchar_t)c;
		glyph->chars[*n] = 0;
	}
	return true;
}

static size_t
flag(const char *s, size_t n, uint32_t first, struct glyph *glyph)
{
	uint32_t second;

	set(glyph, 'A' + (first - 0x1f1e6), 1);
	if (n > 4) {
		utf8_decode(s + 4, n - 4, &second);
		if (is_regional(second)) {
			glyph->chars[1] = (wchar_t)('A' + (second - 0x1f1e6));
			glyph->chars[2] = 0;
			glyph->width = 2;
		}
	}
	return n;
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7f;
}

size_t
glyph_next(const char *s, size_t len, bool ascii, struct glyph *glyph)
{
	uint32_t first, c, before;
	size_t cluster, i, n = 0;
	int width;

	if ((unsigned char)s[0] >= 0x20 && (unsigned char)s[0] < 0x7f &&
	    (len == 1 || (unsigned char)s[1] < 0x80)) {
		set(glyph, (unsigned char)s[0], 1);
		return 1;
	}
	cluster = utf8_cluster(s, len, &width);
	i = utf8_decode(s, cluster, &first);
	if (is_regional(first))
		return flag(s, cluster, first, glyph);
	set_first(glyph, first, ascii);
	while (glyph->chars[n] != 0)
		n++;
	before = first;
	while (i < cluster) {
		size_t step = utf8_decode(s + i, cluster - i, &c);
		bool joined = before == JOINER && first >= 0x203c;

		if (!joined && !add_mark(glyph, &n, c, ascii))
			break;
		before = c;
		i += step;
	}
	return i;
}

int
glyph_columns(const char *s, size_t len, bool ascii)
{
	struct glyph glyph;
	int columns = 0;

	for (size_t i = 0; i < len;) {
		/* What most of it is; the last may have marks behind it. */
		if (is_plain(s[i]) && (i + 1 == len || is_plain(s[i + 1]))) {
			columns++;
			i++;
			continue;
		}
		i += glyph_next(s + i, len - i, ascii, &glyph);
		columns += glyph.width;
	}
	return columns;
}

size_t
glyph_fit(const char *s, size_t len, int width, bool ascii)
{
	struct glyph glyph;
	size_t i = 0;

	while (i < len) {
		size_t n = glyph_next(s + i, len - i, ascii, &glyph);

		if (glyph.width > width)
			break;
		width -= glyph.width;
		i += n;
	}
	return i;
}

size_t
glyph_wrap(const char *s, size_t len, int width, bool ascii, size_t *next)
{
	struct glyph glyph;
	size_t i = 0, blank = 0;
	bool has_blank = false;
	int used = 0;

	while (i < len && s[i] != '\n') {
		size_t n = glyph_next(s + i, len - i, ascii, &glyph);

		if (s[i] == ' ') {
			has_blank = true;
			blank = i;
		}
		if (used + glyph.width > width) {
			size_t end = has_blank ? blank : i > 0 ? i : n;

			*next = end;
			while (*next < len && s[*next] == ' ')
				(*next)++;
			return end;
		}
		used += glyph.width;
		i += n;
	}
	*next = i < len ? i + 1 : i;
	return i;
}
