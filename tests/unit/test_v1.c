/*
 * Posts of v1.1, of exports, of web pages and of tables become the model.
 */
#include "base/mem.h"
#include "decode/row.h"
#include "decode/v1.h"
#include "unit.h"

#include <string.h>

static struct json_doc doc;
static struct page page;

static int
tear_down(void **state)
{
	(void)state;
	json_release(&doc);
	page_release(&page);
	return 0;
}

static const struct json *
parse(const char *text)
{
	struct err err = ERR_INIT;

	assert_int_equal(json_parse(&doc, text, strlen(text), &err), 0);
	return doc.root;
}

static const struct post *
decode(const char *text, const struct owner *owner)
{
	page_reset(&page);
	assert_true(decode_v1_append(parse(text), owner, &page));
	assert_true(page.n_posts > 0);
	return &page.posts[0];
}

static void
test_classic(void **state)
{
	const struct post *post = decode(
	    "{\"id\":1049999999999999999,\"id_str\":\"1049999999999999999\","
	    "\"created_at\":\"Wed Oct 10 20:19:24 +0000 2018\","
	    "\"text\":\"salt &amp; #pepper for @ann https://t.co/x1\","
	    "\"source\":\"<a href=\\\"https://app.example\\\">App</a>\","
	    "\"user\":{\"id_str\":\"7\",\"screen_name\":\"bob\",\"name\":\"B\","
	    "\"followers_count\":3},\"entities\":{\"hashtags\":[{\"text\":"
	    "\"pepper\",\"indices\":[11,18]}],\"user_mentions\":[{"
	    "\"screen_name\":\"ann\",\"id_str\":\"8\",\"indices\":[23,27]}],"
	    "\"urls\":[{\"url\":\"https://t.co/x1\",\"expanded_url\":"
	    "\"https://a.example/1\",\"indices\":[28,43]}]},"
	    "\"in_reply_to_status_id_str\":\"5\",\"favorite_count\":4}",
	    NULL);

	(void)state;
	assert_int_equal(post->id, 1049999999999999999);
	assert_int_equal(post->author_id, 7);
	assert_int_equal(post->created_at, 1539202764);
	assert_string_equal(post->text,
	    "salt & #pepper for @ann https://t.co/x1");
	assert_string_equal(post->source, "App");
	assert_int_equal(post->reply_to_id, 5);
	assert_int_equal(post->metrics.likes, 4);
	assert_int_equal(post->metrics.replies, -1);
	assert_int_equal(post->n_links, 1);
	assert_string_equal(post->links[0].url, "https://a.example/1");
	assert_int_equal(post->links[0].start, 24);
	assert_int_equal(post->mentions[0].user_id, 8);
	assert_int_equal(post->mentions[0].start, 19);
	assert_int_equal(post->hashtags[0].start, 7);
	assert_int_equal(page.n_users, 1);
	assert_int_equal(page.users[0].followers, 3);
}

static void
test_extended(void **state)
{
	const struct post *post =
	    decode("{\"id_str\":\"11\",\"text\":\"cut\xe2\x80\xa6\","
		   "\"truncated\":true,\"extended_tweet\":{\"full_text\":"
		   "\"not cut at all\"}}",
		NULL);

	(void)state;
	assert_string_equal(post->text, "not cut at all");
	assert_false(post->truncated);
	post = decode("{\"id_str\":\"11\",\"text\":\"cut\xe2\x80\xa6\","
		      "\"truncated\":true}",
	    NULL);
	assert_true(post->truncated);
}

static void
test_repost_and_quote(void **state)
{
	const struct post *post =
	    decode("{\"id_str\":\"20\",\"text\":\"RT @ann: long\xe2\x80\xa6\","
		   "\"user\":{\"id_str\":\"7\",\"screen_name\":\"bob\"},"
		   "\"retweeted_status\":{\"id_str\":\"19\",\"full_text\":"
		   "\"long enough\",\"user\":{\"id_str\":\"8\",\"screen_name\":"
		   "\"ann\"},\"quoted_status\":{\"id_str\":\"18\",\"text\":"
		   "\"q\"}}}",
		NULL);

	(void)state;
	assert_int_equal(page.n_posts, 3);
	assert_int_equal(page.n_users, 2);
	assert_int_equal(page.n_included_posts, 2);
	assert_int_equal(post->repost_of_id, 19);
	assert_int_equal(post->quote_of_id, 0);
	assert_string_equal(post->text, "long enough");
	assert_int_equal(page.posts[1].quote_of_id, 18);
}

/* Numbers above 2^53 are rounded by the time they can be read. */
static void
test_numeric_ids(void **state)
{
	(void)state;
	assert_int_equal(decode("{\"id\":123456,\"text\":\"old\"}", NULL)->id,
	    123456);
	page_reset(&page);
	assert_true(
	    decode_v1_append(parse(
				 "{\"id\":1049999999999999999,\"text\":\"x\"}"),
		NULL, &page));
	assert_int_equal(page.n_posts, 0);
	assert_int_equal(page.n_damaged, 1);
	assert_non_null(strstr(page.damaged->why, "too large"));
}

static void
test_lists(void **state)
{
	(void)state;
	decode("{\"statuses\":[{\"id_str\":\"1\",\"text\":\"a\"},"
	       "{\"id_str\":\"2\",\"text\":\"b\"},{\"id_str\":\"x\"}]}",
	    NULL);
	assert_int_equal(page.n_posts, 2);
	assert_int_equal(page.n_damaged, 1);
	page_reset(&page);
	assert_true(
	    decode_v1_append(parse("[{\"id_str\":\"1\",\"screen_name\":\"a\","
				   "\"status\":"
				   "{\"id_str\":\"9\",\"text\":\"t\"}}]"),
		NULL, &page));
	assert_int_equal(page.n_users, 1);
	assert_int_equal(page.posts[0].author_id, 1);
}

static void
test_not_posts(void **state)
{
	static const char *const others[] = {"{}", "[]", "{\"id_str\":\"1\"}",
	    "{\"id_str\":\"1\",\"text\":\"t\",\"sender_id\":4}",
	    "{\"id\":\"1\",\"text\":\"v2\"}", "{\"errors\":[]}"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		page_reset(&page);
		assert_false(decode_v1_append(parse(others[i]), NULL, &page));
	}
}

static void
test_deletion(void **state)
{
	(void)state;
	page_reset(&page);
	assert_true(decode_v1_append(parse("{\"delete\":{\"status\":{\"id_"
					   "str\":\"77\"}}}"),
	    NULL, &page));
	assert_int_equal(page.n_deleted, 1);
	assert_int_equal(page.deleted[0], 77);
	assert_true(decode_v1_deleted(parse("{\"tweet\":{\"id_str\":\"78\","
					    "\"full_text\":\"gone\"}}"),
	    &page));
	assert_int_equal(page.n_deleted, 2);
	assert_int_equal(page.n_posts, 0);
}

static void
test_export(void **state)
{
	struct owner owner = OWNER_INIT;
	const struct post *post;

	(void)state;
	assert_true(owner_learn(&owner,
	    parse(
		"{\"account\":{\"email\":\"me@mail.example\",\"username\":"
		"\"bob\",\"accountId\":\"7\",\"accountDisplayName\":\"B\"}}")));
	assert_true(owner_learn(&owner,
	    parse("{\"noteTweet\":{\"createdAt\":\"2026-03-14T00:00:05.000Z\","
		  "\"core\":{\"text\":\"a long note that goes on and on until "
		  "its very end\"}}}")));
	assert_false(owner_learn(&owner, parse("{\"like\":{}}")));
	post = decode("{\"tweet\":{\"id_str\":\"30\",\"full_text\":\"a long "
		      "note that goes on\xe2\x80\xa6 https://t.co/y\","
		      "\"created_at\":\"Sat Mar 14 00:00:05 +0000 2026\","
		      "\"favorite_count\":\"12\",\"entities\":{\"urls\":[{"
		      "\"url\":\"https://t.co/y\",\"expanded_url\":"
		      "\"https://x.com/ann/status/29\",\"indices\":[\"1\","
		      "\"2\"]}]},\"edit_info\":{\"edit\":{"
		      "\"editControlInitial\":{\"editTweetIds\":[\"28\","
		      "\"30\"]}}}}}",
	    &owner);
	assert_int_equal(post->author_id, 7);
	assert_int_equal(post->metrics.likes, 12);
	assert_int_equal(post->quote_of_id, 29);
	assert_int_equal(post->edit_root, 28);
	assert_string_equal(post->text,
	    "a long note that goes on and on until its very end");
	assert_false(post->truncated);
	assert_string_equal(page.users[0].username, "bob");
	owner_release(&owner);
}

static void
test_old_export(void **state)
{
	const struct post *post =
	    decode("{\"id_str\":\"40\",\"text\":\"hi\",\"created_at\":"
		   "\"2014-03-31 18:12:03 +0000\",\"user\":{\"id_str\":\"7\","
		   "\"screen_name\":\"bob\"}}",
		NULL);

	(void)state;
	assert_int_equal(post->created_at, 1396289523);
}

static void
test_web(void **state)
{
	const struct post *post = decode(
	    "{\"data\":{\"rest_id\":\"50\",\"legacy\":{\"id_str\":\"50\","
	    "\"full_text\":\"short\",\"retweet_count\":2},\"core\":{"
	    "\"user_results\":{\"result\":{\"rest_id\":\"7\",\"legacy\":{"
	    "\"screen_name\":\"bob\"}}}},\"note_tweet\":{"
	    "\"note_tweet_results\":{\"result\":{\"text\":\"long\"}}},"
	    "\"views\":{\"count\":\"99\"}}}",
	    NULL);

	(void)state;
	assert_int_equal(post->author_id, 7);
	assert_string_equal(post->text, "long");
	assert_int_equal(post->metrics.impressions, 99);
	assert_string_equal(page.users[0].username, "bob");
}

/* Decode one row; cells are cut up in place, so they are copied. */
static const char *
row(const char *const *names, const char *const *cells, size_t n)
{
	struct row_map map;
	char *copies[2][16];

	page_reset(&page);
	for (size_t i = 0; i < n; i++) {
		copies[0][i] = arena_strdup(&page.arena, names[i]);
		copies[1][i] = arena_strdup(&page.arena, cells[i]);
	}
	assert_true(row_map_read(&map, copies[0], n));
	return row_decode(&map, copies[1], n, NULL, &page);
}

static void
test_row(void **state)
{
	const char *names[] = {"id", "created_at", "text", "author.id",
	    "author.username", "entities.urls",
	    "referenced_tweets.replied_to.id"};
	const char *cells[] = {"60", "2026-11-02T10:00:00.000Z",
	    "see https://t.co/z", "7", "bob",
	    "[{\"url\":\"https://t.co/z\",\"expanded_url\":"
	    "\"https://a.example/\",\"start\":4,\"end\":18}]",
	    "59.0"};

	(void)state;
	assert_null(row(names, cells, ARRAY_LEN(cells)));
	assert_int_equal(page.posts[0].id, 60);
	assert_int_equal(page.posts[0].author_id, 7);
	assert_int_equal(page.posts[0].reply_to_id, 59);
	assert_string_equal(page.posts[0].links[0].url, "https://a.example/");
	assert_int_equal(page.posts[0].links[0].start, 4);
	assert_string_equal(page.users[0].username, "bob");
}

static void
test_row_faults(void **state)
{
	const char *names[] = {"ID", "Text", "user"};

	const char *bad[] = {"1.29E+18", "t", "@bob"};
	const char *none[] = {"", "t", "@bob"};
	const char *good[] = {"=\"1290000000000000001\"", "'=1+1", "@bob"};

	(void)state;
	assert_non_null(strstr(row(names, bad, 3), "rounded by a spreadsheet"));
	assert_string_equal(row(names, none, 3), "no id");
	assert_null(row(names, good, 3));
	assert_int_equal(page.posts[0].id, 1290000000000000001);
	assert_string_equal(page.posts[0].text, "=1+1");
	assert_string_equal(page.posts[0].author_handle, "bob");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_classic),
	    cmocka_unit_test(test_extended),
	    cmocka_unit_test(test_repost_and_quote),
	    cmocka_unit_test(test_numeric_ids),
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_not_posts),
	    cmocka_unit_test(test_deletion),
	    cmocka_unit_test(test_export),
	    cmocka_unit_test(test_old_export),
	    cmocka_unit_test(test_web),
	    cmocka_unit_test(test_row),
	    cmocka_unit_test(test_row_faults),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
