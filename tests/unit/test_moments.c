#include "base/mem.h"
#include "score/moments.h"
#include "unit.h"

#include <math.h>
#include <string.h>

static struct masses masses;

static int
load(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	return mass_load(&masses, NULL, &err);
}

static void
near(double got, double want)
{
	if (fabs(got - want) > 1e-9)
		fail_msg("%.12g is not %.12g", got, want);
}

static struct verdict certain(enum post_class class)
{
	struct verdict verdict = {.class = class};

	verdict.p[class] = 1;
	return verdict;
}

static void
classes_have_their_masses(void **state)
{
	static const struct {
		enum post_class class;
		struct mass mass;
	} rows[] = {
	    {CLASS_ANSWER, {1, 0}},
	    {CLASS_LINK, {1, 0}},
	    {CLASS_INSIGHT, {1, 0}},
	    {CLASS_AMPLIFY, {1, 0}},
	    {CLASS_ASK, {0.5, 0}},
	    {CLASS_PROMOTE, {0, 1}},
	    {CLASS_CHATTER, {0, 0}},
	    {CLASS_OTHER, {0, 0}},
	};
	struct verdict verdict = certain(CLASS_INSIGHT);
	struct mass mass;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		mass = mass_of(&masses, &verdict, rows[i].class, false);
		near(mass.give, rows[i].mass.give);
		near(mass.take, rows[i].mass.take);
	}
	verdict.self_link = true;
	mass = mass_of(&masses, &verdict, CLASS_INSIGHT, false);
	near(mass.give, 0.5);
	near(mass.take, 0.5);
	mass = mass_of(&masses, &verdict, CLASS_ANSWER, false);
	near(mass.give, 1); /* help came first */
	verdict.form = FORM_REPOST;
	near(mass_of(&masses, &verdict, CLASS_AMPLIFY, false).give, 0.5);
}

static void
repeated_gives_count_once(void **state)
{
	struct verdict verdict = certain(CLASS_INSIGHT);
	struct mass mass;

	(void)state;
	near(mass_of(&masses, &verdict, CLASS_LINK, true).give, 0);
	near(mass_of(&masses, &verdict, CLASS_PROMOTE, true).take, 1);
	verdict.self_link = true;
	mass = mass_of(&masses, &verdict, CLASS_INSIGHT, true);
	near(mass.give, 0);
	near(mass.take, 0.5);
}

static void
own_weights_replace_rows(void **state)
{
	struct masses mine;
	struct err err = ERR_INIT;
	struct verdict verdict = certain(CLASS_ASK);

	(void)state;
	assert_int_equal(mass_load(&mine,
			     "ask\t0.25\t0.75\nthread_exponent\t1\n"
			     "repeat_days\t30\nrepeat_gives_once\t0\n",
			     &err),
	    0);
	near(mass_of(&mine, &verdict, CLASS_ASK, true).give, 0.25);
	near(mass_of(&mine, &verdict, CLASS_ASK, true).take, 0.75);
	near(mass_thread_weight(&mine, 4), 0.25);
	assert_int_equal(mine.repeat_days, 30);
	assert_string_not_equal(mine.version, masses.version);
	assert_int_equal(mass_load(&mine, "# same as built in\n", &err), 0);
	assert_string_equal(mine.version, masses.version);
}

static void
bad_weights_are_refused(void **state)
{
	static const char *const bad[] = {"ask\t-1\t0\n", "ask\t1\n",
	    "other\t1\t0\n", "amplify_cap\t1.5\n", "repeat_days\t-3\n",
	    "repeat_days\t1.5\n", "nonsense\t1\n", "ask\tone\t0\n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct masses mine;
		struct err err = ERR_INIT;

		assert_int_equal(mass_load(&mine, bad[i], &err), -1);
		assert_int_equal(err.code, ERR_CONFIG);
		assert_non_null(strstr(err.text, ":1:"));
	}
}

static void
threads_weigh_by_their_root(void **state)
{
	(void)state;
	near(mass_thread_weight(&masses, 0), 1);
	near(mass_thread_weight(&masses, 1), 1);
	near(mass_thread_weight(&masses, 16), 0.25);
}

static uint64_t
key(const char *text)
{
	return mass_text_key(text, strlen(text));
}

static void
texts_that_say_the_same_share_a_key(void **state)
{
	uint64_t sale = key("Big SALE today, 20% off: https://a.example/1");

	(void)state;
	assert_true(sale != 0);
	assert_true(sale == key("big sale today 35% off https://b.example/2"));
	assert_true(sale == key("@ada Big sale today! % off"));
	assert_true(sale != key("Small sale today, 20% off"));
	assert_true(key("\xc3\x9c"
			"BER uns") == key("\xc3\xbc"
					  "ber uns"));
	assert_true(key("https://a.example/1 @ada 12 !!") == 0);
	assert_true(key("") == 0);
	assert_true(key("\xe5\xa4\xa9") != key("\xe6\xb0\x97"));
}

/* A thread of 16 with 15 lessons and one call to follow: 15/4 to 1/4. */
static void
a_thread_counts_as_its_root(void **state)
{
	struct moments m = {{0}};
	struct verdict lesson = certain(CLASS_INSIGHT);
	struct verdict call = certain(CLASS_PROMOTE);
	double weight = mass_thread_weight(&masses, 16);

	(void)state;
	for (int i = 0; i < 15; i++)
		moments_add_post(&m, &masses, &lesson, weight, false);
	moments_add_post(&m, &masses, &call, weight, false);
	near(m.sum[MOMENT_POSTS], 16);
	near(m.sum[MOMENT_GIVE_REST], 3.75);
	near(m.sum[MOMENT_TAKE], 0.25);
	near(m.sum[MOMENT_WEIGHT], 4);
	near(m.sum[MOMENT_WEIGHT_2], 1);
	near(m.sum[MOMENT_DIRECTIONAL], 16);
}

static void
all_is_counted(void **state)
{
	struct moments m = {{0}};
	struct verdict verdict = certain(CLASS_PROMOTE);

	(void)state;
	verdict.form = FORM_QUOTE;
	verdict.self_link = verdict.low_confidence = true;
	verdict.links_own = 2;
	verdict.links_affiliate = 1;
	moments_add_post(&m, &masses, &verdict, 1, false);
	verdict = certain(CLASS_CHATTER);
	verdict.form = FORM_REPLY;
	verdict.handoff = true;
	verdict.links_other = verdict.links_opaque = 1;
	moments_add_post(&m, &masses, &verdict, 1, true);
	verdict = certain(CLASS_OTHER);
	moments_add_post(&m, &masses, &verdict, 1, false);
	verdict = certain(CLASS_AMPLIFY);
	verdict.form = FORM_REPOST;
	moments_add_post(&m, &masses, &verdict, 1, false);
	near(m.sum[MOMENT_POSTS], 4);
	near(m.sum[MOMENT_PROMOTE], 1);
	near(m.sum[MOMENT_CHATTER], 1);
	near(m.sum[MOMENT_OTHER], 1);
	near(m.sum[MOMENT_AMPLIFY], 1);
	near(m.sum[MOMENT_LOW_CONFIDENCE], 1);
	near(m.sum[MOMENT_REPEATS], 1);
	near(m.sum[MOMENT_SELF_LINKS], 1);
	near(m.sum[MOMENT_HANDOFFS], 1);
	near(m.sum[MOMENT_REPLIES], 1);
	near(m.sum[MOMENT_QUOTES], 1);
	near(m.sum[MOMENT_REPOSTS], 1);
	near(m.sum[MOMENT_LINKS_OWN], 2);
	near(m.sum[MOMENT_LINKS_OTHER], 1);
	near(m.sum[MOMENT_LINKS_OPAQUE], 1);
	near(m.sum[MOMENT_LINKS_AFFILIATE], 1);
	near(m.sum[MOMENT_WEIGHT], 3);
	near(m.sum[MOMENT_WEIGHT_CHATTER], 1);
	near(m.sum[MOMENT_DIRECTIONAL], 2);
	near(m.sum[MOMENT_DIRECTIONAL_AMPLIFY], 1);
	near(m.sum[MOMENT_GIVE_AMPLIFY], 0.5);
}

static void
a_repeated_give_is_not_there(void **state)
{
	struct moments m = {{0}};
	struct verdict give = certain(CLASS_LINK);
	struct verdict take = certain(CLASS_PROMOTE);

	(void)state;
	moments_add_post(&m, &masses, &give, 1, true);
	near(m.sum[MOMENT_LINK], 1);
	near(m.sum[MOMENT_WEIGHT], 0);
	near(m.sum[MOMENT_DIRECTIONAL], 0);
	near(m.sum[MOMENT_E_REST], 0);
	moments_add_post(&m, &masses, &take, 1, true);
	near(m.sum[MOMENT_TAKE], 1);
	near(m.sum[MOMENT_WEIGHT], 1);
}

/* Half insight (1 give), a quarter promote (1 take), a quarter amplify. */
static void
doubt_becomes_variance(void **state)
{
	struct moments m = {{0}};
	struct verdict verdict = {.class = CLASS_INSIGHT};

	(void)state;
	verdict.p[CLASS_INSIGHT] = 0.5;
	verdict.p[CLASS_PROMOTE] = 0.25;
	verdict.p[CLASS_AMPLIFY] = 0.25;
	moments_add_post(&m, &masses, &verdict, 2, false);
	near(m.sum[MOMENT_GIVE_REST], 2);
	near(m.sum[MOMENT_E_REST], 1);
	near(m.sum[MOMENT_E_AMPLIFY], 0.5);
	near(m.sum[MOMENT_E_TAKE], 0.5);
	near(m.sum[MOMENT_V_REST], 4 * 0.25);
	near(m.sum[MOMENT_V_AMPLIFY], 4 * 0.1875);
	near(m.sum[MOMENT_V_TAKE], 4 * 0.1875);
	near(m.sum[MOMENT_V_REST_AMPLIFY], -4 * 0.125);
	near(m.sum[MOMENT_V_REST_TAKE], -4 * 0.125);
	near(m.sum[MOMENT_V_AMPLIFY_TAKE], -4 * 0.0625);
}

static void
days_add_up(void **state)
{
	struct moments day1 = {{0}}, day2 = {{0}}, both = {{0}};
	struct verdict verdicts[] = {certain(CLASS_ANSWER),
	    certain(CLASS_PROMOTE), certain(CLASS_CHATTER)};

	(void)state;
	verdicts[0].p[CLASS_ANSWER] = 0.7;
	verdicts[0].p[CLASS_PROMOTE] = 0.3;
	for (size_t i = 0; i < ARRAY_LEN(verdicts); i++) {
		struct moments *day = i < 2 ? &day1 : &day2;

		moments_add_post(day, &masses, &verdicts[i], 0.5, false);
		moments_add_post(&both, &masses, &verdicts[i], 0.5, false);
	}
	moments_add(&day1, &day2);
	for (int i = 0; i < MOMENT_COUNT; i++)
		near(day1.sum[i], both.sum[i]);
}

static void
names_are_all_there_and_differ(void **state)
{
	(void)state;
	for (int i = 0; i < MOMENT_COUNT; i++) {
		assert_non_null(moment_names[i]);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(moment_names[i],
			    moment_names[k]);
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		assert_string_equal(moment_names[MOMENT_ANSWER + c],
		    class_info[c].name);
}

static void
packed_sums_come_back(void **state)
{
	unsigned char packed[MOMENTS_PACKED];
	struct moments sums = {{0}}, back = {{0}};
	size_t len;

	(void)state;
	assert_int_equal(moments_pack(&sums, packed), 16);
	sums.sum[0] = 3;
	sums.sum[5] = 0.125;
	sums.sum[7] = 256;
	sums.sum[MOMENT_COUNT - 1] = -0x1p-30;
	len = moments_pack(&sums, packed);
	assert_int_equal(len, 16 + 1 + 3 * 8);
	assert_true(moments_add_packed(&back, packed, len));
	assert_memory_equal(&sums, &back, sizeof(sums));
	assert_true(moments_add_packed(&back, packed, len));
	assert_true(back.sum[0] == 6);
	assert_false(moments_add_packed(&back, packed, len - 1));
	assert_false(moments_add_packed(&back, packed, 3));
	/* Rounded so that adding is exact. */
	sums.sum[5] = 0.125 + 0x1p-32;
	back.sum[5] = 0;
	len = moments_pack(&sums, packed);
	assert_true(moments_add_packed(&back, packed, len));
	assert_true(back.sum[5] == 0.125);
	back.sum[0] = 6;
	packed[7] = 0x80; /* a sum that there is not */
	assert_false(moments_add_packed(&back, packed, len));
	assert_true(back.sum[0] == 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(packed_sums_come_back),
	    cmocka_unit_test(classes_have_their_masses),
	    cmocka_unit_test(repeated_gives_count_once),
	    cmocka_unit_test(own_weights_replace_rows),
	    cmocka_unit_test(bad_weights_are_refused),
	    cmocka_unit_test(threads_weigh_by_their_root),
	    cmocka_unit_test(texts_that_say_the_same_share_a_key),
	    cmocka_unit_test(a_thread_counts_as_its_root),
	    cmocka_unit_test(all_is_counted),
	    cmocka_unit_test(a_repeated_give_is_not_there),
	    cmocka_unit_test(doubt_becomes_variance),
	    cmocka_unit_test(days_add_up),
	    cmocka_unit_test(names_are_all_there_and_differ),
	};

	return cmocka_run_group_tests(tests, load, NULL);
}
