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
	const struct sparse *x;
	const size_t *rows;
	size_t n;
	const struct chances *targets;
	double strength;
};

static void
score_row(const struct sparse *x, size_t row, const double *w, double *z)
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
add_slope(const struct sparse *x, size_t row, const double *r, double *slope)
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
	size_t n = p->x->columns * CLASS_COUNT;
	double value = 0;

	for (size_t i = 0; i < n; i++) {
		value += w[i] * w[i];
		slope[i] = p->strength * w[i];
	}
	memset(slope + n, 0, CLASS_COUNT * sizeof(*slope));
	value *= p->strength / 2;
	for (size_t k = 0; k < p->n; k++) {
		double z[CLASS_COUNT], r[CLASS_COUNT], scale;

		score_row(p->x, p->rows[k], w, z);
		memcpy(r, z, sizeof(r));
		scale = to_chances(r);
		for (int c = 0; c < CLASS_COUNT; c++) {
			value -= p->targets[k].c[c] * (z[c] - scale);
			r[c] -= p->targets[k].c[c];
		}
		add_slope(p->x, p->rows[k], r, slope);
	}
	return value;
}

void
softmax_fit(const struct sparse *x, const size_t *rows, size_t n,
    const struct chances *targets, double strength, int steps, double *weights)
{
	struct problem problem = {x, rows, n, targets, strength};

	minimise(loss, &problem, weights, (x->columns + 1) * CLASS_COUNT, steps,
	    1e-6);
}

void
softmax_apply(const struct sparse *x, size_t row, const double *weights,
    struct chances *p)
{
	score_row(x, row, weights, p->c);
	to_chances(p->c);
}
