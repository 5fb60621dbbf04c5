#include "learn/directions.h"

#include "base/mem.h"
#include "base/rand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* More directions than asked for are followed, for precision. */
enum { EXTRA = 12, MAX_DIRECTIONS = 96, ROUNDS = 8, SWEEPS = 30 };

/* out (columns x q) = m' q; or out (rows x q) = m in. */
static void
multiply(const struct sparse *m, bool transposed, const float *in, size_t q,
    float *out)
{
	memset(out, 0, (transposed ? m->columns : m->rows) * q * sizeof(*out));
	for (size_t row = 0; row < m->rows; row++)
		for (size_t i = m->first[row]; i < m->first[row + 1]; i++) {
			size_t column = m->column[i];
			const float *from =
			    in + (transposed ? row : column) * q;
			float *to = out + (transposed ? column : row) * q;
			float value = m->value[i];

			for (size_t k = 0; k < q; k++)
				to[k] += value * from[k];
		}
}

/* Gram and Schmidt, twice; a column that vanishes becomes 0. */
static void
orthogonalise(float *a, size_t rows, size_t q)
{
	for (size_t k = 0; k < q; k++) {
		double square = 0;

		for (int pass = 0; pass < 2; pass++) {
			double dots[MAX_DIRECTIONS] = {0};

			for (size_t r = 0; r < rows; r++)
				for (size_t j = 0; j < k; j++)
					dots[j] += (double)a[r * q + j] *
						   (double)a[r * q + k];
			for (size_t r = 0; r < rows; r++) {
				double sum = 0;

				for (size_t j = 0; j < k; j++)
					sum += dots[j] * (double)a[r * q + j];
				a[r * q + k] -= (float)sum;
			}
		}
		for (size_t r = 0; r < rows; r++)
			square += (double)a[r * q + k] * (double)a[r * q + k];
		square = square > 1e-12 ? 1 / sqrt(square) : 0;
		for (size_t r = 0; r < rows; r++)
			a[r * q + k] *= (float)square;
	}
}

/* Turn rows and columns i and k so that s[i][k] becomes 0. */
static void
rotate(double *s, double *e, size_t q, size_t i, size_t k)
{
	double angle, cosine, sine;

	if (fabs(s[i * q + k]) < 1e-300)
		return;
	angle = 0.5 * atan2(2 * s[i * q + k], s[k * q + k] - s[i * q + i]);
	cosine = cos(angle);
	sine = sin(angle);
	for (size_t j = 0; j < q; j++) {
		double x = s[j * q + i], y = s[j * q + k];

		s[j * q + i] = cosine * x - sine * y;
		s[j * q + k] = sine * x + cosine * y;
	}
	for (size_t j = 0; j < q; j++) {
		double x = s[i * q + j], y = s[k * q + j];

		s[i * q + j] = cosine * x - sine * y;
		s[k * q + j] = sine * x + cosine * y;
	}
	for (size_t j = 0; j < q; j++) {
		double x = e[j * q + i], y = e[j * q + k];

		e[j * q + i] = cosine * x - sine * y;
		e[j * q + k] = sine * x + cosine * y;
	}
}

/* Eigenvectors of a symmetric matrix by Jacobi's rotations, in columns. */
static void
find_eigenvectors(double *s, double *e, size_t q)
{
	memset(e, 0, q * q * sizeof(*e));
	for (size_t i = 0; i < q; i++)
		e[i * q + i] = 1;
	for (int sweep = 0; sweep < SWEEPS; sweep++)
		for (size_t i = 0; i < q; i++)
			for (size_t k = i + 1; k < q; k++)
				rotate(s, e, q, i, k);
}

/* The order of the diagonal, largest first. */
static void
order_by_strength(const double *s, size_t q, size_t *order)
{
	for (size_t i = 0; i < q; i++) {
		size_t at = i;

		while (at > 0 && s[order[at - 1] * (q + 1)] < s[i * (q + 1)]) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
	}
}

/* q directions that span the space: basis in rows, other = m' basis. */
struct space {
	float *basis, *other; /* own */
	size_t q;
};

/* The eigenvectors of other' other, and in which order. */
static double *
find_turn(const struct sparse *m, const struct space *space, double *strengths,
    size_t *order)
{
	size_t q = space->q;
	double *s = mem_alloc(q * q, sizeof(*s));
	double *e = mem_alloc(q * q, sizeof(*e));

	for (size_t r = 0; r < m->columns; r++)
		for (size_t i = 0; i < q; i++)
			for (size_t k = 0; k < q; k++)
				s[i * q + k] +=
				    (double)space->other[r * q + i] *
				    (double)space->other[r * q + k];
	find_eigenvectors(s, e, q);
	order_by_strength(s, q, order);
	for (size_t d = 0; d < q; d++)
		strengths[d] = sqrt(fmax(0, s[order[d] * (q + 1)]));
	free(s);
	return e;
}

static void
turn_to_directions(const struct sparse *m, const struct space *space, size_t n,
    float *u, double *strengths)
{
	size_t order[MAX_DIRECTIONS], q = space->q;
	double all[MAX_DIRECTIONS];
	double *e = find_turn(m, space, all, order);

	for (size_t d = 0; d < n; d++) {
		strengths[d] = d < q ? all[d] : 0;
		for (size_t r = 0; r < m->rows; r++) {
			double sum = 0;

			for (size_t i = 0; i < q && d < q; i++)
				sum += (double)space->basis[r * q + i] *
				       e[i * q + order[d]];
			u[r * n + d] = (float)sum;
		}
	}
	free(e);
}

void
directions_find(const struct sparse *m, size_t n, float *u, double *strengths)
{
	size_t q = n + EXTRA > MAX_DIRECTIONS ? MAX_DIRECTIONS : n + EXTRA;
	size_t size = (m->rows + m->columns + 1) * q;
	struct space space = {.q = q};
	struct rng rng;

	space.basis = mem_alloc(size, sizeof(*space.basis));
	space.other = mem_alloc(size, sizeof(*space.other));
	rng_seed(&rng, 60);
	for (size_t i = 0; i < m->rows * q; i++)
		space.basis[i] = (float)rng_normal(&rng);
	for (int round = 0; round < ROUNDS; round++) {
		orthogonalise(space.basis, m->rows, q);
		multiply(m, true, space.basis, q, space.other);
		multiply(m, false, space.other, q, space.basis);
	}
	orthogonalise(space.basis, m->rows, q);
	multiply(m, true, space.basis, q, space.other);
	turn_to_directions(m, &space, n, u, strengths);
	free(space.basis);
	free(space.other);
}
