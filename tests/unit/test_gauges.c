#include "base/mem.h"
#include "score/gauges.h"
#include "unit.h"

#include <math.h>
#include <string.h>

static void
near(double got, double want)
{
	if (!(fabs(got - want) < 1e-9))
		fail_msg("%.9g is not %.9g", got, want);
}

static const struct gauge *
gauge_of(const char *name)
{
	for (size_t i = 0; i < gauge_count; i++)
		if (strcmp(gauges[i].name, name) == 0)
			return &gauges[i];
	fail_msg("no gauge %s", name);
	return NULL;
}

static void
check(const char *name, const int64_t *counts, bool passes, const char *missing)
{
	struct gauge_result result;
	struct buf text = BUF_INIT;

	gauge_find(&result, gauge_of(name), counts);
	gauge_add_missing(&text, gauge_of(name), &result);
	assert_true(result.is_known);
	assert_string_equal(text.data, missing);
	assert_int_equal(result.passes, passes);
	buf_release(&text);
}

/* The recipe of each rule, cooked to the letter, passes it. */
static void
recipes_pass(void **state)
{
	(void)state;
	check("4-1-1",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_LINK] = 8,
		[GAUGE_KIND_RESHARE] = 2,
		[GAUGE_KIND_PROMOTE] = 2},
	    true, "");
	check("5-3-2",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_LINK] = 5,
		[GAUGE_KIND_INSIGHT] = 3,
		[GAUGE_KIND_CHATTER] = 2},
	    true, "");
	check("thirds",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_LINK] = 4,
		[GAUGE_KIND_PROMOTE] = 4,
		[GAUGE_KIND_ANSWER] = 4},
	    true, "");
	check("80/20",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_INSIGHT] = 8,
		[GAUGE_KIND_PROMOTE] = 2},
	    true, "");
	check("30/60/10",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_INSIGHT] = 3,
		[GAUGE_KIND_PRAISE] = 6,
		[GAUGE_KIND_PROMOTE] = 1},
	    true, "");
	check("informer",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_INSIGHT] = 5,
		[GAUGE_KIND_CHATTER] = 5},
	    true, "");
}

static void
failures_say_what_is_missing(void **state)
{
	const int64_t counts[GAUGE_KIND_COUNT] = {[GAUGE_KIND_LINK] = 5,
	    [GAUGE_KIND_PROMOTE] = 4,
	    [GAUGE_KIND_CHATTER] = 3};

	(void)state;
	check("4-1-1", counts, false,
	    "needs 11 more posts of others' material, 4 more plain reposts");
	check("80/20", counts, false, "needs 8 more posts that do not promote");
	check("informer",
	    (int64_t[GAUGE_KIND_COUNT]){[GAUGE_KIND_LINK] = 4,
		[GAUGE_KIND_CHATTER] = 11},
	    false, "needs 7 more posts that inform");
}

/* With so many posts more it passes, with one fewer it does not. */
static void
what_is_missing_is_enough(void **state)
{
	const int64_t base[GAUGE_KIND_COUNT] = {3, 4, 5, 1, 2, 1, 9, 7};

	(void)state;
	for (size_t i = 0; i < gauge_count; i++) {
		struct gauge_result result, then;
		int64_t counts[GAUGE_KIND_COUNT];

		gauge_find(&result, &gauges[i], base);
		for (size_t p = 0; p < gauges[i].n; p++) {
			const struct gauge_part *part = &gauges[i].parts[p];
			unsigned add =
			    part->at_most ? part->of & ~part->what : part->what;
			int kind = 0;

			if (result.missing[p] == 0)
				continue;
			while (!(add >> kind & 1))
				kind++;
			memcpy(counts, base, sizeof(counts));
			counts[kind] += result.missing[p];
			gauge_find(&then, &gauges[i], counts);
			assert_int_equal(then.missing[p], 0);
			counts[kind]--;
			gauge_find(&then, &gauges[i], counts);
			assert_int_equal(then.missing[p], 1);
		}
	}
}

static void
few_posts_say_nothing(void **state)
{
	struct gauge_result result;

	(void)state;
	gauge_find(&result, gauge_of("80/20"), (int64_t[GAUGE_KIND_COUNT]){9});
	assert_false(result.is_known);
	gauge_find(&result, gauge_of("80/20"), (int64_t[GAUGE_KIND_COUNT]){10});
	assert_true(result.is_known && result.passes);
}

static void
kinds_of_classes(void **state)
{
	(void)state;
	assert_int_equal(gauge_kind_of(CLASS_AMPLIFY, true),
	    GAUGE_KIND_RESHARE);
	assert_int_equal(gauge_kind_of(CLASS_AMPLIFY, false),
	    GAUGE_KIND_PRAISE);
	assert_int_equal(gauge_kind_of(CLASS_PROMOTE, true),
	    GAUGE_KIND_PROMOTE);
	assert_int_equal(gauge_kind_of(CLASS_OTHER, false), GAUGE_KIND_COUNT);
}

static void
variety_has_known_values(void **state)
{
	const int64_t one[] = {50}, even[] = {10, 10, 10, 10};
	const int64_t singles[] = {1, 1, 1}, uneven[] = {2, 1};

	(void)state;
	near(gauge_rarefied(one, 1, 20), 1);
	near(gauge_rarefied(singles, 3, 3), 3);
	/* two of {a, a, b}: a alone with 1/3, both with 2/3 */
	near(gauge_rarefied(uneven, 2, 2), 5 / 3.0);
	assert_true(isnan(gauge_rarefied(even, 4, 41)));
	near(gauge_effective(even, 4), 4);
	near(gauge_effective(one, 1), 1);
	near(gauge_effective(NULL, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(recipes_pass),
	    cmocka_unit_test(failures_say_what_is_missing),
	    cmocka_unit_test(what_is_missing_is_enough),
	    cmocka_unit_test(few_posts_say_nothing),
	    cmocka_unit_test(kinds_of_classes),
	    cmocka_unit_test(variety_has_known_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
