#include "unit.h"

#include "poll/schedule.h"

#define NOW INT64_C(1790000000)
#define DAY INT64_C(86400)

static int64_t
pause_of(int64_t silent_s, double posts_per_day)
{
	struct schedule_facts facts = {.polled_at = NOW,
	    .newest_at = NOW - silent_s,
	    .posts_per_day = posts_per_day};

	return schedule_due(&schedule_default, &facts) - NOW;
}

static void
test_never_polled_is_due_at_once(void **state)
{
	struct schedule_facts facts = {.posts_per_day = 0.1};

	(void)state;
	assert_int_equal(schedule_due(&schedule_default, &facts), 0);
}

static void
test_pause_is_the_time_of_five_posts(void **state)
{
	(void)state;
	assert_int_equal(pause_of(60, 24), DAY * 5 / 24);
	assert_int_equal(pause_of(60, 120), 3600);
}

static void
test_bounds_hold(void **state)
{
	(void)state;
	assert_int_equal(pause_of(1, 1e9), schedule_default.min_s);
	assert_int_equal(pause_of(1, 1e-9), schedule_default.max_s);
	assert_int_equal(pause_of(1, 0), schedule_default.max_s);
	assert_int_equal(pause_of(4000 * DAY, 1000), schedule_default.max_s);
}

static void
test_busier_is_sooner(void **state)
{
	int64_t last = INT64_MAX;

	(void)state;
	for (double rate = 0.5; rate < 4000; rate *= 1.5) {
		int64_t pause = pause_of(600, rate);

		assert_true(pause <= last);
		last = pause;
	}
	assert_true(last < pause_of(600, 1));
}

static void
test_silence_stretches_the_pause(void **state)
{
	int64_t last = 0;

	(void)state;
	for (int64_t silent = 60; silent < 100 * DAY; silent *= 2) {
		int64_t pause = pause_of(silent, 200);

		assert_true(pause >= last);
		last = pause;
	}
	assert_int_equal(last, schedule_default.max_s);
	/* Asleep for a night, a busy account is asked each hour or so. */
	assert_in_range(pause_of(8 * 3600, 200), 2160, 3600);
}

static void
test_clock_that_runs_behind_does_no_harm(void **state)
{
	(void)state;
	assert_int_equal(pause_of(-5000, 240), 1800);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_never_polled_is_due_at_once),
	    cmocka_unit_test(test_pause_is_the_time_of_five_posts),
	    cmocka_unit_test(test_bounds_hold),
	    cmocka_unit_test(test_busier_is_sooner),
	    cmocka_unit_test(test_silence_stretches_the_pause),
	    cmocka_unit_test(test_clock_that_runs_behind_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
