/*
 * Who turned back, against asking every pair.
 */
#include "unit.h"

#include "base/rand.h"
#include "report/ties.h"

#include <stdbool.h>
#include <string.h>

enum { MOST = 40 };

static bool has_turned[MOST][MOST];

static struct ties
make_ties(struct rng *rng, size_t n, uint64_t one_in)
{
	struct ties ties = ties_new(n, n * n);
	size_t n_ties = 0;

	memset(has_turned, 0, sizeof(has_turned));
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++)
			if (rng_below(rng, one_in) == 0) {
				has_turned[i][k] = true;
				ties.others[n_ties++] = (uint32_t)k;
			}
		ties.starts[i + 1] = n_ties;
	}
	return ties;
}

static void
mutual_ties_are_counted(void **state)
{
	struct rng rng;

	(void)state;
	rng_seed(&rng, 9);
	for (size_t n = 0; n <= MOST; n++) {
		struct ties ties = make_ties(&rng, n, 1 + n % 5);
		int64_t mutual[MOST + 1] = {0};

		ties_count_mutual(&ties, mutual);
		for (size_t i = 0; i < n; i++) {
			int64_t expected = 0;

			for (size_t k = 0; k < n; k++)
				expected +=
				    has_turned[i][k] && has_turned[k][i];
			assert_int_equal(mutual[i], expected);
		}
		ties_release(&ties);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(mutual_ties_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
