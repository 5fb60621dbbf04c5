/*
 * A very large account is judged as any other.
 */
#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "judge/judge.h"
#include "store/post.h"

#include <stdio.h>
#include <unistd.h>

enum { FIRST_POST = 1000 };

static char path[64];
static struct store *store;
static struct err err;
static struct rng rng;
static int64_t n_posts;

static const char *const texts[] = {
    "Does anyone know how to keep the crumb open?",
    "Try a longer proof: 12 hours at 4 degrees gave me an open crumb.",
    "Sign up for our course today, 20% off with code CRUMB",
    "good morning",
    "",
    "thanks @ben for the fix of the oven script, it saved me a day",
};

static void
must(int rc)
{
	if (rc == -1)
		fail_msg("%s", err.text);
}

/* It may refer to any other before it. */
static void
add_post(int64_t author_id)
{
	int64_t other =
	    FIRST_POST + (int64_t)rng_below(&rng, (uint64_t)n_posts + 1);
	struct link link = {.url = "https://ann.example/course",
	    .site = "ann.example"};
	struct post post = {
	    .id = FIRST_POST + n_posts,
	    .author_id = author_id,
	    .created_at = 1790000000 + n_posts * 5000,
	    .text = texts[rng_below(&rng, ARRAY_LEN(texts))],
	    .lang = "en",
	    .links = &link,
	    .n_links = rng_below(&rng, 2),
	    .metrics = {-1, -1, -1, -1, -1, -1},
	};
	enum put put;

	switch (rng_below(&rng, 6)) {
	case 0:
		post.quote_of_id = other;
		break;
	case 1:
		post.repost_of_id = other;
		break;
	case 2:
	case 3:
		post.reply_to_id = other;
		break;
	default:
		break;
	}
	n_posts++;
	must(store_post_put(store, &post, 1795000000, 0, &put, &err));
}

static void
compare_verdicts(struct judge *whole, struct judge *some, size_t i)
{
	struct verdict v = {.class = 0}, w = {.class = 0};
	struct post_standing s, t;

	must(judge_verdict(whole, i, &v, &s, NULL, &err));
	must(judge_verdict(some, i, &w, &t, NULL, &err));
	assert_int_equal(v.class, w.class);
	assert_memory_equal(v.p, w.p, sizeof(v.p));
	assert_int_equal(v.form, w.form);
	assert_true(s.weight == t.weight && s.mass.give == t.mass.give);
	assert_int_equal(s.is_repeat, t.is_repeat);
	assert_int_equal(s.target.author_id, t.target.author_id);
	assert_int_equal(s.target.created_at, t.target.created_at);
	assert_int_equal(judge_post(whole, i)->rid, judge_post(some, i)->rid);
}

/* An account with so many posts that some are at hand at a time is judged as
 * with all of them at hand. */
static void
some_at_a_time_is_all_at_once(void **state)
{
	enum { ID = 5000, POSTS = 16000 };
	struct scorer_settings trained = {.model = "trained"};
	struct scorer_settings rules = {.model = "rules"};
	struct scorer *models[] = {scorer_load(&rules, &err),
	    scorer_load(&trained, &err)};

	(void)state;
	must(store_begin(store, &err));
	for (int i = 0; i < POSTS; i++)
		add_post(i % 8 == 0 ? ID + 1 : ID);
	for (int i = 0; i < POSTS / 8; i++)
		add_post(ID);
	must(store_commit(store, &err));
	for (size_t m = 0; m < ARRAY_LEN(models); m++) {
		struct judge *whole = judge_open(store, models[m], ID, &err);
		struct judge *some =
		    judge_open_sparing(store, models[m], ID, &err);
		size_t n_gone = 0;

		assert_int_equal(judge_count(whole), POSTS);
		assert_int_equal(judge_count(some), POSTS);
		for (size_t i = 0; i < POSTS; i++) {
			n_gone += judge_post(some, i) == NULL;
			compare_verdicts(whole, some, i);
		}
		/* Three times, or four. */
		assert_in_range(n_gone, 3, 4);
		judge_free(whole);
		judge_free(some);
	}
	scorer_free(models[0]);
	scorer_free(models[1]);
}

static int
open_all(void **state)
{
	(void)state;
	snprintf(path, sizeof(path), "/tmp/judge.%ld.db", (long)getpid());
	store = store_open(path, STORE_WRITE, &err);
	rng_seed(&rng, 7);
	return store == NULL;
}

static int
close_all(void **state)
{
	(void)state;
	store_close(store);
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(some_at_a_time_is_all_at_once),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
