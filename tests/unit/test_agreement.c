#include "score/agreement.h"
#include "unit.h"

#include <math.h>

static void
near(double got, double want)
{
	if (!(fabs(got - want) < 1e-9))
		fail_msg("%.9g is not %.9g", got, want);
}

/* Two classes, 20 5 / 10 15: p_o .7, p_e .5, kappa .4. */
static void
matches_a_textbook(void **state)
{
	struct agreement_item items[50];
	struct agreement a;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 50; i++)
		items[n++] = (struct agreement_item){i < 25 ? CLASS_LINK
							    : CLASS_PROMOTE,
		    i < 20 || (i >= 25 && i < 35) ? CLASS_LINK : CLASS_PROMOTE,
		    1};
	agreement_find(&a, items, n);
	near(a.all.value, 0.4);
	near(a.three.value, 0.4);
	near(a.accuracy, 0.7);
	near(a.classes[CLASS_LINK].precision, 20 / 30.0);
	near(a.classes[CLASS_LINK].recall, 0.8);
	near(a.classes[CLASS_PROMOTE].f1, 2 * 15 / 45.0);
	near(a.macro_f1, (40 / 55.0 + 30 / 45.0) / 2);
	assert_true(isnan(a.classes[CLASS_ASK].recall));
	assert_true(a.all.low > 0.1 && a.all.low < 0.3);
	assert_true(a.all.high > 0.5 && a.all.high < 0.7);
}

/* A post that stands for three is as three. */
static void
weights_are_posts(void **state)
{
	const struct agreement_item heavy[] = {
	    {CLASS_LINK, CLASS_LINK, 3},
	    {CLASS_PROMOTE, CLASS_LINK, 1},
	    {CLASS_PROMOTE, CLASS_PROMOTE, 2},
	};
	const struct agreement_item many[] = {
	    {CLASS_LINK, CLASS_LINK, 1},
	    {CLASS_LINK, CLASS_LINK, 1},
	    {CLASS_LINK, CLASS_LINK, 1},
	    {CLASS_PROMOTE, CLASS_LINK, 1},
	    {CLASS_PROMOTE, CLASS_PROMOTE, 1},
	    {CLASS_PROMOTE, CLASS_PROMOTE, 1},
	};
	struct agreement a, b;

	(void)state;
	agreement_find(&a, heavy, 3);
	agreement_find(&b, many, 6);
	near(a.all.value, b.all.value);
	near(a.classes[CLASS_LINK].precision, 0.75);
	near(b.classes[CLASS_LINK].precision, 0.75);
	assert_int_equal(a.classes[CLASS_LINK].said, 2);
}

static void
groups_leave_other_out(void **state)
{
	const struct agreement_item items[] = {
	    {CLASS_ASK, CLASS_LINK, 1}, /* both give */
	    {CLASS_OTHER, CLASS_PROMOTE, 1},
	    {CLASS_PROMOTE, CLASS_PROMOTE, 1},
	    {CLASS_CHATTER, CLASS_CHATTER, 1},
	};
	struct agreement a;

	(void)state;
	agreement_find(&a, items, 4);
	near(a.three.value, 1);
	assert_true(a.all.value < 1);
}

static void
nothing_says_nothing(void **state)
{
	const struct agreement_item one = {CLASS_LINK, CLASS_LINK, 1};
	struct agreement a;

	(void)state;
	agreement_find(&a, NULL, 0);
	assert_true(isnan(a.all.value) && isnan(a.accuracy));
	agreement_find(&a, &one, 1);
	near(a.accuracy, 1);
	assert_true(isnan(a.all.value));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(matches_a_textbook),
	    cmocka_unit_test(weights_are_posts),
	    cmocka_unit_test(groups_leave_other_out),
	    cmocka_unit_test(nothing_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
