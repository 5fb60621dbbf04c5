/*
 * The strongest left singular vectors of a sparse matrix.
 */
#ifndef LEARN_DIRECTIONS_H
#define LEARN_DIRECTIONS_H

#include "learn/softmax.h"

/* u gets rows * n numbers, row by row; strengths the n singular values,
 * strongest first.  Directions that the matrix has not are 0. */
void directions_find(const struct sparse *m, size_t n, float *u,
    double *strengths);

#endif
