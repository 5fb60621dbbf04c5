/*
 * Strangers' text made safe for the place where it is written.  Every sink
 * uses one of these; tests/unit/hostile.h holds the strings all must pass.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* For a terminal, one line: controls, bidi controls and invalid bytes become
 * visible or blanks; nothing left can move the cursor or turn the text. */
void text_add_terminal(struct buf *buf, const char *s, size_t len);

/* For a CSV cell (RFC 4180): quoted where needed; a cell that a spreadsheet
 * would take for a formula (= + - @, tab, CR, LF first) gets a leading '. */
void text_add_csv(struct buf *buf, const char *s, size_t len);

/* A JSON string with its quotes; invalid UTF-8 and NUL as U+FFFD; all that
 * utf8_is_control names escaped, so that a terminal may show it. */
void text_add_json(struct buf *buf, const char *s, size_t len);

/* For HTML text and quoted attributes: & < > " ' escaped, controls gone. */
void text_add_html(struct buf *buf, const char *s, size_t len);

/* For Markdown text and table cells, one line: what the CommonMark and GitHub
 * dialects give a meaning, tags and bare links included, is escaped; controls
 * are gone. */
void text_add_markdown(struct buf *buf, const char *s, size_t len);

/* Append text broken at blanks (and at its line feeds) into lines of at most
 * width columns.  The first begins at column `used`; the others begin with
 * prefix, which counts too.  Longer words stay whole. */
void text_add_wrapped(struct buf *buf, const char *text, int used,
    const char *prefix, int width);

/* Append s with &amp; &lt; &gt; decoded, each once (x-api.md 2.3). */
void text_add_unescaped(struct buf *buf, const char *s, size_t len);

/* Number of single-character edits (insert, delete, change, swap) between
 * two short words, for "did you mean". */
int text_distance(const char *a, const char *b);

/* The candidate nearest to word, or NULL when none is near.  candidates is
 * a NULL-terminated list. */
const char *text_nearest(const char *word, const char *const *candidates);

#endif
