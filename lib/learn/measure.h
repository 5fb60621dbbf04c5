/*
 * How well classes and chances agree with careful readers.
 */
#ifndef LEARN_MEASURE_H
#define LEARN_MEASURE_H

#include "model/class.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One labelled post that was judged. */
struct judged {
	int64_t id;
	int account; /* a number from 0 */
	int source;
	enum post_class gold, said;
	double p;         /* the chance of the class that was said */
	bool is_expanded; /* all its links lead to known targets; has some */
};

enum { MEASURE_BINS = 10 };

struct measures {
	size_t n, n_accounts, n_ranked; /* ranked: see account_spearman */
	int confusion[CLASS_COUNT][CLASS_COUNT]; /* [gold][said] */
	double precision[CLASS_COUNT], recall[CLASS_COUNT], f1[CLASS_COUNT];
	double accuracy, macro_f1, promote_f1;
	double kappa8; /* Cohen's, over all classes */
	/* Over give, take, and neutral with what has no group. */
	double kappa3;
	struct measure_bin {
		size_t n;
		double said, right; /* mean chance; share that was right */
	} bins[MEASURE_BINS];
	double ece; /* mean of |said - right| over the bins, by n */
	/* Rank correlation of the shares of give in give and take, over
	 * accounts with at least 10 such labels; NaN with fewer than 3. */
	double account_spearman;
};

void measure(struct measures *measures, const struct judged *posts, size_t n);

/* The measures of a report, each with a stable name. */
enum { MEASURE_COUNT = 7 };
extern const char *const measure_names[MEASURE_COUNT];
double measure_value(const struct measures *measures, int i);

struct interval {
	double low, high;
};

/* 95 % intervals of all measures by drawing accounts with replacement
 * `draws` times. */
void measure_intervals(const struct judged *posts, size_t n, int draws,
    uint64_t seed, struct interval intervals[MEASURE_COUNT]);

#endif
