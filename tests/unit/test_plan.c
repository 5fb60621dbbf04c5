#include "unit.h"

#include "api/price.h"
#include "base/err.h"
#include "poll/plan.h"

#include <math.h>

#define DAY 86400

static struct prices prices;

static struct plan_source
timeline(double posts, double days)
{
	return (struct plan_source){
	    .endpoint = ENDPOINT_TIMELINE,
	    .basis = PLAN_HISTORY,
	    .posts = posts,
	    .days = days,
	    .reply_share = 0.4,
	    .repost_share = 0.5,
	    .idle_s = DAY,
	    .has_profile = true,
	};
}

static struct plan_settings
weeks(int n)
{
	return (struct plan_settings){
	    .span_s = n * 7 * DAY,
	    .every_s = 3600,
	    .profile_every_s = 7 * DAY,
	    .prices = &prices,
	};
}

static void
test_expect(void **state)
{
	struct plan_range little = plan_expect(12, 1, 28);
	struct plan_range much = plan_expect(12 * 28, 28, 28);
	struct plan_range silence = plan_expect(0, 28, 28);

	(void)state;
	assert_true(fabs(much.likely - 336.5) < 0.1);
	/* The more was seen, the narrower. */
	assert_true(little.high - little.low > 3 * (much.high - much.low));
	assert_true(silence.low < 0.01 && silence.high > 1);
}

/* The worked month: 25 accounts with 12 posts a day for 28 days are 8,400
 * posts, $42. */
static void
test_worked_month(void **state)
{
	struct plan_source source = timeline(12 * 28, 28);
	struct plan_settings settings = weeks(4);
	struct plan_line line, sum = {.requests = 0};

	(void)state;
	source.has_profile = false;
	source.idle_s = 0;
	plan_source_line(&source, &settings, &line);
	for (int i = 0; i < 25; i++)
		plan_add(&sum, &line);
	assert_true(fabs(sum.posts.likely - 8400) < 30);
	assert_true(fabs(sum.usd.likely / 1e6 - 42) < 0.2);
	/* Chance evens out over many accounts. */
	assert_true(
	    sum.usd.high / sum.usd.likely < line.usd.high / line.usd.likely);
	assert_int_equal((int)sum.requests, 25 * (28 * 24 + 1 + 3));
	/* Parents of two in five. */
	settings.depth = DEPTH_PARENTS;
	plan_source_line(&source, &settings, &line);
	assert_true(fabs(25 * line.usd.likely / 1e6 - 42 * 1.4) < 0.3);
}

static void
test_new_source(void **state)
{
	struct plan_source source = timeline(0, 0);
	struct plan_settings settings = weeks(0);
	struct plan_line line;

	(void)state;
	source.basis = PLAN_GUESS;
	source.first_posts = 100;
	source.is_new_account = true;
	plan_source_line(&source, &settings, &line);
	assert_true(fabs(line.usd_now.likely - 100 * 5000 - 10000) < 1);
	assert_true(line.usd_now.low < line.usd_now.likely);
	/* Its counts leave reposts out: none, or more of them than posts. */
	source = timeline(70, 7);
	source.basis = PLAN_COUNTS;
	source.repost_share = NAN;
	settings = weeks(1);
	plan_source_line(&source, &settings, &line);
	assert_true(line.posts.likely > 80 && line.posts.high > 150);
	/* Half of all its posts are reposts, as the archive knows. */
	source.repost_share = 0.5;
	source.idle_s = 0;
	plan_source_line(&source, &settings, &line);
	assert_true(fabs(line.posts.likely - 141) < 1);
}

static void
test_lists_are_read_again(void **state)
{
	struct plan_source source = timeline(0, 28);
	struct plan_settings settings = weeks(4);
	struct plan_line list, line;

	(void)state;
	source.has_profile = false;
	plan_source_line(&source, &settings, &line);
	source.endpoint = ENDPOINT_LIST;
	plan_source_line(&source, &settings, &list);
	assert_true(list.usd.likely > line.usd.likely + 28 * 5 * 5000 - 1);
}

static void
test_limits_and_caps(void **state)
{
	(void)state;
	assert_int_equal(plan_wait_s(ENDPOINT_SEARCH, 450), 0);
	assert_int_equal(plan_wait_s(ENDPOINT_SEARCH, 451), 900);
	assert_int_equal(plan_wait_s(ENDPOINT_SEARCH, 1000), 1800);
	assert_true(plan_fits(10, 5) == 1);
	assert_true(plan_fits(5, 10) == 0.5);
	assert_true(plan_fits(-1, 10) == 0);
}

static int
load_prices(void **state)
{
	struct err err;

	(void)state;
	return price_load(&prices, NULL, &err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_expect),
	    cmocka_unit_test(test_worked_month),
	    cmocka_unit_test(test_new_source),
	    cmocka_unit_test(test_lists_are_read_again),
	    cmocka_unit_test(test_limits_and_caps),
	};

	return cmocka_run_group_tests(tests, load_prices, NULL);
}
