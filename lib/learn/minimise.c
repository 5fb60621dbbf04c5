#include "learn/minimise.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 8, TRIALS = 20 };

struct state {
	size_t n;
	double *x, *gradient, *next, *next_gradient, *direction;
	double *s[MEMORY], *y[MEMORY], rho[MEMORY];
	int kept, newest; /* steps remembered */
	double *memory;   /* own: all of the above */
};

static double
dot(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static void
allot(struct state *st, size_t n)
{
	double *p = mem_alloc(n * (4 + 2 * MEMORY), sizeof(double));

	st->n = n;
	st->memory = p;
	st->gradient = p;
	st->next = p + n;
	st->next_gradient = p + 2 * n;
	st->direction = p + 3 * n;
	for (size_t i = 0; i < MEMORY; i++) {
		st->s[i] = p + (4 + 2 * i) * n;
		st->y[i] = p + (5 + 2 * i) * n;
	}
}

/* direction = - H gradient, by the two loops. */
static void
find_direction(struct state *st)
{
	double alpha[MEMORY] = {0}, *d = st->direction;
	size_t n = st->n;

	for (size_t i = 0; i < n; i++)
		d[i] = -st->gradient[i];
	for (int k = 0; k < st->kept; k++) {
		int j = (st->newest - k + MEMORY) % MEMORY;

		alpha[j] = st->rho[j] * dot(st->s[j], d, n);
		for (size_t i = 0; i < n; i++)
			d[i] -= alpha[j] * st->y[j][i];
	}
	if (st->kept > 0) {
		int j = st->newest;
		double scale = 1 / (st->rho[j] * dot(st->y[j], st->y[j], n));

		for (size_t i = 0; i < n; i++)
			d[i] *= scale;
	}
	for (int k = st->kept - 1; k >= 0; k--) {
		int j = (st->newest - k + MEMORY) % MEMORY;
		double beta = st->rho[j] * dot(st->y[j], d, n);

		for (size_t i = 0; i < n; i++)
			d[i] += (alpha[j] - beta) * st->s[j][i];
	}
}

static void
remember(struct state *st)
{
	int j = (st->newest + 1) % MEMORY;
	double sy;

	for (size_t i = 0; i < st->n; i++) {
		st->s[j][i] = st->next[i] - st->x[i];
		st->y[j][i] = st->next_gradient[i] - st->gradient[i];
	}
	sy = dot(st->s[j], st->y[j], st->n);
	if (sy <= 1e-12)
		return;
	st->rho[j] = 1 / sy;
	st->newest = j;
	st->kept += st->kept < MEMORY;
}

/* Go along the direction; the value there, or the one before when no step
 * is good. */
static double
search(struct state *st, minimise_function *function, void *arg, double value)
{
	double slope = dot(st->gradient, st->direction, st->n);
	double low = 0, high = INFINITY, next = value;
	double step =
	    st->kept == 0
		? 1 / fmax(1, sqrt(dot(st->gradient, st->gradient, st->n)))
		: 1;

	for (int trial = 0; trial < TRIALS; trial++) {
		for (size_t i = 0; i < st->n; i++)
			st->next[i] = st->x[i] + step * st->direction[i];
		next = function(arg, st->next, st->next_gradient);
		if (!(next <= value + 1e-4 * step * slope))
			high = step;
		else if (dot(st->next_gradient, st->direction, st->n) <
			 0.9 * slope)
			low = step;
		else
			return next;
		step = isinf(high) ? 2 * low : (low + high) / 2;
	}
	return next < value ? next : value;
}

double
minimise(minimise_function *function, void *arg, double *x, size_t n, int steps,
    double tolerance)
{
	struct state st = {.x = x};
	double value, next;

	allot(&st, n);
	value = function(arg, x, st.gradient);
	for (int step = 0; step < steps; step++) {
		double gain;

		find_direction(&st);
		next = search(&st, function, arg, value);
		if (!(next < value))
			break;
		remember(&st);
		memcpy(x, st.next, n * sizeof(*x));
		memcpy(st.gradient, st.next_gradient, n * sizeof(*x));
		gain = value - next;
		value = next;
		if (gain <= tolerance * fmax(fabs(value), 1))
			break;
	}
	free(st.memory);
	return value;
}
