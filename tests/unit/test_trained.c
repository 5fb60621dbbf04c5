#include "base/mem.h"
#include "score/features.h"
#include "score/scorer.h"
#include "score/trained.h"
#include "unit.h"

#include <math.h>
#include <string.h>

/* An invented account: a shop that speaks of itself, and helps now and
 * then. */
static struct link shop_link = {.url = "https://frob.example/shop",
    .start = 22,
    .end = 43};
static struct link help_link = {.url = "https://frob.example/help/reset",
    .start = 33,
    .end = 51};
static struct post posts[] = {
    {.id = 1,
	.author_id = 7,
	.lang = "en",
	.text = "Buy our new mug now:  https://t.co/abcdefgh1",
	.links = &shop_link,
	.n_links = 1},
    {.id = 2,
	.author_id = 7,
	.lang = "en",
	.text = "RT @frobfan: I love the mug so much"},
    {.id = 3,
	.author_id = 7,
	.lang = "en",
	.reply_to_user_id = 9,
	.text = "@bob Please see the steps here:  https://t.co/abcd and DM us",
	.links = &help_link,
	.n_links = 1},
    {.id = 4,
	.author_id = 7,
	.lang = "en",
	.text = "Does anyone know a good place for lunch?"},
};
static const struct user user = {.id = 7,
    .username = "FrobMugs",
    .name = "Frob Mugs",
    .description = "We make mugs. Shop: https://frob.example/"};

static struct scorer *scorer;
static struct subject subjects[ARRAY_LEN(posts)];
static struct trained_account *account;
static struct account_context context;

static int
load(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	scorer =
	    scorer_load(&(struct scorer_settings){.model = "trained"}, &err);
	assert_non_null(scorer);
	for (size_t i = 0; i < ARRAY_LEN(posts); i++)
		subjects[i] = (struct subject){.post = &posts[i],
		    .account = &context,
		    .index = i};
	account = scorer_prepare(scorer, &user, subjects, ARRAY_LEN(posts));
	context = (struct account_context){.user = &user, .prepared = account};
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	trained_account_free(account);
	scorer_free(scorer);
	return 0;
}

static bool
has(size_t i, const char *name)
{
	static struct features f;
	const struct study *study = &account->study;
	int id = feature_by_name(study->habits.knowledge, name);

	assert_true(id >= 0);
	features_clear(&f);
	features_of_post(&f, &study->habits, &study->readings[i], NULL);
	features_of_account(&f, &study->habits);
	return f.slots[id] != 0;
}

static void
features_are_found(void **state)
{
	(void)state;
	assert_true(has(0, "kind_link"));
	assert_true(has(0, "l_own_profile"));
	assert_true(has(0, "l_shop"));
	assert_true(has(0, "lex_own_work"));
	assert_true(has(0, "link_after_colon"));
	assert_false(has(0, "kind_plain"));
	assert_true(has(1, "kind_rt"));
	assert_true(has(1, "rt_once"));
	assert_true(has(2, "kind_reply"));
	assert_true(has(2, "l_help"));
	assert_true(has(2, "lex_handoff"));
	assert_true(has(3, "quest_any"));
	assert_true(has(3, "q_wh_aux"));
	assert_true(has(3, "lex_ask"));
	assert_true(has(3, "a_reply"));
	assert_int_equal(feature_by_name(account->study.habits.knowledge,
			     "nonsense"),
	    -1);
}

static void
chances_are_chances(void **state)
{
	struct verdict verdict;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		double sum = 0;

		scorer_judge(scorer, &subjects[i], &verdict, NULL);
		for (int c = 0; c < CLASS_COUNT; c++) {
			assert_true(verdict.p[c] >= 0);
			sum += verdict.p[c];
		}
		assert_true(fabs(sum - 1) < 1e-9);
	}
	scorer_judge(scorer, &subjects[0], &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_PROMOTE);
	scorer_judge(scorer, &subjects[3], &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_ASK);
}

static void
structure_holds(void **state)
{
	struct verdict verdict;

	(void)state;
	scorer_judge(scorer, &subjects[1], &verdict, NULL);
	assert_true(
	    verdict.p[CLASS_AMPLIFY] + verdict.p[CLASS_PROMOTE] > 0.999);
	scorer_judge(scorer, &subjects[2], &verdict, NULL);
	assert_int_not_equal(verdict.class, CLASS_PROMOTE);
}

static void
the_same_twice(void **state)
{
	struct trained_account *again =
	    scorer_prepare(scorer, &user, subjects, ARRAY_LEN(posts));

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(posts); i++)
		assert_memory_equal(&again->p[i], &account->p[i],
		    sizeof(again->p[i]));
	trained_account_free(again);
}

static void
evidence_has_its_place(void **state)
{
	struct evidence_list list = EVIDENCE_LIST_INIT;
	struct verdict verdict;
	bool found = false;

	(void)state;
	scorer_judge(scorer, &subjects[0], &verdict, &list);
	assert_true(list.n >= 3);
	assert_int_equal(list.items[0].class, verdict.class);
	for (size_t i = 0; i < list.n; i++) {
		const struct evidence *e = &list.items[i];

		assert_non_null(e->sentence);
		assert_true(e->start <= e->end);
		assert_true((size_t)e->end <= strlen(posts[0].text));
		found |= strcmp(e->name, "l_shop") == 0 && e->link == 0;
	}
	assert_true(found);
	assert_string_equal(scorer_unit(scorer), "log-odds");
	evidence_release(&list);
}

static void
other_languages_are_left_to_the_rules(void **state)
{
	static const struct post post = {.id = 5,
	    .lang = "xx",
	    .text = "Frobni katra mesul"};
	struct subject subject = {.post = &post};
	struct verdict verdict;

	(void)state;
	scorer_judge(scorer, &subject, &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_OTHER);
	assert_true(verdict.is_hard);
}

static void
bad_models_are_refused(void **state)
{
	static const char *const bad[] = {
	    "nonsense\t1\n",
	    "bias\t1 2 3\n",
	    "bias\t1 2 3 4 5 6 7 x\n",
	    "named\tnonsense\trt\t1 1 1 1 1 1 1 1\n",
	    "named\tlen\tnonsense\t1 1 1 1 1 1 1 1\n",
	    "vector\trt\t60\t1 1 1 1 1 1 1 1\n",
	    "word\tx\t1\tzz\n",
	    "",
	};
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct scorer_settings settings = {.model = "trained",
		    .weights_of_model = bad[i]};

		err = (struct err)ERR_INIT;
		assert_null(scorer_load(&settings, &err));
		assert_int_equal(err.code, ERR_CONFIG);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(features_are_found),
	    cmocka_unit_test(chances_are_chances),
	    cmocka_unit_test(structure_holds),
	    cmocka_unit_test(the_same_twice),
	    cmocka_unit_test(evidence_has_its_place),
	    cmocka_unit_test(other_languages_are_left_to_the_rules),
	    cmocka_unit_test(bad_models_are_refused),
	};

	return cmocka_run_group_tests_name("trained", tests, load, unload);
}
