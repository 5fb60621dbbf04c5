#include "score/voice.h"
#include "score/voice_parts.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { POSTS = 40 };

static struct lexicons *lexicons;
static struct content content;
static struct voice_reference reference;

static int
load(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	lexicons = lexicon_load(NULL, &err);
	content_init(&content, lexicons);
	return lexicons == NULL || voice_reference_load(&reference, &err) == -1;
}

static int
unload(void **state)
{
	(void)state;
	content_release(&content);
	lexicon_free(lexicons);
	return 0;
}

static const char *const nouns[] = {"crumb", "crust", "starter", "oven", "salt",
    "flour", "banneton", "steam"};

/* Posts of a baker who loves it, and of a firm that recites. */
static void
write_posts(char texts[POSTS][200], struct voice_text *list, bool is_firm)
{
	for (int i = 0; i < POSTS; i++) {
		const char *noun = nouns[i % 8], *other = nouns[i * 5 % 8];

		if (is_firm)
			snprintf(texts[i], 200,
			    "We are pleased to deliver innovative solutions "
			    "for the transformation of your %s #a%d #b #c",
			    noun, i % 4);
		else
			snprintf(texts[i], 200,
			    "I love what rye sourdough does to the %s: after "
			    "%d tries I found that my %s wants more %s%s",
			    noun, i, other, nouns[i * 3 % 8], i % 3 ? "" : "!");
		list[i] = (struct voice_text){texts[i],
		    is_firm ? CLASS_CHATTER
		    : i % 2 ? CLASS_INSIGHT
			    : CLASS_ASK,
		    false};
	}
}

static void
read_account(struct voice *voice, bool is_firm, size_t n)
{
	static char texts[POSTS][200];
	struct voice_text list[POSTS];
	struct user user = {.name = is_firm ? "Acme Solutions" : "Ann Berg"};

	write_posts(texts, list, is_firm);
	voice_read(voice, &content, &user, list, n);
}

static void
a_person_is_not_a_firm(void **state)
{
	struct voice person, firm;
	struct voice_index a, b;

	(void)state;
	read_account(&person, false, POSTS);
	read_account(&firm, true, POSTS);
	assert_true(voice_is_known(&person) && voice_is_known(&firm));
	voice_index(&a, person.parts, &reference);
	voice_index(&b, firm.parts, &reference);
	assert_true(a.voice > 60 && b.voice < 40);
	assert_true(a.passion > b.passion);
	assert_true(a.dullness < 50 && b.dullness > 60);
	assert_true(person.parts[VOICE_FIRST_PERSON] > 0.9);
	assert_true(firm.parts[VOICE_FIRST_PERSON] < 0.1);
	assert_true(person.parts[VOICE_SIGNED] == 1);
	assert_true(firm.parts[VOICE_SIGNED] == 0);
	assert_true(firm.parts[VOICE_TEMPLATES] > 0.9);
	assert_true(firm.parts[VOICE_STUFFING] == 1);
	assert_true(fabs(person.parts[VOICE_CONVERSATION] - 0.5) < 1e-9);
	assert_string_equal(person.terms[0], "sourdough");
	voice_release(&person);
	voice_release(&firm);
}

static void
too_little_is_not_judged(void **state)
{
	struct voice voice;

	(void)state;
	read_account(&voice, false, VOICE_MIN_POSTS - 1);
	assert_false(voice_is_known(&voice));
	voice_release(&voice);
	voice_read(&voice, &content, &(struct user){.name = NULL}, NULL, 0);
	assert_false(voice_is_known(&voice));
	voice_release(&voice);
}

/* Twins are first half of the time each; a firm never. */
static void
noise_crowns_nobody(void **state)
{
	struct voice person, firm;
	double a[400], b[400], c[400], p[3];
	double *values[] = {a, b, c};

	(void)state;
	read_account(&person, false, POSTS);
	read_account(&firm, true, POSTS);
	voice_draw(&person, &reference, 1, 400, a);
	voice_draw(&person, &reference, 2, 400, b);
	voice_draw(&firm, &reference, 3, 400, c);
	voice_first(values, 3, 400, p);
	assert_true(fabs(p[0] - 0.5) < 0.1);
	assert_true(fabs(p[0] + p[1] + p[2] - 1) < 1e-9);
	assert_true(p[2] < 0.01);
	voice_draw(&person, &reference, 1, 400, b);
	assert_memory_equal(a, b, sizeof(a));
	voice_release(&person);
	voice_release(&firm);
}

static void
signatures(void **state)
{
	static const char *const yes[] = {"All fixed now. ^JT", "Bye -Sam",
	    "Bye - Sam ", "thanks \xe2\x80\x94 Anna", "ok \xe2\x80\x93 Bo",
	    "fine --Sam"};
	static const char *const no[] = {"", "Sam", "a well-known State", "^",
	    "ends - small", "x^2", "a - VeryLongWordIndeed", "pre-Brexit"};

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (!voice_is_signed(yes[i]))
			fail_msg("\"%s\" is signed", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (voice_is_signed(no[i]))
			fail_msg("\"%s\" is not signed", no[i]);
}

static void
apologies_are_no_passion(void **state)
{
	const struct voice_text texts[] = {
	    {"Sorry to hear that! Please DM us, we love to help!", CLASS_ANSWER,
		true},
	};
	struct voice voice;

	(void)state;
	voice_read(&voice, &content, &(struct user){.name = "Help"}, texts, 1);
	assert_int_equal(voice.items[0].feeling, 0);
	assert_false(voice.items[0].teaches);
	voice_release(&voice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_person_is_not_a_firm),
	    cmocka_unit_test(too_little_is_not_judged),
	    cmocka_unit_test(noise_crowns_nobody),
	    cmocka_unit_test(signatures),
	    cmocka_unit_test(apologies_are_no_passion),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
