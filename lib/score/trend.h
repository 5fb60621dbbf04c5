/*
 * Did an account's share of gives change, and when?  One change at most is
 * looked for, between two weeks, by a Bayes factor: the gives and takes on
 * either side as draws with shares of their own (uniform priors), every
 * allowed place of the change as likely as any other, against one share
 * throughout (A. F. M. Smith, "A Bayesian approach to inference about a
 * change-point in a sequence of random variables", Biometrika 62, 1975,
 * 407-416).  A change and none are given the same odds beforehand.
 *
 * Simulated (tests/unit/test_trend.c), eight weeks: of accounts without a
 * change 2 % get a probability of TREND_SURE; of those that go from 60 % to
 * 85 %, 42 % with ten gives and takes a week and 76 % with twenty.
 */
#ifndef SCORE_TREND_H
#define SCORE_TREND_H

#include "score/account.h"

#include <stdbool.h>
#include <stddef.h>

/* Say that there was a change from this probability on. */
#define TREND_SURE 0.8
/* Gives and takes needed on either side of a change. */
#define TREND_SIDE 10

/* Gives and takes of a week, effective counts: need not be whole. */
struct trend_week {
	double gives, takes;
};

struct trend_change {
	bool is_testable;   /* there is a place with enough on either side */
	double probability; /* that there was a change */
	size_t week;        /* the likeliest first week after it, */
	double certainty;   /* how likely among all places */
	/* Share of gives before and after, 90 %. */
	struct interval before, after;
};

/* Look for a change in n weeks; pure. */
struct trend_change trend_find_change(const struct trend_week *weeks, size_t n);

#endif
