#include "base/mem.h"
#include "base/rand.h"
#include "score/account.h"
#include "score/beta.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
near(double got, double want, double tolerance)
{
	if (fabs(got - want) > tolerance)
		fail_msg("%.9g is not %.9g", got, want);
}

static struct masses
masses(void)
{
	struct masses m;
	struct err err = ERR_INIT;

	if (mass_load(&m, NULL, &err) == -1)
		fail_msg("%s", err.text);
	return m;
}

/* Add n posts of a class that is certain. */
static void
add_posts(struct moments *sums, enum post_class class, int n)
{
	struct masses m = masses();
	struct verdict verdict = {.class = class, .form = FORM_POST};

	verdict.p[class] = 1;
	for (int i = 0; i < n; i++)
		moments_add_post(sums, &m, &verdict, 1, false);
}

static struct account_score
score_of(const struct moments *sums, int64_t id)
{
	struct masses m = masses();
	struct account_score score = {.id = id};

	account_score(&score, sums, &m, &account_defaults.prior,
	    &account_defaults);
	return score;
}

/* Values by the closed forms for whole numbers, and by symmetry. */
static void
beta_has_known_values(void **state)
{
	(void)state;
	near(beta_cdf(0.3, 1, 1), 0.3, 1e-12);
	near(beta_cdf(0.5, 2, 2), 0.5, 1e-12);
	near(beta_cdf(0.2, 1, 5), 1 - pow(0.8, 5), 1e-12);
	near(beta_cdf(0.7, 3, 1), 0.343, 1e-12);
	/* I_x(2, 3) = 6x^2 - 8x^3 + 3x^4 */
	near(beta_cdf(0.25, 2, 3), 0.375 - 0.125 + 3 / 256.0, 1e-12);
	near(beta_cdf(0.5, 0.5, 0.5), 0.5, 1e-12);
	near(beta_cdf(0.25, 0.5, 0.5), 1 / 3.0, 1e-12); /* arcsine law */
	near(beta_cdf(0.4, 4000, 6000), 0.5, 0.01);
	near(beta_cdf(0, 2, 2), 0, 0);
	near(beta_cdf(1, 2, 2), 1, 0);
	near(beta_quantile(0.05, 1, 1), 0.05, 1e-11);
	near(beta_quantile(0.9, 1, 3), 1 - cbrt(0.1), 1e-11);
	near(beta_quantile(1 / 3.0, 0.5, 0.5), 0.25, 1e-11);
	near(beta_cdf(beta_quantile(0.01, 61.5, 14.2), 61.5, 14.2), 0.01, 1e-9);
}

static void
wilson_has_known_values(void **state)
{
	double low, high;

	(void)state;
	beta_wilson(0, 10, 1.96, &low, &high);
	near(low, 0, 1e-12);
	near(high, 1.96 * 1.96 / (10 + 1.96 * 1.96), 1e-12);
	beta_wilson(0.5, 1e9, 1.645, &low, &high);
	near(low, 0.5, 1e-4);
	near(high, 0.5, 1e-4);
	beta_wilson(0.3, 0, 1.645, &low, &high);
	assert_true(low == 0 && high == 1);
}

/* 60 gives and 13 takes with Beta(2, 2): 62 to 15. */
static void
ratio_follows_the_posterior(void **state)
{
	struct moments sums = {{0}};
	struct account_score score;

	(void)state;
	add_posts(&sums, CLASS_INSIGHT, 60);
	add_posts(&sums, CLASS_PROMOTE, 13);
	add_posts(&sums, CLASS_CHATTER, 27);
	score = score_of(&sums, 1);
	near(score.gives, 60, 1e-12);
	near(score.takes, 13, 1e-12);
	near(score.ratio.value, 62 / 15.0, 1e-9);
	near(score.a, 62, 1e-6);
	near(score.b, 15, 1e-6);
	near(score.ratio.low, 2.7, 0.1);
	near(score.ratio.high, 7.0, 0.1);
	near(score.give_share.value, 0.6, 1e-12);
	near(score.chatter_share.value, 0.27, 1e-12);
	assert_int_equal(score.tier, TIER_GIVER);
	assert_true(score.is_leaning);
	assert_string_equal(account_tier_text(&score), "leaning giver");
}

static void
few_posts_are_not_ranked(void **state)
{
	struct moments sums = {{0}};
	struct account_score score;

	(void)state;
	add_posts(&sums, CLASS_INSIGHT, 9);
	add_posts(&sums, CLASS_CHATTER, 50);
	score = score_of(&sums, 1);
	assert_false(score.is_ranked);
	assert_true(score.ratio_is_floor);
	assert_string_equal(account_tier_text(&score), "not enough posts");
	add_posts(&sums, CLASS_LINK, 1);
	score = score_of(&sums, 1);
	assert_true(score.is_ranked);
}

static void
no_posts_give_the_prior(void **state)
{
	struct moments sums = {{0}};
	struct account_score score = score_of(&sums, 1);

	(void)state;
	near(score.balance.value, 0.5, 1e-12);
	near(score.give_share.high, 1, 0);
	near(score.a, 2, 1e-9);
	assert_false(score.is_ranked);
}

static void
ratio_is_cut(void **state)
{
	struct moments sums = {{0}};
	struct account_score score;

	(void)state;
	add_posts(&sums, CLASS_ANSWER, 500);
	score = score_of(&sums, 1);
	near(score.ratio.value, 20, 0);
	near(score.ratio.high, 20, 0);
	assert_int_equal(score.tier, TIER_GIVER);
	assert_false(score.is_leaning);
}

/* Amplify may be half of what is given: a hundred reposts beside ten tips
 * count as ten more. */
static void
amplify_is_capped(void **state)
{
	struct moments sums = {{0}};
	struct account_score score;

	(void)state;
	add_posts(&sums, CLASS_AMPLIFY, 100);
	add_posts(&sums, CLASS_INSIGHT, 10);
	score = score_of(&sums, 1);
	near(score.gives, 20, 1e-9);
	near(score.gives_capped, 90, 1e-9);
	near(score.directional, 20, 1e-9);
	add_posts(&sums, CLASS_INSIGHT, 200);
	score = score_of(&sums, 1);
	near(score.gives, 310, 1e-9);
	near(score.gives_capped, 0, 1e-9);
}

static void
only_reposts_are_not_ranked(void **state)
{
	struct moments sums = {{0}};

	(void)state;
	add_posts(&sums, CLASS_AMPLIFY, 300);
	assert_false(score_of(&sums, 1).is_ranked);
}

/* A doubtful classifier widens the interval; it stays around the truth. */
static void
doubt_widens_the_interval(void **state)
{
	struct masses m = masses();
	struct moments sure = {{0}}, unsure = {{0}};
	struct verdict verdict = {.form = FORM_POST};
	struct account_score a, b;

	(void)state;
	add_posts(&sure, CLASS_INSIGHT, 30);
	add_posts(&sure, CLASS_PROMOTE, 30);
	for (int i = 0; i < 60; i++) {
		bool gives = i % 2 == 0;

		verdict.class = gives ? CLASS_INSIGHT : CLASS_PROMOTE;
		verdict.p[CLASS_INSIGHT] = gives ? 0.6 : 0.4;
		verdict.p[CLASS_PROMOTE] = gives ? 0.4 : 0.6;
		moments_add_post(&unsure, &m, &verdict, 1, false);
	}
	a = score_of(&sure, 1);
	b = score_of(&unsure, 1);
	near(a.balance.value, 0.5, 1e-9);
	near(b.balance.value, 0.5, 1e-9);
	assert_true(b.balance.high - b.balance.low >
		    1.2 * (a.balance.high - a.balance.low));
}

/* A classifier that doubts what it says pulls the draws to the middle; the
 * interval still holds the counted value. */
static void
interval_holds_the_value(void **state)
{
	struct masses m = masses();
	struct moments sums = {{0}};
	struct verdict verdict = {.class = CLASS_INSIGHT};
	struct account_score score;

	(void)state;
	verdict.p[CLASS_INSIGHT] = 0.55;
	verdict.p[CLASS_PROMOTE] = 0.45;
	for (int i = 0; i < 100; i++)
		moments_add_post(&sums, &m, &verdict, 1, false);
	score = score_of(&sums, 1);
	assert_true(score.balance.high >= score.balance.value);
	assert_true(score.balance.low < 0.55);
	assert_int_equal(score.tier, TIER_MATCHER);
}

/* Of accounts whose balance comes from the prior, nine in ten intervals hold
 * it. */
static void
intervals_cover_the_truth(void **state)
{
	enum { ACCOUNTS = 1000 };
	struct rng rng;
	int covered = 0;

	(void)state;
	rng_seed(&rng, 4);
	for (int i = 0; i < ACCOUNTS; i++) {
		double g = rng_gamma(&rng, 2), t = rng_gamma(&rng, 2);
		double truth = g / (g + t);
		struct moments sums = {{0}};
		struct account_score score;

		for (int k = 5 + (int)rng_below(&rng, 60); k > 0; k--)
			add_posts(&sums,
			    rng_unit(&rng) < truth ? CLASS_LINK : CLASS_PROMOTE,
			    1);
		score = score_of(&sums, i + 1);
		covered +=
		    score.balance.low <= truth && truth <= score.balance.high;
	}
	if (covered < 870 || covered > 930)
		fail_msg("%d of %d covered", covered, ACCOUNTS);
}

/* The same with a calibrated classifier in between: it says p, and is right
 * in p of the cases. */
static void
intervals_cover_through_a_classifier(void **state)
{
	enum { ACCOUNTS = 1000 };
	struct masses m = masses();
	struct rng rng;
	int covered = 0;

	(void)state;
	rng_seed(&rng, 5);
	for (int i = 0; i < ACCOUNTS; i++) {
		double gives = 0, takes = 0;
		struct moments sums = {{0}};
		struct account_score score;
		double lean = rng_unit(&rng);

		for (int k = 0; k < 80; k++) {
			struct verdict verdict = {.form = FORM_POST};
			double p = rng_unit(&rng) < lean
				       ? 0.6 + 0.4 * rng_unit(&rng)
				       : 0.4 * rng_unit(&rng);

			verdict.class = p > 0.5 ? CLASS_LINK : CLASS_PROMOTE;
			verdict.p[CLASS_LINK] = p;
			verdict.p[CLASS_PROMOTE] = 1 - p;
			if (rng_unit(&rng) < p)
				gives++;
			else
				takes++;
			moments_add_post(&sums, &m, &verdict, 1, false);
		}
		score = score_of(&sums, i + 1);
		covered += score.balance.low <= gives / (gives + takes) &&
			   gives / (gives + takes) <= score.balance.high;
	}
	if (covered < 880)
		fail_msg("%d of %d covered", covered, ACCOUNTS);
}

static void
fill_world(struct moments *sums, size_t n, double prior_give, double prior_take)
{
	struct rng rng;

	rng_seed(&rng, 9);
	for (size_t i = 0; i < n; i++) {
		double g = rng_gamma(&rng, prior_give);
		double t = rng_gamma(&rng, prior_take);

		for (int k = 0; k < 40; k++)
			add_posts(&sums[i],
			    rng_unit(&rng) < g / (g + t) ? CLASS_LINK
							 : CLASS_PROMOTE,
			    1);
	}
}

static void
prior_is_found_again(void **state)
{
	enum { ACCOUNTS = 400 };
	struct moments *sums = mem_alloc(ACCOUNTS, sizeof(*sums));
	struct account_settings settings = account_defaults;
	struct masses m = masses();
	struct account_prior prior;

	(void)state;
	fill_world(sums, ACCOUNTS, 9, 3);
	prior = account_fit_prior(sums, ACCOUNTS, &m, &settings);
	assert_true(prior.is_fitted);
	assert_int_equal(prior.n_accounts, ACCOUNTS);
	near(prior.give / (prior.give + prior.take), 0.75, 0.03);
	near(prior.give + prior.take, 12, 3);
	prior = account_fit_prior(sums, 7, &m, &settings);
	assert_false(prior.is_fitted);
	near(prior.give, 2, 0);
	settings.freeze_prior = true;
	settings.prior.give = 5;
	prior = account_fit_prior(sums, ACCOUNTS, &m, &settings);
	assert_false(prior.is_fitted);
	near(prior.give, 5, 0);
	free(sums);
}

static void
ranks_follow_the_evidence(void **state)
{
	struct account_score scores[4];
	struct moments sums[4] = {{{0}}};

	(void)state;
	add_posts(&sums[0], CLASS_PROMOTE, 100);
	add_posts(&sums[1], CLASS_INSIGHT, 100);
	add_posts(&sums[2], CLASS_INSIGHT, 50);
	add_posts(&sums[2], CLASS_PROMOTE, 50);
	add_posts(&sums[3], CLASS_INSIGHT, 3);
	for (int i = 0; i < 4; i++)
		scores[i] = score_of(&sums[i], i + 1);
	account_rank(scores, 4, &account_defaults);
	assert_int_equal(scores[0].id, 2);
	assert_int_equal(scores[1].id, 3);
	assert_int_equal(scores[2].id, 1);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(scores[i].rank, i + 1);
		assert_int_equal(scores[i].rank_low, i + 1);
		assert_int_equal(scores[i].rank_high, i + 1);
		near(scores[i].top_probability, 1, 0);
	}
	assert_int_equal(scores[3].rank, 0);
	assert_false(scores[3].is_ranked);
}

static void
equals_are_tied(void **state)
{
	struct account_score scores[3], again[3];
	struct moments sums[3] = {{{0}}};
	struct account_settings settings = account_defaults;

	(void)state;
	settings.top = 1;
	for (int i = 0; i < 3; i++) {
		add_posts(&sums[i], CLASS_INSIGHT, 20 + i);
		add_posts(&sums[i], CLASS_PROMOTE, 10);
		scores[i] = score_of(&sums[i], i + 1);
		again[2 - i] = scores[i];
	}
	account_rank(scores, 3, &settings);
	assert_int_equal(scores[0].id, 3);
	assert_false(scores[0].is_tied);
	assert_int_equal(scores[2].rank, 1);
	assert_true(scores[2].is_tied);
	assert_int_equal(scores[0].rank_high, 3);
	near(scores[0].top_probability + scores[1].top_probability +
		 scores[2].top_probability,
	    1, 1e-9);
	assert_true(scores[0].top_probability > 0.33);
	/* The order of the input does not matter. */
	account_rank(again, 3, &settings);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(again[i].id, scores[i].id);
		near(again[i].top_probability, scores[i].top_probability,
		    0.002);
	}
}

/* The tables of quantiles agree with exact answers: two accounts, and the
 * probability that one stands above the other. */
static void
draws_agree_with_the_beta(void **state)
{
	struct account_score scores[2];
	struct account_settings settings = account_defaults;

	(void)state;
	settings.top = 1;
	settings.draws = 60000;
	scores[0] =
	    (struct account_score){.id = 1, .a = 3, .b = 1, .is_ranked = true};
	scores[1] =
	    (struct account_score){.id = 2, .a = 1, .b = 1, .is_ranked = true};
	scores[0].balance.value = 0.75;
	scores[1].balance.value = 0.5;
	account_rank(scores, 2, &settings);
	/* P(Beta(3, 1) > uniform) is its mean. */
	near(scores[0].top_probability, 0.75, 0.01);
}

static void
nothing_to_rank(void **state)
{
	struct account_score none;

	(void)state;
	account_rank(&none, 0, &account_defaults);
	none = (struct account_score){.id = 3};
	account_rank(&none, 1, &account_defaults);
	assert_int_equal(none.rank, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(beta_has_known_values),
	    cmocka_unit_test(wilson_has_known_values),
	    cmocka_unit_test(ratio_follows_the_posterior),
	    cmocka_unit_test(few_posts_are_not_ranked),
	    cmocka_unit_test(no_posts_give_the_prior),
	    cmocka_unit_test(ratio_is_cut),
	    cmocka_unit_test(amplify_is_capped),
	    cmocka_unit_test(only_reposts_are_not_ranked),
	    cmocka_unit_test(doubt_widens_the_interval),
	    cmocka_unit_test(interval_holds_the_value),
	    cmocka_unit_test(intervals_cover_the_truth),
	    cmocka_unit_test(intervals_cover_through_a_classifier),
	    cmocka_unit_test(prior_is_found_again),
	    cmocka_unit_test(ranks_follow_the_evidence),
	    cmocka_unit_test(equals_are_tied),
	    cmocka_unit_test(draws_agree_with_the_beta),
	    cmocka_unit_test(nothing_to_rank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
