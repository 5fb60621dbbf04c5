/*
 * Making posts and accounts as X would hold them from what a person would
 * write.
 */
#ifndef XSIM_COMPOSE_H
#define XSIM_COMPOSE_H

#include "xsim/world.h"

struct draft {
	struct sim_user *author;
	int64_t at_ms;
	const char *text; /* plain; not of a repost */
	int64_t reply_to, quote_of, repost_of;
	int64_t edit_of;   /* id of the version it replaces */
	const char *lang;  /* NULL: en */
	const char *media; /* photo, video, or NULL */
	const char *alt;   /* of the media, or NULL */
	int act;           /* enum post_class or -1 */
	bool paid;
};

/* Add the post and link it.  NULL with err if its references are unknown. */
struct sim_post *compose_post(struct world *world, const struct draft *draft,
    struct err *err);

struct profile {
	const char *username, *name, *bio, *url, *location; /* NULL: none */
	const char *verified_type;                          /* or NULL */
	int64_t created_ms;
	int64_t followers, following, posts;
};

struct sim_user *compose_user(struct world *world,
    const struct profile *profile, struct err *err);

/* Change what is not NULL of an account's profile. */
void compose_profile(struct world *world, struct sim_user *user,
    const struct profile *profile);

#endif
