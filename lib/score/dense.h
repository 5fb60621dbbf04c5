/*
 * Rows of so many numbers, added up in vectors: of eight where the machine
 * has them, else of four.  Each number is summed in the order of the rows, so
 * that the results are the same everywhere.
 */
#ifndef SCORE_DENSE_H
#define SCORE_DENSE_H

enum { DENSE = 64 };

typedef float dense_four __attribute__((vector_size(16)));
typedef float dense_eight __attribute__((vector_size(32), aligned(16)));

struct dense {
	union {
		float x[DENSE]; /* those that are not used are 0 */
		dense_four four[DENSE / 4];
		dense_eight eight[DENSE / 8];
	};
};

struct dense_part {
	const struct dense *row;
	float times;
};

/* Add n rows to the sum, each so many times. */
void dense_add(struct dense *sum, const struct dense_part *parts, int n);

/* The same in vectors of four, as machines without longer ones do it. */
void dense_add_by_four(struct dense *sum, const struct dense_part *parts,
    int n);

/* The inner product, in four partial sums. */
static inline double
dense_dot(const struct dense *a, const struct dense *b)
{
	const dense_four *x = a->four, *y = b->four;
	dense_four sum = {0};

	for (int i = 0; i < DENSE / 4; i += 4) {
		sum += x[i] * y[i];
		sum += x[i + 1] * y[i + 1];
		sum += x[i + 2] * y[i + 2];
		sum += x[i + 3] * y[i + 3];
	}
	return (double)(sum[0] + sum[1] + (sum[2] + sum[3]));
}

#endif
