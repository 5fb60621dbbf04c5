#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "score/trend.h"

#include <math.h>

static void
test_nothing_is_said_of_little(void **state)
{
	const struct trend_week few[] = {{5, 4}, {4, 5}, {5, 5}};
	const struct trend_week one[] = {{100, 3}};
	const struct trend_week holes[] = {{0, 0}, {40, 0}, {0, 0}, {0, 0}};

	(void)state;
	assert_false(trend_find_change(NULL, 0).is_testable);
	assert_false(trend_find_change(one, 1).is_testable);
	assert_false(trend_find_change(holes, 4).is_testable);
	/* 9 and 19: no place has ten on either side. */
	assert_false(trend_find_change(few, 2).is_testable);
	assert_true(trend_find_change(few, 3).is_testable);
}

static void
test_a_plain_change_is_found(void **state)
{
	const struct trend_week weeks[] = {{18, 2}, {17, 3}, {18, 2}, {0, 0},
	    {6, 14}, {5, 15}, {7, 13}};
	struct trend_change change = trend_find_change(weeks, ARRAY_LEN(weeks));

	(void)state;
	assert_true(change.probability > 0.999);
	assert_int_equal(change.week, 4);
	assert_true(change.certainty > 0.9);
	assert_true(fabs(change.before.value - 53.0 / 60) < 1e-12);
	assert_true(fabs(change.after.value - 18.0 / 60) < 1e-12);
	assert_true(change.before.low > change.after.high);
}

static double
choose(int n, int k)
{
	double c = 1;

	for (int i = 1; i <= k; i++)
		c *= (double)(n - k + i) / i;
	return c;
}

/* The same by whole numbers: the integral of p^g (1-p)^t over all shares is
 * 1 / ((n + 1) C(n, g)), and there are two places. */
static void
test_against_whole_numbers(void **state)
{
	const struct trend_week weeks[] = {{9, 3}, {4, 7}, {6, 8}};
	double none = 1 / (38 * choose(37, 19));
	double first = 1 / (13 * choose(12, 9)) / (26 * choose(25, 10));
	double second = 1 / (24 * choose(23, 13)) / (15 * choose(14, 6));
	double factor = (first + second) / 2 / none;
	struct trend_change change = trend_find_change(weeks, 3);

	(void)state;
	assert_true(fabs(change.probability - factor / (1 + factor)) < 1e-12);
	assert_int_equal(change.week, first > second ? 1 : 2);
	assert_true(fabs(change.certainty -
			 fmax(first, second) / (first + second)) < 1e-12);
}

static void
test_long_series_do_not_overflow(void **state)
{
	struct trend_week weeks[520];
	struct trend_change change;

	(void)state;
	for (int i = 0; i < 520; i++)
		weeks[i] = (struct trend_week){i < 200 ? 900 : 100,
		    i < 200 ? 100 : 900};
	change = trend_find_change(weeks, 520);
	assert_true(change.probability == 1);
	assert_int_equal(change.week, 200);
	assert_true(change.certainty > 0.999);
}

/* Share of 2,000 invented accounts with eight weeks of so many posts that a
 * change is told of; *near counts those placed within a week. */
static double
told(double before, double after, int posts, double *near)
{
	struct rng rng;
	int n = 0, close = 0;

	rng_seed(&rng, 7);
	for (int run = 0; run < 2000; run++) {
		struct trend_week weeks[8] = {{0, 0}};
		struct trend_change change;

		for (int w = 0; w < 8; w++)
			for (int i = 0; i < posts; i++)
				if (rng_unit(&rng) < (w < 4 ? before : after))
					weeks[w].gives++;
				else
					weeks[w].takes++;
		change = trend_find_change(weeks, 8);
		if (!change.is_testable || change.probability < TREND_SURE)
			continue;
		n++;
		close += change.week >= 3 && change.week <= 5;
	}
	*near = n > 0 ? (double)close / n : 0;
	return n / 2000.0;
}

static void
test_false_alarms_and_power(void **state)
{
	double near, none = told(0.6, 0.6, 10, &near);

	(void)state;
	print_message("# false alarms: %.3f %.3f %.3f\n", none,
	    told(0.8, 0.8, 20, &near), told(0.5, 0.5, 40, &near));
	assert_true(none < 0.03);
	assert_true(told(0.8, 0.8, 20, &near) < 0.02);
	assert_true(told(0.1, 0.1, 5, &near) < 0.05);
	print_message("# found of .60 to .85: %.2f (10 a week), %.2f (20)\n",
	    told(0.6, 0.85, 10, &near), told(0.6, 0.85, 20, &near));
	assert_true(told(0.6, 0.85, 20, &near) > 0.7);
	assert_true(near > 0.8);
	assert_true(told(0.9, 0.3, 20, &near) > 0.99);
	assert_true(near > 0.99);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nothing_is_said_of_little),
	    cmocka_unit_test(test_a_plain_change_is_found),
	    cmocka_unit_test(test_against_whole_numbers),
	    cmocka_unit_test(test_long_series_do_not_overflow),
	    cmocka_unit_test(test_false_alarms_and_power),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
