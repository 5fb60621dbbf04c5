/*
 * Posts in the archive.
 */
#ifndef STORE_POST_H
#define STORE_POST_H

#include "base/arena.h"
#include "model/post.h"
#include "store/store.h"

/* What putting a post did. */
enum put {
	PUT_NEW,     /* not there before */
	PUT_RICHER,  /* there; this one added something */
	PUT_SAME,    /* there; nothing new but perhaps counters */
	PUT_REFUSED, /* a tombstone stands in the way */
};

/* Store a post, one row for each id; the richer fields are kept, an older
 * text is put aside, counters that changed are put aside with their time.
 * page_id: the page that held it, 0 for none. */
int store_post_put(struct store *store, const struct post *post,
    int64_t seen_at, int64_t page_id, enum put *put, struct err *err);

/* Note that a post was also in this page. */
int store_post_sighted(struct store *store, int64_t id, int64_t page_id,
    struct err *err);

/* X no longer shows, or shows again, a post. */
int store_post_state(struct store *store, int64_t id, enum state state,
    const char *reason, struct err *err);

/* A post as it stands in the archive. */
struct stored_post {
	int64_t rid;        /* its row */
	int64_t metrics_at; /* when its counters were read */
	struct post post;
};

/* Read one post with its links, mentions, hashtags and media, strings in the
 * arena.  0 found, 1 not. */
int store_post_get(struct store *store, int64_t id, struct arena *arena,
    struct stored_post *stored, struct err *err);

/* Read what judging a post takes of one that it refers to, strings in the
 * arena: its author, time, state, text and language, and its author's id (0 if
 * nothing is known of that account) and handle.  0 found, 1 not. */
int store_post_referred(struct store *store, int64_t id, struct arena *arena,
    struct post *post, struct user *author, struct err *err);

/* The oldest post of an account from an id on; *found 0 if there is none. */
int store_post_oldest(struct store *store, int64_t author_id, int64_t from_id,
    int64_t *found, struct err *err);

/* How many posts of an account have ids in [from_id, to_id). */
struct post_tally {
	int64_t posts, replies /* to others */, reposts;
};
int store_post_tally(struct store *store, int64_t author_id, int64_t from_id,
    int64_t to_id, struct post_tally *tally, struct err *err);

/* Standing posts of an account with ids in [from_id, to_id], max at most. */
struct posts_wanted {
	int64_t author_id, from_id, to_id;
	size_t max;
};

/* Read them, oldest first, strings and array in the arena. */
int store_posts_some(struct store *store, const struct posts_wanted *wanted,
    struct arena *arena, struct stored_post **posts, size_t *n,
    struct err *err);

/* Rows of an account, those that no longer stand among them. */
int store_posts_count(struct store *store, int64_t author_id, size_t *n,
    struct err *err);

/* All standing posts of an account. */
int store_posts_of(struct store *store, int64_t author_id, struct arena *arena,
    struct stored_post **posts, size_t *n, struct err *err);

#endif
