#include "unit.h"

#include "base/buf.h"
#include "base/when.h"
#include "store/coverage.h"
#include "store/ledger.h"
#include "store/post.h"
#include "store/source.h"
#include "store/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dir[] = "/tmp/givetake-store.XXXXXX";
static char path[64];
static struct store *store;
static struct err err;

static int
open_store(void **state)
{
	(void)state;
	snprintf(path, sizeof(path), "%s/a.db", dir);
	unlink(path);
	store = store_open(path, STORE_WRITE, &err);
	assert_non_null(store);
	assert_int_equal(store_begin(store, &err), 0);
	return 0;
}

static int
close_store(void **state)
{
	(void)state;
	store_rollback(store);
	store_close(store);
	return unlink(path);
}

static struct post
sample(int64_t id, const char *text)
{
	return (struct post){.id = id,
	    .author_id = 7,
	    .created_at = 1790000000,
	    .text = text,
	    .edit_root = id,
	    .edit_latest = id,
	    .metrics = {-1, -1, -1, -1, -1, -1}};
}

static enum put
put(const struct post *post, int64_t seen_at)
{
	enum put result = PUT_REFUSED;

	if (store_post_put(store, post, seen_at, 0, &result, &err) == -1)
		fail_msg("%s", err.text);
	return result;
}

static int64_t
count_all(enum statement s)
{
	assert_int_equal(db_bind(store_db(store), s, &err, ""), 0);
	assert_int_equal(db_step(store_db(store), s, &err), 1);
	int64_t n = db_int(store_db(store), s, 1);
	db_reset(store_db(store), s);
	return n;
}

static struct stored_post
get(int64_t id, struct arena *arena)
{
	struct stored_post stored = {.rid = 0};

	assert_int_equal(store_post_get(store, id, arena, &stored, &err), 0);
	return stored;
}

static void
test_one_row_for_each_id(void **state)
{
	struct post post = sample(100, "hello");

	(void)state;
	assert_int_equal(put(&post, 1), PUT_NEW);
	assert_int_equal(put(&post, 2), PUT_SAME);
	assert_int_equal(count_all(STMT_POST_TOTAL), 1);
}

/* What is known stays; what is new is added; whichever came first. */
static void
test_richer_fields_are_kept(void **state)
{
	struct arena arena = ARENA_INIT;
	struct link link = {.url = "https://example.com/", .site = "e"};
	struct post thin = sample(100, "cut\xe2\x80\xa6");
	struct post full = sample(100, "the whole text of it");
	struct stored_post stored;

	(void)state;
	thin.truncated = true;
	thin.lang = "en";
	full.links = &link;
	full.n_links = 1;
	full.reply_to_id = 55;
	assert_int_equal(put(&thin, 1), PUT_NEW);
	assert_int_equal(put(&full, 2), PUT_RICHER);
	assert_int_equal(put(&thin, 3), PUT_SAME);
	stored = get(100, &arena);
	assert_string_equal(stored.post.text, "the whole text of it");
	assert_string_equal(stored.post.lang, "en");
	assert_int_equal(stored.post.reply_to_id, 55);
	assert_int_equal(stored.post.n_links, 1);
	assert_false(stored.post.truncated);
	arena_release(&arena);
}

/* Whatever kinds of parts a post has, and in rows of before kinds were noted. */
static void
test_parts_are_read_back(void **state)
{
	struct link link = {.url = "https://example.com/", .site = "e"};
	struct mention mention = {.handle = "ana"};
	struct hashtag hashtag = {.name = "tag", .kind = '#'};
	struct media media = {.kind = "photo"};
	struct arena arena = ARENA_INIT;

	(void)state;
	for (int old = 0; old < 2; old++)
		for (int kinds = 0; kinds < 16; kinds++) {
			struct post post = sample(100 + kinds, "text"), found;

			post.links = &link;
			post.mentions = &mention;
			post.hashtags = &hashtag;
			post.media = &media;
			post.n_links = (kinds & 1) != 0;
			post.n_mentions = (kinds & 2) != 0;
			post.n_hashtags = (kinds & 4) != 0;
			post.n_media = (kinds & 8) != 0;
			assert_int_equal(put(&post, 1),
			    old ? PUT_SAME : PUT_NEW);
			if (old)
				assert_int_equal(
				    db_exec(store_db(store),
					"UPDATE post SET parts = 15", &err),
				    0);
			found = get(post.id, &arena).post;
			assert_int_equal(found.n_links, post.n_links);
			assert_int_equal(found.n_mentions, post.n_mentions);
			assert_int_equal(found.n_hashtags, post.n_hashtags);
			assert_int_equal(found.n_media, post.n_media);
		}
	arena_release(&arena);
}

static void
test_counters_keep_their_history(void **state)
{
	struct post post = sample(100, "x");

	(void)state;
	post.metrics.likes = 1;
	put(&post, 10);
	post.metrics.likes = 5;
	put(&post, 20);
	put(&post, 30);
	post.metrics.likes = 2; /* older news */
	put(&post, 15);
	assert_int_equal(db_bind(store_db(store), STMT_POST_FIND, &err, "i",
			     (int64_t)100),
	    0);
	assert_int_equal(db_step(store_db(store), STMT_POST_FIND, &err), 1);
	assert_int_equal(db_int(store_db(store), STMT_POST_FIND, 20), 5);
	db_reset(store_db(store), STMT_POST_FIND);
}

static void
test_tombstones_refuse(void **state)
{
	struct post post = sample(100, "x"), other = sample(101, "y");

	(void)state;
	assert_int_equal(store_tombstone(store, "post", 100, "deleted", &err),
	    0);
	assert_int_equal(put(&post, 1), PUT_REFUSED);
	assert_int_equal(put(&other, 1), PUT_NEW);
	assert_int_equal(store_tombstone(store, "user", 7, "forgotten", &err),
	    0);
	other.id = 102;
	assert_int_equal(put(&other, 1), PUT_REFUSED);
}

/* The newest version of an edited post stands, in whatever order they
 * come. */
static void
test_edits_retire_older_versions(void **state)
{
	struct arena arena = ARENA_INIT;
	struct stored_post *posts;
	struct post first = sample(100, "teh"), second = sample(101, "the");
	size_t n;

	(void)state;
	second.edit_root = 100;
	put(&first, 1);
	put(&second, 2);
	assert_int_equal(store_posts_of(store, 7, &arena, &posts, &n, &err), 0);
	assert_int_equal(n, 1);
	assert_string_equal(posts[0].post.text, "the");

	struct post late = sample(103, "old"), newer = sample(104, "new");

	newer.edit_root = 103;
	late.edit_latest = 104;
	put(&newer, 3);
	put(&late, 4);
	assert_int_equal(store_posts_of(store, 7, &arena, &posts, &n, &err), 0);
	assert_int_equal(n, 2);
	assert_int_equal(posts[1].post.id, 104);
	arena_release(&arena);
}

static void
test_profiles(void **state)
{
	struct arena arena = ARENA_INIT;
	struct user user = {.id = 7,
	    .username = "Ann",
	    .name = "Ann",
	    .description = "one",
	    .followers = 5,
	    .following = 1,
	    .posts = 1,
	    .listed = -1,
	    .has_profile = true};
	struct user passing = {.id = 7, .username = "Anna"}, found;
	int64_t id;

	(void)state;
	assert_int_equal(store_user_put(store, &user, 10, &err), 0);
	user.description = "two";
	assert_int_equal(store_user_put(store, &user, 20, &err), 0);
	user.description = "old news";
	assert_int_equal(store_user_put(store, &user, 15, &err), 0);
	assert_int_equal(store_user_put(store, &passing, 30, &err), 0);
	assert_int_equal(store_user_get(store, 7, &arena, &found, &err), 0);
	assert_string_equal(found.description, "two");
	assert_string_equal(found.username, "Anna");
	assert_string_equal(found.name, "Ann");
	assert_int_equal(found.listed, -1);
	assert_int_equal(store_user_by_handle(store, "aNNa", &id, &err), 0);
	assert_int_equal(id, 7);
	assert_int_equal(store_user_by_handle(store, "bob", &id, &err), 0);
	assert_int_equal(id, 0);
	arena_release(&arena);
}

/* @ann is watched, and so is account 7: then X says that they are one. */
static void
test_one_account_is_one_source(void **state)
{
	struct source by_id = {.kind = SOURCE_TIMELINE, .user_id = 7};
	struct source by_handle = {.kind = SOURCE_TIMELINE};
	struct source_list list = {.items = NULL};
	struct buf groups = BUF_INIT;
	char handle[] = "ann";
	int64_t first, second;
	bool is_new;

	(void)state;
	by_handle.handle = handle;
	store_source_add(store, &by_id, &first, &is_new, &err);
	store_source_add(store, &by_handle, &second, &is_new, &err);
	assert_int_not_equal(first, second);
	store_group_add(store, "team", second, &err);
	assert_int_equal(store_source_remove(store, first, &err), 0);
	assert_int_equal(store_source_resolve(store, second, 7, "Ann", &err),
	    0);
	assert_int_equal(store_source_list(store, &list, &err), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.items[0].id, first);
	assert_string_equal(list.items[0].handle, "ann");
	assert_int_equal(store_groups_of(store, first, &groups, &err), 0);
	assert_string_equal(groups.data, "team");
	assert_int_equal(store_source_resolve(store, first, 7, "Anna", &err),
	    0);
	source_list_release(&list);
	assert_int_equal(store_source_list(store, &list, &err), 0);
	assert_string_equal(list.items[0].handle, "anna");
	source_list_release(&list);
	buf_release(&groups);
}

static void
test_sources_and_leases(void **state)
{
	struct source source = {.kind = SOURCE_TIMELINE};
	char handle[] = "Ann";
	struct source_list list = {.items = NULL};
	int64_t id, again;
	bool is_new, taken;

	(void)state;
	source.handle = handle;
	assert_int_equal(store_source_add(store, &source, &id, &is_new, &err),
	    0);
	assert_true(is_new);
	assert_int_equal(store_source_add(store, &source, &again, &is_new,
			     &err),
	    0);
	assert_int_equal(again, id);
	assert_false(is_new);
	assert_int_equal(store_source_list(store, &list, &err), 0);
	store_source_lease(store, &list.items[0], "me", 9999999999, &taken,
	    &err);
	assert_true(taken);
	store_source_lease(store, &list.items[0], "you", 9999999999, &taken,
	    &err);
	assert_false(taken);
	store_source_lease(store, &list.items[0], "me", 1, &taken, &err);
	assert_true(taken);
	store_source_lease(store, &list.items[0], "you", 9999999999, &taken,
	    &err);
	assert_true(taken); /* mine had run out */
	assert_int_equal(store_source_remove(store, id, &err), 0);
	source_list_release(&list);
	assert_int_equal(store_source_list(store, &list, &err), 0);
	assert_int_equal(list.n, 0);
	source_list_release(&list);
}

static void
test_coverage_extends(void **state)
{
	struct span_list spans;
	int64_t first;

	(void)state;
	for (int64_t t = 0; t < 1000; t += 100)
		assert_int_equal(store_coverage_add(store, 1, t, t + 100,
				     GAP_NONE, &err),
		    0);
	store_coverage_add(store, 1, 1000, 1200, GAP_CAP, &err);
	store_coverage_add(store, 1, 1200, 1300, GAP_NONE, &err);
	assert_int_equal(store_coverage_get(store, 1, 0, 2000, &spans, &err),
	    0);
	assert_int_equal(spans.n, 3);
	assert_int_equal(spans.items[1].gap, GAP_CAP);
	span_list_release(&spans);
	/* What was left out is read after all. */
	store_coverage_add(store, 1, 1000, 1200, GAP_NONE, &err);
	assert_int_equal(store_coverage_get(store, 1, 0, 2000, &spans, &err),
	    0);
	assert_int_equal(spans.n, 1);
	assert_int_equal(spans.items[0].to, 1300);
	span_list_release(&spans);
	assert_int_equal(store_coverage_first(store, 1, &first, &err), 0);
	assert_int_equal(first, 0);
	assert_int_equal(store_coverage_first(store, 2, &first, &err), 1);
}

/* Reserve, settle, the free second look, and what a cap leaves. */
static void
test_ledger(void **state)
{
	const struct ledger_caps caps = {
	    .of = {1000000, LEDGER_NO_CAP, LEDGER_NO_CAP, LEDGER_NO_CAP}};
	struct ledger_entry entry = {.by = {.run_id = 1},
	    .endpoint = "e",
	    .purpose = "p",
	    .reserved = 500000};
	struct post posts[2] = {sample(1, "a"), sample(2, "b")};
	struct page page = {.posts = posts, .n_posts = 2, .n_data = 2};
	struct ledger_bill bill = {.status = 200,
	    .data_price = 5000,
	    .page = &page};
	int64_t first, second, left, gross, net, requests;
	const char *which;

	(void)state;
	assert_int_equal(ledger_reserve(store, &entry, &first, &err), 0);
	assert_int_equal(ledger_reserve(store, &entry, &second, &err), 0);
	assert_int_equal(ledger_left(store, &entry.by, &caps, &left, &which,
			     &err),
	    0);
	assert_int_equal(left, 0);
	assert_string_equal(which, "run");
	assert_int_equal(ledger_settle(store, first, &bill, &err), 0);
	assert_int_equal(ledger_settle(store, second, &bill, &err), 0);
	ledger_of_run(store, 1, &gross, &net, &requests, &err);
	assert_int_equal(gross, 20000);
	assert_int_equal(net, 10000); /* the same two posts, the same day */
	assert_int_equal(requests, 2);
	/* An idle poll leaves no row. */
	page.n_posts = 0;
	assert_int_equal(ledger_reserve(store, &entry, &first, &err), 0);
	assert_int_equal(ledger_settle(store, first, &bill, &err), 0);
	ledger_of_run(store, 1, &gross, &net, &requests, &err);
	assert_int_equal(requests, 2);
}

static int
make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) == NULL ? -1 : 0;
}

static int
remove_dir(void **state)
{
	(void)state;
	return rmdir(dir);
}

int
main(void)
{
#define WITH_STORE(f) \
	cmocka_unit_test_setup_teardown(f, open_store, close_store)
	const struct CMUnitTest tests[] = {
	    WITH_STORE(test_one_row_for_each_id),
	    WITH_STORE(test_richer_fields_are_kept),
	    WITH_STORE(test_parts_are_read_back),
	    WITH_STORE(test_counters_keep_their_history),
	    WITH_STORE(test_tombstones_refuse),
	    WITH_STORE(test_edits_retire_older_versions),
	    WITH_STORE(test_profiles),
	    WITH_STORE(test_sources_and_leases),
	    WITH_STORE(test_one_account_is_one_source),
	    WITH_STORE(test_coverage_extends),
	    WITH_STORE(test_ledger),
	};

	return cmocka_run_group_tests_name("store", tests, make_dir,
	    remove_dir);
}
