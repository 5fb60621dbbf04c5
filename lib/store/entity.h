/*
 * Links, mentions, hashtags and media of posts.  For store/post.c.
 */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include "base/arena.h"
#include "model/post.h"
#include "store/post.h"
#include "store/store.h"

/* Write those of a new post. */
int store_entities_put(struct store *store, int64_t rid,
    const struct post *post, struct err *err);

/* Replace those of a post that is there if this sight of it has more (or
 * fewer links still behind t.co), or always.  *changed says whether. */
int store_entities_merge(struct store *store, int64_t rid,
    const struct post *post, bool always, bool *changed, struct err *err);

/* Read them into post, arrays and strings in the arena. */
int store_entities_get(struct store *store, int64_t rid, struct arena *arena,
    struct post *post, struct err *err);

/* The same for posts of an author that stand one after another, given in the
 * order of ids. */
int store_entities_of_author(struct store *store, int64_t author_id,
    struct arena *arena, struct stored_post *posts, size_t n, struct err *err);

#endif
