/*
 * Links, mentions, hashtags and media of posts.  For store/post.c.
 */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include "base/arena.h"
#include "model/post.h"
#include "store/post.h"
#include "store/store.h"

/* post.parts: the kinds that a post may have rows of. */
enum { PART_LINK = 1, PART_MENTION = 2, PART_HASHTAG = 4, PART_MEDIA = 8 };

/* Of what it has any. */
int store_parts_of(const struct post *post);

/* Write those of a new post. */
int store_entities_put(struct store *store, int64_t rid,
    const struct post *post, struct err *err);

/* Replace those of a post that is there if this sight of it has more (or
 * fewer links still behind t.co), or always.  *changed says whether. */
int store_entities_merge(struct store *store, int64_t rid,
    const struct post *post, bool always, bool *changed, struct err *err);

/* Read those of these kinds into post, arrays and strings in the arena. */
int store_entities_get(struct store *store, int64_t rid, int kinds,
    struct arena *arena, struct post *post, struct err *err);

#endif
