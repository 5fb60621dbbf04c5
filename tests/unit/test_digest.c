#include "unit.h"

#include "base/when.h"
#include "report/digest.h"
#include "score/beta.h"

#include <math.h>

/* The same by adding up: the chance that the second is below each x, weighed
 * by the first's chance of that x. */
static double
by_sum(double a1, double b1, double a2, double b2)
{
	double sum = 0, last = 0;

	for (int i = 1; i <= 4000; i++) {
		double x = i / 4000.0, cdf = beta_cdf(x, a1, b1);

		sum += (cdf - last) * beta_cdf(x - 0.5 / 4000, a2, b2);
		last = cdf;
	}
	return sum;
}

static void
test_above(void **state)
{
	static const double cases[][4] = {{8, 8, 8, 8}, {16, 5, 9, 12},
	    {5, 16, 9, 12}, {40, 12, 35, 20}, {7, 4, 4, 7}, {80, 30, 78, 33}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const double *c = cases[i];
		double p = digest_above(c[0], c[1], c[2], c[3]);

		assert_true(fabs(p - by_sum(c[0], c[1], c[2], c[3])) < 0.015);
		assert_true(
		    fabs(p + digest_above(c[2], c[3], c[0], c[1]) - 1) < 1e-12);
	}
}

static void
test_weeks(void **state)
{
	int64_t day = 20738, now = when_day_start(day) + 7 * 3600;
	struct window open = window_of(0, INT64_MAX);
	struct window past = window_of(0, when_day_start(day - 100) - 1);
	struct digest_weeks weeks = digest_weeks_of(&open, now);

	(void)state;
	assert_int_equal(weeks.now.first_day, day - 7);
	assert_int_equal(weeks.now.last_day, day - 1);
	assert_int_equal(weeks.before.first_day, day - 14);
	assert_int_equal(weeks.before.last_day, day - 8);
	past.frozen = 3;
	weeks = digest_weeks_of(&past, now);
	assert_int_equal(weeks.now.last_day, day - 101);
	assert_int_equal(weeks.now.first_day, day - 107);
	assert_int_equal(weeks.now.frozen, 3);
	assert_int_equal(weeks.before.frozen, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_above),
	    cmocka_unit_test(test_weeks),
	};

	when_set_zone("UTC");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
