#include "score/account.h"

#include "score/account_counts.h"
#include "score/beta.h"

#include <math.h>

/* 90 % of a normal distribution lie within so many standard deviations. */
#define Z_90 1.6448536269514722

const struct account_settings account_defaults = {
    .giver_ratio = 4,
    .taker_ratio = 1,
    .tier_sure = 0.8,
    .ratio_max = 20,
    .tie_sure = 0.8,
    .min_posts = 10,
    .draws = 2000,
    .top = 3,
    .prior = {.give = 2, .take = 2},
};

static struct interval
share(double part, double whole, double n_eff)
{
	struct interval share = {.value = whole > 0 ? part / whole : 0};

	beta_wilson(share.value, n_eff, Z_90, &share.low, &share.high);
	return share;
}

/* The Beta that has the mean and the variance of the balance: its own
 * variance and, by the delta method, the classifier's. */
static void
match_beta(struct account_score *score, const double *sum,
    const struct masses *masses, const struct account_prior *prior, double k)
{
	double limit = account_amplify_limit(masses, sum[MOMENT_E_REST]);
	bool is_capped = sum[MOMENT_E_AMPLIFY] > limit;
	double by_amplify = is_capped ? 0 : 1;
	double by_rest = is_capped ? 1 / (1 - masses->amplify_cap) : 1;
	double gives = sum[MOMENT_E_REST] + fmin(sum[MOMENT_E_AMPLIFY], limit);
	double all =
	    k * (gives + sum[MOMENT_E_TAKE]) + prior->give + prior->take;
	double mean = (k * gives + prior->give) / all;
	double v_give = by_rest * by_rest * sum[MOMENT_V_REST] +
			by_amplify * sum[MOMENT_V_AMPLIFY] +
			2 * by_rest * by_amplify * sum[MOMENT_V_REST_AMPLIFY];
	double v_both = by_rest * sum[MOMENT_V_REST_TAKE] +
			by_amplify * sum[MOMENT_V_AMPLIFY_TAKE];
	double classifier = (1 - mean) * (1 - mean) * v_give +
			    mean * mean * sum[MOMENT_V_TAKE] -
			    2 * mean * (1 - mean) * v_both;
	double variance = mean * (1 - mean) / (all + 1) +
			  fmax(0, classifier) * k * k / (all * all);
	double strength = fmax(0.1, mean * (1 - mean) / variance - 1);

	score->a = mean * strength;
	score->b = (1 - mean) * strength;
}

static double
as_ratio(double balance, double most)
{
	return balance >= 1 ? most : fmin(most, balance / (1 - balance));
}

static void
set_balance(struct account_score *score,
    const struct account_settings *settings)
{
	struct interval *balance = &score->balance;

	balance->low =
	    fmin(balance->value, beta_quantile(0.05, score->a, score->b));
	balance->high =
	    fmax(balance->value, beta_quantile(0.95, score->a, score->b));
	score->ratio = (struct interval){
	    .value = as_ratio(balance->value, settings->ratio_max),
	    .low = as_ratio(balance->low, settings->ratio_max),
	    .high = as_ratio(balance->high, settings->ratio_max),
	};
	score->ratio_is_floor = score->takes == 0;
}

static void
set_tier(struct account_score *score, const struct account_settings *settings)
{
	double giver = settings->giver_ratio / (1 + settings->giver_ratio);
	double taker = settings->taker_ratio / (1 + settings->taker_ratio);
	double p[] = {
	    [TIER_UNKNOWN] = 0,
	    [TIER_TAKER] = beta_cdf(taker, score->a, score->b),
	    [TIER_MATCHER] = 0,
	    [TIER_GIVER] = 1 - beta_cdf(giver, score->a, score->b),
	};

	score->tier = TIER_UNKNOWN;
	score->tier_probability = 0;
	score->is_leaning = false;
	if (score->directional < settings->min_posts)
		return;
	p[TIER_MATCHER] = 1 - p[TIER_TAKER] - p[TIER_GIVER];
	for (int t = TIER_TAKER; t <= TIER_GIVER; t++)
		if (p[t] > p[score->tier])
			score->tier = (enum account_tier)t;
	score->tier_probability = p[score->tier];
	score->is_leaning = score->tier_probability < settings->tier_sure;
}

void
account_score(struct account_score *score, const struct moments *sums,
    const struct masses *masses, const struct account_prior *prior,
    const struct account_settings *settings)
{
	const double *sum = sums->sum;
	struct account_counts counts = account_count(sums, masses);
	double k = counts.factor, whole = sum[MOMENT_WEIGHT];

	*score = (struct account_score){
	    .id = score->id,
	    .posts = sum[MOMENT_POSTS],
	    .judged = sum[MOMENT_POSTS] - sum[MOMENT_OTHER],
	    .directional = counts.directional,
	    .n_eff = counts.n_eff,
	    .gives = counts.gives,
	    .takes = counts.takes,
	    .gives_capped = counts.capped,
	    .give_share = share(counts.gives, whole, counts.n_eff),
	    .take_share = share(counts.takes, whole, counts.n_eff),
	    .chatter_share =
		share(sum[MOMENT_WEIGHT_CHATTER], whole, counts.n_eff),
	};
	score->balance.value =
	    (k * counts.gives + prior->give) /
	    (k * (counts.gives + counts.takes) + prior->give + prior->take);
	match_beta(score, sum, masses, prior, k);
	set_balance(score, settings);
	set_tier(score, settings);
	score->is_ranked = score->directional >= settings->min_posts;
}

const char *
account_tier_name(enum account_tier tier)
{
	static const char *const names[] = {
	    [TIER_UNKNOWN] = "unknown",
	    [TIER_TAKER] = "taker",
	    [TIER_MATCHER] = "matcher",
	    [TIER_GIVER] = "giver",
	};

	return names[tier];
}

const char *
account_tier_text(const struct account_score *score)
{
	static const char *const leaning[] = {
	    [TIER_UNKNOWN] = "not enough posts",
	    [TIER_TAKER] = "leaning taker",
	    [TIER_MATCHER] = "leaning matcher",
	    [TIER_GIVER] = "leaning giver",
	};

	return score->is_leaning || score->tier == TIER_UNKNOWN
		   ? leaning[score->tier]
		   : account_tier_name(score->tier);
}
