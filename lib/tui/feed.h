/*
 * A list of posts, for the views of it and the prompts that change it.
 */
#ifndef TUI_FEED_H
#define TUI_FEED_H

#include "tui/rows.h"
#include "tui/view.h"

enum wanted { WANT_SAME, WANT_NEWEST, WANT_OLDEST };

struct feed {
	struct post_rows rows; /* own */
	bool at_newest, at_oldest;
	size_t n_new;       /* that came while the view was open */
	struct buf filter;  /* own; an expression as for a search */
	struct buf problem; /* own; what is wrong with the expression */
	enum wanted wanted;
};

/* What narrows it down, as one expression; nothing if the index of posts
 * alone will do. */
void feed_add_expression(const struct ui *ui, const struct view *view,
    struct buf *text);
/* Read as wanted; read on (feed_read.c). */
int feed_load(struct ui *ui, struct view *view, struct err *err);
int feed_more(struct ui *ui, struct view *view, bool older, struct err *err);

/* Narrow the list of posts down by an expression (search/query.h), "": show
 * all; and what it is.  To be followed by ui_reload(). */
void feed_filter(struct view *view, const char *text);
const char *feed_filter_of(const struct view *view);

/* Search for something else, as soon as there is time. */
void search_change(struct view *view, const char *text);

#endif
