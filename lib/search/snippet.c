#include "search/search.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Columns before the word that are kept. */
#define LEAD 24

/* Byte of the text where one of the words stands first, or 0.  Compared in
 * lower case, whose bytes are usually those of the text: where they are not,
 * the snippet begins a little off. */
static size_t
find_word(const char *text, size_t len, const struct query *query)
{
	struct buf lower = BUF_INIT;
	size_t first = len;

	utf8_add_lower(&lower, text, len);
	for (size_t i = 0; i < query->n_words; i++) {
		const char *at = strstr(lower.data, query->words[i]);

		if (at != NULL && (size_t)(at - lower.data) < first)
			first = (size_t)(at - lower.data);
	}
	buf_release(&lower);
	return first == len ? 0 : first;
}

/* Byte of the last blank (or character) that leaves about LEAD columns
 * before the word. */
static size_t
find_start(const char *text, size_t word)
{
	size_t start = 0;

	while (start < word &&
	       utf8_width(text + start, word - start) > LEAD) {
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
search_add_snippet(struct buf *buf, const char *text, const struct query *query,
    int width)
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
