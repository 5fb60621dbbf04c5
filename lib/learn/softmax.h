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

/* Rows to learn from, and what each should come to. */
struct lesson {
	const struct sparse *x;
	size_t *rows;            /* own */
	struct chances *targets; /* own: one a named row */
	size_t n;
};

/* weights holds (columns + 1) * CLASS_COUNT numbers, the biases last, and the
 * start. */
void softmax_fit(const struct lesson *lesson, double strength, int steps,
    double *weights);

/* Add x W + b of one row, times share, to z. */
void softmax_add(const struct sparse *x, size_t row, const double *weights,
    double share, double *z);

#endif
