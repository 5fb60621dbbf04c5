#include "export/flat.h"

#include "base/utf8.h"
#include "json/json.h"

#include <string.h>

/* Append the text as the API escapes it; returns its code points. */
static size_t
add_escaped(struct buf *buf, const char *s, size_t len)
{
	size_t points = 0, n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		size_t before = buf->len;

		n = utf8_decode(s + i, len - i, &c);
		if (c == '&')
			buf_adds(buf, "&amp;");
		else if (c == '<')
			buf_adds(buf, "&lt;");
		else if (c == '>')
			buf_adds(buf, "&gt;");
		else
			buf_add(buf, s + i, n);
		points += buf->len - before > n ? buf->len - before : 1;
	}
	return points;
}

/* Members start and end of an entity at bytes [start, end) of the text, in
 * code points of the escaped one; none where it does not stand in it. */
static void
write_offsets(struct json_writer *w, const char *plain, int start, int end)
{
	struct buf scratch = BUF_INIT;
	size_t from, length;

	if (end <= start)
		return;
	from = add_escaped(&scratch, plain, (size_t)start);
	buf_clear(&scratch);
	length = add_escaped(&scratch, plain + start, (size_t)(end - start));
	json_write_int(w, "start", (int64_t)from);
	json_write_int(w, "end", (int64_t)(from + length));
	buf_release(&scratch);
}

static void
write_links(struct json_writer *w, const struct post *post)
{
	struct buf shown = BUF_INIT;

	if (post->n_links == 0)
		return;
	json_write_begin(w, "urls", '[');
	for (size_t i = 0; i < post->n_links; i++) {
		const struct link *l = &post->links[i];

		json_write_begin(w, NULL, '{');
		write_offsets(w, post->text, l->start, l->end);
		if (l->end > l->start) {
			buf_clear(&shown);
			buf_add(&shown, post->text + l->start,
			    (size_t)(l->end - l->start));
			json_write_string(w, "url", shown.data);
		}
		json_write_string(w, "expanded_url", l->url);
		if (l->title != NULL)
			json_write_string(w, "title", l->title);
		if (l->is_media)
			json_write_string(w, "media_key",
			    post->n_media > 0 && post->media[0].key != NULL
				? post->media[0].key
				: "");
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
	buf_release(&shown);
}

static void
write_mentions(struct json_writer *w, const struct post *post)
{
	if (post->n_mentions == 0)
		return;
	json_write_begin(w, "mentions", '[');
	for (size_t i = 0; i < post->n_mentions; i++) {
		const struct mention *m = &post->mentions[i];

		json_write_begin(w, NULL, '{');
		write_offsets(w, post->text, m->start, m->end);
		json_write_string(w, "username", m->handle);
		if (m->user_id != 0)
			json_write_id(w, "id", m->user_id);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
}

static void
write_tags(struct json_writer *w, const char *name, char kind,
    const struct post *post)
{
	bool begun = false;

	for (size_t i = 0; i < post->n_hashtags; i++) {
		const struct hashtag *h = &post->hashtags[i];

		if (h->kind != kind)
			continue;
		if (!begun)
			json_write_begin(w, name, '[');
		begun = true;
		json_write_begin(w, NULL, '{');
		write_offsets(w, post->text, h->start, h->end);
		json_write_string(w, "tag", h->name);
		json_write_end(w, '}');
	}
	if (begun)
		json_write_end(w, ']');
}

static void
write_entities(struct json_writer *w, const struct post *post)
{
	if (post->n_links + post->n_mentions + post->n_hashtags == 0)
		return;
	json_write_begin(w, "entities", '{');
	write_links(w, post);
	write_mentions(w, post);
	write_tags(w, "hashtags", '#', post);
	write_tags(w, "cashtags", '$', post);
	json_write_end(w, '}');
}

/* A long text is cut in "text" and whole, with its entities, beside it. */
static void
write_text(struct json_writer *w, const struct post *post)
{
	struct buf text = BUF_INIT;
	size_t len = strlen(post->text);
	bool is_long = utf8_count(post->text, len) > FLAT_SHORT;

	if (!is_long) {
		add_escaped(&text, post->text, len);
		json_write_string(w, "text", text.data);
		write_entities(w, post);
	} else {
		add_escaped(&text, post->text,
		    utf8_offset(post->text, len, FLAT_SHORT - 1));
		buf_add_utf8(&text, 0x2026);
		json_write_string(w, "text", text.data);
		buf_clear(&text);
		add_escaped(&text, post->text, len);
		json_write_begin(w, "note_tweet", '{');
		json_write_string(w, "text", text.data);
		write_entities(w, post);
		json_write_end(w, '}');
	}
	buf_release(&text);
}

static void
write_id(struct json_writer *w, const char *name, int64_t id)
{
	if (id != 0)
		json_write_id(w, name, id);
}

static void
write_string(struct json_writer *w, const char *name, const char *value)
{
	if (value != NULL)
		json_write_string(w, name, value);
}

static void
write_reference(struct json_writer *w, const char *type, int64_t id)
{
	if (id == 0)
		return;
	json_write_begin(w, NULL, '{');
	json_write_string(w, "type", type);
	json_write_id(w, "id", id);
	json_write_end(w, '}');
}

static void
write_references(struct json_writer *w, const struct post *post)
{
	if (post->reply_to_id == 0 && post->quote_of_id == 0 &&
	    post->repost_of_id == 0)
		return;
	json_write_begin(w, "referenced_tweets", '[');
	write_reference(w, "replied_to", post->reply_to_id);
	write_reference(w, "quoted", post->quote_of_id);
	write_reference(w, "retweeted", post->repost_of_id);
	json_write_end(w, ']');
}

struct counter {
	const char *name;
	int64_t value; /* -1: not known */
};

static void
write_counters(struct json_writer *w, const struct counter *counters, size_t n)
{
	bool begun = false;

	for (size_t i = 0; i < n; i++) {
		if (counters[i].value < 0)
			continue;
		if (!begun)
			json_write_begin(w, "public_metrics", '{');
		begun = true;
		json_write_int(w, counters[i].name, counters[i].value);
	}
	if (begun)
		json_write_end(w, '}');
}

static void
write_metrics(struct json_writer *w, const struct metrics *m)
{
	const struct counter counters[] = {
	    {"retweet_count", m->reposts},
	    {"reply_count", m->replies},
	    {"like_count", m->likes},
	    {"quote_count", m->quotes},
	    {"bookmark_count", m->bookmarks},
	    {"impression_count", m->impressions},
	};

	write_counters(w, counters, sizeof(counters) / sizeof(counters[0]));
}

/* The first, this and the last version: those that the archive's row
 * names. */
static void
write_edits(struct json_writer *w, const struct post *post)
{
	json_write_begin(w, "edit_history_tweet_ids", '[');
	if (post->edit_root != 0 && post->edit_root != post->id)
		json_write_id(w, NULL, post->edit_root);
	json_write_id(w, NULL, post->id);
	if (post->edit_latest > post->id)
		json_write_id(w, NULL, post->edit_latest);
	json_write_end(w, ']');
}

static bool
is_poll(const struct media *media)
{
	return media->key == NULL && media->kind != NULL &&
	       strcmp(media->kind, "poll") == 0;
}

static void
write_medium(struct json_writer *w, const struct media *media)
{
	bool is_photo =
	    media->kind == NULL || strcmp(media->kind, "photo") == 0;

	json_write_begin(w, NULL, '{');
	write_string(w, "media_key", media->key);
	write_string(w, "type", media->kind);
	write_string(w, is_photo ? "url" : "preview_image_url", media->url);
	write_string(w, "alt_text", media->alt);
	json_write_end(w, '}');
}

static void
write_media(struct json_writer *w, const struct post *post)
{
	bool has_poll = false;
	size_t n = 0;

	if (post->n_media == 0)
		return;
	json_write_begin(w, "attachments", '{');
	for (size_t i = 0; i < post->n_media; i++) {
		if (is_poll(&post->media[i])) {
			has_poll = true;
			continue;
		}
		if (n++ == 0)
			json_write_begin(w, "media", '[');
		write_medium(w, &post->media[i]);
	}
	if (n > 0)
		json_write_end(w, ']');
	if (has_poll) {
		json_write_begin(w, "poll", '{');
		json_write_end(w, '}');
	}
	json_write_end(w, '}');
}

static void
write_withheld(struct json_writer *w, const char *countries)
{
	struct buf code = BUF_INIT;

	if (countries == NULL || *countries == '\0')
		return;
	json_write_begin(w, "withheld", '{');
	json_write_begin(w, "country_codes", '[');
	while (*countries != '\0') {
		size_t n = strcspn(countries, ",");

		buf_clear(&code);
		buf_add(&code, countries, n);
		json_write_string(w, NULL, code.data);
		countries += n + (countries[n] == ',');
	}
	json_write_end(w, ']');
	json_write_end(w, '}');
	buf_release(&code);
}

static void
write_own(struct json_writer *w, const struct post *post)
{
	json_write_begin(w, "givetake", '{');
	if (post->seen_at != 0)
		json_write_time(w, "seen_at", post->seen_at);
	if (post->state != STATE_PUBLIC)
		json_write_string(w, "state", state_name(post->state));
	if (post->included)
		json_write_bool(w, "included", true);
	if (post->truncated)
		json_write_bool(w, "truncated", true);
	json_write_end(w, '}');
}

static void
write_description_links(struct json_writer *w, const struct user *user)
{
	if (user->n_links == 0)
		return;
	json_write_begin(w, "entities", '{');
	json_write_begin(w, "description", '{');
	json_write_begin(w, "urls", '[');
	for (size_t i = 0; i < user->n_links; i++) {
		json_write_begin(w, NULL, '{');
		json_write_string(w, "expanded_url", user->links[i].url);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
	json_write_end(w, '}');
	json_write_end(w, '}');
}

static void
write_user(struct json_writer *w, const char *member, const struct user *user,
    bool own)
{
	const struct counter counters[] = {
	    {"followers_count", user->followers},
	    {"following_count", user->following},
	    {"tweet_count", user->posts},
	    {"listed_count", user->listed},
	};

	json_write_begin(w, member, '{');
	json_write_id(w, "id", user->id);
	/* Readers take an object for an account by this member. */
	json_write_string(w, "username",
	    user->username != NULL ? user->username : "");
	write_string(w, "name", user->name);
	if (user->created_at != 0)
		json_write_time(w, "created_at", user->created_at);
	write_string(w, "description", user->description);
	write_string(w, "url", user->url);
	write_string(w, "verified_type", user->verified_type);
	write_id(w, "pinned_tweet_id", user->pinned_id);
	if (user->state == STATE_PROTECTED)
		json_write_bool(w, "protected", true);
	write_counters(w, counters, sizeof(counters) / sizeof(counters[0]));
	write_description_links(w, user);
	if (own) {
		json_write_begin(w, "givetake", '{');
		if (user->seen_at != 0)
			json_write_time(w, "profile_at", user->seen_at);
		if (user->state != STATE_PUBLIC)
			json_write_string(w, "state", state_name(user->state));
		json_write_end(w, '}');
	}
	json_write_end(w, '}');
}

void
flat_add_user(struct buf *buf, const struct user *user, bool own)
{
	struct json_writer w = {.buf = buf};

	write_user(&w, NULL, user, own);
}

void
flat_add_post(struct buf *buf, const struct post *post,
    const struct user *author, bool own)
{
	struct json_writer w = {.buf = buf};

	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "id", post->id);
	json_write_id(&w, "author_id", post->author_id);
	json_write_time(&w, "created_at", post->created_at);
	write_text(&w, post);
	write_string(&w, "lang", post->lang);
	write_id(&w, "conversation_id", post->conversation_id);
	write_id(&w, "in_reply_to_user_id", post->reply_to_user_id);
	write_references(&w, post);
	write_metrics(&w, &post->metrics);
	write_edits(&w, post);
	write_media(&w, post);
	json_write_bool(&w, "possibly_sensitive", post->sensitive);
	if (post->paid)
		json_write_bool(&w, "paid_partnership", true);
	write_string(&w, "source", post->source);
	write_withheld(&w, post->withheld);
	if (author != NULL && author->username != NULL)
		write_user(&w, "author", author, own);
	if (own)
		write_own(&w, post);
	json_write_end(&w, '}');
}
