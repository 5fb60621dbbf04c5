#include "search/search.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

/* Columns before the word that are kept. */
#define LEAD 24

/* The first place of a word that begins one there, else the first of all. */
static const char *
find_one(const char *text, const char *word)
{
	const char *first = strstr(text, word), *at = first;

	for (; at != NULL; at = strstr(at + 1, word)) {
		unsigned char before = at == text ? ' ' : (unsigned char)at[-1];

		if (before < 0x80 && !isalnum(before))
			return at;
	}
	return first;
}

/* Byte of the text where one of the words stands first, or 0.  Compared in
 * lower case, whose bytes are usually those of the text: where they are not,
 * the snippet begins a little off. */
static size_t
find_word(const char *text, size_t len, const struct search_query *query)
{
	struct buf lower = BUF_INIT;
	size_t first = len;

	utf8_add_lower(&lower, text, len);
	for (size_t i = 0; i < query->n_words; i++) {
		const char *at = find_one(lower.data, query->words[i]);

		if (at != NULL && (size_t)(at - lower.data) < first)
			first = (size_t)(at - lower.data);
	}
	buf_release(&lower);
	return first == len ? 0 : first;
}

/* Bytes before the word that are looked at. */
#define FAR 512

/* Byte of the last blank (or character) that leaves about LEAD columns
 * before the word. */
static size_t
find_start(const char *text, size_t word)
{
	size_t start = word > FAR ? word - FAR : 0;

	while (start > 0 && start < word &&
	       ((unsigned char)text[start] & 0xc0) == 0x80)
		start++;
	while (start < word && utf8_width(text + start, word - start) > LEAD) {
		size_t blank = strcspn(text + start, " \n");
		uint32_t c;

		if (start + blank < word)
			start += blank + 1;
		else
			start += utf8_decode(text + start, word - start, &c);
	}
	return start;
}

void
search_add_snippet(struct buf *buf, const char *text,
    const struct search_query *query, int width)
{
	size_t len = strlen(text), start = 0, fits;

	if (utf8_width(text, len) > width)
		start = find_start(text, find_word(text, len, query));
	if (start > 0)
		buf_add_utf8(buf, 0x2026);
	fits = utf8_fit(text + start, len - start,
	    width - (start > 0 ? 1 : 0) - 1);
	if (len - start <= fits + 1)
		fits = len - start;
	buf_add(buf, text + start, fits);
	if (start + fits < len)
		buf_add_utf8(buf, 0x2026);
}
