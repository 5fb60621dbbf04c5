/*
 * How far two readings of the same posts agree: shares by class, and kappa
 * with its interval.  A post may stand for several (stratified samples):
 * weights enter every sum.
 *
 * kappa = (p_o - p_e) / (1 - p_e) (Cohen 1960); its 95 % interval is that of
 * the bootstrap over posts with a fixed seed.
 */
#ifndef SCORE_AGREEMENT_H
#define SCORE_AGREEMENT_H

#include "model/class.h"

#include <stddef.h>

struct agreement_item {
	enum post_class truth, guess;
	double weight;
};

struct agreement_class {
	size_t said, true_posts, both; /* posts, unweighted */
	double precision, recall, f1;  /* weighted; NaN where there is none */
};

struct agreement_kappa {
	double value, low, high; /* NaN where there is nothing to say */
};

struct agreement {
	size_t n;
	double accuracy;
	double macro_f1; /* over the classes that occur in the truth */
	struct agreement_class classes[CLASS_COUNT];
	struct agreement_kappa all;   /* the eight classes */
	struct agreement_kappa three; /* give with ask, take, neutral; posts
				       * that either calls other left out */
};

void agreement_find(struct agreement *agreement,
    const struct agreement_item *items, size_t n);

#endif
