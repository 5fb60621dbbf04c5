#include "base/mem.h"
#include "score/scorer.h"
#include "unit.h"

#include <string.h>

static void
own_files_are_read(void **state)
{
	struct scorer_settings settings = {
	    .rules = "cta_buy\tinsight\t20\n",
	    .lexicon = "cta_buy\tfrobnicate\n",
	    .weights = "ask\t0.25\t0.75\n",
	    .sites = "frob.example\topaque\n",
	};
	struct err err = ERR_INIT;
	struct scorer *mine = scorer_load(&settings, &err);
	struct scorer *plain = scorer_load(&(struct scorer_settings){0}, &err);
	struct post post = {.id = 1, .text = "frobnicate", .lang = "en"};
	struct subject subject = {.post = &post};
	struct verdict verdict;

	(void)state;
	assert_non_null(mine);
	assert_non_null(plain);
	scorer_judge(mine, &subject, &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_INSIGHT);
	assert_true(scorer_masses(mine)->of_class[CLASS_ASK].take == 0.75);
	assert_string_not_equal(scorer_model_version(mine),
	    scorer_model_version(plain));
	assert_string_not_equal(scorer_weights_version(mine),
	    scorer_weights_version(plain));
	assert_string_equal(scorer_unit(mine), "points");
	scorer_free(mine);
	scorer_free(plain);
}

static void
bad_files_are_refused(void **state)
{
	static const struct scorer_settings bad[] = {
	    {.rules = "nonsense\tlink\t1\n"},
	    {.rules = "short\tnonsense\t1\n"},
	    {.rules = "short\tlink\tmuch\n"},
	    {.rules = "short\tlink\t21\n"},
	    {.rules = "temperature\t0\n"},
	    {.lexicon = "nonsense\tx\n"},
	    {.weights = "nonsense\t1\t1\n"},
	    {.sites = "x.example\tnonsense\n"},
	};
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		err = (struct err)ERR_INIT;
		assert_null(scorer_load(&bad[i], &err));
		assert_int_equal(err.code, ERR_CONFIG);
		assert_non_null(strstr(err.text, ":1:"));
	}
	assert_null(
	    scorer_load(&(struct scorer_settings){.model = "nonsense"}, &err));
	assert_int_equal(err.code, ERR_USAGE);
}

static void
close_calls_are_said(void **state)
{
	struct verdict verdict = {.p = {0.3, 0.1, 0.28, 0.1, 0.1, 0.1}};

	(void)state;
	verdict_settle(&verdict);
	assert_int_equal(verdict.class, CLASS_ANSWER);
	assert_true(verdict.low_confidence);
	verdict = (struct verdict){.p = {0.05, 0.5, 0.45}};
	verdict_settle(&verdict);
	assert_int_equal(verdict.class, CLASS_LINK);
	assert_true(verdict.low_confidence);
	verdict = (struct verdict){.p = {0.2, 0.3, 0.5}};
	verdict_settle(&verdict);
	assert_int_equal(verdict.class, CLASS_INSIGHT);
	assert_false(verdict.low_confidence);
	verdict = (struct verdict){.p = {0, 0.5, 0.5}};
	verdict_settle(&verdict); /* ties in the codebook's order */
	assert_int_equal(verdict.class, CLASS_LINK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(own_files_are_read),
	    cmocka_unit_test(bad_files_are_refused),
	    cmocka_unit_test(close_calls_are_said),
	};

	return cmocka_run_group_tests_name("scorer", tests, NULL, NULL);
}
