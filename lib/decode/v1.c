#include "decode/v1.h"

#include "base/num.h"
#include "base/when.h"
#include "decode/parts.h"

#include <string.h>

/* Reposts and quotes inside posts nest this deep at most. */
#define MAX_DEPTH 8

/* The parts of a post, wherever a format keeps them. */
struct status {
	const struct json *post;              /* with id, text, entities */
	const struct json *user;              /* its author, or NULL */
	const struct json *reposted, *quoted; /* whole posts, or NULL */
	const struct json *note; /* {text, entity_set} of a long post */
	const struct json *views;
};

/* An id as a string, or as a number that is small enough to be exact. */
static int64_t
exact_id(const struct json *object, const char *as_string, const char *name)
{
	const struct json *number = json_get(object, name);
	int64_t id = decode_id2(object, as_string, name);

	if (id == 0 && json_is_number(number))
		id = json_int(number, 0);
	return id > 0 ? id : 0;
}

static const struct json *
result_of(const struct json *object, const char *name)
{
	const struct json *result = json_get(json_get(object, name), "result");
	const struct json *inner = json_get(result, "tweet");

	return inner != NULL ? inner : result;
}

/* As the web pages have it: the post in "legacy", the author in "core". */
static bool
find_web_status(const struct json *object, struct status *status)
{
	const struct json *data = json_get(object, "data");
	const struct json *legacy;

	if (json_get(data, "legacy") != NULL)
		object = data;
	legacy = json_get(object, "legacy");
	if (json_string(json_get(legacy, "full_text")) == NULL)
		return false;
	*status = (struct status){
	    .post = legacy,
	    .user = result_of(json_get(object, "core"), "user_results"),
	    .reposted = result_of(legacy, "retweeted_status_result"),
	    .quoted = result_of(object, "quoted_status_result"),
	    .note =
		result_of(json_get(object, "note_tweet"), "note_tweet_results"),
	    .views = json_get(object, "views"),
	};
	return true;
}

static bool
find_status(const struct json *object, struct status *status)
{
	const struct json *wrapped = json_get(object, "tweet");

	if (json_is_object(wrapped))
		object = wrapped;
	if (find_web_status(object, status))
		return true;
	*status = (struct status){
	    .post = object,
	    .user = json_get(object, "user"),
	    .reposted = json_get(object, "retweeted_status"),
	    .quoted = json_get(object, "quoted_status"),
	};
	if (json_get2(object, "sender_id", "recipient_id") != NULL)
		return false; /* a private message */
	return (json_is_string(json_get(object, "id_str")) ||
		   json_is_number(json_get(object, "id"))) &&
	       json_is_string(json_get2(object, "full_text", "text"));
}

static bool
is_user(const struct json *object)
{
	return json_is_string(json_get(object, "screen_name")) &&
	       (json_is_string(json_get(object, "id_str")) ||
		   json_is_number(json_get(object, "id"))) &&
	       json_get2(object, "text", "user") == NULL;
}

/* A v1.1 account, or one of the web pages around such a one. */
static bool
decode_user(const struct json *object, struct arena *arena, struct user *user)
{
	const struct json *legacy = json_get(object, "legacy");
	const struct json *core = json_get(object, "core");
	const struct json *o = legacy != NULL ? legacy : object;
	const struct json *names =
	    json_get(core, "screen_name") != NULL ? core : o;
	const struct json *entities = json_get(o, "entities");
	const struct json *url =
	    json_first(json_get(json_get(entities, "url"), "urls"));
	const char *created = json_string(json_get(names, "created_at"));

	*user = (struct user){.id = exact_id(object, "id_str", "id")};
	if (legacy != NULL)
		user->id = decode_id(object, "rest_id");
	if (user->id == 0)
		return false;
	if (created != NULL)
		when_parse_foreign(created, &user->created_at);
	user->username = decode_string(arena, names, "screen_name");
	user->name = decode_string(arena, names, "name");
	user->description = decode_string(arena, o, "description");
	user->url = decode_string(arena, url, "expanded_url");
	if (user->url == NULL)
		user->url = decode_string(arena, o, "url");
	user->links =
	    decode_links(json_get(json_get(entities, "description"), "urls"),
		arena, &user->n_links);
	user->followers = json_int(json_get(o, "followers_count"), -1);
	user->following = json_int(json_get(o, "friends_count"), -1);
	user->posts = json_int(json_get(o, "statuses_count"), -1);
	user->listed = json_int(json_get(o, "listed_count"), -1);
	if (json_bool(json_get(o, "protected")))
		user->state = STATE_PROTECTED;
	user->has_profile = user->description != NULL || user->followers >= 0;
	return true;
}

static size_t
count_posts(const struct json *object, int depth)
{
	struct status status;

	if (depth > MAX_DEPTH || !find_status(object, &status))
		return 0;
	return 1 + count_posts(status.reposted, depth + 1) +
	       count_posts(status.quoted, depth + 1);
}

/* X's addresses of posts: ".../status/123". */
static int64_t
linked_post(const struct json *url)
{
	const char *s = json_string(json_get(url, "expanded_url"));
	const char *id = s == NULL ? NULL : strstr(s, "/status/");
	char digits[20] = "";
	int64_t post_id;
	size_t len;

	if (id == NULL || strstr(id, "/photo/") != NULL ||
	    (strstr(s, "//twitter.com/") == NULL &&
		strstr(s, "//x.com/") == NULL &&
		strstr(s, "//mobile.twitter.com/") == NULL))
		return 0;
	id += strlen("/status/");
	len = strspn(id, "0123456789");
	if (len == 0 || len >= sizeof(digits))
		return 0;
	memcpy(digits, id, len);
	return num_parse_id(digits, &post_id) == 0 ? post_id : 0;
}

/* An export does not say what a post quotes: the address of another post at
 * its end does. */
static int64_t
quoted_by_link(const struct json *entities)
{
	int64_t id = 0;

	for (const struct json *url = json_first(json_get(entities, "urls"));
	     url != NULL; url = json_next(url))
		id = linked_post(url);
	return id;
}

static bool
ends_in_dots(const char *text)
{
	const char *dots = strstr(text, "\u2026");

	/* A link to the rest may follow. */
	return dots != NULL && (dots[3] == '\0' || dots[3] == ' ') &&
	       strchr(dots + 3, '\n') == NULL &&
	       strlen(dots) < sizeof("... https://t.co/0123456789");
}

/* The whole text: a note, the extended form, else what there is. */
static void
decode_whole_text(const struct status *status, const struct owner *owner,
    struct arena *arena, struct post *post)
{
	const struct json *extended = json_get(status->post, "extended_tweet");
	const struct json *o = extended != NULL ? extended : status->post;
	const struct json *entities = json_get(o, "entities");
	const char *text = json_string(json_get2(o, "full_text", "text"));
	const char *whole = json_string(json_get(status->note, "text"));
	const struct owner_note *note = NULL;

	if (text == NULL)
		text =
		    json_string(json_get2(status->post, "full_text", "text"));
	if (entities == NULL)
		entities = json_get(status->post, "entities");
	if (whole != NULL) {
		decode_text(post, arena, whole,
		    json_get(status->note, "entity_set"));
		return;
	}
	if (owner != NULL)
		note = owner_find_note(owner, post->created_at, text);
	decode_text(post, arena, note != NULL ? note->text : text, entities);
	post->truncated = note == NULL && extended == NULL &&
			  (json_bool(json_get(status->post, "truncated")) ||
			      ends_in_dots(text));
}

static void
decode_media(const struct json *object, struct arena *arena, struct post *post)
{
	const struct json *extended = json_get(object, "extended_entities");
	const struct json *list =
	    json_get(extended != NULL ? extended : json_get(object, "entities"),
		"media");

	post->media = arena_zero(arena, json_count(list), sizeof(*post->media));
	for (const struct json *item = json_first(list); item != NULL;
	     item = json_next(item)) {
		struct media *media = &post->media[post->n_media++];
		const char *id = json_string(json_get(item, "id_str"));
		struct buf key = BUF_INIT;

		media->kind = decode_string(arena, item, "type");
		if (media->kind == NULL)
			media->kind = "photo";
		media->url =
		    decode_string2(arena, item, "media_url_https", "media_url");
		media->alt = decode_string(arena, item, "ext_alt_text");
		media->key = decode_string(arena, item, "media_key");
		if (media->key == NULL && id != NULL) {
			buf_addf(&key, "%s_%s",
			    strcmp(media->kind, "video") == 0          ? "7"
			    : strcmp(media->kind, "animated_gif") == 0 ? "16"
								       : "3",
			    id);
			media->key = arena_strdup(arena, key.data);
		}
		buf_release(&key);
	}
}

static void
decode_fields(const struct status *status, struct arena *arena,
    struct post *post)
{
	const struct json *o = status->post;
	const struct json *info = json_get(o, "edit_info");
	const struct json *edit = json_get(info, "initial");
	struct metrics *m = &post->metrics;

	if (edit == NULL)
		edit = json_get(json_get(info, "edit"), "editControlInitial");
	post->lang = decode_string(arena, o, "lang");
	post->source = decode_source(arena, o);
	post->sensitive = json_bool(json_get(o, "possibly_sensitive"));
	post->conversation_id = decode_id(o, "conversation_id_str");
	post->reply_to_id =
	    exact_id(o, "in_reply_to_status_id_str", "in_reply_to_status_id");
	post->reply_to_user_id =
	    exact_id(o, "in_reply_to_user_id_str", "in_reply_to_user_id");
	post->quote_of_id =
	    exact_id(o, "quoted_status_id_str", "quoted_status_id");
	m->reposts = json_int(json_get(o, "retweet_count"), -1);
	m->replies = json_int(json_get(o, "reply_count"), -1);
	m->likes = json_int(json_get(o, "favorite_count"), -1);
	m->quotes = json_int(json_get(o, "quote_count"), -1);
	m->bookmarks = json_int(json_get(o, "bookmark_count"), -1);
	m->impressions = json_int(json_get(status->views, "count"), -1);
	decode_media(o, arena, post);
	decode_withheld(json_get(o, "withheld_in_countries"), arena, post);
	decode_edits(json_get(edit, "editTweetIds"), post);
}

static void
add_user(struct page *page, const struct json *object)
{
	if (decode_user(object, &page->arena, &page->users[page->n_users]))
		page->n_users++;
}

static struct post *add_post(struct page *page, const struct json *object,
    const struct owner *owner, int depth);

/* The posts that stand inside this one. */
static void
add_inner(struct page *page, const struct status *status, struct post *post,
    int depth)
{
	const struct post *reposted = NULL, *quoted = NULL;

	if (depth < MAX_DEPTH) {
		reposted = add_post(page, status->reposted, NULL, depth + 1);
		quoted = add_post(page, status->quoted, NULL, depth + 1);
	}
	if (reposted != NULL) {
		post->repost_of_id = reposted->id;
		post->quote_of_id = 0; /* that is the original's */
		decode_lend_text(post, reposted);
	} else if (quoted != NULL) {
		post->quote_of_id = quoted->id;
	}
}

/* Add a post and those inside it; NULL if it is none. */
static struct post *
add_post(struct page *page, const struct json *object,
    const struct owner *owner, int depth)
{
	struct post *post = &page->posts[page->n_posts];
	struct status status;
	const char *created;

	if (!find_status(object, &status))
		return NULL;
	*post = (struct post){.id = exact_id(status.post, "id_str", "id"),
	    .included = depth > 0};
	if (post->id == 0)
		return NULL;
	page->n_posts++;
	page->n_included_posts += post->included;
	created = json_string(json_get(status.post, "created_at"));
	if (created == NULL ||
	    when_parse_foreign(created, &post->created_at) == -1)
		post->created_at = decode_time_of_id(post->id);
	if (decode_user(status.user, &page->arena,
		&page->users[page->n_users])) {
		post->author_id = page->users[page->n_users++].id;
	} else {
		post->author_id = decode_id(status.post, "user_id_str");
		if (post->author_id == 0 && owner != NULL)
			post->author_id = owner->user.id;
	}
	decode_whole_text(&status, owner, &page->arena, post);
	decode_fields(&status, &page->arena, post);
	if (status.user == NULL && post->quote_of_id == 0)
		post->quote_of_id =
		    quoted_by_link(json_get(status.post, "entities"));
	add_inner(page, &status, post, depth);
	return post;
}

/* The post that stands inside an account. */
static void
add_newest_post(struct page *page, const struct json *status)
{
	int64_t author_id = page->users[page->n_users - 1].id;
	struct post *post = add_post(page, status, NULL, 1);

	if (post != NULL && post->author_id == 0)
		post->author_id = author_id;
}

static void
add_item(struct page *page, const struct json *item, const struct owner *owner)
{
	page->n_data++;
	if (page->kind == PAGE_USERS && is_user(item)) {
		add_user(page, item);
		add_newest_post(page, json_get(item, "status"));
	} else if (page->kind != PAGE_POSTS ||
		   add_post(page, item, owner, 0) == NULL) {
		decode_damaged(page, item, NULL);
	}
}

static void
add_deleted(struct page *page, int64_t id)
{
	int64_t *grown =
	    arena_alloc(&page->arena, (page->n_deleted + 1) * sizeof(id));

	if (page->n_deleted > 0)
		memcpy(grown, page->deleted, page->n_deleted * sizeof(id));
	grown[page->n_deleted++] = id;
	page->deleted = grown;
	page->kind = PAGE_COMPLIANCE;
}

/* {"delete": {"status": {"id_str": ...}}} of a stream. */
static bool
decode_notice(const struct json *root, struct page *page)
{
	int64_t id = exact_id(json_get(json_get(root, "delete"), "status"),
	    "id_str", "id");

	if (id == 0)
		return false;
	add_deleted(page, id);
	return true;
}

/* The list that a value is, or holds; NULL: it is one item. */
static const struct json *
find_list(const struct json *root)
{
	if (json_is_array(root))
		return root;
	return json_get2(root, "statuses", "users");
}

static bool
find_kind(const struct json *root, const struct json *list, struct page *page)
{
	struct status status;
	const struct json *item = list != NULL ? json_first(list) : root;

	page->kind = PAGE_OTHER;
	/* One damaged item does not decide. */
	for (; item != NULL && page->kind == PAGE_OTHER;
	     item = list != NULL ? json_next(item) : NULL)
		if (find_status(item, &status))
			page->kind = PAGE_POSTS;
		else if (is_user(item))
			page->kind = PAGE_USERS;
	return page->kind != PAGE_OTHER;
}

bool
decode_v1_append(const struct json *root, const struct owner *owner,
    struct page *page)
{
	const struct json *list = find_list(root);
	size_t before = page->n_users;

	if (decode_notice(root, page))
		return true;
	if (!find_kind(root, list, page))
		return false;
	for (const struct json *item = list != NULL ? json_first(list) : root;
	     item != NULL; item = list != NULL ? json_next(item) : NULL) {
		size_t n_posts = count_posts(item, 0) +
				 count_posts(json_get(item, "status"), 0);

		/* One more: a slot is filled before it is counted. */
		page_reserve(page, n_posts + 1, n_posts + 2);
		add_item(page, item, owner);
	}
	if (owner != NULL && owner->user.id != 0 && page->n_users == before)
		owner_copy(owner, &page->arena, &page->users[page->n_users++]);
	return true;
}

bool
decode_v1_deleted(const struct json *root, struct page *page)
{
	struct status status;
	int64_t id;

	if (!find_status(root, &status))
		return false;
	id = exact_id(status.post, "id_str", "id");
	if (id != 0)
		add_deleted(page, id);
	return id != 0;
}
