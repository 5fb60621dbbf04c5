/*
 * What exists on the simulated X: accounts, posts, media, lists, and who may
 * see which of them when.  Knows no HTTP and no prices.  Everything in it
 * lives as long as the world.
 */
#ifndef XSIM_WORLD_H
#define XSIM_WORLD_H

#include "base/err.h"
#include "xsim/field.h"
#include "xsim/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Posts in the order of their ids once world_sort has run. */
struct post_list {
	struct sim_post **items; /* own; posts borrowed */
	size_t n, cap;
	bool unsorted;
};

struct sim_post {
	int64_t id, author_id, created_ms, conversation_id;
	int64_t reply_to, reply_to_user, quote_of, repost_of;
	struct sim_user *author;        /* NULL if unknown to the world */
	struct sim_post *older, *newer; /* versions of an edited post */
	struct record record;
	const char *text;  /* whole and unescaped */
	const char *words; /* " its words in small letters " */
	const char *tags;  /* items of the form "\037name\037" */
	const char *cashtags, *handles;
	const char *url_words; /* " words of its links ", NULL: none */
	const char *lang;
	const char **media; /* keys */
	size_t n_media;
	int64_t *mentions, *versions; /* ids */
	size_t n_mentions, n_versions;
	const char *poll, *place; /* ids, or NULL */
	int act;                  /* enum post_class, or -1 unknown */
	bool deleted, paid;
};

struct sim_user {
	int64_t id;
	char *username; /* own */
	struct record record;
	struct post_list posts;    /* by this account */
	struct post_list mentions; /* naming it */
	bool protected, suspended, deactivated;
};

struct sim_list {
	int64_t id, owner_id;
	struct record record;
	struct sim_user **members; /* own */
	size_t n_members, cap;
};

/* One object of media, polls or places, by its string id. */
struct sim_thing {
	const char *id;
	struct record record;
};

struct world {
	struct arena arena; /* own */
	struct map posts_by_id, users_by_id, users_by_name;
	struct map things[KIND_COUNT], lists;
	struct post_list posts, unlinked;
	struct sim_user **users; /* own */
	size_t n_users, users_cap;
	struct sim_list **all_lists; /* own */
	size_t n_lists, lists_cap;
	struct sim_user nobody; /* has the handles that were given up */
	int64_t next_user_id;
	/* A part of the posts becomes visible only late (a fault). */
	int64_t late_ms;
	int late_percent;
};

void world_init(struct world *world);
void world_release(struct world *world);

struct sim_post *world_post(const struct world *world, int64_t id);
struct sim_user *world_user(const struct world *world, int64_t id);
struct sim_user *world_user_by_name(const struct world *world,
    const char *username);
struct sim_list *world_list(const struct world *world, int64_t id);
struct sim_thing *world_thing(const struct world *world, enum kind kind,
    const char *id);

/* Add from the API's JSON objects (flattened ones with everything inline
 * too).  What is there already gains the fields it lacked.  NULL with
 * ERR_DATA if the object is none. */
struct sim_post *world_add_post(struct world *world, const struct json *object,
    struct err *err);
struct sim_user *world_add_user(struct world *world, const struct json *object,
    struct err *err);
struct sim_list *world_add_list(struct world *world, const struct json *object,
    struct err *err);
void world_add_thing(struct world *world, enum kind kind,
    const struct json *object);

/* Connect the posts added since the last call with their authors, with those
 * they name and with their other versions.  Call before reading. */
void world_link(struct world *world);

/* An account of a new handle; its old one is free again. */
void world_rename(struct world *world, struct sim_user *user,
    const char *username);

/* Make newer the version that follows older. */
void world_link_edit(struct sim_post *older, struct sim_post *newer);

/* Delete or bring back a post with all its versions. */
void world_set_deleted(struct sim_post *post, bool deleted);

/* Put list in order; call before reading it. */
void post_list_sort(struct post_list *list);
/* How many posts of a sorted list have an id below id. */
size_t post_list_below(const struct post_list *list, int64_t id);

/* Why a reader may not see something. */
enum visibility {
	SEEN,
	UNSEEN_MISSING, /* no such thing, deleted or deactivated */
	UNSEEN_YET,     /* its time has not come */
	UNSEEN_PROTECTED,
	UNSEEN_SUSPENDED
};

enum visibility user_visibility(const struct sim_user *user);
/* public, protected, suspended or deactivated. */
const char *user_state(const struct sim_user *user);
/* Visible by itself, at a time. */
enum visibility post_visibility(const struct world *world,
    const struct sim_post *post, int64_t now_ms);
/* Visible and the newest visible version: what timelines and searches show. */
bool post_is_shown(const struct world *world, const struct sim_post *post,
    int64_t now_ms);

#endif
