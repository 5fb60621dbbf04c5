/*
 * Why a post has its class, as `givetake explain` says it.
 */
#ifndef TUI_REASONS_H
#define TUI_REASONS_H

#include "tui/doc.h"
#include "json/json.h"

struct reason {
	double contribution;
	int class;            /* the class it speaks for, or against */
	const char *sentence; /* in the document; strangers' words in it */
	const char *words;    /* the words or the link; NULL: none */
	int start, end;       /* bytes of the post's text; equal: none */
};

struct reasons {
	struct json_doc doc;  /* own */
	struct reason *items; /* own; the strongest for the class first */
	size_t n;
};

/* Read what it wrote as JSON of a post whose text is of len bytes. */
int reasons_read(struct reasons *reasons, const struct buf *json, size_t len,
    struct err *err);
void reasons_release(struct reasons *reasons);

/* All reasons for and against the class, and the strongest of the others. */
void reasons_lines(struct doc *doc, const struct reasons *reasons, int class);

#endif
