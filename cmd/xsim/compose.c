#include "xsim/compose.h"

#include "base/num.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/when.h"
#include "model/class.h"
#include "xsim/rich.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT   280
#define CUT_TEXT   275
#define MAX_REPOST 140

/* What compose_post works on. */
struct composing {
	struct world *world;
	const struct draft *draft;
	const struct sim_post *parent, *quoted, *original, *older;
	struct json_writer w;
	int64_t id;
};

static void
write_time_ms(struct json_writer *w, const char *name, int64_t ms)
{
	struct buf buf = BUF_INIT;

	when_add_rfc3339(&buf, ms / 1000);
	buf_truncate(&buf, buf.len - 1);
	buf_addf(&buf, ".%03dZ", (int)(ms % 1000));
	json_write_string(w, name, buf.data);
	buf_release(&buf);
}

static int64_t
free_id(const struct world *world, int64_t at_ms)
{
	int64_t id = when_to_id(at_ms) + 1;

	while (world_post(world, id) != NULL)
		id++;
	return id;
}

static const char *
handle_of(const struct sim_post *post)
{
	return post->author == NULL ? "i" : post->author->username;
}

/* A reply to another begins with the other's handle, as X shows it. */
static void
add_reply_handle(struct rich *rich, const struct composing *c)
{
	struct buf handle = BUF_INIT;

	if (c->parent == NULL || c->parent->author == NULL ||
	    c->parent->author == c->draft->author)
		return;
	buf_addf(&handle, "@%s", c->parent->author->username);
	if (strncasecmp(c->draft->text, handle.data, handle.len) != 0) {
		buf_addc(&handle, ' ');
		rich_add(rich, c->world, handle.data, true, 0);
	}
	buf_release(&handle);
}

static void
add_quote_link(struct rich *rich, const struct composing *c)
{
	struct buf url = BUF_INIT, display = BUF_INIT;

	buf_addf(&url, "https://x.com/%s/status/%" PRId64, handle_of(c->quoted),
	    c->quoted->id);
	buf_addf(&display, "x.com/%s/status/1\xe2\x80\xa6",
	    handle_of(c->quoted));
	rich_add_link(rich, url.data, display.data, "", c->id);
	buf_release(&url);
	buf_release(&display);
}

static void
add_media_key(struct buf *buf, const struct composing *c)
{
	buf_addf(buf, "%d_%" PRId64,
	    strcmp(c->draft->media, "photo") == 0 ? 3 : 13, c->id + 1);
}

static void
add_media_link(struct rich *rich, const struct composing *c)
{
	struct buf url = BUF_INIT, display = BUF_INIT, extra = BUF_INIT;

	buf_addf(&url, "https://x.com/%s/status/%" PRId64 "/%s/1",
	    c->draft->author->username, c->id, c->draft->media);
	buf_addf(&display, "pic.x.com/%x",
	    (unsigned)map_key(url.data) & 0xffffffu);
	buf_adds(&extra, ",\"media_key\":\"");
	add_media_key(&extra, c);
	buf_addc(&extra, '"');
	rich_add_link(rich, url.data, display.data, extra.data, c->id);
	buf_release(&url);
	buf_release(&display);
	buf_release(&extra);
}

static void
add_media(const struct composing *c)
{
	struct buf buf = BUF_INIT, key = BUF_INIT;
	struct json_writer w = {.buf = &buf};
	struct json_doc doc = JSON_DOC_INIT;
	bool photo = strcmp(c->draft->media, "photo") == 0;

	add_media_key(&key, c);
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "media_key", key.data);
	json_write_string(&w, "type", c->draft->media);
	json_write_int(&w, "width", 1200);
	json_write_int(&w, "height", 800);
	if (c->draft->alt != NULL)
		json_write_string(&w, "alt_text", c->draft->alt);
	if (photo)
		json_write_string(&w, "url",
		    "https://pbs.twimg.example/media/p.jpg");
	else
		json_write_string(&w, "preview_image_url",
		    "https://pbs.twimg.example/media/v.jpg");
	if (!photo)
		json_write_int(&w, "duration_ms", 31000);
	json_write_end(&w, '}');
	if (json_parse(&doc, buf.data, buf.len, NULL) == 0)
		world_add_thing(c->world, KIND_MEDIA, doc.root);
	json_release(&doc);
	buf_release(&buf);
	buf_release(&key);
}

static void
write_note(struct composing *c, const struct rich *rich)
{
	json_write_begin(&c->w, "note_tweet", '{');
	json_write_string(&c->w, "text", rich->text.data);
	rich_write_entities(rich, &c->w);
	json_write_end(&c->w, '}');
}

static void
write_text(struct composing *c)
{
	struct rich rich = RICH_INIT;

	add_reply_handle(&rich, c);
	rich_add(&rich, c->world, c->draft->text, true, c->id);
	if (rich.points > MAX_TEXT) {
		write_note(c, &rich);
		rich_cut(&rich, CUT_TEXT);
	}
	if (c->quoted != NULL)
		add_quote_link(&rich, c);
	if (c->draft->media != NULL)
		add_media_link(&rich, c);
	json_write_string(&c->w, "text", rich.text.data);
	json_write_begin(&c->w, "display_text_range", '[');
	json_write_int(&c->w, NULL, 0);
	json_write_int(&c->w, NULL, (int64_t)rich.points);
	json_write_end(&c->w, ']');
	rich_write_entities(&rich, &c->w);
	rich_release(&rich);
}

/* "RT @x: " and the original's text, cut to 140 characters. */
static void
write_repost_text(struct composing *c)
{
	const char *raw = c->original->record.raw[POST_TEXT];
	struct json_doc doc = JSON_DOC_INIT;
	struct rich rich = RICH_INIT;
	struct buf head = BUF_INIT, text = BUF_INIT;
	const char *body;
	size_t len;

	buf_addf(&head, "RT @%s: ", handle_of(c->original));
	rich_add(&rich, c->world, head.data, true, 0);
	if (json_parse(&doc, raw, strlen(raw), NULL) == 0) {
		body = json_string(doc.root);
		buf_add(&text, rich.text.data, rich.text.len);
		buf_adds(&text, body);
		len = utf8_count(text.data, text.len);
		if (len > MAX_REPOST) {
			buf_truncate(&text,
			    utf8_offset(text.data, text.len, MAX_REPOST - 1));
			buf_adds(&text, "\xe2\x80\xa6");
		}
	}
	json_write_string(&c->w, "text", text.data);
	rich_write_entities(&rich, &c->w);
	json_release(&doc);
	rich_release(&rich);
	buf_release(&head);
	buf_release(&text);
}

static void
write_reference(struct composing *c, const char *type, int64_t id)
{
	if (id == 0)
		return;
	json_write_begin(&c->w, NULL, '{');
	json_write_string(&c->w, "type", type);
	json_write_id(&c->w, "id", id);
	json_write_end(&c->w, '}');
}

static void
write_references(struct composing *c)
{
	const struct draft *draft = c->draft;

	if (draft->reply_to == 0 && draft->quote_of == 0 &&
	    draft->repost_of == 0)
		return;
	json_write_begin(&c->w, "referenced_tweets", '[');
	write_reference(c, "replied_to", draft->reply_to);
	write_reference(c, "quoted", draft->quote_of);
	write_reference(c, "retweeted", draft->repost_of);
	json_write_end(&c->w, ']');
	if (c->parent != NULL && c->parent->author_id != 0)
		json_write_id(&c->w, "in_reply_to_user_id",
		    c->parent->author_id);
}

static void
write_metrics(struct composing *c)
{
	unsigned mixed =
	    (unsigned)((uint64_t)c->id * UINT64_C(0x9e3779b97f4a7c15) >> 40);
	bool repost = c->original != NULL;

	json_write_begin(&c->w, "public_metrics", '{');
	json_write_int(&c->w, "retweet_count", mixed % 7);
	json_write_int(&c->w, "reply_count", repost ? 0 : mixed / 7 % 5);
	json_write_int(&c->w, "like_count", repost ? 0 : mixed / 35 % 40);
	json_write_int(&c->w, "quote_count", repost ? 0 : mixed / 1400 % 3);
	json_write_int(&c->w, "bookmark_count", repost ? 0 : mixed / 70 % 6);
	json_write_int(&c->w, "impression_count",
	    repost ? 0 : 200 + mixed % 4000);
	json_write_end(&c->w, '}');
}

static void
write_history(struct composing *c)
{
	const struct sim_post *p = c->older;

	json_write_begin(&c->w, "edit_history_tweet_ids", '[');
	while (p != NULL && p->older != NULL)
		p = p->older;
	for (; p != NULL; p = p->newer)
		json_write_id(&c->w, NULL, p->id);
	json_write_id(&c->w, NULL, c->id);
	json_write_end(&c->w, ']');
	json_write_begin(&c->w, "edit_controls", '{');
	write_time_ms(&c->w, "editable_until",
	    c->draft->at_ms + INT64_C(3600000));
	json_write_bool(&c->w, "is_edit_eligible", c->draft->reply_to == 0);
	json_write_int(&c->w, "edits_remaining", 5);
	json_write_end(&c->w, '}');
}

static void
write_attachments(struct composing *c)
{
	struct buf key = BUF_INIT;

	if (c->draft->media == NULL)
		return;
	add_media(c);
	add_media_key(&key, c);
	json_write_begin(&c->w, "attachments", '{');
	json_write_begin(&c->w, "media_keys", '[');
	json_write_string(&c->w, NULL, key.data);
	json_write_end(&c->w, ']');
	json_write_end(&c->w, '}');
	buf_release(&key);
}

static void
write_post(struct composing *c)
{
	const struct draft *draft = c->draft;
	int64_t conversation = c->id;

	if (c->older != NULL)
		conversation = c->older->conversation_id;
	if (c->parent != NULL)
		conversation = c->parent->conversation_id != 0
				   ? c->parent->conversation_id
				   : c->parent->id;
	json_write_begin(&c->w, NULL, '{');
	json_write_id(&c->w, "id", c->id);
	json_write_id(&c->w, "author_id", draft->author->id);
	write_time_ms(&c->w, "created_at", draft->at_ms);
	json_write_id(&c->w, "conversation_id", conversation);
	json_write_string(&c->w, "lang",
	    draft->lang != NULL ? draft->lang : "en");
	json_write_string(&c->w, "reply_settings", "everyone");
	json_write_bool(&c->w, "possibly_sensitive", false);
	if (draft->paid)
		json_write_bool(&c->w, "paid_partnership", true);
	if (c->original != NULL)
		write_repost_text(c);
	else
		write_text(c);
	write_references(c);
	write_metrics(c);
	write_history(c);
	write_attachments(c);
	if (draft->act >= 0) {
		json_write_begin(&c->w, "sim", '{');
		json_write_string(&c->w, "act", class_info[draft->act].name);
		json_write_end(&c->w, '}');
	}
	json_write_end(&c->w, '}');
}

static int
find(const struct world *world, int64_t id, const struct sim_post **post,
    struct err *err)
{
	if (id == 0)
		return 0;
	*post = world_post(world, id);
	return *post != NULL ? 0
			     : err_set(err, ERR_DATA,
				   "no post %" PRId64 " in this world", id);
}

struct sim_post *
compose_post(struct world *world, const struct draft *draft, struct err *err)
{
	struct composing c = {.world = world, .draft = draft};
	struct buf buf = BUF_INIT;
	struct json_doc doc = JSON_DOC_INIT;
	struct sim_post *post = NULL;

	if (find(world, draft->reply_to, &c.parent, err) == -1 ||
	    find(world, draft->quote_of, &c.quoted, err) == -1 ||
	    find(world, draft->repost_of, &c.original, err) == -1 ||
	    find(world, draft->edit_of, &c.older, err) == -1)
		return NULL;
	c.w.buf = &buf;
	c.id = free_id(world, draft->at_ms);
	write_post(&c);
	if (json_parse(&doc, buf.data, buf.len, err) == 0)
		post = world_add_post(world, doc.root, err);
	world_link(world);
	json_release(&doc);
	buf_release(&buf);
	return post;
}
