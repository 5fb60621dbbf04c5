#include "learn/softmax.h"

#include "base/mem.h"
#include "learn/minimise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
sparse_add(struct sparse *s, size_t column, double value)
{
	s->column =
	    mem_grow(s->column, &s->column_cap, s->n + 1, sizeof(*s->column));
	s->value =
	    mem_grow(s->value, &s->value_cap, s->n + 1, sizeof(*s->value));
	s->column[s->n] = (uint32_t)column;
	s->value[s->n++] = (float)value;
}

void
sparse_end_row(struct sparse *s)
{
	s->first =
	    mem_grow(s->first, &s->first_cap, s->rows + 2, sizeof(*s->first));
	s->first[++s->rows] = s->n;
}

void
sparse_release(struct sparse *s)
{
	free(s->first);
	free(s->column);
	free(s->value);
}

struct problem {
	const struct lesson *lesson;
	double strength;
};

static void
score_row(const struct sparse *x, size_t row, const double *restrict w,
    double *restrict z)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		z[c] = w[x->columns * CLASS_COUNT + (size_t)c];
	for (size_t i = x->first[row]; i < x->first[row + 1]; i++) {
		const double *v = w + (size_t)x->column[i] * CLASS_COUNT;
		double value = (double)x->value[i];

		for (int c = 0; c < CLASS_COUNT; c++)
			z[c] += v[c] * value;
	}
}

/* Turn z into chances; returns ln of what they were divided by. */
static double
to_chances(double *z)
{
	double most = z[0], sum = 0;

	for (int c = 1; c < CLASS_COUNT; c++)
		most = fmax(most, z[c]);
	for (int c = 0; c < CLASS_COUNT; c++) {
		z[c] = exp(z[c] - most);
		sum += z[c];
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		z[c] /= sum;
	return most + log(sum);
}

static void
add_slope(const struct sparse *x, size_t row, const double *restrict r,
    double *restrict slope)
{
	for (size_t i = x->first[row]; i < x->first[row + 1]; i++) {
		double *g = slope + (size_t)x->column[i] * CLASS_COUNT;
		double value = (double)x->value[i];

		for (int c = 0; c < CLASS_COUNT; c++)
			g[c] += r[c] * value;
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		slope[x->columns * CLASS_COUNT + (size_t)c] += r[c];
}

static double
loss(void *arg, const double *w, double *slope)
{
	const struct problem *p = arg;
	const struct lesson *l = p->lesson;
	size_t n = l->x->columns * CLASS_COUNT;
	double value = 0;

	for (size_t i = 0; i < n; i++) {
		value += w[i] * w[i];
		slope[i] = p->strength * w[i];
	}
	memset(slope + n, 0, CLASS_COUNT * sizeof(*slope));
	value *= p->strength / 2;
	for (size_t k = 0; k < l->n; k++) {
		double z[CLASS_COUNT], r[CLASS_COUNT], scale;

		score_row(l->x, l->rows[k], w, z);
		memcpy(r, z, sizeof(r));
		scale = to_chances(r);
		for (int c = 0; c < CLASS_COUNT; c++) {
			value -= l->targets[k].c[c] * (z[c] - scale);
			r[c] -= l->targets[k].c[c];
		}
		add_slope(l->x, l->rows[k], r, slope);
	}
	return value;
}

void
softmax_fit(const struct lesson *lesson, double strength, int steps,
    double *weights)
{
	struct problem problem = {lesson, strength};

	minimise(loss, &problem, weights,
	    (lesson->x->columns + 1) * CLASS_COUNT, steps, 1e-6);
}

void
softmax_add(const struct sparse *x, size_t row, const double *weights,
    double share, double *z)
{
	double one[CLASS_COUNT];

	score_row(x, row, weights, one);
	for (int c = 0; c < CLASS_COUNT; c++)
		z[c] += share * one[c];
}
