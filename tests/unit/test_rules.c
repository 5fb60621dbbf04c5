#include "base/mem.h"
#include "score/scorer.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scorer *scorer;

static int
load(void **state)
{
	struct scorer_settings settings = {.model = "rules"};
	struct err err = ERR_INIT;

	(void)state;
	scorer = scorer_load(&settings, &err);
	if (scorer == NULL)
		fprintf(stderr, "%s\n", err.text);
	return scorer == NULL ? -1 : 0;
}

static int
unload(void **state)
{
	(void)state;
	scorer_free(scorer);
	return 0;
}

enum { ME = 100, OTHER = 200 };

/* A post as a table row. */
struct sample {
	enum post_class class;
	const char *text;
	const char *handle, *url, *bio; /* of the author */
	const char *parent;             /* what it replies to */
	const char *quoted;             /* what it quotes */
	const char *repost_of;          /* handle of the original's author */
};

/* Everything that a subject points at. */
struct scene {
	struct post post, parent, quoted, original;
	struct user me, other;
	struct link links[4];
	struct mention mentions[4];
	char strings[8][120];
	int n_strings;
	struct ownership own;
	struct account_context account;
	struct subject subject;
};

static const char *
keep(struct scene *scene, const char *s, size_t len)
{
	char *copy = scene->strings[scene->n_strings++];

	assert_true(len < sizeof(scene->strings[0]));
	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

/* Find links and mentions as the API's entities would give them. */
static void
find_entities(struct scene *scene)
{
	struct post *post = &scene->post;

	for (const char *p = post->text; *p != '\0';) {
		size_t len = strcspn(p, " \n,;()");
		int start = (int)(p - post->text);

		if (len > 8 && strncmp(p, "https://", 8) == 0)
			scene->links[post->n_links++] = (struct link){
			    .url = keep(scene, p, len),
			    .start = start,
			    .end = start + (int)len,
			};
		if (p[0] == '@' && len > 1) {
			len = 1 + strspn(p + 1,
				      "abcdefghijklmnopqrstuvwxyz_0123456789");
			scene->mentions[post->n_mentions++] = (struct mention){
			    .handle = keep(scene, p + 1, len - 1),
			    .start = start,
			    .end = start + (int)len,
			};
		}
		p += len;
		p += *p != '\0';
	}
	post->links = scene->links;
	post->mentions = scene->mentions;
}

static void
set_up(struct scene *scene, const struct sample *sample)
{
	struct own_facts facts = {.user = &scene->me};

	*scene = (struct scene){
	    .post = {.id = 1,
		.author_id = ME,
		.text = sample->text,
		.lang = "en"},
	    .parent = {.id = 2,
		.author_id = OTHER,
		.text = sample->parent,
		.lang = "en"},
	    .quoted = {.id = 3, .author_id = OTHER, .text = sample->quoted},
	    .original = {.id = 4, .author_id = OTHER, .text = sample->text},
	    .me = {.id = ME,
		.username = sample->handle ? sample->handle : "pat",
		.url = sample->url,
		.description = sample->bio},
	    .other = {.id = OTHER, .username = "ravi"},
	};
	find_entities(scene);
	ownership_find(&scene->own, scorer_sites(scorer), &facts);
	scene->account =
	    (struct account_context){.user = &scene->me, .own = &scene->own};
	scene->subject =
	    (struct subject){.post = &scene->post, .account = &scene->account};
	if (sample->parent != NULL) {
		scene->post.reply_to_id = 2;
		scene->post.reply_to_user_id = OTHER;
		scene->subject.parent =
		    (struct related){&scene->parent, &scene->other};
	}
	if (sample->quoted != NULL) {
		scene->post.quote_of_id = 3;
		scene->subject.quoted =
		    (struct related){&scene->quoted, &scene->other};
	}
	if (sample->repost_of != NULL) {
		scene->post.repost_of_id = 4;
		scene->other.username = sample->repost_of;
		scene->subject.reposted =
		    (struct related){&scene->original, &scene->other};
	}
}

static struct verdict
judge(const struct sample *sample, struct evidence_list *evidence)
{
	struct scene scene;
	struct verdict verdict;

	set_up(&scene, sample);
	scorer_judge(scorer, &scene.subject, &verdict, evidence);
	ownership_release(&scene.own);
	return verdict;
}

/* The worked examples of the classes, in other words. */
static const struct sample samples[] = {
    {CLASS_LINK, "The best explanation of tide tables I have read: "
		 "https://tidenotes.example/tables"},
    {CLASS_ANSWER,
	"@lou Shorten the second rise to 40 minutes and make sure the oven is "
	"hotter, that should keep it from going flat.",
	.parent = "How do I keep my loaf from going flat?"},
    {CLASS_PROMOTE,
	"@lou Our Sunday class covers this! Get your tickets: "
	"https://crumbs.example/tickets",
	.url = "https://crumbs.example",
	.parent = "My bread goes flat every time"},
    {CLASS_ANSWER,
	"@lou Usually it is over-proofed: if it doesn't spring back, bake it "
	"right away. You can read more here: https://crumbs.example/help",
	.url = "https://crumbs.example",
	.parent = "How do I stop my loaf going flat?"},
    {CLASS_CHATTER,
	"@lou So sorry to hear this, Lou. Please send us a DM with your "
	"booking number so we can look into it.",
	.parent = "you lost my bag again"},
    {CLASS_ANSWER,
	"@lou Hi Lou, bags under 8 kg are free. You can print the tag at the "
	"machine next to gate 4.",
	.parent = "What does a small bag cost with you?"},
    {CLASS_PROMOTE,
	"New on the blog: 7 ways to grow your audience "
	"https://growfast.example/7",
	.url = "https://growfast.example"},
    {CLASS_INSIGHT,
	"We cut our build time from 14 to 6 minutes because we now cache "
	"headers per target instead of per repository. Most of the time was "
	"spent on files that never change.",
	.bio = "Engineer"},
    {CLASS_INSIGHT,
	"Most dashboards fail because they answer no question. Start from "
	"the decision, then choose two charts that show whether it was "
	"right."},
    {CLASS_INSIGHT,
	"This budget is a mistake: it cuts the bus subsidy by 12% in the "
	"towns which have the fewest cars, so people who need it most lose "
	"it first."},
    {CLASS_AMPLIFY, "Full notes of today's accessibility talk",
	.repost_of = "lena"},
    {CLASS_PROMOTE, "@pat's course has changed my life!!", .repost_of = "fan"},
    {CLASS_AMPLIFY,
	"Please read this great thread by @ravi, it saved me a week",
	.quoted = "How to read a flame graph, a thread"},
    {CLASS_CHATTER, "lol sure", .quoted = "Nobody will ever need this"},
    {CLASS_CHATTER, "@ravi Thanks for the follow!", .parent = "hello"},
    {CLASS_AMPLIFY,
	"Congratulations @mo on the PhD about the navigation of bees, out "
	"today! Well deserved."},
    {CLASS_ASK,
	"What do you use to annotate documents on Linux? Does anyone know "
	"one that exports the highlights?"},
    {CLASS_PROMOTE, "Ready to grow your sales tenfold? Link in bio"},
    {CLASS_PROMOTE,
	"RT if you agree that remote work wins. Follow me for more!"},
    {CLASS_PROMOTE,
	"We are honored to be named one of the leaders of this year's Grid "
	"report for the 5th time. Thank you to our customers!"},
    {CLASS_PROMOTE,
	"My team ships the new Acme app today, get it here! "
	"https://acme.example/app",
	.bio = "Engineer at https://acme.example"},
    {CLASS_PROMOTE,
	"I tried standing desks for a year and the Flexi wins. Use code PAT10 "
	"for 10% off https://flexi.example/d?aff_id=pat"},
    {CLASS_PROMOTE, "Follow me & please RT the first post!"},
    {CLASS_CHATTER, "Coffee number three, still raining, so tired"},
    {CLASS_CHATTER, "good morning everyone"},
    {CLASS_OTHER, "https://somewhere.example/1"},
    {CLASS_CHATTER, "\xf0\x9f\x98\x82\xf0\x9f\x98\x82"},
};

static void
examples_get_their_class(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct verdict verdict = judge(&samples[i], NULL);

		if (verdict.class == samples[i].class)
			continue;
		wrong++;
		fprintf(stderr, "%s, not %s: %s\n",
		    class_info[verdict.class].name,
		    class_info[samples[i].class].name, samples[i].text);
	}
	assert_int_equal(wrong, 0);
}

static void
probabilities_add_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct verdict verdict = judge(&samples[i], NULL);
		double sum = 0;

		for (int c = 0; c < CLASS_COUNT; c++) {
			assert_true(verdict.p[c] > 0);
			assert_true(verdict.p[c] <= verdict.p[verdict.class]);
			sum += verdict.p[c];
		}
		assert_true(fabs(sum - 1) < 1e-9);
	}
}

/* Evidence changes nothing, adds up to the points, and points at words. */
static void
evidence_is_the_reason(void **state)
{
	struct evidence_list list = EVIDENCE_LIST_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
		struct verdict plain = judge(&samples[i], NULL);
		struct verdict told = judge(&samples[i], &list);
		double points[CLASS_COUNT] = {0};
		int len = (int)strlen(samples[i].text);

		assert_memory_equal(plain.p, told.p, sizeof(plain.p));
		assert_true(list.n > 0);
		assert_int_equal(list.items[0].class, told.class);
		for (size_t k = 0; k < list.n; k++) {
			const struct evidence *e = &list.items[k];

			points[e->class] += e->contribution;
			assert_true(strlen(e->sentence) > 0);
			assert_true(e->start >= 0 && e->start <= e->end &&
				    e->end <= len);
		}
		for (int c = 0; c < CLASS_COUNT && !told.is_hard; c++)
			assert_true(points[c] <= points[told.class]);
	}
	evidence_release(&list);
}

static const struct evidence *
find_evidence(const struct evidence_list *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}

static void
evidence_names_the_words_and_links(void **state)
{
	static const struct sample sample = {CLASS_PROMOTE,
	    "New shoes! Buy now: https://shoes.example/shop",
	    .url = "https://shoes.example"};
	struct evidence_list list = EVIDENCE_LIST_INIT;
	struct verdict verdict = judge(&sample, &list);
	const struct evidence *buy = find_evidence(&list, "cta_buy");
	const struct evidence *own = find_evidence(&list, "link_own");

	(void)state;
	assert_int_equal(verdict.class, CLASS_PROMOTE);
	assert_true(verdict.self_link);
	assert_int_equal(verdict.links_own, 1);
	assert_non_null(buy);
	assert_memory_equal(sample.text + buy->start, "Buy now", 7);
	assert_int_equal(buy->end - buy->start, 7);
	assert_non_null(own);
	assert_int_equal(own->link, 0);
	assert_memory_equal(sample.text + own->start, "https://shoes", 13);
	evidence_release(&list);
}

static void
whose_link_it_is_matters(void **state)
{
	struct sample sample = {CLASS_LINK,
	    "A Field Guide To Rye Starters https://rye.example/guide"};
	struct verdict others = judge(&sample, NULL), own;

	(void)state;
	sample.url = "https://www.rye.example/";
	own = judge(&sample, NULL);
	assert_int_equal(others.class, CLASS_LINK);
	assert_int_equal(others.links_other, 1);
	assert_int_equal(own.class, CLASS_PROMOTE);
	assert_int_equal(own.links_own, 1);
	assert_true(own.p[CLASS_PROMOTE] > others.p[CLASS_PROMOTE] + 0.2);
}

static void
forms_are_told_apart(void **state)
{
	struct sample sample = {CLASS_CHATTER, "words of some kind"};
	struct scene scene;
	struct verdict verdict;

	(void)state;
	assert_int_equal(judge(&sample, NULL).form, FORM_POST);
	sample.parent = "what?";
	assert_int_equal(judge(&sample, NULL).form, FORM_REPLY);
	set_up(&scene, &sample);
	scene.parent.author_id = ME;
	scene.post.reply_to_user_id = ME;
	scorer_judge(scorer, &scene.subject, &verdict, NULL);
	assert_int_equal(verdict.form, FORM_SELF_REPLY);
	ownership_release(&scene.own);
	sample.parent = NULL;
	sample.quoted = "x";
	assert_int_equal(judge(&sample, NULL).form, FORM_QUOTE);
	sample.quoted = NULL;
	sample.repost_of = "ravi";
	verdict = judge(&sample, NULL);
	assert_int_equal(verdict.form, FORM_REPOST);
	assert_true(verdict.is_hard);
	assert_true(verdict.p[CLASS_AMPLIFY] > 0.9);
}

static void
other_languages_are_not_judged(void **state)
{
	struct sample sample = {CLASS_OTHER, "Kaufen Sie jetzt unser Buch"};
	struct scorer_settings settings = {.judge_all_languages = true};
	struct err err = ERR_INIT;
	struct scorer *all = scorer_load(&settings, &err);
	struct verdict verdict;
	struct scene scene;

	(void)state;
	set_up(&scene, &sample);
	scene.post.lang = "de";
	scorer_judge(scorer, &scene.subject, &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_OTHER);
	assert_true(verdict.is_hard);
	scorer_judge(all, &scene.subject, &verdict, NULL);
	assert_false(verdict.is_hard);
	scene.post.lang = "und"; /* X could not tell */
	scorer_judge(scorer, &scene.subject, &verdict, NULL);
	assert_false(verdict.is_hard);
	ownership_release(&scene.own);
	assert_string_not_equal(scorer_model_version(scorer),
	    scorer_model_version(all));
	scorer_free(all);
}

static void
handoffs_are_flagged(void **state)
{
	static const struct sample sample = {CLASS_CHATTER,
	    "@lou We're sorry to hear that. Please DM us your order number.",
	    .parent = "my order is late, can you help?"};
	struct verdict verdict = judge(&sample, NULL);

	(void)state;
	assert_int_equal(verdict.class, CLASS_CHATTER);
	assert_true(verdict.handoff);
}

/* Nothing known around it, nothing in it: still a verdict. */
static void
bare_posts_are_judged(void **state)
{
	static const char *const texts[] = {"", " ", "\xff\xfe", "@", "#",
	    "https://", "RT @", "?", "1"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct post post = {.id = 1, .text = texts[i]};
		struct subject subject = {.post = &post};
		struct evidence_list list = EVIDENCE_LIST_INIT;
		struct verdict verdict;

		scorer_judge(scorer, &subject, &verdict, &list);
		assert_true(verdict.p[verdict.class] > 0.1);
		evidence_release(&list);
	}
}

static void
long_posts_are_judged(void **state)
{
	struct post post = {.id = 1, .lang = "en"};
	struct subject subject = {.post = &post};
	struct verdict verdict;
	char *text = mem_alloc(25001, 1);

	(void)state;
	for (int i = 0; i < 25000; i++)
		text[i] = "because it is so. "[i % 18];
	post.text = text;
	scorer_judge(scorer, &subject, &verdict, NULL);
	assert_int_equal(verdict.class, CLASS_INSIGHT);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(examples_get_their_class),
	    cmocka_unit_test(probabilities_add_up),
	    cmocka_unit_test(evidence_is_the_reason),
	    cmocka_unit_test(evidence_names_the_words_and_links),
	    cmocka_unit_test(whose_link_it_is_matters),
	    cmocka_unit_test(forms_are_told_apart),
	    cmocka_unit_test(other_languages_are_not_judged),
	    cmocka_unit_test(handoffs_are_flagged),
	    cmocka_unit_test(bare_posts_are_judged),
	    cmocka_unit_test(long_posts_are_judged),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
