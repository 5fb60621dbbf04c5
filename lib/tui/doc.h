/*
 * Lines of text with roles, made by a view for one width, drawn and searched
 * by the others.  A line may have a key, by which it is found again when the
 * lines are made anew, and a target: what it is about.
 *
 *	doc_clear(&doc);
 *	doc_line(&doc, post_id);
 *	doc_adds(&doc, ROLE_NAME, "@ana");
 *	doc_to(&doc, 18);
 *	doc_adds(&doc, ROLE_TEXT, text);
 */
#ifndef TUI_DOC_H
#define TUI_DOC_H

#include "base/arena.h"
#include "base/buf.h"
#include "tui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum target_kind {
	TARGET_NONE,
	TARGET_POST,
	TARGET_ACCOUNT,
	TARGET_LINK, /* text: where it leads; id: the post's */
	TARGET_OWN,  /* text: a site key or @handle; id: the account's */
	TARGET_SOURCE,
	TARGET_SEARCH /* text: an expression that finds the posts it counts */
};

struct target {
	enum target_kind kind;
	int64_t id;
	int64_t account_id; /* whose it is; 0: unknown */
	const char *text;   /* borrowed from the doc; NULL: none */
};

struct stretch {
	size_t end; /* in the text; begins where the one before ends */
	enum role role;
};

struct line {
	size_t start, end; /* in the text */
	size_t span, n_spans;
	int64_t key; /* 0: none */
	struct target target;
	int columns;
};

struct doc {
	struct buf text;       /* own */
	struct stretch *spans; /* own */
	struct line *lines;    /* own */
	size_t n_spans, cap_spans, n, cap;
	struct arena strings; /* own; of targets */
	bool ascii;
};

#define DOC_INIT                  \
	{                         \
		.text = BUF_INIT, \
	}

void doc_clear(struct doc *doc);
void doc_release(struct doc *doc);

/* Begin a line; what follows is about the last one. */
void doc_line(struct doc *doc, int64_t key);
void doc_target(struct doc *doc, const struct target *target);

void doc_add(struct doc *doc, enum role role, const char *s, size_t len);
void doc_adds(struct doc *doc, enum role role, const char *s);
void doc_addf(struct doc *doc, enum role role, const char *format, ...)
    PRINTF_LIKE(3);

/* Blanks up to a column; or at least one. */
void doc_to(struct doc *doc, int column);

/* s in exactly width columns: cut with an ellipsis, or filled up with blanks
 * after it, or (width < 0) before it. */
void doc_cell(struct doc *doc, enum role role, const char *s, int width);

/* A bar of width columns, so much of it full. */
void doc_bar(struct doc *doc, enum role role, double share, int width);

/* A column for each of n shares, higher for more; negative: none. */
void doc_trend(struct doc *doc, const float *shares, int n);

/* A heading with an empty line before it, unless it is the first. */
void doc_head(struct doc *doc, const char *text);

/* Lines of text wrapped to width, each beginning with indent blanks.  roles:
 * one for each byte of the text, NULL: all ROLE_TEXT. */
void doc_wrap(struct doc *doc, const char *text, const unsigned char *roles,
    int indent, int width);

/* The line with this key, or n. */
size_t doc_find(const struct doc *doc, int64_t key);

/* The line with this text that is nearest to a line, or n. */
size_t doc_find_text(const struct doc *doc, const struct buf *text,
    size_t near);

/* True if the line holds the words, in any case. */
bool doc_matches(const struct doc *doc, size_t line, const char *words);

#endif
