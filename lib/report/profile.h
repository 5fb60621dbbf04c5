/*
 * What is shown of one account wherever one is shown in depth: its sums, the
 * posts that moved them most, and what belongs to it.
 */
#ifndef REPORT_PROFILE_H
#define REPORT_PROFILE_H

#include "judge/judge.h"
#include "report/out.h"
#include "report/window.h"
#include "score/account.h"

/* A post with what it did to the sums. */
struct profile_post {
	size_t index; /* of the judge */
	struct verdict verdict;
	double give, take;
};

/* The posts of an account within a window. */
struct profile_posts {
	struct profile_post *items; /* own: free() */
	size_t n;
};

int profile_judge(struct judge *judge, const struct window *window,
    struct profile_posts *posts, struct err *err);

/* Facts: who it is, posts of each class, gives, takes, ratio, tier. */
void profile_put_facts(struct out *out, const struct user *user,
    const struct account_score *score, const struct moments *sums);

/* The present table, gives_most, and the next, takes_most: limit posts each.
 * Reorders posts. */
int profile_put_posts(struct judge *judge, struct profile_posts *posts,
    int limit, struct out *out, struct err *err);

/* A further table: own. */
void profile_put_own(struct out *out, const struct ownership *own);

#endif
