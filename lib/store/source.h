/*
 * What is watched, and how far it has been read.
 */
#ifndef STORE_SOURCE_H
#define STORE_SOURCE_H

#include "store/store.h"

enum source_kind {
	SOURCE_TIMELINE,
	SOURCE_MENTIONS,
	SOURCE_SEARCH,
	SOURCE_ARCHIVE, /* full-archive search */
	SOURCE_LIST,
	SOURCE_QUOTES,
	SOURCE_KIND_COUNT
};

/* Stable names: timeline, mentions, search, archive, list, quotes. */
extern const char *const source_kind_names[SOURCE_KIND_COUNT];

struct source {
	int64_t id;
	enum source_kind kind;
	char *name;        /* own; what the user calls it; may be NULL */
	char *handle;      /* own; of an account, lower case; may be NULL */
	char *query;       /* own; of a search */
	int64_t user_id;   /* of an account; 0: not resolved yet */
	int64_t target_id; /* of a list or post */
	int64_t added_at;
	int64_t cursor;     /* since_id of the next poll; 0: never read */
	int64_t reached_at; /* read without a hole up to this time */
	int64_t polled_at;
	int64_t next_at; /* not to be polled before */
	char *problem;   /* own; why it could not be read, or NULL */
	int64_t problem_at;
};

struct source_list {
	struct source *items; /* own */
	size_t n, cap;
};

void source_list_release(struct source_list *list);

/* Append what a source is called in messages. */
struct buf;
void source_add_label(struct buf *buf, const struct source *source);

/* Watch something: kind with handle or user_id, target_id, or query.
 * *id is its number; *is_new false if it was watched already.  What had been
 * removed comes back with all that is known of it. */
int store_source_add(struct store *store, const struct source *source,
    int64_t *id, bool *is_new, struct err *err);

/* Watch no longer.  What it brought stays. */
int store_source_remove(struct store *store, int64_t id, struct err *err);

/* All that is watched, in the order it was added. */
int store_source_list(struct store *store, struct source_list *list,
    struct err *err);

/* The account of a source became known, or its handle changed.  Where its
 * number is watched already, that source stays, in the groups and rosters of
 * both, and this one is gone. */
int store_source_resolve(struct store *store, int64_t id, int64_t user_id,
    const char *username, struct err *err);

/* It could not be read; not to be tried before next_at. */
int store_source_problem(struct store *store, int64_t id, const char *problem,
    int64_t next_at, struct err *err);

/* A walk is complete: the new cursor, and up to when all was seen. */
int store_source_polled(struct store *store, int64_t id, int64_t cursor,
    int64_t reached_at, struct err *err);

/* A post of the source came without being asked for: the cursor moves up to
 * it where that is newer.  *was is the cursor before; 0: it stays, for the
 * source was not read without a hole up to since_at. */
int store_source_advance(struct store *store, int64_t id, int64_t post_id,
    int64_t since_at, int64_t *was, struct err *err);

/* Take a source for reading until a time; *taken false if another process
 * has it, or has read it (or tried to) since *source was read here, or if it
 * is no longer watched.  Needs a transaction. */
int store_source_lease(struct store *store, const struct source *source,
    const char *owner, int64_t until, bool *taken, struct err *err);
int store_source_release(struct store *store, int64_t id, const char *owner,
    struct err *err);

/* All that the owner holds: hold it until a later time, or give it back. */
int store_source_renew(struct store *store, const char *owner, int64_t until,
    struct err *err);
int store_source_release_all(struct store *store, const char *owner,
    struct err *err);

/* Sources that other processes hold now. */
int store_source_leased(struct store *store, const char *owner, int64_t *n,
    struct err *err);

/* Groups.  Names of those a source is in, as "a, b". */
int store_group_add(struct store *store, const char *group, int64_t source_id,
    struct err *err);
int store_group_remove(struct store *store, const char *group,
    int64_t source_id, struct err *err);
struct buf;
int store_groups_of(struct store *store, int64_t source_id, struct buf *names,
    struct err *err);

/* A walk under way; see the table. */
struct walk {
	int64_t since_id, top_id, bottom_id;
	char *token;          /* own; NULL at the first page */
	int64_t left_posts;   /* still wanted; INT64_MAX: all */
	int64_t pages, posts; /* read so far */
	int64_t started_at;
};

void walk_release(struct walk *walk);

/* 0 found, 1 not. */
int store_walk_get(struct store *store, int64_t source_id, const char *kind,
    struct walk *walk, struct err *err);
int store_walk_put(struct store *store, int64_t source_id, const char *kind,
    const struct walk *walk, struct err *err);
int store_walk_drop(struct store *store, int64_t source_id, const char *kind,
    struct err *err);

/* Count a poll on its UTC day. */
int store_poll_count(struct store *store, int64_t source_id, int64_t polls,
    int64_t requests, int64_t posts, struct err *err);

/* What a source brought, and how often it was asked, since a UTC day. */
int store_poll_days(struct store *store, int64_t source_id, int64_t first_day,
    int64_t *posts, int64_t *requests, struct err *err);

/* Posts a day that polls brought in the last two weeks; 0 where none are. */
int store_source_rate(struct store *store, int64_t source_id,
    double *posts_per_day, struct err *err);

#endif
