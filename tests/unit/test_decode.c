#include "unit.h"

#include "decode/v2.h"

#include <string.h>

static struct json_doc doc;
static struct page page;

static void
decode(const char *text)
{
	struct err err = ERR_INIT;

	if (json_parse(&doc, text, strlen(text), &err) == -1)
		fail_msg("%s", err.text);
	decode_v2_page(doc.root, &page);
}

static int
release(void **state)
{
	(void)state;
	json_release(&doc);
	page_release(&page);
	return 0;
}

/* The words of the text that an entity points at. */
static void
assert_words(const struct post *post, int start, int end, const char *words)
{
	assert_int_equal(end - start, strlen(words));
	assert_memory_equal(post->text + start, words, strlen(words));
}

static void
test_page_of_posts(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"1700000000000000002\",\"text\":\"Hi\","
	       "\"author_id\":\"7\",\"created_at\":"
	       "\"2026-10-01T10:00:00.000Z\",\"conversation_id\":\"5\","
	       "\"in_reply_to_user_id\":\"8\",\"lang\":\"en\","
	       "\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":"
	       "\"5\"},{\"type\":\"quoted\",\"id\":\"6\"}],"
	       "\"public_metrics\":{\"retweet_count\":3,\"like_count\":4}}],"
	       "\"includes\":{\"users\":[{\"id\":\"7\",\"username\":\"ann\","
	       "\"name\":\"Ann\"}],\"tweets\":[{\"id\":\"5\",\"text\":\"?\"}]"
	       "},\"meta\":{\"newest_id\":\"1700000000000000002\","
	       "\"result_count\":1,\"next_token\":\"abc\"}}");
	assert_int_equal(page.kind, PAGE_POSTS);
	assert_int_equal(page.n_posts, 2);
	assert_int_equal(page.n_included_posts, 1);
	assert_int_equal(page.n_data, 1);
	assert_int_equal(page.n_users, 1);
	assert_int_equal(page.n_included_users, 1);
	assert_string_equal(page.next_token, "abc");
	assert_int_equal(page.newest_id, 1700000000000000002);

	const struct post *post = &page.posts[0];

	assert_int_equal(post->id, 1700000000000000002);
	assert_int_equal(post->author_id, 7);
	assert_int_equal(post->created_at, 1790848800);
	assert_int_equal(post->reply_to_id, 5);
	assert_int_equal(post->reply_to_user_id, 8);
	assert_int_equal(post->quote_of_id, 6);
	assert_int_equal(post->repost_of_id, 0);
	assert_int_equal(post->metrics.reposts, 3);
	assert_int_equal(post->metrics.likes, 4);
	assert_int_equal(post->metrics.impressions, -1);
	assert_false(post->included);
	assert_true(page.posts[1].included);
}

static void
test_post_vocabulary(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"12\",\"text\":\"short\",\"author_id\":"
	       "\"7\",\"note_post\":{\"text\":\"the long text\"},"
	       "\"referenced_posts\":[{\"type\":\"reposted\",\"id\":\"9\"}],"
	       "\"edit_history_post_ids\":[\"11\",\"12\",\"13\"],"
	       "\"public_metrics\":{\"repost_count\":2}}],"
	       "\"includes\":{\"posts\":[{\"id\":\"9\",\"text\":\"of "
	       "another\",\"author_id\":\"3\"}]}}");
	assert_int_equal(page.n_posts, 2);
	assert_int_equal(page.posts[0].repost_of_id, 9);
	assert_int_equal(page.posts[0].metrics.reposts, 2);
	assert_int_equal(page.posts[0].edit_root, 11);
	assert_int_equal(page.posts[0].edit_latest, 13);
	/* The original stands beside the repost: its text is the text. */
	assert_string_equal(page.posts[0].text, "of another");
	assert_false(page.posts[0].truncated);
}

static void
test_cut_repost_is_marked(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"12\",\"text\":\"RT @x: cut of\xe2\x80"
	       "\xa6\",\"author_id\":\"7\",\"referenced_tweets\":[{\"type\":"
	       "\"retweeted\",\"id\":\"9\"}]}]}");
	assert_true(page.posts[0].truncated);
}

/* Offsets count code points of the escaped text (x-api.md 2.3). */
static void
test_offsets_become_bytes(void **state)
{
	const struct post *post;

	(void)state;
	decode("{\"data\":[{\"id\":\"1\",\"author_id\":\"2\",\"text\":"
	       "\"\xf0\x9f\x98\x80 a &amp; b &lt;3 #caf\xc3\xa9 @Bob "
	       "https://t.co/abc\",\"entities\":{\"hashtags\":[{\"start\":"
	       "19,\"end\":24,\"tag\":\"caf\xc3\xa9\"}],\"mentions\":[{"
	       "\"start\":25,\"end\":29,\"username\":\"bob\",\"id\":\"4\"}],"
	       "\"urls\":[{\"start\":30,\"end\":46,\"url\":"
	       "\"https://t.co/abc\",\"expanded_url\":"
	       "\"https://example.com/page\",\"display_url\":\"example.com"
	       "\"}]}}]}");
	post = &page.posts[0];
	assert_string_equal(post->text,
	    "\xf0\x9f\x98\x80 a & b <3 #caf\xc3\xa9 @Bob https://t.co/abc");
	assert_words(post, post->hashtags[0].start, post->hashtags[0].end,
	    "#caf\xc3\xa9");
	assert_words(post, post->mentions[0].start, post->mentions[0].end,
	    "@Bob");
	assert_words(post, post->links[0].start, post->links[0].end,
	    "https://t.co/abc");
	assert_string_equal(post->links[0].url, "https://example.com/page");
}

/* Wrong offsets are looked for, impossible ones lead nowhere. */
static void
test_offsets_are_not_trusted(void **state)
{
	const struct post *post;

	(void)state;
	decode("{\"data\":[{\"id\":\"1\",\"author_id\":\"2\",\"text\":"
	       "\"see @ann\",\"entities\":{\"mentions\":[{\"start\":900,"
	       "\"end\":-4,\"username\":\"ann\"},{\"start\":0,\"end\":3,"
	       "\"username\":\"nobody\"},{\"end\":3}]}}]}");
	post = &page.posts[0];
	assert_int_equal(post->n_mentions, 2);
	assert_words(post, post->mentions[0].start, post->mentions[0].end,
	    "@ann");
	assert_int_equal(post->mentions[1].start, 0);
	assert_int_equal(post->mentions[1].end, 0);
}

static void
test_long_text_and_article(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"1\",\"author_id\":\"2\",\"text\":"
	       "\"begin\",\"note_tweet\":{\"text\":\"begin &amp; end "
	       "#tag\",\"entities\":{\"hashtags\":[{\"start\":16,\"end\":20,"
	       "\"tag\":\"tag\"}]}}},{\"id\":\"3\",\"author_id\":\"2\","
	       "\"text\":\"https://t.co/x\",\"article\":{\"title\":\"T\","
	       "\"plain_text\":\"Body\"}}]}");
	assert_string_equal(page.posts[0].text, "begin & end #tag");
	assert_int_equal(page.posts[0].hashtags[0].start, 12);
	assert_string_equal(page.posts[1].text, "T\n\nBody");
}

static void
test_flattened_post(void **state)
{
	(void)state;
	decode("{\"id\":\"1\",\"text\":\"a\",\"author\":{\"id\":\"2\","
	       "\"username\":\"ann\",\"description\":\"d\"},"
	       "\"referenced_tweets\":[{\"type\":\"quoted\",\"id\":\"9\","
	       "\"text\":\"q\",\"author_id\":\"3\",\"author\":{\"id\":\"3\","
	       "\"username\":\"bob\"}}]}");
	assert_int_equal(page.kind, PAGE_POSTS);
	assert_int_equal(page.n_posts, 2);
	assert_int_equal(page.posts[0].author_id, 2);
	assert_int_equal(page.posts[0].quote_of_id, 9);
	assert_true(page.posts[1].included);
	assert_int_equal(page.n_users, 2);
	assert_true(page.users[0].has_profile);
	assert_false(page.users[1].has_profile);
}

static void
test_problems(void **state)
{
	(void)state;
	decode("{\"errors\":[{\"value\":\"5\",\"detail\":\"User has been "
	       "suspended: [5].\",\"title\":\"Forbidden\",\"resource_type\":"
	       "\"user\",\"parameter\":\"ids\",\"resource_id\":\"5\","
	       "\"type\":\"https://api.twitter.com/2/problems/"
	       "resource-not-found\"},{\"title\":\"Authorization Error\","
	       "\"type\":\"https://api.x.com/2/problems/"
	       "not-authorized-for-resource\",\"resource_id\":\"6\"},{"
	       "\"title\":\"Not Found Error\",\"type\":\"x/"
	       "resource-not-found\"},{}]}");
	assert_int_equal(page.kind, PAGE_POSTS);
	assert_int_equal(page.n_problems, 4);
	assert_int_equal(page.problems[0].kind, PROBLEM_SUSPENDED);
	assert_int_equal(page.problems[0].id, 5);
	assert_int_equal(page.problems[1].kind, PROBLEM_NOT_AUTHORIZED);
	assert_int_equal(page.problems[2].kind, PROBLEM_NOT_FOUND);
	assert_int_equal(page.problems[3].kind, PROBLEM_OTHER);
}

/* What is not posts is told by its shape. */
static void
test_other_shapes(void **state)
{
	static const struct {
		const char *json;
		enum page_kind kind;
	} cases[] = {
	    {"{\"data\":[{\"id\":\"1\",\"username\":\"a\",\"name\":\"A\"}]}",
		PAGE_USERS},
	    {"{\"data\":{\"id\":\"1\",\"username\":\"a\"}}", PAGE_USERS},
	    {"{\"data\":[{\"id\":\"1\",\"name\":\"L\",\"owner_id\":\"2\"}]}",
		PAGE_LISTS},
	    {"{\"data\":[{\"start\":\"2026\",\"end\":\"2026\","
	     "\"tweet_count\":3}],\"meta\":{\"total_tweet_count\":3}}",
		PAGE_COUNTS},
	    {"{\"id\":\"1\",\"action\":\"delete\",\"reason\":\"deleted\"}",
		PAGE_COMPLIANCE},
	    {"{\"meta\":{\"result_count\":0}}", PAGE_POSTS},
	    {"{\"data\":{\"liked\":true}}", PAGE_OTHER},
	    {"{\"id\":5,\"id_str\":\"5\",\"text\":\"v1.1\"}", PAGE_OTHER},
	    {"[1,2,3]", PAGE_OTHER},
	    {"\"text\"", PAGE_OTHER},
	    {"null", PAGE_OTHER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		decode(cases[i].json);
		if (page.kind != cases[i].kind)
			fail_msg("%s: kind %d", cases[i].json, page.kind);
		assert_int_equal(page.n_posts, 0);
	}
}

/* Every field is optional and may have any type. */
static void
test_damaged_objects(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"1\",\"text\":\"fine\"},{\"text\":\"no "
	       "id\"},{\"id\":12,\"text\":\"number\"},{\"id\":"
	       "\"99999999999999999999\",\"text\":\"too big\"},5,null,"
	       "{\"id\":\"2\",\"text\":\"odd\",\"entities\":[],"
	       "\"referenced_tweets\":{},\"attachments\":3,\"author_id\":{},"
	       "\"public_metrics\":\"x\",\"created_at\":7}],\"includes\":[],"
	       "\"errors\":{},\"meta\":[]}");
	assert_int_equal(page.n_posts, 2);
	assert_int_equal(page.n_damaged, 5);
	assert_int_equal(page.posts[1].author_id, 0);
}

static void
test_media_and_flags(void **state)
{
	(void)state;
	decode("{\"data\":[{\"id\":\"1\",\"text\":\"p\",\"author_id\":\"2\","
	       "\"paid_partnership\":true,\"possibly_sensitive\":true,"
	       "\"attachments\":{\"media_keys\":[\"3_1\"],\"poll_ids\":[\"4\""
	       "]},\"withheld\":{\"country_codes\":[\"DE\",\"XX\"]}}],"
	       "\"includes\":{\"media\":[{\"media_key\":\"3_1\",\"type\":"
	       "\"photo\",\"url\":\"https://pic.example/1\",\"alt_text\":"
	       "\"a cat\"}]}}");
	assert_true(page.posts[0].paid);
	assert_true(page.posts[0].sensitive);
	assert_int_equal(page.posts[0].n_media, 2);
	assert_string_equal(page.posts[0].media[0].alt, "a cat");
	assert_string_equal(page.posts[0].media[1].kind, "poll");
	assert_string_equal(page.posts[0].withheld, "DE,XX");
	assert_int_equal(page.posts[0].state, STATE_WITHHELD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page_of_posts),
	    cmocka_unit_test(test_post_vocabulary),
	    cmocka_unit_test(test_cut_repost_is_marked),
	    cmocka_unit_test(test_offsets_become_bytes),
	    cmocka_unit_test(test_offsets_are_not_trusted),
	    cmocka_unit_test(test_long_text_and_article),
	    cmocka_unit_test(test_flattened_post),
	    cmocka_unit_test(test_problems),
	    cmocka_unit_test(test_other_shapes),
	    cmocka_unit_test(test_damaged_objects),
	    cmocka_unit_test(test_media_and_flags),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, release);
}
