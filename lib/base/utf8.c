#include "base/utf8.h"

#include "base/mem.h"

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xfffd

size_t
utf8_decode(const char *s, size_t len, uint32_t *code_point)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n;

	if ((unsigned char)s[0] < 0x80) {
		*code_point = (unsigned char)s[0];
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len,
	    &c);
	if (n <= 0) {
		*code_point = REPLACEMENT;
		return 1;
	}
	*code_point = (uint32_t)c;
	return (size_t)n;
}

bool
utf8_is_valid(const char *s, size_t len)
{
	uint64_t eight;
	uint32_t c;

	for (size_t i = 0; i < len;) {
		size_t n;

		while (len - i >= 8) { /* plain ASCII goes by in strides */
			memcpy(&eight, s + i, 8);
			if ((eight & UINT64_C(0x8080808080808080)) != 0)
				break;
			i += 8;
		}
		if (i == len)
			break;
		n = utf8_decode(s + i, len - i, &c);
		if (c == REPLACEMENT && n == 1)
			return false;
		i += n;
	}
	return true;
}

void
utf8_add_repaired(struct buf *buf, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &c);
		if (c == 0 || (c == REPLACEMENT && n == 1))
			buf_add_utf8(buf, REPLACEMENT);
		else
			buf_add(buf, s + i, n);
	}
}

size_t
utf8_offset(const char *s, size_t len, size_t n)
{
	size_t i = 0;
	uint32_t c;

	while (n > 0 && i < len) {
		i += utf8_decode(s + i, len - i, &c);
		n--;
	}
	return i;
}

size_t
utf8_count(const char *s, size_t len)
{
	size_t count = 0;
	uint32_t c;

	for (size_t i = 0; i < len; count++)
		i += utf8_decode(s + i, len - i, &c);
	return count;
}

static int
code_point_width(uint32_t c)
{
	return c < 0x80 ? (c >= 0x20 && c != 0x7f)
			: utf8proc_charwidth((utf8proc_int32_t)c);
}

/* True if next makes a picture of two columns of the cluster that began with
 * first: a variation selector 16, a skin tone, a second regional indicator, or
 * a joiner (which joins letters too, in some scripts). */
static bool
makes_picture(uint32_t first, uint32_t next)
{
	return next == 0xfe0f || (next >= 0x1f3fb && next <= 0x1f3ff) ||
	       (next >= 0x1f1e6 && next <= 0x1f1ff) ||
	       (next == 0x200d && first >= 0x203c);
}

size_t
utf8_cluster(const char *s, size_t len, int *width)
{
	utf8proc_int32_t state = 0;
	uint32_t first, c, next;
	size_t i = utf8_decode(s, len, &first);
	bool picture = false;

	*width = code_point_width(first);
	c = first;
	while (i < len) {
		size_t n = utf8_decode(s + i, len - i, &next);

		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)c,
			(utf8proc_int32_t)next, &state))
			break;
		picture |= makes_picture(first, next);
		*width += code_point_width(next);
		c = next;
		i += n;
	}
	if (picture)
		*width = 2;
	return i;
}

int
utf8_width(const char *s, size_t len)
{
	int total = 0, width;

	for (size_t i = 0; i < len; total += width)
		i += utf8_cluster(s + i, len - i, &width);
	return total;
}

size_t
utf8_fit(const char *s, size_t len, int width)
{
	size_t i = 0;

	while (i < len) {
		int columns;
		size_t n = utf8_cluster(s + i, len - i, &columns);

		if (columns > width)
			break;
		width -= columns;
		i += n;
	}
	return i;
}

struct range {
	uint32_t first, last;
};

static bool
is_in(const struct range *ranges, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

bool
utf8_is_unspaced(uint32_t c)
{
	static const struct range ranges[] = {
	    {0x0e00, 0x0eff},   /* Thai, Lao */
	    {0x1000, 0x109f},   /* Burmese */
	    {0x1780, 0x17ff},   /* Khmer */
	    {0x3005, 0x3007},   /* iteration mark, closing mark, zero */
	    {0x3040, 0x30ff},   /* Hiragana, Katakana */
	    {0x3400, 0x4dbf},   /* Han, extension A */
	    {0x4e00, 0x9fff},   /* Han */
	    {0xf900, 0xfaff},   /* Han, compatibility */
	    {0x20000, 0x3ffff}, /* Han, other extensions */
	};

	return c >= 0x0e00 && is_in(ranges, ARRAY_LEN(ranges), c);
}

bool
utf8_is_word(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_CO:
		return true;
	default:
		return false;
	}
}

bool
utf8_is_control(uint32_t c)
{
	static const struct range ranges[] = {
	    {0x0000, 0x001f}, {0x007f, 0x009f}, /* C0, DEL, C1 */
	    {0x061c, 0x061c},                   /* Arabic letter mark */
	    {0x200b, 0x200b},                   /* zero width space */
	    {0x200e, 0x200f},                   /* direction marks */
	    {0x2028, 0x202e}, /* separators, embeddings, overrides */
	    {0x2060, 0x206f}, /* isolates and invisible operators */
	    {0xd800, 0xdfff}, {0xfeff, 0xfeff}, /* surrogates, BOM */
	    {0xfff9, 0xfffb},                   /* interlinear marks */
	    {0x1d173, 0x1d17a},                 /* musical format */
	    {0xe0001, 0xe0001},                 /* language tag */
	};

	return is_in(ranges, ARRAY_LEN(ranges), c);
}

enum utf8_kind
utf8_kind(uint32_t c)
{
	if ((c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) || c == 0x85)
		return UTF8_SPACE;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return UTF8_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return UTF8_LOWER;
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return UTF8_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return UTF8_DIGIT;
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return UTF8_NUMERIC;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return UTF8_SPACE;
	default:
		return UTF8_OTHER;
	}
}

uint32_t
utf8_lower(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* Append the ASCII that s begins with; how much that is. */
static size_t
add_lower_ascii(struct buf *buf, const char *s, size_t len)
{
	char *to = buf_reserve(buf, len);
	size_t n = 0;

	for (; n < len && (unsigned char)s[n] < 0x80; n++)
		to[n] = (char)utf8_lower((unsigned char)s[n]);
	to[n] = '\0';
	buf->len += n;
	return n;
}

void
utf8_add_lower(struct buf *buf, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += add_lower_ascii(buf, s + i, len - i);
		if (i == len)
			break;
		i += utf8_decode(s + i, len - i, &c);
		buf_add_utf8(buf, utf8_lower(c));
	}
}

const char *
utf8_version(void)
{
	return utf8proc_version();
}
