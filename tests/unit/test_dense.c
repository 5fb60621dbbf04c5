/*
 * Sums of rows: the same bits as number by number in the order of the rows.
 */
#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "score/dense.h"

#include <string.h>

enum { ROWS = 37 };

static void
fill(struct dense *row, struct rng *rng)
{
	for (int i = 0; i < DENSE; i++)
		row->x[i] = ((float)rng_below(rng, 20001) - 10000) / 7777;
}

static void
sums_are_those_of_single_numbers(void **state)
{
	struct dense rows[ROWS], sum, by_four, wanted;
	struct dense_part parts[ROWS];
	struct rng rng;

	(void)state;
	rng_seed(&rng, 5);
	for (int n = 0; n <= ROWS; n++) {
		fill(&sum, &rng);
		wanted = by_four = sum;
		for (int i = 0; i < n; i++) {
			fill(&rows[i], &rng);
			parts[i] = (struct dense_part){&rows[i],
			    (float)rng_below(&rng, 1000) / 333};
			for (int k = 0; k < DENSE; k++)
				wanted.x[k] += rows[i].x[k] * parts[i].times;
		}
		dense_add(&sum, parts, n);
		assert_memory_equal(sum.x, wanted.x, sizeof(sum.x));
		dense_add_by_four(&by_four, parts, n);
		assert_memory_equal(by_four.x, wanted.x, sizeof(sum.x));
	}
}

static void
products_are_summed_in_four_parts(void **state)
{
	struct dense a, b;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 6);
	for (int round = 0; round < 100; round++) {
		float sums[4] = {0};

		fill(&a, &rng);
		fill(&b, &rng);
		for (int i = 0; i < DENSE; i++)
			sums[i % 4] += a.x[i] * b.x[i];
		assert_true(dense_dot(&a, &b) ==
			    (double)(sums[0] + sums[1] + (sums[2] + sums[3])));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sums_are_those_of_single_numbers),
	    cmocka_unit_test(products_are_summed_in_four_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
