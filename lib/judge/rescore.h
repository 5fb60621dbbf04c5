/*
 * Keeping the stored scores in step: accounts whose posts, profile or
 * ownership changed, or all of them when the scorer changed, are judged
 * anew, and their sums per day rebuilt.
 */
#ifndef JUDGE_RESCORE_H
#define JUDGE_RESCORE_H

#include "score/scorer.h"
#include "store/store.h"

/* Called now and then; done of total accounts.  False stops early. */
typedef bool rescore_progress(void *arg, int64_t done, int64_t total);

/* Score what is due.  Each account is written in one transaction; stopping
 * or failing leaves the others due.  *n_posts counts the posts judged. */
int rescore(struct store *store, const struct scorer *scorer,
    rescore_progress *progress, void *arg, int64_t *n_posts, struct err *err);

/* How many accounts are due, those of another scorer included. */
int rescore_due(struct store *store, const struct scorer *scorer,
    int64_t *n_users, struct err *err);

#endif
