/*
 * What an account's posts tell together: whose sites it links to, which
 * posts are threads, which say the same again.  For lib/judge.
 */
#ifndef JUDGE_ACCOUNT_H
#define JUDGE_ACCOUNT_H

#include "judge/holding.h"

struct place {
	int thread_length;   /* posts of its chain of self-replies; 1: alone */
	int thread_position; /* 1: first */
	bool is_repeat;
};

/* What belongs to the account, from profile, links and the user's choices. */
int account_find_own(const struct holding *holding, const struct sites *sites,
    const struct user *user, struct ownership *own, struct err *err);

/* Threads and repeats.  A post repeats one with the same text (mass_text_key)
 * of the repeat_days before. */
void account_place_posts(const struct holding *holding, int repeat_days,
    struct place *places);

#endif
