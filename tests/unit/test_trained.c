#include "base/mem.h"
#include "score/features.h"
#include "score/scorer.h"
#include "score/trained.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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
	context.user = &user;
	account = scorer_prepare(scorer, &context, subjects, ARRAY_LEN(posts));
	context.prepared = account;
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

/* The number of a feature, or -1. */
static int
feature_named(const struct knowledge *knowledge, const char *name)
{
	struct buf known = BUF_INIT;
	int id = FEATURES_MAX - 1;

	for (; id >= 0; id--) {
		buf_clear(&known);
		if (feature_add_name(&known, knowledge, id) &&
		    strcmp(known.data, name) == 0)
			break;
	}
	buf_release(&known);
	return id;
}

static bool
has(size_t i, const char *name)
{
	static struct features f;
	const struct study *study = &account->study;
	int id = feature_named(study->habits.knowledge, name);

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

/* A shop that sells in every post of its own, and replies to one that asks:
 * what it says to that, the class. */
static enum post_class
class_of_reply(const char *asked, const char *said, const char *url,
    const struct ownership *own)
{
	enum { SOLD = 30 };
	static char texts[SOLD][80];
	static struct link sold[SOLD];
	struct post parent = {.id = 90,
	    .author_id = 9,
	    .lang = "en",
	    .text = asked};
	struct link link = {.url = url, .end = (int)strlen(said)};
	struct post all[SOLD + 1];
	struct subject some[SOLD + 1];
	struct account_context shop = {.user = &user, .own = own};
	struct trained_account *prepared;
	struct verdict verdict;

	link.start = link.end - 18;
	for (size_t i = 0; i < SOLD; i++) {
		snprintf(texts[i], sizeof(texts[i]),
		    "@bob Buy our new mug no. %zu, in our shop now "
		    "https://t.co/abcdefg",
		    i);
		sold[i] = (struct link){.url = "https://frob.example/shop",
		    .start = (int)strlen(texts[i]) - 20,
		    .end = (int)strlen(texts[i])};
		all[i] = (struct post){.id = (int64_t)i + 1,
		    .author_id = 7,
		    .lang = "en",
		    .reply_to_user_id = 9,
		    .text = texts[i],
		    .links = &sold[i],
		    .n_links = 1};
		some[i] = (struct subject){.post = &all[i], .index = i};
	}
	all[SOLD] = (struct post){.id = 99,
	    .author_id = 7,
	    .lang = "en",
	    .reply_to_user_id = 9,
	    .reply_to_id = 90,
	    .text = said,
	    .links = &link,
	    .n_links = url != NULL};
	some[SOLD] = (struct subject){.post = &all[SOLD],
	    .account = &shop,
	    .parent = {.post = &parent},
	    .index = SOLD};
	prepared = scorer_prepare(scorer, &shop, some, SOLD + 1);
	shop.prepared = prepared;
	scorer_judge(scorer, &some[SOLD], &verdict, NULL);
	trained_account_free(prepared);
	return verdict.class;
}

static void
help_is_not_selling_whatever_the_account_does(void **state)
{
	(void)state;
	assert_int_not_equal(class_of_reply("My mug leaks at the handle!",
				 "@bob The steps are on this page: "
				 "https://t.co/abcd",
				 "https://frob.example/help/leaks", NULL),
	    CLASS_PROMOTE);
	assert_int_equal(class_of_reply("My mug leaks at the handle!",
			     "@bob Buy our new mug in our shop now, 20% off: "
			     "https://t.co/abcd",
			     "https://frob.example/shop", NULL),
	    CLASS_PROMOTE);
}

static void
what_pays_its_author_is_no_gift(void **state)
{
	const char *paid = "https://www.amazon.com/dp/B000?tag=frob-20";
	const char *said = "The best drill that I ever had, a review: "
			   "https://t.co/abcd";
	struct verdict verdict[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct link link = {.url =
					i == 0
					    ? "https://www.amazon.com/dp/B000"
					    : paid,
		    .start = (int)strlen(said) - 17,
		    .end = (int)strlen(said)};
		struct post post = {.id = 1,
		    .author_id = 7,
		    .lang = "en",
		    .text = said,
		    .links = &link,
		    .n_links = 1};
		struct account_context one = {.user = &user};
		struct subject subject = {.post = &post, .account = &one};
		struct trained_account *prepared =
		    scorer_prepare(scorer, &one, &subject, 1);

		one.prepared = prepared;
		scorer_judge(scorer, &subject, &verdict[i], NULL);
		trained_account_free(prepared);
	}
	assert_true(verdict[0].p[CLASS_LINK] > 0.1);
	assert_false(verdict[0].self_link);
	assert_true(verdict[1].p[CLASS_LINK] <= 0);
	assert_true(verdict[1].p[CLASS_PROMOTE] > verdict[0].p[CLASS_PROMOTE]);
	assert_true(verdict[1].self_link);
}

static void
what_is_usable_to_who_asks_is_an_answer(void **state)
{
	static const struct {
		const char *asked, *said;
		bool is_answer;
	} cases[] = {
	    {"How do I stop my sourdough going flat?",
		"@bob Bake it colder and shorten the second proof, that fixed "
		"it for me.",
		true},
	    {"Anyone know why my kettle turns itself off?",
		"@bob Clean the contacts under the lid, worked for me.", true},
	    {"Where do I find the manual of the T5?",
		"@bob Page 7 of it has the filter.", true},
	    {"How do I stop my sourdough going flat?", "@bob lol same here",
		false},
	    {"What a lovely morning", "@bob that fixed it for me lol", false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(class_of_reply(cases[i].asked, cases[i].said,
				     NULL, NULL) == CLASS_ANSWER,
		    cases[i].is_answer);
}

static bool
finds(const struct account_context *of, const char *name)
{
	static struct post post = {.id = 1,
	    .author_id = 7,
	    .lang = "en",
	    .text = "A word on mugs by @cupfan: https://t.co/abcdefgh1"};
	static struct link link = {.url = "https://cups.example/word",
	    .start = 27,
	    .end = 49};
	struct subject one = {.post = &post};
	struct features *f = mem_alloc(1, sizeof(*f));
	struct study study;
	bool found;

	post.links = &link;
	post.n_links = 1;
	study_make(&study, scorer_knowledge(scorer), of, &one, 1);
	features_of_post(f, &study.habits, study.readings, NULL);
	found = f->slots[feature_named(study.habits.knowledge, name)] != 0;
	study_release(&study);
	free(f);
	return found;
}

static void
the_user_says_whose_it_is(void **state)
{
	struct ownership own = OWNERSHIP_INIT;
	struct account_context of = {.user = &user, .own = &own};

	(void)state;
	assert_true(finds(&of, "l_third"));
	assert_false(finds(&of, "sister_ment"));
	/* What was found otherwise is not the user's word. */
	ownership_set(&own, "cups.example", OWN_YES, "found", false);
	assert_true(finds(&of, "l_third"));
	ownership_set(&own, "cups.example", OWN_YES, "you said so", true);
	ownership_set(&own, "@cupfan", OWN_YES, "you said so", true);
	assert_true(finds(&of, "l_own"));
	assert_true(finds(&of, "sister_ment"));
	ownership_set(&own, "cups.example", OWN_DENIED, "you said so", true);
	assert_true(finds(&of, "l_third"));
	ownership_release(&own);
}

static void
the_user_denies_what_was_found(void **state)
{
	static const struct user fan = {.id = 7,
	    .username = "cupfan2",
	    .description = "https://cups.example"};
	struct ownership own = OWNERSHIP_INIT;
	struct account_context of = {.user = &fan, .own = &own};

	(void)state;
	assert_true(finds(&of, "l_own"));
	assert_true(finds(&of, "sister_ment"));
	ownership_set(&own, "cups.example", OWN_DENIED, "you said so", true);
	ownership_set(&own, "@cupfan", OWN_DENIED, "you said so", true);
	assert_true(finds(&of, "l_third"));
	assert_false(finds(&of, "sister_ment"));
	ownership_release(&own);
}

static void
the_strongest_are_those_of_the_list(void **state)
{
	struct evidence_list list = EVIDENCE_LIST_INIT;
	struct evidence strongest[3];
	struct verdict verdict;
	size_t n;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		scorer_judge(scorer, &subjects[i], &verdict, &list);
		n = scorer_judge_briefly(scorer, &subjects[i], &verdict,
		    strongest, 3);
		assert_int_equal(n, 3);
		for (size_t k = 0; k < n; k++) {
			assert_int_equal(strongest[k].class, verdict.class);
			assert_string_equal(strongest[k].name,
			    list.items[k].name);
			assert_true(fabs(strongest[k].contribution -
					 list.items[k].contribution) < 1e-9);
		}
	}
	evidence_release(&list);
}

static void
the_same_twice(void **state)
{
	struct trained_account *again =
	    scorer_prepare(scorer, &context, subjects, ARRAY_LEN(posts));

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
		found |= strncmp(e->name, "l_", 2) == 0 && e->link == 0;
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
	    "hidden\t1 1 1\n",
	    "hidden_named\tnonsense\t1 1\n",
	    "hidden_named\tlen\t1 1\n",
	    "hidden_vector\t60\t1\n",
	    "hidden_out\t64\t1 1 1 1 1 1 1 1\n",
	    "hidden_out\t-1\t1 1 1 1 1 1 1 1\n",
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
	    cmocka_unit_test(help_is_not_selling_whatever_the_account_does),
	    cmocka_unit_test(what_pays_its_author_is_no_gift),
	    cmocka_unit_test(what_is_usable_to_who_asks_is_an_answer),
	    cmocka_unit_test(the_user_says_whose_it_is),
	    cmocka_unit_test(the_user_denies_what_was_found),
	    cmocka_unit_test(the_strongest_are_those_of_the_list),
	    cmocka_unit_test(the_same_twice),
	    cmocka_unit_test(evidence_has_its_place),
	    cmocka_unit_test(other_languages_are_left_to_the_rules),
	    cmocka_unit_test(bad_models_are_refused),
	};

	return cmocka_run_group_tests_name("trained", tests, load, unload);
}
