/*
 * Medians with intervals that assume nothing of the distribution.
 */
#ifndef SCORE_MEDIAN_H
#define SCORE_MEDIAN_H

#include <stddef.h>
#include <stdint.h>

struct median {
	double value, low, high; /* 90 %; NaN: too few values to say */
	size_t n;
};

/* The median of n values, which are put in another order, and the narrowest
 * symmetric pair of order statistics that holds the true one with 90 % or
 * more: how many values lie below it is binomial (n, 1/2) (David and
 * Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1; up to 200 values
 * exactly, then by the normal distribution).  Fewer than 5 values have no
 * such pair. */
void median_of(struct median *median, int64_t *values, size_t n);

/* Many values most of which are small, such as counts of likes: the small
 * ones are only counted. */
enum { COUNTED_SMALL = 256 };

struct counted {
	uint32_t small[COUNTED_SMALL]; /* how many of each value */
	size_t n_small;
	int64_t *large; /* own; values from COUNTED_SMALL on */
	size_t n_large, cap;
};

/* Room for n more large values. */
void counted_grow(struct counted *counted, size_t n);

/* Add a value, not negative; or all those of another. */
static inline void
counted_add(struct counted *counted, int64_t value)
{
	if (value < COUNTED_SMALL) {
		counted->small[value]++;
		counted->n_small++;
		return;
	}
	if (counted->n_large == counted->cap)
		counted_grow(counted, 1);
	counted->large[counted->n_large++] = value;
}

void counted_add_all(struct counted *counted, const struct counted *more);
void counted_clear(struct counted *counted);
void counted_release(struct counted *counted);

/* As median_of(); what was counted is good for counted_clear() only, then. */
void counted_median(struct median *median, struct counted *counted);

/* The rank (from 1) of the lower of the two; 0: there is none. */
size_t median_low_rank(size_t n);

#endif
