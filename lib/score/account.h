/*
 * From an account's sums to its numbers: shares, give:take ratio, tier and
 * rank, each with its uncertainty.
 *
 * Counted gives and takes follow the posts' classes, so that every number
 * can be traced to listed posts.  n_eff = (sum w)^2 / sum w^2 (Kish) is the
 * sample size.  The balance b is the share of gives among gives and takes; it
 * has a Beta posterior.  Its uncertainty has two parts, added as in the law
 * of total variance: the Beta's own, and that of the classifier, whose
 * expected masses and covariances are carried through b by the delta method;
 * the sum is matched by one Beta with the same mean and variance.  That is an
 * approximation of drawing each post's class again and again; it costs the
 * same for ten posts and for a million.  An interval that would miss the
 * counted value is widened to hold it.
 */
#ifndef SCORE_ACCOUNT_H
#define SCORE_ACCOUNT_H

#include "score/mass.h"
#include "score/moments.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Beta(give, take): what is assumed of an account before its first post. */
struct account_prior {
	double give, take;
	bool is_fitted; /* on this batch; otherwise given or the default */
	int n_accounts; /* that the fit rests on */
};

enum account_tier {
	TIER_UNKNOWN, /* not enough posts */
	TIER_TAKER,
	TIER_MATCHER,
	TIER_GIVER
};

struct account_settings {
	double giver_ratio; /* a giver gives at least this much per take: 4 */
	double taker_ratio; /* a taker less than this: 1 */
	double tier_sure;   /* say a tier plainly from this probability: 0.8 */
	double ratio_max;   /* ratios are cut here: 20 */
	double tie_sure;    /* neighbours apart from this probability: 0.8 */
	int min_posts;      /* directional posts needed to be ranked: 10 */
	int draws;          /* for ranks: 2000 */
	int top;            /* the k of "in the top k": 3 */
	bool freeze_prior;  /* use prior as it stands instead of fitting */
	struct account_prior prior; /* frozen, or where a fit cannot be had */
};

/* The values named above, and the prior Beta(2, 2). */
extern const struct account_settings account_defaults;

struct interval {
	double value, low, high;
};

struct account_score {
	int64_t id;
	double posts, judged; /* judged: all but "other" */
	double directional;   /* posts that give or take; amplify only as far
				 * as the cap lets it count */
	double n_eff;         /* effective number of judged posts */
	double gives, takes;  /* weighted masses after the cap */
	double gives_capped;  /* mass that the cap took away; 0: none */
	struct interval give_share; /* of judged posts; 90 %, Wilson */
	struct interval take_share;
	struct interval chatter_share;
	struct interval balance; /* 90 %; posterior */
	struct interval ratio;   /* balance as gives per take; cut at 20 */
	double a, b;             /* the Beta that balance and ranks come from */
	double tier_probability; /* of the tier; 0 when unknown */
	double top_probability;  /* of standing in the top k */
	enum account_tier tier;
	int rank;                /* 1 is best; 0: not ranked; ties share one */
	int rank_low, rank_high; /* 80 % */
	bool is_leaning;         /* the tier is only the likeliest */
	bool is_ranked;
	bool is_tied;        /* shares its rank with the one before */
	bool ratio_is_floor; /* no take seen: say "at least ratio.low" */
};

/* Fit the prior to accounts (at least 8 with at least 5 directional posts;
 * otherwise, or when frozen, it is the settings' own): the most likely
 * beta-binomial, its strength held loosely near 8. */
struct account_prior account_fit_prior(const struct moments *sums, size_t n,
    const struct masses *masses, const struct account_settings *settings);

/* One account without a rank. */
void account_score(struct account_score *score, const struct moments *sums,
    const struct masses *masses, const struct account_prior *prior,
    const struct account_settings *settings);

/* Ranks of n scored accounts (filled by account_score): by posterior mean;
 * ids break exact ties.  Reorders scores: ranked ones first, best first.
 * The same accounts give the same numbers on every machine: each account's
 * draws are seeded by its id. */
void account_rank(struct account_score *scores, size_t n,
    const struct account_settings *settings);

/* The same in slices of well under a millisecond for a thousand accounts:
 * go on until it says 0. */
struct ranking;
struct ranking *ranking_begin(struct account_score *scores, size_t n,
    const struct account_settings *settings);
int ranking_go(struct ranking *ranking);
void ranking_free(struct ranking *ranking);

/* "giver", "leaning taker", "not enough posts". */
const char *account_tier_text(const struct account_score *score);
/* Stable names: unknown, taker, matcher, giver. */
const char *account_tier_name(enum account_tier tier);

#endif
