#include "unit.h"

#include "poll/late.h"

static size_t
spans_of(const int64_t *ids, size_t n, int64_t above_id, int64_t young_id,
    struct late_span *spans)
{
	int64_t copy[8];

	for (size_t i = 0; i < n; i++)
		copy[i] = ids[i];
	return late_spans(copy, n, above_id, young_id, spans);
}

static void
test_between_posts(void **state)
{
	int64_t ids[] = {900, 700, 800};
	struct late_span spans[3];

	(void)state;
	assert_int_equal(spans_of(ids, 3, 0, 500, spans), 2);
	assert_int_equal(spans[0].since_id, 800);
	assert_int_equal(spans[0].until_id, 900);
	assert_int_equal(spans[1].since_id, 700);
	assert_int_equal(spans[1].until_id, 800);
}

static void
test_up_to_the_page_above(void **state)
{
	int64_t ids[] = {900, 950, 1000, 1100};
	struct late_span spans[4];

	(void)state;
	/* What the page above held already is no border. */
	assert_int_equal(spans_of(ids, 4, 1000, 500, spans), 2);
	assert_int_equal(spans[0].since_id, 950);
	assert_int_equal(spans[0].until_id, 1000);
	assert_int_equal(spans[1].since_id, 900);
	assert_int_equal(spans[1].until_id, 950);
}

static void
test_only_what_is_young(void **state)
{
	int64_t ids[] = {900, 700, 600, 400};
	struct late_span spans[4];

	(void)state;
	assert_int_equal(spans_of(ids, 4, 0, 650, spans), 2);
	assert_int_equal(spans[1].since_id, 650);
	assert_int_equal(spans[1].until_id, 700);
	assert_int_equal(spans_of(ids, 4, 0, 900, spans), 0);
	assert_int_equal(spans_of(ids, 4, 0, INT64_MAX, spans), 0);
}

static void
test_nothing_fits_between_neighbours(void **state)
{
	int64_t ids[] = {900, 899, 899, 897};
	struct late_span spans[4];

	(void)state;
	assert_int_equal(spans_of(ids, 4, 0, 1, spans), 1);
	assert_int_equal(spans[0].since_id, 897);
	assert_int_equal(spans[0].until_id, 899);
	assert_int_equal(spans_of(ids, 0, 0, 1, spans), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_between_posts),
	    cmocka_unit_test(test_up_to_the_page_above),
	    cmocka_unit_test(test_only_what_is_young),
	    cmocka_unit_test(test_nothing_fits_between_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
