#include "xsim/words.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* Base letters of U+00E0..U+00FF and U+0100..U+017F; '.' where there is
 * none. */
static const char latin1[] = "aaaaaa.ceeeeiiii.nooooo.ouuuuy.y";
static const char latin_a[] = "aaaaaaccccccccddddeeeeeeeeeegggggggg"
			      "hhhhiiiiiiiii...jjkk.llllll..llnnnnnn..."
			      "oooooo..rrrrrrssssssssttttttuuuuuuuuuuuu"
			      "wwyyyzzzzzz.";

static char
base_letter(uint32_t c)
{
	char base = '.';

	if (c >= 0xe0 && c <= 0xff)
		base = latin1[c - 0xe0];
	else if (c >= 0x100 && c - 0x100 < sizeof(latin_a) - 1)
		base = latin_a[c - 0x100];
	if (base == '.')
		base = '\0';
	return base;
}

static bool
stands_alone(uint32_t c)
{
	return utf8_is_unspaced(c) || (c >= 0x2190 && c < 0x2c00) ||
	       c >= 0x1f000;
}

static bool
is_punctuation(uint32_t c)
{
	return (c < 0x80 && !isalnum((int)c) && c != '_') ||
	       (c >= 0x2000 && c < 0x2190);
}

static bool
is_joiner(uint32_t c)
{
	return c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0x300 && c <= 0x36f);
}

static void
add_blank(struct buf *buf)
{
	if (buf->len == 0 || buf->data[buf->len - 1] != ' ')
		buf_addc(buf, ' ');
}

static void
add_word_part(struct buf *buf, const char *s, size_t len, uint32_t c)
{
	char base;

	if (stands_alone(c)) {
		add_blank(buf);
		buf_add(buf, s, len);
		add_blank(buf);
	} else if (is_punctuation(c)) {
		add_blank(buf);
	} else if ((base = base_letter(c)) != '\0') {
		buf_addc(buf, base);
	} else {
		buf_add(buf, s, len);
	}
}

void
words_add(struct buf *buf, const char *s)
{
	struct buf lower = BUF_INIT;
	size_t i = 0;

	utf8_add_lower(&lower, s, strlen(s));
	add_blank(buf);
	while (i < lower.len) {
		uint32_t c;
		size_t len = utf8_decode(lower.data + i, lower.len - i, &c);

		if (!is_joiner(c))
			add_word_part(buf, lower.data + i, len, c);
		i += len;
	}
	add_blank(buf);
	buf_release(&lower);
}

void
items_add(struct buf *buf, const char *item)
{
	buf_addc(buf, '\037');
	utf8_add_lower(buf, item, strlen(item));
	buf_addc(buf, '\037');
}

bool
items_have(const char *items, const char *item)
{
	size_t len = strlen(item);
	const char *found = items;

	while ((found = strstr(found, item)) != NULL) {
		if (found > items && found[-1] == '\037' &&
		    found[len] == '\037')
			return true;
		found++;
	}
	return false;
}
