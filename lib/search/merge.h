/*
 * The posts of some accounts, newest first: a cursor on each account's
 * index, merged.  For search.c.
 */
#ifndef SEARCH_MERGE_H
#define SEARCH_MERGE_H

#include "report/window.h"
#include "store/store.h"

struct merge_cursor;

struct merge {
	struct db *db;                /* borrowed */
	struct merge_cursor *cursors; /* own; a heap, the newest post on top */
	size_t n;
};

/* Begin with the posts whose ids are smaller than before. */
int merge_begin(struct merge *merge, struct db *db, const struct id_set *users,
    int64_t before, struct err *err);

/* The next post: 1, none is left: 0, error: -1.  Ids order an account's
 * posts as times do. */
int merge_next(struct merge *merge, int64_t *id, int64_t *rid, struct err *err);

void merge_release(struct merge *merge);

#endif
