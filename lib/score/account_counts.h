/*
 * Gives and takes of an account after the cap on amplify: the step between
 * its sums and its numbers.  For account*.c, and for weeks (report/trends.c).
 */
#ifndef SCORE_ACCOUNT_COUNTS_H
#define SCORE_ACCOUNT_COUNTS_H

#include "score/mass.h"
#include "score/moments.h"

struct account_counts {
	double gives, takes;  /* weighted masses */
	double capped;        /* mass that the cap took away */
	double directional;   /* posts; amplify in proportion to the cap */
	double n_eff, factor; /* Kish's n, and n_eff / sum of weights */
};

struct account_counts account_count(const struct moments *sums,
    const struct masses *masses);

/* The most that amplify may add to `rest`; infinite without a cap. */
double account_amplify_limit(const struct masses *masses, double rest);

#endif
