/* Randomness: the same stream from the same seed, and the shapes of what is
 * drawn (means and spreads within five standard errors).  Memory that is
 * given back at once. */
#include "base/arena.h"
#include "base/rand.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DRAWS 200000

/* The first numbers of xoshiro256** seeded by splitmix64(0). */
static void
known_stream(void **state)
{
	static const uint64_t first[] = {0x99ec5f36cb75f2b4, 0xbf6e1f784956452a,
	    0x1a5f849d4933e6e0};
	struct rng rng;

	(void)state;
	rng_seed(&rng, 0);
	for (size_t i = 0; i < 3; i++)
		assert_true(rng_next(&rng) == first[i]);
}

static void
system_seed(void **state)
{
	struct rng a, b;

	(void)state;
	setenv("GIVETAKE_SEED", "42", 1);
	rng_seed_system(&a);
	rng_seed(&b, 42);
	assert_true(rng_next(&a) == rng_next(&b));
	unsetenv("GIVETAKE_SEED");
	rng_seed_system(&a);
	rng_seed_system(&b);
	assert_true(rng_next(&a) != rng_next(&b));
}

static void
check_moments(const char *name, const double *x, double mean, double variance)
{
	double sum = 0, squares = 0, got_mean, got_variance;

	for (int i = 0; i < DRAWS; i++)
		sum += x[i];
	got_mean = sum / DRAWS;
	for (int i = 0; i < DRAWS; i++)
		squares += (x[i] - got_mean) * (x[i] - got_mean);
	got_variance = squares / (DRAWS - 1);
	if (fabs(got_mean - mean) > 5 * sqrt(variance / DRAWS))
		fail_msg("%s: mean %f, not %f", name, got_mean, mean);
	if (fabs(got_variance / variance - 1) > 0.05)
		fail_msg("%s: variance %f, not %f", name, got_variance,
		    variance);
}

static void
distributions(void **state)
{
	static const double shapes[] = {0.3, 1, 2.5, 40};
	double *x = calloc(DRAWS, sizeof(*x));
	struct rng rng;

	(void)state;
	assert_non_null(x);
	rng_seed(&rng, 1);
	for (int i = 0; i < DRAWS; i++) {
		x[i] = rng_unit(&rng);
		assert_true(x[i] >= 0 && x[i] < 1);
	}
	check_moments("uniform", x, 0.5, 1.0 / 12);
	for (int i = 0; i < DRAWS; i++)
		x[i] = rng_normal(&rng);
	check_moments("normal", x, 0, 1);
	for (size_t s = 0; s < 4; s++) {
		for (int i = 0; i < DRAWS; i++) {
			x[i] = rng_gamma(&rng, shapes[s]);
			assert_true(x[i] >= 0 && isfinite(x[i]));
		}
		check_moments("gamma", x, shapes[s], shapes[s]);
	}
	free(x);
}

/* Each of n numbers comes equally often (chi squared, 6 degrees). */
static void
below(void **state)
{
	double counts[7] = {0}, chi = 0;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 7);
	for (int i = 0; i < DRAWS; i++) {
		uint64_t n = rng_below(&rng, 7);

		assert_true(n < 7);
		counts[n]++;
	}
	for (int i = 0; i < 7; i++) {
		double wanted = DRAWS / 7.0;

		chi += (counts[i] - wanted) * (counts[i] - wanted) / wanted;
	}
	assert_true(chi < 30); /* p < 0.0001 beyond */
	for (int i = 0; i < 100; i++)
		assert_int_equal(rng_below(&rng, 1), 0);
}

static void
arena(void **state)
{
	struct arena arena = ARENA_INIT;
	char *s;
	int64_t *numbers;

	(void)state;
	assert_null(arena_strdup(&arena, NULL));
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 20000; i++) {
			char *p = arena_alloc(&arena, (size_t)(i % 50) + 1);

			assert_int_equal((uintptr_t)p % 16, 0);
			memset(p, 'x', (size_t)(i % 50) + 1);
		}
		s = arena_strdup(&arena, "kept");
		numbers = arena_zero(&arena, 1000000, sizeof(*numbers));
		assert_true(numbers[0] == 0 && numbers[999999] == 0);
		arena_copy(&arena, "ab", 0);
		assert_string_equal(s, "kept");
		arena_reset(&arena);
	}
	arena_release(&arena);
	arena_release(&arena);
	arena_reset(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_stream),
	    cmocka_unit_test(system_seed),
	    cmocka_unit_test(distributions),
	    cmocka_unit_test(below),
	    cmocka_unit_test(arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
