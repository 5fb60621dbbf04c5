/*
 * The arithmetic of a list that is longer than the screen: which line the
 * cursor is on and which line is on top.  Knows numbers, not lines.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stddef.h>

struct list {
	size_t n;           /* lines */
	size_t cursor, top; /* 0-based; 0 when there are no lines */
	size_t height;      /* lines that the screen shows; at least 1 */
};

/* Another number of lines, or another height.  The cursor stays on its line
 * as far as there is one, and on the screen. */
void list_resize(struct list *list, size_t n, size_t height);

/* Move the cursor; it stops at the ends, and the screen follows. */
void list_move(struct list *list, long by);
void list_to(struct list *list, size_t line);

/* Move cursor and screen together by so many screens. */
void list_page(struct list *list, long by);

#endif
