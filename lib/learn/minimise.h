/*
 * The minimum of a smooth convex function of many variables: L-BFGS (Liu and
 * Nocedal 1989) with the last eight steps, and a line search by bisection
 * for the weak Wolfe conditions (Lewis and Overton 2013).
 */
#ifndef LEARN_MINIMISE_H
#define LEARN_MINIMISE_H

#include <stddef.h>

/* The value at x; fills gradient. */
typedef double minimise_function(void *arg, const double *x, double *gradient);

/* Start at x and leave the minimum there.  Ends after `steps`, or when a step
 * gains less than `tolerance` of the value.  Returns the value. */
double minimise(minimise_function *function, void *arg, double *x, size_t n,
    int steps, double tolerance);

#endif
