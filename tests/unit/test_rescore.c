/*
 * Stored scores after any sequence of changes are those that scoring
 * everything anew would store, in one thread or two.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/rand.h"
#include "base/when.h"
#include "judge/judge.h"
#include "judge/rescore.h"
#include "score/moments.h"
#include "store/bulk.h"
#include "store/choice.h"
#include "store/pack.h"
#include "store/post.h"
#include "store/user.h"
#include "store/wipe.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ACCOUNTS = 4, FIRST_ACCOUNT = 11, STEPS = 120, FIRST_POST = 1000 };
/* So many are judged by two threads; by one, if so few at a time. */
enum { MANY_ACCOUNTS = 400, FEW_ACCOUNTS = 40 };

static char dir[] = "/tmp/givetake-rescore.XXXXXX";
static char path[64];
static struct store *store;
static struct err err;
static struct scorer *scorers[3];
static struct scorer *scorer;
static struct rng rng;
static int64_t n_posts;

static const char *const texts[] = {
    "Does anyone know how to keep the crumb open?",
    "Try a longer proof: 12 hours at 4 degrees gave me an open crumb.",
    "Sign up for our course today, 20% off with code CRUMB",
    "good morning",
    "The best text on yeast I have read this year",
    "",
    "thanks @ben for the fix of the oven script, it saved me a day",
    "We measured 200 loaves. Turns out that salt matters more than time.",
};

static const char *const urls[] = {"https://ovens.example/a",
    "https://ann.example/course", "https://paper.example/1",
    "https://ann-books.example/x"};

static int64_t
below(int64_t n)
{
	return (int64_t)rng_below(&rng, (uint64_t)n);
}

static int64_t
any_account(void)
{
	return FIRST_ACCOUNT + below(ACCOUNTS);
}

static int64_t
any_post(void)
{
	return FIRST_POST + below(n_posts + 3);
}

static void
must(int rc)
{
	if (rc == -1)
		fail_msg("%s", err.text);
}

/* A new post, or a fuller sight of an old one. */
static void
change_post(void)
{
	int64_t id = below(5) > 0 ? FIRST_POST + n_posts++ : any_post();
	const char *url = urls[below(ARRAY_LEN(urls))];
	struct site site;
	struct link link = {.url = url};
	struct post post = {
	    .id = id,
	    .author_id = any_account(),
	    /* not always in the order of ids */
	    .created_at = 1790000000 + id * 7000 + below(90000),
	    .text = texts[below(ARRAY_LEN(texts))],
	    .lang = "en",
	    .edit_root = id,
	    .edit_latest = id,
	    .metrics = {below(9) - 1, -1, below(9) - 1, -1, -1, below(99)},
	    .included = below(6) == 0,
	};
	enum put put;

	site_of(scorer_sites(scorer), url, &site);
	link.site = site.key;
	post.links = &link;
	post.n_links = below(2);
	/* Referring to what may come later, too. */
	switch (below(5)) {
	case 0:
		post.reply_to_id = any_post();
		break;
	case 1:
		post.quote_of_id = any_post();
		break;
	case 2:
		post.repost_of_id = any_post();
		break;
	default:
		break;
	}
	must(store_post_put(store, &post, 1795000000, 0, &put, &err));
}

static void
change_user(void)
{
	static const char *const names[] = {"ann", "ben", "ovens", "paper"};
	struct user user = {
	    .id = any_account(),
	    .username = names[below(ARRAY_LEN(names))],
	    .name = names[below(ARRAY_LEN(names))],
	    .url = urls[below(ARRAY_LEN(urls))],
	    .followers = below(1000),
	    .following = -1,
	    .posts = -1,
	    .listed = -1,
	    .has_profile = below(2) == 0,
	};
	static int64_t seen_at = 1795000000;

	must(store_user_put(store, &user, seen_at++, &err));
}

static void
change_choice(void)
{
	static const char *const what[] = {"ovens.example", "paper.example",
	    "@ben", "ann-books.example"};
	const char *item = what[below(ARRAY_LEN(what))];
	int64_t n;

	if (below(3) == 0)
		must(store_own_forget(store, any_account(),
		    below(2) ? item : NULL, &n, &err));
	else
		must(store_own_put(store, any_account(), item,
		    below(2) ? "own" : "denied", "set by you", &err));
}

static void
change_label(void)
{
	struct label label = {
	    .post_id = any_post(),
	    .class = (int)below(CLASS_COUNT),
	    .flags = (int)below(16),
	};
	bool found;

	if (below(3) == 0)
		must(store_label_drop(store, label.post_id, &found, &err));
	else
		must(store_label_put(store, &label, &err));
}

static void
forget_post(void)
{
	struct id_list pages = {.n = 0}, more = {.n = 0};

	must(
	    store_wipe_post(store, any_post(), "deleted", &pages, &more, &err));
	id_list_release(&pages);
	id_list_release(&more);
}

static void
change_something(void)
{
	static const char *const zones[] = {"UTC", "Asia/Tokyo",
	    "America/New_York"};

	must(store_begin(store, &err));
	switch (below(14)) {
	case 0:
		change_user();
		break;
	case 1:
		change_choice();
		break;
	case 2:
		change_label();
		break;
	case 3:
		must(store_post_state(store, any_post(),
		    below(2) ? STATE_DELETED : STATE_PUBLIC, NULL, &err));
		break;
	case 6:
		forget_post();
		break;
	case 4:
		scorer = scorers[below(ARRAY_LEN(scorers))];
		break;
	case 5:
		when_set_zone(zones[below(ARRAY_LEN(zones))]);
		break;
	default:
		change_post();
		break;
	}
	must(store_commit(store, &err));
}

static void
add_hex(struct buf *buf, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buf_addf(buf, "%02x", bytes[i]);
}

static void
dump_scores(struct buf *dump)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_SCORE_FIND;
	size_t len;

	for (int64_t rid = 1; rid <= n_posts + 3; rid++) {
		must(db_bind(db, s, &err, "i", rid));
		if (db_step(db, s, &err) != 1)
			continue;
		buf_addf(dump, "%" PRId64 " %" PRId64 " ", rid,
		    db_int(db, s, 0));
		add_hex(dump, db_blob(db, s, 1, &len), CLASS_COUNT);
		buf_addf(dump, " %" PRId64 " %.17g %.17g %.17g %s %s\n",
		    db_int(db, s, 2), db_real(db, s, 3), db_real(db, s, 4),
		    db_real(db, s, 5), db_text(db, s, 6), db_text(db, s, 7));
		buf_addf(dump, "  %" PRId64 "\n", db_int(db, s, 8));
		db_reset(db, s);
	}
}

static void
dump_days_of(struct buf *dump, int64_t id)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUMS_OF;
	size_t len;

	must(db_bind(db, s, &err, "iii", id, INT64_MIN, INT64_MAX));
	while (db_step(db, s, &err) == 1) {
		const unsigned char *sums = db_blob(db, s, 1, &len);

		buf_addf(dump, "%" PRId64 " %" PRId64 " ", id,
		    db_int(db, s, 0));
		add_hex(dump, sums, len);
		buf_addc(dump, '\n');
	}
}

static void
dump_days(struct buf *dump)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUM_NEXT;
	int64_t id = INT64_MIN;

	for (;;) {
		must(db_bind(db, s, &err, "i", id));
		if (db_step(db, s, &err) != 1)
			return;
		id = db_int(db, s, 0);
		db_reset(db, s);
		dump_days_of(dump, id);
	}
}

static void
dump_own(struct buf *dump)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_OWN_ALL;

	must(db_bind(db, s, &err, ""));
	while (db_step(db, s, &err) == 1)
		buf_addf(dump, "%" PRId64 " %s %s %" PRId64 " %s\n",
		    db_int(db, s, 0), db_text(db, s, 2), db_text(db, s, 3),
		    db_int(db, s, 4), db_text(db, s, 5));
}

static void
dump_packs(struct buf *dump)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_PACKS_OF;
	size_t len;

	for (int64_t id = FIRST_ACCOUNT; id < FIRST_ACCOUNT + ACCOUNTS; id++) {
		must(db_bind(db, s, &err, "iii", id, INT64_MIN, INT64_MAX));
		while (db_step(db, s, &err) == 1) {
			const unsigned char *pack = db_blob(db, s, 1, &len);

			buf_addf(dump, "%" PRId64 " %" PRId64 " ", id,
			    db_int(db, s, 0));
			add_hex(dump, pack, len);
			buf_addc(dump, '\n');
		}
	}
}

/* What was packed as the posts were judged is what packing them from the
 * archive gives. */
static void
check_packs(void)
{
	struct buf before = BUF_INIT, after = BUF_INIT;

	dump_packs(&before);
	must(store_begin(store, &err));
	for (int64_t id = FIRST_ACCOUNT; id < FIRST_ACCOUNT + ACCOUNTS; id++)
		must(store_pack_user(store, id, &err));
	must(store_commit(store, &err));
	dump_packs(&after);
	assert_string_equal(before.data == NULL ? "" : before.data,
	    after.data == NULL ? "" : after.data);
	buf_release(&before);
	buf_release(&after);
}

static void
score_and_dump(struct buf *dump)
{
	int64_t n;

	buf_clear(dump);
	must(rescore(store, scorer, NULL, NULL, &n, &err));
	check_packs();
	dump_scores(dump);
	dump_days(dump);
	dump_own(dump);
	dump_packs(dump);
}

static void
step_by_step_is_all_at_once(void **state)
{
	struct buf stepwise = BUF_INIT, anew = BUF_INIT;
	int64_t due;

	(void)state;
	for (int i = 0; i < STEPS; i++) {
		for (int64_t k = below(6); k >= 0; k--)
			change_something();
		score_and_dump(&stepwise);
		must(rescore_due(store, scorer, &due, &err));
		assert_int_equal(due, 0);
		must(rescore_touch_all(store, &err));
		score_and_dump(&anew);
		assert_string_equal(stepwise.data, anew.data);
	}
	assert_true(anew.len > 10000);
	buf_release(&stepwise);
	buf_release(&anew);
}

static void
add_post(int64_t author_id)
{
	int64_t other = any_post();
	struct post post = {
	    .id = FIRST_POST + n_posts,
	    .author_id = author_id,
	    .created_at = 1790000000 + n_posts * 5000,
	    .text = texts[below(ARRAY_LEN(texts))],
	    .lang = "en",
	    .metrics = {-1, -1, -1, -1, -1, -1},
	};
	enum put put;

	switch (below(6)) {
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
add_account(int64_t id)
{
	must(db_run(store_db(store), STMT_USER_TOUCH, &err, "i", id));
	for (int64_t i = below(12); i >= 0; i--)
		add_post(id);
}

static void
two_threads_judge_as_one(void **state)
{
	struct buf two = BUF_INIT, one = BUF_INIT;
	struct db *db = store_db(store);
	struct buf before = BUF_INIT, after = BUF_INIT;

	(void)state;
	must(db_explain(db, STMT_POST_REFERRERS_TOUCH, &before, &err));
	must(store_bulk_begin(store, &err));
	must(store_begin(store, &err));
	for (int64_t i = 0; i < MANY_ACCOUNTS; i++)
		add_account(FIRST_ACCOUNT + ACCOUNTS + i);
	must(store_commit(store, &err));
	must(store_bulk_settle(store, &err));
	score_and_dump(&two);
	/* The indexes were made meanwhile. */
	must(db_explain(db, STMT_POST_REFERRERS_TOUCH, &after, &err));
	assert_string_equal(before.data, after.data);
	buf_release(&before);
	buf_release(&after);
	must(db_exec(db,
	    "DELETE FROM score; DELETE FROM day_sum; DELETE FROM own "
	    "WHERE by_user = 0; UPDATE \"user\" SET dirty = 0",
	    &err));
	for (int64_t i = 0; i < ACCOUNTS + MANY_ACCOUNTS; i++) {
		must(db_run(db, STMT_USER_TOUCH, &err, "i", FIRST_ACCOUNT + i));
		if (i % FEW_ACCOUNTS == 0)
			score_and_dump(&one);
	}
	score_and_dump(&one);
	assert_string_equal(one.data, two.data);
	assert_true(one.len > 100000);
	buf_release(&one);
	buf_release(&two);
}

static void
compare_verdicts(struct judge *whole, struct judge *some, size_t i)
{
	struct verdict v = {.class = 0}, w = {.class = 0};
	struct standing s, t;

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
	struct scorer *models[] = {scorer, scorer_load(&trained, &err)};

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
	scorer_free(models[1]);
}

static int
open_all(void **state)
{
	static const char *const weights[] = {NULL,
	    "ask\t1\t0\nrepeat_days\t10\n", "thread_exponent\t0.2\n"};

	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/a.db", dir);
	store = store_open(path, STORE_WRITE, &err);
	for (size_t i = 0; i < ARRAY_LEN(scorers); i++) {
		struct scorer_settings settings = {.weights = weights[i],
		    .lexicon = i == 1 ? "dull\tloaves\n" : NULL};

		scorers[i] = scorer_load(&settings, &err);
	}
	scorer = scorers[0];
	when_set_zone("UTC");
	rng_seed(&rng, 4);
	return store == NULL || scorers[2] == NULL;
}

static int
close_all(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(scorers); i++)
		scorer_free(scorers[i]);
	store_close(store);
	unlink(path);
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(step_by_step_is_all_at_once),
	    cmocka_unit_test(two_threads_judge_as_one),
	    cmocka_unit_test(some_at_a_time_is_all_at_once),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
