/*
 * Posts from JSON: what the simulator must know of them to find and show
 * them.
 */
#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "base/when.h"
#include "model/class.h"
#include "xsim/words.h"
#include "xsim/world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void
list_add(struct post_list *list, struct sim_post *post)
{
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(struct sim_post *));
	if (list->n > 0 && list->items[list->n - 1]->id > post->id)
		list->unsorted = true;
	list->items[list->n++] = post;
}

/* The value of field i made of parts of an object: what flattening put
 * inline is left out. */
static void
keep_members(struct world *world, struct sim_post *post, enum post_field i,
    const struct json *object, const char *const *names)
{
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};

	if (!json_is_object(object))
		return;
	json_write_begin(&w, NULL, '{');
	for (; *names != NULL; names++)
		if (json_get(object, *names) != NULL)
			json_write_node(&w, *names, json_get(object, *names));
	json_write_end(&w, '}');
	post->record.raw[i] = arena_strdup(&world->arena, buf.data);
	buf_release(&buf);
}

static void
read_reference(struct world *world, struct sim_post *post,
    const struct json *node, struct json_writer *w)
{
	const char *type = json_string(json_get(node, "type"));
	int64_t id;

	if (type == NULL || json_id(json_get(node, "id"), &id) == -1)
		return;
	if (strcmp(type, "replied_to") == 0)
		post->reply_to = id;
	else if (strcmp(type, "quoted") == 0)
		post->quote_of = id;
	else if (strcmp(type, "retweeted") == 0)
		post->repost_of = id;
	json_write_begin(w, NULL, '{');
	json_write_string(w, "type", type);
	json_write_id(w, "id", id);
	json_write_end(w, '}');
	if (json_get(node, "text") != NULL)
		world_add_post(world, node, NULL);
}

static void
read_references(struct world *world, struct sim_post *post,
    const struct json *object)
{
	const struct json *node =
	    json_get2(object, "referenced_tweets", "referenced_posts");
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};

	if (json_count(node) == 0)
		return;
	json_write_begin(&w, NULL, '[');
	for (node = json_first(node); node != NULL; node = json_next(node))
		read_reference(world, post, node, &w);
	json_write_end(&w, ']');
	post->record.raw[POST_REFERENCED] =
	    arena_strdup(&world->arena, buf.data);
	buf_release(&buf);
}

static void
read_attachments(struct world *world, struct sim_post *post,
    const struct json *object)
{
	static const char *const kept[] = {"media_keys", "poll_ids",
	    "media_source_tweet_id", NULL};
	const struct json *node = json_get(object, "attachments");
	const struct json *keys = json_get(node, "media_keys"), *key;

	keep_members(world, post, POST_ATTACHMENTS, node, kept);
	post->media = arena_zero(&world->arena, json_count(keys) + 1,
	    sizeof(*post->media));
	for (key = json_first(keys); key != NULL; key = json_next(key))
		if (json_string(key) != NULL)
			post->media[post->n_media++] =
			    arena_strdup(&world->arena, json_string(key));
	key = json_first(json_get(node, "poll_ids"));
	post->poll = arena_strdup(&world->arena, json_string(key));
	for (key = json_first(json_get(node, "media")); key != NULL;
	     key = json_next(key))
		world_add_thing(world, KIND_MEDIA, key);
	if (json_get(node, "poll") != NULL)
		world_add_thing(world, KIND_POLL, json_get(node, "poll"));
}

static void
read_place(struct world *world, struct sim_post *post,
    const struct json *object)
{
	static const char *const kept[] = {"place_id", "coordinates", NULL};
	const struct json *node = json_get(object, "geo");

	keep_members(world, post, POST_GEO, node, kept);
	post->place = arena_strdup(&world->arena,
	    json_string(json_get(node, "place_id")));
	if (json_get(node, "full_name") != NULL && json_get(node, "id") != NULL)
		world_add_thing(world, KIND_PLACE, node);
}

/* The items of one member of each entity of entities and of the long text's
 * entities. */
static const char *
read_items(struct world *world, const struct json *object, const char *list,
    const char *const *members)
{
	const struct json *note = json_get2(object, "note_tweet", "note_post");
	const struct json *sets[] = {json_get(object, "entities"),
	    json_get(note, "entities")};
	struct buf buf = BUF_INIT;
	const char *items;

	for (size_t i = 0; i < ARRAY_LEN(sets); i++) {
		const struct json *node = json_first(json_get(sets[i], list));

		for (; node != NULL; node = json_next(node))
			for (const char *const *m = members; *m != NULL; m++)
				if (json_string(json_get(node, *m)) != NULL)
					items_add(&buf,
					    json_string(json_get(node, *m)));
	}
	items = arena_strdup(&world->arena, buf.data);
	buf_release(&buf);
	return items;
}

static void
read_text(struct world *world, struct sim_post *post, const struct json *object)
{
	const struct json *note = json_get2(object, "note_tweet", "note_post");
	const char *text = json_string(json_get(note, "text"));
	struct buf plain = BUF_INIT, words = BUF_INIT;

	if (text == NULL)
		text = json_string(json_get(object, "text"));
	text_add_unescaped(&plain, text, strlen(text));
	words_add(&words, plain.data);
	post->text = arena_strdup(&world->arena, plain.data);
	post->words = arena_strdup(&world->arena, words.data);
	buf_release(&plain);
	buf_release(&words);
}

static void
read_entities(struct world *world, struct sim_post *post,
    const struct json *object)
{
	static const char *const tag[] = {"tag", NULL};
	static const char *const username[] = {"username", NULL};
	static const char *const url[] = {"url", "expanded_url", "unwound_url",
	    NULL};
	struct buf words = BUF_INIT;
	const char *urls;

	post->tags = read_items(world, object, "hashtags", tag);
	post->cashtags = read_items(world, object, "cashtags", tag);
	post->handles = read_items(world, object, "mentions", username);
	urls = read_items(world, object, "urls", url);
	if (*urls != '\0') {
		words_add(&words, urls);
		post->url_words = arena_strdup(&world->arena, words.data);
	}
	buf_release(&words);
}

/* The ids in a list of strings or, with member, of objects. */
static int64_t *
read_ids(struct world *world, const struct json *list, const char *member,
    size_t *n)
{
	const struct json *node;
	int64_t *ids =
	    arena_zero(&world->arena, json_count(list) + 1, sizeof(*ids));

	for (node = json_first(list); node != NULL; node = json_next(node))
		if (json_id(member == NULL ? node : json_get(node, member),
			&ids[*n]) == 0)
			(*n)++;
	return ids;
}

static void
read_times(struct sim_post *post, const struct json *object)
{
	const char *text = json_string(json_get(object, "created_at"));
	int64_t at;

	if (text != NULL && when_parse_rfc3339(text, &at) == 0)
		post->created_ms = at * 1000;
	else
		post->created_ms = when_of_id_ms(post->id);
}

static void
read_author(struct world *world, struct sim_post *post,
    const struct json *object)
{
	const struct json *author = json_get(object, "author");
	struct buf buf = BUF_INIT;

	if (json_is_object(author))
		world_add_user(world, author, NULL);
	if (json_is_object(json_get(object, "in_reply_to_user")))
		world_add_user(world, json_get(object, "in_reply_to_user"),
		    NULL);
	if (json_id(json_get(object, "author_id"), &post->author_id) == -1)
		json_id(json_get(author, "id"), &post->author_id);
	if (post->author_id != 0) {
		buf_addf(&buf, "\"%" PRId64 "\"", post->author_id);
		post->record.raw[POST_AUTHOR_ID] =
		    arena_strdup(&world->arena, buf.data);
	}
	buf_release(&buf);
}

static void
read_rest(struct world *world, struct sim_post *post, const struct json *object)
{
	const struct json *sim = json_get(object, "sim");
	const char *act = json_string(json_get(sim, "act"));
	const struct json *mentions =
	    json_get(json_get(object, "entities"), "mentions");

	read_times(post, object);
	read_text(world, post, object);
	read_entities(world, post, object);
	read_references(world, post, object);
	read_attachments(world, post, object);
	read_place(world, post, object);
	post->mentions = read_ids(world, mentions, "id", &post->n_mentions);
	post->versions = read_ids(world,
	    json_get2(object, "edit_history_tweet_ids",
		"edit_history_post_ids"),
	    NULL, &post->n_versions);
	json_id(json_get(object, "conversation_id"), &post->conversation_id);
	json_id(json_get(object, "in_reply_to_user_id"), &post->reply_to_user);
	post->lang =
	    arena_strdup(&world->arena, json_string(json_get(object, "lang")));
	post->paid = json_bool(json_get(object, "paid_partnership"));
	post->act = act != NULL ? class_by_name(act) : -1;
	if (json_bool(json_get(sim, "deleted")))
		post->deleted = true;
}

static void
add_default_history(struct world *world, struct sim_post *post)
{
	struct buf buf = BUF_INIT;

	if (post->record.raw[POST_EDIT_HISTORY] == NULL) {
		buf_addf(&buf, "[\"%" PRId64 "\"]", post->id);
		post->record.raw[POST_EDIT_HISTORY] =
		    arena_strdup(&world->arena, buf.data);
	}
	buf_release(&buf);
}

struct sim_post *
world_add_post(struct world *world, const struct json *object, struct err *err)
{
	struct sim_post *post;
	int64_t id;

	if (json_id(json_get(object, "id"), &id) == -1 ||
	    json_string(json_get(object, "text")) == NULL) {
		err_set(err, ERR_DATA, "a post without id or text");
		return NULL;
	}
	post = world_post(world, id);
	if (post != NULL) {
		record_read(&post->record, KIND_POST, object, &world->arena);
		return post;
	}
	post = arena_zero(&world->arena, 1, sizeof(*post));
	post->id = id;
	map_set(&world->posts_by_id, id, post);
	record_read(&post->record, KIND_POST, object, &world->arena);
	read_author(world, post, object);
	read_rest(world, post, object);
	add_default_history(world, post);
	list_add(&world->unlinked, post);
	return post;
}

/* Tie the versions together that are known. */
static void
link_edits(struct world *world, struct sim_post *post)
{
	struct sim_post *older = NULL;

	for (size_t i = 0; i < post->n_versions; i++) {
		struct sim_post *version = world_post(world, post->versions[i]);

		if (version == NULL)
			continue;
		if (older != NULL)
			world_link_edit(older, version);
		older = version;
	}
}

static void
link_mentions(struct world *world, struct sim_post *post)
{
	for (size_t i = 0; i < post->n_mentions; i++) {
		struct sim_user *user = world_user(world, post->mentions[i]);
		struct post_list *list;

		if (user == NULL)
			continue;
		list = &user->mentions;
		if (list->n == 0 || list->items[list->n - 1] != post)
			list_add(list, post);
	}
}

void
world_link(struct world *world)
{
	for (size_t i = 0; i < world->unlinked.n; i++) {
		struct sim_post *post = world->unlinked.items[i];

		post->author = world_user(world, post->author_id);
		if (post->author != NULL)
			list_add(&post->author->posts, post);
		link_mentions(world, post);
		link_edits(world, post);
		list_add(&world->posts, post);
	}
	world->unlinked.n = 0;
}
