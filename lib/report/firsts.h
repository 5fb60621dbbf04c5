/*
 * The first so many of very many items, by an order of their own: what a list
 * that is cut keeps on the way through all there is.
 */
#ifndef REPORT_FIRSTS_H
#define REPORT_FIRSTS_H

#include <stdbool.h>
#include <stddef.h>

struct firsts {
	size_t size, max; /* of an item; how many are kept at most */
	bool (*comes_before)(const void *a, const void *b);
	void *items; /* own: free(); the first comes first */
	size_t n, cap;
};

/* The last of them, if there are as many as are kept: nothing that does not
 * come before it need be added.  Else NULL. */
const void *firsts_last(const struct firsts *firsts);

/* Keep a copy of the item if it is among the first so far. */
void firsts_add(struct firsts *firsts, const void *item);

#endif
