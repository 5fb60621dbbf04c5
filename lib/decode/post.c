#include "base/num.h"
#include "base/when.h"
#include "decode/parts.h"

#include <string.h>

const char *
decode_string(struct arena *arena, const struct json *object, const char *name)
{
	return arena_strdup(arena, json_string(json_get(object, name)));
}

int64_t
decode_id(const struct json *object, const char *name)
{
	int64_t id;

	return json_id(json_get(object, name), &id) == 0 ? id : 0;
}

const char *
decode_string2(struct arena *arena, const struct json *object, const char *name,
    const char *other)
{
	const char *s = json_string(json_get(object, name));

	return arena_strdup(arena,
	    s != NULL ? s : json_string(json_get(object, other)));
}

int64_t
decode_id2(const struct json *object, const char *name, const char *other)
{
	int64_t id = decode_id(object, name);

	return id != 0 ? id : decode_id(object, other);
}

int64_t
decode_time_of_id(int64_t id)
{
	return when_of_id_ms(id) / 1000;
}

int64_t
decode_time(const struct json *object, const char *name)
{
	const char *s = json_string(json_get(object, name));
	int64_t at;

	return s != NULL && when_parse_rfc3339(s, &at) == 0 ? at : 0;
}

static void
decode_references(const struct json *object, struct post *post)
{
	const struct json *list =
	    json_get2(object, "referenced_tweets", "referenced_posts");

	for (const struct json *ref = json_first(list); ref != NULL;
	     ref = json_next(ref)) {
		const char *type = json_string(json_get(ref, "type"));
		int64_t id = decode_id(ref, "id");

		if (type == NULL || id == 0)
			continue;
		if (strcmp(type, "replied_to") == 0)
			post->reply_to_id = id;
		else if (strcmp(type, "quoted") == 0)
			post->quote_of_id = id;
		else if (strcmp(type, "retweeted") == 0 ||
			 strcmp(type, "reposted") == 0)
			post->repost_of_id = id;
	}
}

/* The whole text: the long form, an article, else the short one. */
static void
decode_whole_text(const struct json *object, struct arena *arena,
    struct post *post)
{
	const struct json *note = json_get2(object, "note_tweet", "note_post");
	const struct json *article = json_get(object, "article");
	const char *text = json_string(json_get(note, "text"));
	const char *body = json_string(json_get(article, "plain_text"));
	const char *title = json_string(json_get(article, "title"));
	const struct json *entities = json_get(note, "entities");
	struct buf whole = BUF_INIT;

	if (text != NULL) {
		if (entities == NULL)
			entities = json_get(object, "entities");
		decode_text(post, arena, text, entities);
	} else if (body != NULL && *body != '\0') {
		if (title != NULL)
			buf_addf(&whole, "%s\n\n", title);
		buf_adds(&whole, body);
		decode_text(post, arena, whole.data,
		    json_get(object, "entities"));
	} else {
		text = json_string(json_get(object, "text"));
		decode_text(post, arena, text != NULL ? text : "",
		    json_get(object, "entities"));
	}
	buf_release(&whole);
}

static void
decode_metrics(const struct json *object, struct metrics *metrics)
{
	const struct json *m = json_get(object, "public_metrics");

	metrics->reposts =
	    json_int(json_get2(m, "retweet_count", "repost_count"), -1);
	metrics->replies = json_int(json_get(m, "reply_count"), -1);
	metrics->likes = json_int(json_get(m, "like_count"), -1);
	metrics->quotes = json_int(json_get(m, "quote_count"), -1);
	metrics->bookmarks = json_int(json_get(m, "bookmark_count"), -1);
	metrics->impressions = json_int(json_get(m, "impression_count"), -1);
}

static void
fill_media(const struct json *object, struct arena *arena, struct media *media)
{
	media->key = decode_string(arena, object, "media_key");
	media->kind = decode_string(arena, object, "type");
	media->url = decode_string(arena, object, "url");
	if (media->url == NULL)
		media->url = decode_string(arena, object, "preview_image_url");
	media->alt = decode_string(arena, object, "alt_text");
}

/* The element of a list whose member name equals value. */
static const struct json *
find(const struct json *list, const char *name, const char *value)
{
	for (const struct json *item = json_first(list); item != NULL;
	     item = json_next(item)) {
		const char *s = json_string(json_get(item, name));

		if (s != NULL && strcmp(s, value) == 0)
			return item;
	}
	return NULL;
}

static void
decode_media(const struct json *object, const struct json *includes,
    struct arena *arena, struct post *post)
{
	const struct json *attached = json_get(object, "attachments");
	const struct json *inlined = json_get(attached, "media");
	const struct json *keys = json_get(attached, "media_keys");
	const struct json *known = json_get(includes, "media");
	bool poll = json_count(json_get(attached, "poll_ids")) > 0 ||
		    json_get(attached, "poll") != NULL;
	const struct json *list = json_count(inlined) > 0 ? inlined : keys;

	post->media =
	    arena_zero(arena, json_count(list) + 1, sizeof(*post->media));
	for (const struct json *item = json_first(list); item != NULL;
	     item = json_next(item)) {
		struct media *media = &post->media[post->n_media++];
		const char *key = json_string(item);
		const struct json *full =
		    key == NULL ? item : find(known, "media_key", key);

		fill_media(full, arena, media);
		if (media->key == NULL)
			media->key = arena_strdup(arena, key);
	}
	if (poll)
		post->media[post->n_media++].kind = "poll";
}

bool
decode_is_everywhere(const char *code)
{
	return code != NULL &&
	       (strcmp(code, "XX") == 0 || strcmp(code, "XY") == 0);
}

void
decode_withheld(const struct json *codes, struct arena *arena,
    struct post *post)
{
	struct buf countries = BUF_INIT;

	for (const struct json *code = json_first(codes); code != NULL;
	     code = json_next(code)) {
		const char *s = json_string(code);

		if (s == NULL)
			continue;
		buf_addf(&countries, "%s%s", countries.len > 0 ? "," : "", s);
		if (decode_is_everywhere(s))
			post->state = STATE_WITHHELD;
	}
	if (countries.len > 0)
		post->withheld = arena_strdup(arena, countries.data);
	buf_release(&countries);
}

void
decode_edits(const struct json *ids, struct post *post)
{
	int64_t id;

	post->edit_root = post->edit_latest = post->id;
	for (const struct json *node = json_first(ids); node != NULL;
	     node = json_next(node)) {
		if (json_id(node, &id) == -1)
			continue;
		if (node == json_first(ids))
			post->edit_root = id;
		if (id > post->edit_latest)
			post->edit_latest = id;
	}
}

bool
decode_post(const struct json *object, const struct json *includes,
    struct arena *arena, struct post *post)
{
	*post = (struct post){.id = decode_id(object, "id")};
	if (post->id == 0)
		return false;
	post->author_id = decode_id(object, "author_id");
	if (post->author_id == 0)
		post->author_id = decode_id(json_get(object, "author"), "id");
	post->created_at = decode_time(object, "created_at");
	if (post->created_at == 0)
		post->created_at = decode_time_of_id(post->id);
	post->conversation_id = decode_id(object, "conversation_id");
	post->reply_to_user_id = decode_id(object, "in_reply_to_user_id");
	post->lang = decode_string(arena, object, "lang");
	post->source = decode_string(arena, object, "source");
	post->sensitive = json_bool(json_get(object, "possibly_sensitive"));
	post->paid = json_bool(json_get(object, "paid_partnership"));
	decode_references(object, post);
	decode_whole_text(object, arena, post);
	decode_metrics(object, &post->metrics);
	decode_media(object, includes, arena, post);
	decode_withheld(json_get(json_get(object, "withheld"), "country_codes"),
	    arena, post);
	decode_edits(json_get2(object, "edit_history_tweet_ids",
			 "edit_history_post_ids"),
	    post);
	decode_archived_post(object, post);
	return true;
}

void
decode_lend_text(struct post *repost, const struct post *original)
{
	repost->text = original->text;
	repost->links = original->links;
	repost->n_links = original->n_links;
	repost->mentions = original->mentions;
	repost->n_mentions = original->n_mentions;
	repost->hashtags = original->hashtags;
	repost->n_hashtags = original->n_hashtags;
	repost->truncated = original->truncated;
}

/* Why a record is of no use, as far as its id and text tell. */
static const char *
find_fault(const struct json *object)
{
	const struct json *id = json_get2(object, "id_str", "id");
	const char *s = json_string(id);

	if (!json_is_object(object))
		return "not an object";
	if (id == NULL)
		return "no id";
	if (s != NULL && num_is_rounded_id(s))
		return "its id was rounded by a spreadsheet";
	if (s == NULL && json_is_number(id) && json_int(id, -1) < 0)
		return "its id is a number too large to be exact, and there "
		       "is no id_str";
	if (json_get2(object, "text", "full_text") == NULL)
		return "no text";
	return "not a post with id and text";
}

void
decode_damaged(struct page *page, const struct json *object, const char *why)
{
	struct damage *damage = arena_zero(&page->arena, 1, sizeof(*damage));
	struct buf record = BUF_INIT;

	json_add(&record, object);
	damage->record = arena_copy(&page->arena, record.data, record.len);
	damage->why = why != NULL ? why : find_fault(object);
	damage->next = page->damaged;
	page->damaged = damage;
	page->n_damaged++;
	buf_release(&record);
}

const char *
decode_source(struct arena *arena, const struct json *object)
{
	const char *s = json_string(json_get(object, "source"));
	const char *open = s == NULL ? NULL : strchr(s, '>');
	const char *close = open == NULL ? NULL : strchr(open, '<');

	if (s == NULL || *s == '\0')
		return NULL;
	if (*s != '<' || close == NULL)
		return arena_strdup(arena, s);
	return arena_copy(arena, open + 1, (size_t)(close - open - 1));
}
