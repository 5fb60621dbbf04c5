/*
 * Building the answer of an endpoint: data, includes, errors, meta; charging
 * what is shown (x-api.md sections 2.2, 5, 6.1).
 */
#ifndef XSIM_SHOW_H
#define XSIM_SHOW_H

#include "xsim/sim.h"

#include <stddef.h>

struct show {
	struct call *call; /* borrowed */
	struct buf data, errors;
	size_t n_data, n_errors;
	int64_t newest_id, oldest_id;
	/* what expansions asked for, in order, each once */
	struct sim_post **posts;    /* own */
	struct sim_user **users;    /* own */
	struct shown_thing *things; /* own */
	size_t n_posts, posts_cap, n_users, users_cap, n_things, things_cap;
	struct map seen;
};

void show_init(struct show *show, struct call *call);
void show_release(struct show *show);

/* Add one to data. */
void show_post(struct show *show, struct sim_post *post);
void show_user(struct show *show, struct sim_user *user);
void show_list(struct show *show, struct sim_list *list);

/* Add to errors why something asked for by value in a parameter is not
 * shown. */
void show_missing_post(struct show *show, enum visibility why,
    const char *parameter, const char *value);
void show_missing_user(struct show *show, enum visibility why,
    const char *parameter, const char *value);

/* Append a post as it is answered, edits considered. */
void show_add_post(struct buf *buf, const struct call *call,
    const struct sim_post *post);

struct show_meta {
	bool wanted;                             /* lookups have none */
	bool ids;                                /* newest_id, oldest_id */
	const char *next_token, *previous_token; /* or NULL */
};

/* Write the answer's body and charge it.  single: data is one object. */
void show_finish(struct show *show, bool single, const struct show_meta *meta);

/* Write ,"includes":{...} if there is anything to include. */
void show_add_includes(struct show *show, struct buf *body);

#endif
