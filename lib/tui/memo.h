/*
 * The user's tags and notes on a post or account, as lines of a view.
 */
#ifndef TUI_MEMO_H
#define TUI_MEMO_H

#include "store/store.h"
#include "tui/doc.h"

/* Read those of kind "post" or "user" into lines of text. */
int memo_read(struct store *store, const char *kind, int64_t id,
    struct buf *text, struct err *err);

/* Append them, if there are any. */
void memo_lines(struct doc *doc, const char *text, int width);

#endif
