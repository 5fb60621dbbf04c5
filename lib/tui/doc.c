#include "tui/doc.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/glyph.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
doc_clear(struct doc *doc)
{
	buf_clear(&doc->text);
	arena_reset(&doc->strings);
	doc->n_spans = 0;
	doc->n = 0;
}

void
doc_release(struct doc *doc)
{
	buf_release(&doc->text);
	arena_release(&doc->strings);
	free(doc->spans);
	free(doc->lines);
	*doc = (struct doc)DOC_INIT;
}

void
doc_line(struct doc *doc, int64_t key)
{
	doc->lines =
	    mem_grow(doc->lines, &doc->cap, doc->n + 1, sizeof(*doc->lines));
	doc->lines[doc->n++] = (struct line){.start = doc->text.len,
	    .end = doc->text.len,
	    .span = doc->n_spans,
	    .key = key};
}

static struct line *
last(struct doc *doc)
{
	if (doc->n == 0)
		doc_line(doc, 0);
	return &doc->lines[doc->n - 1];
}

void
doc_target(struct doc *doc, const struct target *target)
{
	struct line *line = last(doc);

	line->target = *target;
	line->target.text = arena_strdup(&doc->strings, target->text);
}

void
doc_add(struct doc *doc, enum role role, const char *s, size_t len)
{
	struct line *line = last(doc);

	if (len == 0)
		return;
	buf_add(&doc->text, s, len);
	line->end = doc->text.len;
	line->columns += glyph_columns(s, len, doc->ascii);
	if (line->n_spans > 0 && doc->spans[doc->n_spans - 1].role == role) {
		doc->spans[doc->n_spans - 1].end = doc->text.len;
		return;
	}
	doc->spans = mem_grow(doc->spans, &doc->cap_spans, doc->n_spans + 1,
	    sizeof(*doc->spans));
	doc->spans[doc->n_spans++] =
	    (struct stretch){.end = doc->text.len, .role = role};
	line->n_spans++;
}

void
doc_adds(struct doc *doc, enum role role, const char *s)
{
	doc_add(doc, role, s, strlen(s));
}

void
doc_addf(struct doc *doc, enum role role, const char *format, ...)
{
	char text[512];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	if (n >= (int)sizeof(text))
		n = (int)sizeof(text) - 1;
	if (n > 0)
		doc_add(doc, role, text, (size_t)n);
}

static void
add_blanks(struct doc *doc, int n)
{
	static const char blanks[] = "                                ";
	const int most = (int)sizeof(blanks) - 1;

	for (; n > 0; n -= most)
		doc_add(doc, ROLE_TEXT, blanks, (size_t)(n < most ? n : most));
}

void
doc_to(struct doc *doc, int column)
{
	int columns = last(doc)->columns;

	add_blanks(doc, columns < column ? column - columns : 1);
}

void
doc_cell(struct doc *doc, enum role role, const char *s, int width)
{
	bool right = width < 0;
	int room = right ? -width : width, columns;
	size_t len = strlen(s), fit;

	columns = glyph_columns(s, len, doc->ascii);
	if (right && columns < room)
		add_blanks(doc, room - columns);
	if (columns <= room) {
		doc_add(doc, role, s, len);
	} else {
		fit = glyph_fit(s, len, room - 1, doc->ascii);
		columns = glyph_columns(s, fit, doc->ascii) + 1;
		doc_add(doc, role, s, fit);
		doc_adds(doc, role, doc->ascii ? "~" : "…");
	}
	if (!right && columns < room)
		add_blanks(doc, room - columns);
}

/* The same character n times; it is one column wide. */
static void
repeat(struct doc *doc, enum role role, const char *s, int n)
{
	size_t len = strlen(s);
	struct line *line;

	if (n <= 0)
		return;
	doc_add(doc, role, s, len);
	line = last(doc);
	for (int i = 1; i < n; i++)
		buf_add(&doc->text, s, len);
	line->end = doc->spans[doc->n_spans - 1].end = doc->text.len;
	line->columns += n - 1;
}

void
doc_bar(struct doc *doc, enum role role, double share, int width)
{
	int full = (int)(share * width + 0.5);

	repeat(doc, role, doc->ascii ? "#" : "█", full);
	repeat(doc, ROLE_DIM, doc->ascii ? "." : "░", width - full);
}

void
doc_trend(struct doc *doc, const float *shares, int n)
{
	static const char *const steps[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇",
	    "█"};
	static const char *const plain[] = {"_", "_", ".", ".", "-", "-", "=",
	    "#"};

	for (int i = 0; i < n; i++) {
		int step = (int)(shares[i] * 7 + 0.5F);

		if (shares[i] < 0)
			doc_add(doc, ROLE_DIM, " ", 1);
		else
			doc_adds(doc, step >= 4 ? ROLE_GIVE : ROLE_TAKE,
			    doc->ascii ? plain[step] : steps[step]);
	}
}

void
doc_head(struct doc *doc, const char *text)
{
	if (doc->n > 0)
		doc_line(doc, 0);
	doc_line(doc, 0);
	doc_adds(doc, ROLE_HEAD, text);
}

/* One line of a text whose bytes have roles. */
static void
add_with_roles(struct doc *doc, const char *s, const unsigned char *roles,
    size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		for (n = 1; i + n < len && roles[i + n] == roles[i];)
			n++;
		doc_add(doc, (enum role)roles[i], s + i, n);
	}
}

void
doc_wrap(struct doc *doc, const char *text, const unsigned char *roles,
    int indent, int width)
{
	size_t len = strlen(text), i = 0, next;
	int room = width - indent;

	do {
		size_t n = glyph_wrap(text + i, len - i, room > 8 ? room : 8,
		    doc->ascii, &next);

		doc_line(doc, 0);
		add_blanks(doc, indent);
		if (roles == NULL)
			doc_add(doc, ROLE_TEXT, text + i, n);
		else
			add_with_roles(doc, text + i, roles + i, n);
		i += next;
	} while (i < len);
}

size_t
doc_find(const struct doc *doc, int64_t key)
{
	for (size_t i = 0; i < doc->n && key != 0; i++)
		if (doc->lines[i].key == key)
			return i;
	return doc->n;
}

static bool
is_text(const struct doc *doc, size_t line, const struct buf *text)
{
	const struct line *l = &doc->lines[line];

	return l->end - l->start == text->len &&
	       memcmp(doc->text.data + l->start, text->data, text->len) == 0;
}

size_t
doc_find_text(const struct doc *doc, const struct buf *text, size_t near)
{
	for (size_t off = 0; off < doc->n || off <= near; off++) {
		if (off <= near && near - off < doc->n &&
		    is_text(doc, near - off, text))
			return near - off;
		if (near + off < doc->n && is_text(doc, near + off, text))
			return near + off;
	}
	return doc->n;
}

bool
doc_matches(const struct doc *doc, size_t line, const char *words)
{
	const struct line *l = &doc->lines[line];
	struct buf text = BUF_INIT, wanted = BUF_INIT;
	bool found;

	utf8_add_lower(&text, doc->text.data + l->start, l->end - l->start);
	utf8_add_lower(&wanted, words, strlen(words));
	found = strstr(text.data, wanted.data) != NULL;
	buf_release(&text);
	buf_release(&wanted);
	return found;
}
