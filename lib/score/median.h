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

/* The rank (from 1) of the lower of the two; 0: there is none. */
size_t median_low_rank(size_t n);

#endif
