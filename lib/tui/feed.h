/*
 * What prompts do to a view of posts.
 */
#ifndef TUI_FEED_H
#define TUI_FEED_H

#include "tui/view.h"

/* Narrow the list of posts down by an expression (search/query.h), "": show
 * all; and what it is.  To be followed by ui_reload(). */
void feed_filter(struct view *view, const char *text);
const char *feed_filter_of(const struct view *view);

/* Search for something else, as soon as there is time. */
void search_change(struct view *view, const char *text);

#endif
