#include "score/sample.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 1000 clear chatter, 40 close promotes, 3 clear links. */
static void
fill(struct sample *sample, size_t n, uint64_t seed)
{
	sample_begin(sample, n, seed);
	for (int64_t i = 0; i < 1000; i++)
		sample_add(sample, 1000 + i, CLASS_CHATTER, false);
	for (int64_t i = 0; i < 40; i++)
		sample_add(sample, 5000 + i, CLASS_PROMOTE, true);
	for (int64_t i = 0; i < 3; i++)
		sample_add(sample, 9000 + i, CLASS_LINK, false);
}

static void
rare_classes_are_seen(void **state)
{
	struct sample sample;
	struct sample_item items[30];
	double weight[CLASS_COUNT] = {0};
	int n[CLASS_COUNT] = {0};

	(void)state;
	fill(&sample, 30, 1);
	assert_int_equal(sample_draw(&sample, items), 30);
	for (int i = 0; i < 30; i++) {
		n[items[i].guess]++;
		weight[items[i].guess] += items[i].weight;
		for (int k = 0; k < i; k++)
			assert_true(items[i].id != items[k].id);
	}
	assert_int_equal(n[CLASS_LINK], 3);
	assert_int_equal(n[CLASS_PROMOTE] + n[CLASS_CHATTER], 27);
	assert_true(abs(n[CLASS_PROMOTE] - n[CLASS_CHATTER]) <= 1);
	assert_true(fabs(weight[CLASS_CHATTER] - 1000) < 1e-6);
	assert_true(fabs(weight[CLASS_PROMOTE] - 40) < 1e-6);
	assert_true(fabs(weight[CLASS_LINK] - 3) < 1e-6);
	sample_release(&sample);
}

static void
a_seed_is_a_sample(void **state)
{
	struct sample sample;
	struct sample_item a[30] = {{0}}, b[30] = {{0}}, c[30] = {{0}};

	(void)state;
	fill(&sample, 30, 7);
	sample_draw(&sample, a);
	sample_release(&sample);
	fill(&sample, 30, 7);
	sample_draw(&sample, b);
	sample_release(&sample);
	fill(&sample, 30, 8);
	sample_draw(&sample, c);
	sample_release(&sample);
	assert_memory_equal(a, b, sizeof(a));
	assert_true(memcmp(a, c, sizeof(a)) != 0);
}

/* Every post of a stratum is as likely as every other. */
static void
the_reservoir_is_fair(void **state)
{
	struct sample_item item;
	int n[10] = {0};

	(void)state;
	for (uint64_t seed = 0; seed < 5000; seed++) {
		struct sample sample;

		sample_begin(&sample, 1, seed);
		for (int64_t i = 0; i < 10; i++)
			sample_add(&sample, i, CLASS_ASK, false);
		assert_int_equal(sample_draw(&sample, &item), 1);
		n[item.id]++;
		sample_release(&sample);
	}
	for (int i = 0; i < 10; i++)
		assert_in_range(n[i], 400, 600);
}

static void
few_posts_are_all_taken(void **state)
{
	struct sample sample;
	struct sample_item items[2000];

	(void)state;
	fill(&sample, 2000, 1);
	assert_int_equal(sample_draw(&sample, items), 1043);
	assert_true(items[0].weight == 1);
	sample_release(&sample);
	sample_begin(&sample, 5, 1);
	assert_int_equal(sample_draw(&sample, items), 0);
	sample_release(&sample);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rare_classes_are_seen),
	    cmocka_unit_test(a_seed_is_a_sample),
	    cmocka_unit_test(the_reservoir_is_fair),
	    cmocka_unit_test(few_posts_are_all_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
