/*
 * What an account's posts tell together: whose sites it links to, which
 * posts are threads, which say the same again.  For lib/judge.
 */
#ifndef JUDGE_ACCOUNT_H
#define JUDGE_ACCOUNT_H

#include "score/ownership.h"
#include "store/post.h"

struct place {
	int thread_length;   /* posts of its chain of self-replies; 1: alone */
	int thread_position; /* 1: first */
	bool is_repeat;
};

/* An account as it was read; all borrowed. */
struct account_read {
	const struct user *user;
	const struct stored_post *posts;
	size_t n;
};

/* What belongs to the account, from profile, links and the user's choices. */
int account_find_own(struct store *store, const struct sites *sites,
    const struct account_read *account, struct ownership *own, struct err *err);

/* Threads and repeats; posts are oldest first.  A post repeats one with the
 * same text (mass_text_key) of the repeat_days before. */
void account_place_posts(const struct stored_post *posts, size_t n,
    int repeat_days, struct place *places);

/* Index of a post by id, or -1; posts are in the order of their ids. */
int64_t account_find_post(const struct stored_post *posts, size_t n,
    int64_t id);

#endif
