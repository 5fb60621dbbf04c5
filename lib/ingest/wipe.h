/*
 * Taking posts and people out of the archive again: rows, index, and the
 * pages as they came.  Stands inside a transaction of the caller, who calls
 * store_scrub once when all is done and committed.
 */
#ifndef INGEST_WIPE_H
#define INGEST_WIPE_H

#include "model/post.h"
#include "store/wipe.h"

struct wipe_counts {
	int64_t posts, users;
	int64_t pages; /* rewritten or removed */
};

/* Posts, and their reposts with them.  posts gets sorted and may grow. */
int wipe_posts(struct store *store, struct id_list *posts, const char *reason,
    struct wipe_counts *counts, struct err *err);

/* An account with its posts, profile, history, and where others' pages name
 * it.  What others wrote about it stays: their words are theirs.  gone is why:
 * it may come back.  STATE_PUBLIC: it is to be forgotten, which also ends
 * watching it and keeps it away for good. */
int wipe_user(struct store *store, int64_t id, enum state gone,
    struct wipe_counts *counts, struct err *err);

#endif
