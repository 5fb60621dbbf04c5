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

/* A post as it was judged, if it is in the window, with what it did to the
 * sums. */
struct profile_post {
	bool is_in_window;
	bool is_label; /* the class is the user's word */
	struct verdict verdict;
	double give, take;
};

/* An account's posts, each judged once; judge and window are borrowed. */
struct profile {
	struct judge *judge;
	const struct window *window;
	struct profile_post *posts; /* own: free(); by index of the judge */
};

int profile_judge(struct profile *profile, struct err *err);

/* Facts: who it is, posts of each class, gives, takes, ratio, tier. */
void profile_put_facts(struct out *out, const struct user *user,
    const struct account_score *score, const struct moments *sums);

/* The present table, gives_most, and the next, takes_most: limit posts of the
 * window each. */
int profile_put_posts(const struct profile *profile, int limit, struct out *out,
    struct err *err);

/* A further table: own. */
void profile_put_own(struct out *out, const struct ownership *own);

#endif
