/*
 * Keeping the stored scores in step: accounts whose posts, profile, ownership
 * or labels changed, those that answer, quote or pass on posts of such, and
 * all of them when the scorer or the zone changed, are judged anew, and their
 * sums per day rebuilt.  What is stored is then what judging everything anew
 * would store.
 */
#ifndef JUDGE_RESCORE_H
#define JUDGE_RESCORE_H

#include "score/scorer.h"
#include "store/store.h"

/* score.flags in the archive; above them the form of the post. */
enum score_flag {
	SCORE_SELF_LINK = 1,
	SCORE_HANDOFF = 2,
	SCORE_LOW_CONFIDENCE = 4,
	SCORE_REPEAT = 8,
	SCORE_LABEL = 16,    /* the class is the user's word */
	SCORE_FORM_SHIFT = 5 /* enum post_form */
};

/* Called now and then; done of total accounts.  False stops early. */
typedef bool rescore_progress(void *arg, int64_t done, int64_t total);

/* Score what is due, and make the indexes that a large import left to make.
 * Each account is written in one transaction; stopping or failing leaves the
 * others due.  *n_posts counts the posts judged. */
int rescore(struct store *store, const struct scorer *scorer,
    rescore_progress *progress, void *arg, int64_t *n_posts, struct err *err);

/* Make every account due. */
int rescore_touch_all(struct store *store, struct err *err);

/* How many accounts are due, those of another scorer included. */
int rescore_due(struct store *store, const struct scorer *scorer,
    int64_t *n_users, struct err *err);

#endif
