/*
 * Medians and their intervals: ranks against printed tables, order statistics
 * against sorting, coverage against drawing.
 */
#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "score/median.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* P(Bin(n, 1/2) <= rank - 1) <= 0.05: worked out by hand for small n. */
static void
ranks_are_exact(void **state)
{
	static const size_t ranks[][2] = {{0, 0}, {1, 0}, {4, 0}, {5, 1},
	    {7, 1}, {8, 2}, {10, 2}, {11, 3}, {20, 6}, {30, 11}, {100, 42}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ranks); i++)
		assert_int_equal(median_low_rank(ranks[i][0]), ranks[i][1]);
	/* Where the approximation takes over it is no further than one off. */
	assert_true(median_low_rank(201) - median_low_rank(200) <= 1);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
values_are_those_of_sorting(void **state)
{
	int64_t values[400], sorted[400];
	struct median median;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 1);
	for (size_t n = 1; n <= 400; n++) {
		size_t rank = median_low_rank(n);
		int64_t middle;

		for (size_t i = 0; i < n; i++)
			values[i] = (int64_t)rng_below(&rng, 1 + n * 3 / 4);
		memcpy(sorted, values, n * sizeof(*values));
		qsort(sorted, n, sizeof(*sorted), compare);
		median_of(&median, values, n);
		middle = sorted[n / 2] + sorted[(n - 1) / 2];
		assert_true(2 * median.value == (double)middle);
		assert_int_equal(median.n, n);
		if (rank == 0) {
			assert_true(isnan(median.low) && isnan(median.high));
			continue;
		}
		assert_true(median.low == (double)sorted[rank - 1]);
		assert_true(median.high == (double)sorted[n - rank]);
	}
}

/* Counted values have the medians of the values. */
static void
counted_is_the_same(void **state)
{
	static const uint64_t bounds[] = {40, 1000, 300000, 1000000007};
	int64_t values[5000];
	struct counted counted = {.n_small = 0}, all = {.n_small = 0};
	struct median a, b;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 7);
	for (size_t n = 1; n <= 5000; n += 7 + n / 5) {
		counted_clear(&counted);
		for (size_t i = 0; i < n; i++) {
			values[i] = (int64_t)rng_below(&rng,
			    bounds[rng_below(&rng, n % 3 + 2)]);
			counted_add(&counted, values[i]);
		}
		median_of(&a, values, n);
		counted_clear(&all);
		counted_add_all(&all, &counted);
		counted_median(&b, &all);
		assert_memory_equal(&a, &b, sizeof(a));
	}
	counted_release(&counted);
	counted_release(&all);
}

static void
nothing_has_no_median(void **state)
{
	struct median median;

	(void)state;
	median_of(&median, NULL, 0);
	assert_true(isnan(median.value) && median.n == 0);
}

/* Of normal draws around 0 the interval holds 0 in 90 of 100 cases or more. */
static void
intervals_cover(void **state)
{
	static const size_t sizes[] = {5, 12, 40, 150, 300};
	int64_t values[300];
	struct median median;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 2);
	for (size_t k = 0; k < ARRAY_LEN(sizes); k++) {
		int held = 0;

		for (int draw = 0; draw < 2000; draw++) {
			for (size_t i = 0; i < sizes[k]; i++)
				values[i] = (int64_t)(rng_normal(&rng) * 1e6);
			median_of(&median, values, sizes[k]);
			held += median.low <= 0 && median.high >= 0;
		}
		assert_in_range(held, 1775, 1975);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ranks_are_exact),
	    cmocka_unit_test(values_are_those_of_sorting),
	    cmocka_unit_test(counted_is_the_same),
	    cmocka_unit_test(nothing_has_no_median),
	    cmocka_unit_test(intervals_cover),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
