/*
 * What judging an account gave: worked out by reading alone, in whatever
 * thread, and put into the archive by the one that writes.  For lib/judge.
 */
#ifndef JUDGE_JUDGED_H
#define JUDGE_JUDGED_H

#include "base/buf.h"
#include "judge/judge.h"
#include "store/pack.h"

struct judged_post {
	int64_t rid, own_version;
	int flags; /* enum score_flag */
	unsigned char class, probs[CLASS_COUNT];
	double weight;
	struct mass mass;
};

/* The sums of a day stand behind each other in judged.sums. */
struct judged_day {
	int64_t day;
	size_t len;
};

struct judged {
	int64_t user_id, own_version;
	bool was_scored; /* earlier: there may be scores to take out */
	struct ownership own;
	struct judged_post *posts; /* own */
	struct judged_day *days;   /* own; in order */
	struct buf sums;           /* own; packed moments */
	struct packs *packs;       /* own */
	size_t n_posts, n_days;
};

/* Judge the account; NULL on failure. */
struct judged *judged_new(struct store *store, const struct scorer *scorer,
    int64_t user_id, struct err *err);
void judged_free(struct judged *judged);

/* Store what belongs to the account, its days and packs, take out scores of what
 * no longer stands, and note that it is no longer due; not the scores. */
int judged_put_account(struct store *store, const struct judged *judged,
    struct err *err);

/* Store scores in the order of the rows that they are of, which is several
 * times faster than another.  posts gets sorted. */
int judged_put_posts(struct store *store, struct judged_post *posts, size_t n,
    int64_t scorer_id, struct err *err);

#endif
