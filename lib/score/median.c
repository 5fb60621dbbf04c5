#include "score/median.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT = 200, STEPS = 1024, FEW = 64 };

#define TAIL 0.05  /* outside on either side */
#define Z90  1.645 /* standard errors of a 90 % interval */

size_t
median_low_rank(size_t n)
{
	double term, sum;
	size_t rank = 0;

	if (n > EXACT)
		return (size_t)(((double)n + 1 - Z90 * sqrt((double)n)) / 2);
	term = pow(0.5, (double)n); /* of 0 values below */
	for (sum = term; sum <= TAIL && rank < n; sum += term) {
		rank++;
		term *= (double)(n - rank + 1) / (double)rank;
	}
	return rank;
}

static void
swap(int64_t *a, int64_t *b)
{
	int64_t c = *a;

	*a = *b;
	*b = c;
}

/* The middle one of three. */
static int64_t
pivot_of(int64_t a, int64_t b, int64_t c)
{
	if ((a <= b) == (b <= c))
		return b;
	return (b <= a) == (a <= c) ? a : c;
}

/* Put the value of rank k (from 0) of [from, to) into its place, the lower
 * ones before it (Hoare's selection). */
static int64_t
place(int64_t *values, size_t from, size_t to, size_t k)
{
	while (to - from > 1) {
		int64_t pivot = pivot_of(values[from],
		    values[from + (to - from) / 2], values[to - 1]);
		size_t below = from, i = from, above = to;

		while (i < above) {
			if (values[i] < pivot)
				swap(&values[i++], &values[below++]);
			else if (values[i] > pivot)
				swap(&values[i], &values[--above]);
			else
				i++;
		}
		if (k >= below && k < above)
			return pivot;
		if (k < below)
			to = below;
		else
			from = above;
	}
	return values[k];
}

void
median_of(struct median *median, int64_t *values, size_t n)
{
	size_t rank = median_low_rank(n), middle = n / 2;
	double value;

	*median = (struct median){NAN, NAN, NAN, n};
	if (n == 0)
		return;
	value = (double)place(values, 0, n, middle);
	/* Of an even number the mean of the middle two. */
	if (n % 2 == 0)
		value =
		    (value + (double)place(values, 0, middle, middle - 1)) / 2;
	median->value = value;
	if (rank == 0)
		return;
	median->low = (double)place(values, 0, middle + 1, rank - 1);
	median->high = (double)place(values, middle, n, n - rank);
}

void
counted_grow(struct counted *counted, size_t n)
{
	counted->large = mem_grow(counted->large, &counted->cap,
	    counted->n_large + n, sizeof(*counted->large));
}

void
counted_add_all(struct counted *counted, const struct counted *more)
{
	for (size_t i = 0; i < COUNTED_SMALL; i++)
		counted->small[i] += more->small[i];
	counted->n_small += more->n_small;
	if (more->n_large == 0)
		return;
	counted_grow(counted, more->n_large);
	memcpy(counted->large + counted->n_large, more->large,
	    more->n_large * sizeof(*more->large));
	counted->n_large += more->n_large;
}

void
counted_clear(struct counted *counted)
{
	if (counted->n_small > 0)
		memset(counted->small, 0, sizeof(counted->small));
	counted->n_small = counted->n_large = 0;
}

void
counted_release(struct counted *counted)
{
	free(counted->large);
	*counted = (struct counted){.n_small = 0};
}

/* Keep of the values only those near the ones of the ranks [first, last] (from
 * 0), which are found by counting even steps between the least and the most;
 * how many lay below them. */
static size_t
narrow_once(struct counted *counted, size_t first, size_t last)
{
	size_t steps[STEPS] = {0}, below = 0, kept = 0, from = 0, to;
	int64_t *values = counted->large, least = values[0], most = values[0];
	int shift = 0;

	for (size_t i = 0; i < counted->n_large; i++) {
		least = values[i] < least ? values[i] : least;
		most = values[i] > most ? values[i] : most;
	}
	while ((most - least) >> shift >= STEPS)
		shift++;
	for (size_t i = 0; i < counted->n_large; i++)
		steps[(values[i] - least) >> shift]++;
	while (below + steps[from] <= first)
		below += steps[from++];
	to = from;
	for (size_t sum = below; sum + steps[to] <= last; to++)
		sum += steps[to];
	for (size_t i = 0; i < counted->n_large; i++) {
		size_t step = (size_t)((values[i] - least) >> shift);

		values[kept] = values[i];
		kept += step >= from && step <= to;
	}
	counted->n_large = kept;
	return below;
}

/* Until they are few, or all in a few steps. */
static size_t
narrow(struct counted *counted, size_t first, size_t last)
{
	size_t below = 0, before;

	do {
		before = counted->n_large;
		if (before <= FEW)
			break;
		below += narrow_once(counted, first - below, last - below);
	} while (counted->n_large < before / 2);
	return below;
}

/* The value of rank k, from 0; below: large ones that are gone. */
static double
counted_at(struct counted *counted, size_t below, size_t k)
{
	size_t small = counted->n_small, value = 0;

	if (k >= small)
		return (double)place(counted->large, 0, counted->n_large,
		    k - small - below);
	while (k >= counted->small[value])
		k -= counted->small[value++];
	return (double)value;
}

void
counted_median(struct median *median, struct counted *counted)
{
	size_t small = counted->n_small, n = small + counted->n_large;
	size_t rank = median_low_rank(n), below = 0;
	size_t first = rank > 0 ? rank - 1 : (n - 1) / 2;
	size_t last = rank > 0 ? n - rank : n / 2;

	*median = (struct median){NAN, NAN, NAN, n};
	if (n == 0)
		return;
	if (last >= small)
		below = narrow(counted, first > small ? first - small : 0,
		    last - small);
	median->value = counted_at(counted, below, n / 2);
	if (n % 2 == 0)
		median->value =
		    (median->value + counted_at(counted, below, n / 2 - 1)) / 2;
	if (rank == 0)
		return;
	median->low = counted_at(counted, below, first);
	median->high = counted_at(counted, below, last);
}
