/*
 * Sums over posts from which shares, intervals and ranks of an account are
 * worked out (score/account.h).  They add up: the sums of a window are the
 * sums of its days, so an archive keeps one row per author and local day, and
 * a report costs accounts times days, however many posts there are.
 *
 * A sum is a double with a name.  Names and order are fixed: new ones are
 * only added at the end.  Most are 0 or small whole numbers.  Sums are not
 * meant to be subtracted from (rounding): rebuild a day that changed.
 *
 * "rest" is what is given other than by amplify, "amplify" what is given by
 * it: they are kept apart because the cap on amplify applies after summing.
 * The e_ sums are expectations over the class probabilities, the v_ sums
 * variances and covariances of the posts' masses (posts are independent, so
 * both add up); weights enter squared in v_.
 */
#ifndef SCORE_MOMENTS_H
#define SCORE_MOMENTS_H

#include "score/mass.h"
#include "score/verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum moment {
	MOMENT_POSTS,  /* posts, each counted once */
	MOMENT_ANSWER, /* posts of each class, in the codebook's order */
	MOMENT_LINK,
	MOMENT_INSIGHT,
	MOMENT_AMPLIFY,
	MOMENT_ASK,
	MOMENT_PROMOTE,
	MOMENT_CHATTER,
	MOMENT_OTHER,
	MOMENT_LOW_CONFIDENCE, /* close calls */
	MOMENT_REPEATS,        /* posts that repeat an earlier one */
	MOMENT_SELF_LINKS,     /* posts with flag S */
	MOMENT_HANDOFFS,       /* posts with flag H */
	MOMENT_REPLIES,        /* replies to others */
	MOMENT_REPOSTS,        /* plain reposts */
	MOMENT_QUOTES,
	MOMENT_LINKS_OWN, /* links, by whose they are */
	MOMENT_LINKS_OTHER,
	MOMENT_LINKS_OPAQUE,
	MOMENT_LINKS_AFFILIATE,
	MOMENT_DIRECTIONAL, /* posts that give or take, amplify included */
	MOMENT_DIRECTIONAL_AMPLIFY, /* those of them that amplify */
	MOMENT_WEIGHT,              /* of judged posts (not other) */
	MOMENT_WEIGHT_2,            /* squared */
	MOMENT_WEIGHT_CHATTER,
	MOMENT_WEIGHT_INSIGHT,
	MOMENT_GIVE_REST, /* weighted masses by the class itself */
	MOMENT_GIVE_AMPLIFY,
	MOMENT_TAKE,
	MOMENT_E_REST, /* the same as expected by the probabilities */
	MOMENT_E_AMPLIFY,
	MOMENT_E_TAKE,
	MOMENT_V_REST, /* variances and covariances of these three */
	MOMENT_V_AMPLIFY,
	MOMENT_V_TAKE,
	MOMENT_V_REST_AMPLIFY,
	MOMENT_V_REST_TAKE,
	MOMENT_V_AMPLIFY_TAKE,
	MOMENT_COUNT
};

struct moments {
	double sum[MOMENT_COUNT];
};

/* Stable names, for columns and JSON: "posts", "answer", ... */
extern const char *const moment_names[MOMENT_COUNT];

/* Add one post.  weight is mass_thread_weight() of its thread.  Nothing here
 * depends on the window of a report. */
void moments_add_post(struct moments *moments, const struct masses *masses,
    const struct verdict *verdict, double weight, bool is_repeat);

/* Add another's sums. */
void moments_add(struct moments *moments, const struct moments *more);

/* The sums as an archive keeps them: which are not 0 (64 bits, the first sum
 * lowest), which of these are whole numbers up to 255 (64 bits), then each
 * in a byte or as a double.  A third of the doubles' size.  They are rounded
 * to 2^-30, so that adding packed sums of up to 2^22 is exact: days, and weeks
 * made of them, give the same in any order.  Returns the length. */
#define MOMENTS_PACKED (2 * sizeof(uint64_t) + MOMENT_COUNT * sizeof(double))
size_t moments_pack(const struct moments *moments,
    unsigned char bytes[MOMENTS_PACKED]);

/* Add what was packed; false, and nothing added, if it is damaged. */
bool moments_add_packed(struct moments *moments, const void *packed,
    size_t len);

#endif
