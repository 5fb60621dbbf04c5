/*
 * Multinomial logistic regression with soft targets:
 * min over W, b of  sum over rows of the cross entropy of target and
 * softmax(x W + b), plus strength / 2 |W|^2 (the biases are free).
 */
#ifndef LEARN_SOFTMAX_H
#define LEARN_SOFTMAX_H

#include "score/weights.h"

#include <stdint.h>

/* Rows of few numbers other than 0. */
struct sparse {
	size_t *first;    /* own; rows + 1: where each row begins */
	uint32_t *column; /* own */
	float *value;     /* own */
	size_t rows, columns, n, column_cap, value_cap, first_cap;
};

void sparse_add(struct sparse *sparse, size_t column, double value);
void sparse_end_row(struct sparse *sparse);
void sparse_release(struct sparse *sparse);

/* Fit to the named rows; targets has one entry a named row.  weights holds
 * (columns + 1) * CLASS_COUNT numbers, the biases last, and the start. */
void softmax_fit(const struct sparse *x, const size_t *rows, size_t n,
    const struct chances *targets, double strength, int steps, double *weights);

/* The chances of one row. */
void softmax_apply(const struct sparse *x, size_t row, const double *weights,
    struct chances *p);

#endif
