/* Posts written as the API writes them, and read again. */

#include "decode/v2.h"
#include "export/flat.h"
#include "hostile.h"
#include "unit.h"
#include "json/json.h"

#include <string.h>

static struct page page = PAGE_INIT;
static struct json_doc doc = JSON_DOC_INIT;
static struct buf line = BUF_INIT;

/* Write the post, read it, and give what came of it. */
static const struct post *
there_and_back(const struct post *post, const struct user *author, bool own)
{
	struct err err = ERR_INIT;

	buf_clear(&line);
	flat_add_post(&line, post, author, own);
	assert_null(strchr(line.data, '\n'));
	if (json_parse(&doc, line.data, line.len, &err) == -1)
		fail_msg("%s: %s", err.text, line.data);
	decode_v2_page(doc.root, &page);
	assert_int_equal(page.n_posts, 1);
	return &page.posts[0];
}

static struct post
example(const char *text)
{
	return (struct post){.id = 2000000000000000001,
	    .author_id = 7,
	    .created_at = 1790000000,
	    .edit_root = 2000000000000000001,
	    .text = text,
	    .metrics = {-1, -1, -1, -1, -1, -1}};
}

static void
test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct post post = example(hostile[i].text);
		const struct post *back = there_and_back(&post, NULL, true);

		if (utf8_is_valid(post.text, strlen(post.text)))
			assert_string_equal(back->text, post.text);
	}
}

static void
test_offsets(void **state)
{
	static char text[] = "\xf0\x9f\x8e\x89 a < b && c > d "
			     "https://t.co/x?a=1&b @ana #caf\xc3\xa9 $SUN";
	struct link links[] = {{.url = "https://a.example/?x=1&y=<2>",
				   .title = "\"A\" & B"},
	    {.url = "https://not.in.the.text.example/", .is_media = true}};
	struct mention mention = {.handle = "ana", .user_id = 7};
	struct hashtag tags[] = {{.name = "caf\xc3\xa9", .kind = '#'},
	    {.name = "SUN", .kind = '$'}};
	struct post post = example(text);
	const struct post *back;

	(void)state;
	links[0].start = (int)(strstr(text, "https") - text);
	links[0].end = (int)(strstr(text, " @ana") - text);
	mention.start = (int)(strchr(text, '@') - text);
	mention.end = mention.start + 4;
	tags[0].start = (int)(strchr(text, '#') - text);
	tags[0].end = tags[0].start + 6;
	tags[1].start = (int)(strchr(text, '$') - text);
	tags[1].end = tags[1].start + 4;
	post.links = links;
	post.n_links = 2;
	post.mentions = &mention;
	post.n_mentions = 1;
	post.hashtags = tags;
	post.n_hashtags = 2;
	back = there_and_back(&post, NULL, true);
	assert_string_equal(back->text, text);
	assert_int_equal(back->n_links, 2);
	assert_string_equal(back->links[0].url, links[0].url);
	assert_string_equal(back->links[0].title, links[0].title);
	assert_int_equal(back->links[0].start, links[0].start);
	assert_int_equal(back->links[0].end, links[0].end);
	assert_int_equal(back->links[1].end, 0);
	assert_true(back->links[1].is_media);
	assert_int_equal(back->mentions[0].start, mention.start);
	assert_int_equal(back->mentions[0].end, mention.end);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(back->hashtags[i].kind, tags[i].kind);
		assert_int_equal(back->hashtags[i].start, tags[i].start);
		assert_int_equal(back->hashtags[i].end, tags[i].end);
	}
}

static void
test_long_text(void **state)
{
	struct buf text = BUF_INIT;
	struct post post;
	const struct json *note;

	(void)state;
	while (text.len < (size_t)2 * FLAT_SHORT)
		buf_adds(&text, "\xe5\xa4\xa9 & ");
	post = example(text.data);
	assert_string_equal(there_and_back(&post, NULL, true)->text, text.data);
	note = json_get(doc.root, "note_tweet");
	assert_non_null(json_string(json_get(note, "text")));
	buf_release(&text);
}

static void
test_rest(void **state)
{
	struct media media[] = {{.key = "3_1",
				    .kind = "photo",
				    .url = "https://m.example/1",
				    .alt = "a & b"},
	    {.key = "7_2", .kind = "video", .url = "https://m.example/2"},
	    {.kind = "poll"}};
	struct post post = example("x");
	const struct post *back;

	(void)state;
	post.media = media;
	post.n_media = 3;
	post.reply_to_id = 11;
	post.reply_to_user_id = 12;
	post.quote_of_id = 13;
	post.repost_of_id = 14;
	post.conversation_id = 15;
	post.edit_root = 1999999999999999999;
	post.edit_latest = 2000000000000000009;
	post.withheld = "DE,IN";
	post.lang = "de";
	post.source = "An <app>";
	post.metrics = (struct metrics){1, 2, 3, 4, 5, 6};
	post.sensitive = post.paid = post.included = post.truncated = true;
	post.state = STATE_SUSPENDED;
	post.seen_at = 1790000100;
	back = there_and_back(&post, NULL, true);
	assert_int_equal(back->n_media, 3);
	assert_string_equal(back->media[1].url, media[1].url);
	assert_string_equal(back->media[2].kind, "poll");
	assert_int_equal(back->reply_to_id, 11);
	assert_int_equal(back->reply_to_user_id, 12);
	assert_int_equal(back->quote_of_id, 13);
	assert_int_equal(back->repost_of_id, 14);
	assert_int_equal(back->conversation_id, 15);
	assert_int_equal(back->edit_root, post.edit_root);
	assert_int_equal(back->edit_latest, post.edit_latest);
	assert_string_equal(back->withheld, "DE,IN");
	assert_string_equal(back->source, post.source);
	assert_memory_equal(&back->metrics, &post.metrics,
	    sizeof(post.metrics));
	assert_true(
	    back->sensitive && back->paid && back->included && back->truncated);
	assert_int_equal(back->state, STATE_SUSPENDED);
	assert_int_equal(back->seen_at, post.seen_at);

	/* To pass on: nothing but what the API says. */
	back = there_and_back(&post, NULL, false);
	assert_null(strstr(line.data, "givetake"));
	assert_int_equal(back->seen_at, 0);
}

static void
test_author(void **state)
{
	struct link about = {.url = "https://a.example/about"};
	struct user user = {.id = 7,
	    .username = "ana",
	    .name = "=cmd|' /C calc'!A0",
	    .description = "a <b> & \"c\"",
	    .url = "https://a.example/",
	    .links = &about,
	    .n_links = 1,
	    .followers = 5,
	    .following = -1,
	    .posts = 3,
	    .listed = 0,
	    .seen_at = 1790000000};
	struct post post = example("x");
	const struct user *back;

	(void)state;
	there_and_back(&post, &user, true);
	assert_int_equal(page.n_users, 1);
	back = &page.users[0];
	assert_string_equal(back->name, user.name);
	assert_string_equal(back->description, user.description);
	assert_string_equal(back->url, user.url);
	assert_string_equal(back->links[0].url, about.url);
	assert_int_equal(back->followers, 5);
	assert_int_equal(back->following, -1);
	assert_int_equal(back->seen_at, user.seen_at);
	assert_true(back->has_profile);

	/* Of some accounts only the id is known. */
	user = (struct user){.id = 8,
	    .followers = -1,
	    .following = -1,
	    .posts = -1,
	    .listed = -1};
	buf_clear(&line);
	flat_add_user(&line, &user, true);
	assert_int_equal(json_parse(&doc, line.data, line.len, NULL), 0);
	decode_v2_page(doc.root, &page);
	assert_int_equal(page.n_users, 1);
	assert_null(page.users[0].username);
	assert_false(page.users[0].has_profile);
}

static int
release(void **state)
{
	(void)state;
	page_release(&page);
	json_release(&doc);
	buf_release(&line);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_offsets),
	    cmocka_unit_test(test_long_text),
	    cmocka_unit_test(test_rest),
	    cmocka_unit_test(test_author),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
