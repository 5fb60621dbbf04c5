#include "decode/v2.h"

#include "base/num.h"
#include "decode/parts.h"

#include <string.h>

static bool
is_post(const struct json *object)
{
	return json_is_string(json_get(object, "text")) &&
	       json_is_string(json_get(object, "id")) &&
	       json_get(object, "id_str") == NULL;
}

static bool
is_user(const struct json *object)
{
	return json_is_string(json_get(object, "username")) &&
	       json_is_string(json_get(object, "id")) &&
	       json_get(object, "text") == NULL;
}

static bool
is_count(const struct json *object)
{
	return json_get2(object, "tweet_count", "post_count") != NULL &&
	       json_get(object, "start") != NULL;
}

static bool
is_list(const struct json *object)
{
	return json_is_string(json_get(object, "id")) &&
	       json_is_string(json_get(object, "name")) &&
	       json_get(object, "username") == NULL;
}

static enum page_kind
kind_of(const struct json *object)
{
	if (is_post(object))
		return PAGE_POSTS;
	if (is_user(object))
		return PAGE_USERS;
	if (is_count(object))
		return PAGE_COUNTS;
	if (is_list(object))
		return PAGE_LISTS;
	return PAGE_OTHER;
}

/* What the elements of data are; one damaged element does not decide. */
static enum page_kind
kind_of_data(const struct json *data)
{
	if (json_is_object(data))
		return kind_of(data);
	for (const struct json *item = json_first(data); item != NULL;
	     item = json_next(item))
		if (kind_of(item) != PAGE_OTHER)
			return kind_of(item);
	return json_first(data) == NULL ? PAGE_POSTS : PAGE_OTHER;
}

/* Posts and users are counted first, so that the arrays are made once. */
struct counts {
	size_t posts, users;
};

static void
count_flattened(const struct json *object, struct counts *counts)
{
	const struct json *refs =
	    json_get2(object, "referenced_tweets", "referenced_posts");

	counts->posts++;
	counts->users += 2;
	for (const struct json *ref = json_first(refs); ref != NULL;
	     ref = json_next(ref))
		count_flattened(ref, counts);
}

static void
add_user(struct page *page, const struct json *object)
{
	if (!is_user(object))
		return;
	decode_v2_user(object, &page->arena, &page->users[page->n_users]);
	if (page->users[page->n_users].id != 0)
		page->n_users++;
}

static void
add_post(struct page *page, const struct json *object,
    const struct json *includes, bool included)
{
	struct post *post = &page->posts[page->n_posts];

	if (!is_post(object) ||
	    !decode_post(object, includes, &page->arena, post)) {
		decode_damaged(page, object,
		    is_post(object) ? "its id is no id" : NULL);
		return;
	}
	post->included |= included;
	page->n_posts++;
	page->n_included_posts += included;
}

/* The posts and users that a flattened post carries inside it. */
static void
add_inlined(struct page *page, const struct json *object)
{
	const struct json *refs =
	    json_get2(object, "referenced_tweets", "referenced_posts");

	add_user(page, json_get2(object, "author", "author_user"));
	add_user(page, json_get(object, "in_reply_to_user"));
	for (const struct json *ref = json_first(refs); ref != NULL;
	     ref = json_next(ref)) {
		if (!is_post(ref))
			continue;
		add_post(page, ref, NULL, true);
		add_inlined(page, ref);
	}
}

static void
add_data(struct page *page, const struct json *item,
    const struct json *includes)
{
	page->n_data++;
	if (page->kind == PAGE_USERS) {
		size_t before = page->n_users;

		add_user(page, item);
		if (page->n_users == before)
			decode_damaged(page, item, "no account with an id");
	} else if (page->kind == PAGE_POSTS) {
		add_post(page, item, includes, false);
	}
}

static void
add_included(struct page *page, const struct json *includes)
{
	size_t before;

	for (const struct json *item =
		 json_first(json_get2(includes, "tweets", "posts"));
	     item != NULL; item = json_next(item))
		add_post(page, item, includes, true);
	before = page->n_users;
	for (const struct json *item = json_first(json_get(includes, "users"));
	     item != NULL; item = json_next(item))
		add_user(page, item);
	page->n_included_users = page->n_users - before;
}

static enum problem_kind
problem_kind(const char *type, const char *title, const char *detail)
{
	const char *slash = type == NULL ? NULL : strrchr(type, '/');
	const char *last = slash == NULL ? "" : slash + 1;

	if (strcmp(last, "not-authorized-for-resource") == 0)
		return PROBLEM_NOT_AUTHORIZED;
	if (strcmp(last, "resource-not-found") != 0)
		return PROBLEM_OTHER;
	if ((title != NULL && strcmp(title, "Forbidden") == 0) ||
	    (detail != NULL && strstr(detail, "suspended") != NULL))
		return PROBLEM_SUSPENDED;
	return PROBLEM_NOT_FOUND;
}

static void
add_problems(struct page *page, const struct json *errors)
{
	page->problems = arena_zero(&page->arena, json_count(errors),
	    sizeof(*page->problems));
	for (const struct json *item = json_first(errors); item != NULL;
	     item = json_next(item)) {
		struct problem *p = &page->problems[page->n_problems++];

		p->title = decode_string(&page->arena, item, "title");
		p->detail = decode_string(&page->arena, item, "detail");
		if (p->detail == NULL)
			p->detail =
			    decode_string(&page->arena, item, "message");
		p->resource_type =
		    decode_string(&page->arena, item, "resource_type");
		p->parameter = decode_string(&page->arena, item, "parameter");
		p->value = decode_string(&page->arena, item, "value");
		p->id = decode_id(item, "resource_id");
		if (p->id == 0)
			p->id = decode_id(item, "value");
		p->kind = problem_kind(json_string(json_get(item, "type")),
		    p->title, p->detail);
	}
}

static const struct post *
find_post(const struct page *page, int64_t id)
{
	for (size_t i = 0; i < page->n_posts; i++)
		if (page->posts[i].id == id)
			return &page->posts[i];
	return NULL;
}

/* A repost's own text is cut: give it the original's where that is here. */
static void
complete_reposts(struct page *page, size_t first)
{
	for (size_t i = first; i < page->n_posts; i++) {
		struct post *post = &page->posts[i];
		const struct post *original;
		size_t len = strlen(post->text);

		if (post->repost_of_id == 0 || post->from_archive)
			continue;
		original = find_post(page, post->repost_of_id);
		if (original == NULL) {
			post->truncated =
			    len >= 3 &&
			    strcmp(post->text + len - 3, "\u2026") == 0;
			continue;
		}
		decode_lend_text(post, original);
	}
}

static void
read_meta(struct page *page, const struct json *meta)
{
	page->newest_id = decode_id(meta, "newest_id");
	page->oldest_id = decode_id(meta, "oldest_id");
	page->result_count = json_int(json_get(meta, "result_count"), -1);
	page->total_count =
	    json_int(json_get2(meta, "total_tweet_count", "total_post_count"),
		-1);
	page->next_token = decode_string(&page->arena, meta, "next_token");
}

static void
decode_envelope(const struct json *root, struct page *page)
{
	const struct json *data = json_get(root, "data");
	const struct json *includes = json_get(root, "includes");
	struct counts counts = {0, 0};

	page->kind = kind_of_data(data);
	if (json_is_object(data))
		count_flattened(data, &counts);
	for (const struct json *item = json_is_array(data) ? json_first(data)
							   : NULL;
	     item != NULL; item = json_next(item))
		count_flattened(item, &counts);
	counts.posts += json_count(json_get2(includes, "tweets", "posts"));
	counts.users += json_count(json_get(includes, "users"));
	page_reserve(page, counts.posts + 1, counts.users + 1);

	if (json_is_object(data))
		add_data(page, data, includes);
	for (const struct json *item = json_is_array(data) ? json_first(data)
							   : NULL;
	     item != NULL; item = json_next(item))
		add_data(page, item, includes);
	add_included(page, includes);
	/* Data that is already joined, as some tools write it. */
	for (const struct json *item = json_is_array(data) ? json_first(data)
							   : NULL;
	     item != NULL; item = json_next(item))
		add_inlined(page, item);
	add_problems(page, json_get(root, "errors"));
	read_meta(page, json_get(root, "meta"));
}

static void
append_flattened(const struct json *object, struct page *page)
{
	struct counts counts = {0, 0};

	page->kind = PAGE_POSTS;
	count_flattened(object, &counts);
	/* One more: a slot is filled before it is counted. */
	page_reserve(page, counts.posts + 1, counts.users + 1);
	add_data(page, object, NULL);
	add_inlined(page, object);
}

bool
decode_v2_is_flat(const struct json *root)
{
	return is_post(root) && json_get(root, "data") == NULL;
}

void
decode_v2_append(const struct json *root, struct page *page)
{
	size_t first = page->n_posts;

	append_flattened(root, page);
	complete_reposts(page, first);
}

static void
decode_single_user(const struct json *root, struct page *page)
{
	page->kind = PAGE_USERS;
	page_reserve(page, 0, 1);
	add_data(page, root, NULL);
}

void
decode_v2_page(const struct json *root, struct page *page)
{
	page_reset(page);
	page->result_count = page->total_count = -1;
	if (json_get(root, "data") != NULL ||
	    (json_get(root, "errors") != NULL && !is_post(root)) ||
	    json_get(json_get(root, "meta"), "result_count") != NULL)
		decode_envelope(root, page);
	else if (is_post(root))
		append_flattened(root, page);
	else if (json_is_array(root) && is_post(json_first(root)))
		for (const struct json *item = json_first(root); item != NULL;
		     item = json_next(item))
			append_flattened(item, page);
	else if (is_user(root))
		decode_single_user(root, page);
	else if (json_is_string(json_get(root, "action")) &&
		 json_get(root, "id") != NULL)
		page->kind = PAGE_COMPLIANCE;
	else if (is_count(root))
		page->kind = PAGE_COUNTS;
	else
		page->kind = PAGE_OTHER;
	if (page->kind != PAGE_POSTS && page->kind != PAGE_USERS &&
	    page->n_data == 0)
		page->n_data = 1;
	complete_reposts(page, 0);
}
