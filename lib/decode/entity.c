#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "decode/parts.h"

#include <string.h>
#include <strings.h>

/* Where each code point of the escaped text begins in the unescaped one. */
struct offset_map {
	const char *text; /* unescaped */
	size_t len;
	int *bytes; /* n + 1 of them */
	size_t n;
};

static size_t
escape_length(const char *s, size_t len)
{
	if (len >= 5 && memcmp(s, "&amp;", 5) == 0)
		return 5;
	if (len >= 4 &&
	    (memcmp(s, "&lt;", 4) == 0 || memcmp(s, "&gt;", 4) == 0))
		return 4;
	return 0;
}

static void
map_text(struct offset_map *map, struct arena *arena, const char *raw)
{
	size_t len = strlen(raw), out = 0, in = 0;
	struct buf plain = BUF_INIT;
	uint32_t c;

	map->n = utf8_count(raw, len);
	map->bytes = arena_alloc(arena, (map->n + 1) * sizeof(*map->bytes));
	for (size_t i = 0; i < map->n;) {
		size_t escaped = escape_length(raw + in, len - in);

		map->bytes[i++] = (int)out;
		if (escaped == 0) {
			size_t n = utf8_decode(raw + in, len - in, &c);

			in += n;
			out += n;
			continue;
		}
		for (size_t k = 1; k < escaped; k++)
			map->bytes[i++] = (int)out;
		in += escaped;
		out++;
	}
	map->bytes[map->n] = (int)out;
	text_add_unescaped(&plain, raw, len);
	map->text = arena_copy(arena, plain.data, plain.len);
	map->len = plain.len;
	buf_release(&plain);
}

/* v2 says "start"; before that it was "indices": [start, end]. */
static int64_t
decode_start(const struct json *entity)
{
	const struct json *start = json_get(entity, "start");

	if (start == NULL)
		start = json_first(json_get(entity, "indices"));
	return json_int(start, -1);
}

/* Set [*start, *end) to where the entity stands, given what it must read
 * (compared without case; prefix is '@', '#', '$' or 0). */
static void
place(const struct offset_map *map, const struct json *entity, char prefix,
    const char *word, int *start, int *end)
{
	int64_t from = decode_start(entity);
	size_t n = strlen(word) + (prefix != 0);

	*start = *end = 0;
	if (from >= 0 && (size_t)from <= map->n)
		*start = map->bytes[from];
	for (size_t try = 0; try < 2; try++) {
		size_t at = try == 0 ? (size_t)*start : 0;

		for (; at + n <= map->len; at++) {
			const char *s = map->text + at;

			if ((prefix == 0 || *s == prefix) &&
			    strncasecmp(s + (prefix != 0), word,
				n - (prefix != 0)) == 0) {
				*start = (int)at;
				*end = (int)(at + n);
				return;
			}
			if (try == 0)
				break; /* only the stated place */
		}
	}
	*start = *end = 0;
}

static bool
is_media_link(const struct json *url, const char *expanded)
{
	if (json_get(url, "media_key") != NULL)
		return true;
	return (strstr(expanded, "twitter.com/") != NULL ||
		   strstr(expanded, "//x.com/") != NULL) &&
	       strstr(expanded, "/status/") != NULL &&
	       (strstr(expanded, "/photo/") != NULL ||
		   strstr(expanded, "/video/") != NULL);
}

static bool
decode_link(const struct json *url, struct arena *arena, struct link *link)
{
	const char *expanded = json_string(json_get(url, "unwound_url"));

	if (expanded == NULL || *expanded == '\0')
		expanded = json_string(json_get(url, "expanded_url"));
	if (expanded == NULL || *expanded == '\0')
		expanded = json_string(json_get(url, "url"));
	if (expanded == NULL)
		return false;
	link->url = arena_strdup(arena, expanded);
	link->shown = decode_string(arena, url, "display_url");
	link->title = decode_string(arena, url, "title");
	link->is_media = is_media_link(url, expanded);
	return true;
}

struct link *
decode_links(const struct json *urls, struct arena *arena, size_t *n)
{
	size_t count = json_count(urls);
	struct link *links = arena_zero(arena, count, sizeof(*links));

	*n = 0;
	for (const struct json *url = json_first(urls); url != NULL;
	     url = json_next(url))
		*n += decode_link(url, arena, &links[*n]);
	return links;
}

static void
decode_mentions(struct post *post, struct arena *arena,
    const struct offset_map *map, const struct json *list)
{
	post->mentions =
	    arena_zero(arena, json_count(list), sizeof(*post->mentions));
	for (const struct json *entity = json_first(list); entity != NULL;
	     entity = json_next(entity)) {
		struct mention *mention = &post->mentions[post->n_mentions];
		const char *handle =
		    decode_string2(arena, entity, "username", "screen_name");

		if (handle == NULL)
			continue;
		mention->handle = handle;
		mention->user_id = decode_id2(entity, "id", "id_str");
		place(map, entity, '@', handle, &mention->start, &mention->end);
		post->n_mentions++;
	}
}

static void
decode_tags(struct post *post, struct arena *arena,
    const struct offset_map *map, const struct json *list, char kind)
{
	for (const struct json *entity = json_first(list); entity != NULL;
	     entity = json_next(entity)) {
		struct hashtag *tag = &post->hashtags[post->n_hashtags];
		const char *name = decode_string2(arena, entity, "tag", "text");

		if (name == NULL)
			continue;
		tag->name = name;
		tag->kind = kind;
		place(map, entity, kind, name, &tag->start, &tag->end);
		post->n_hashtags++;
	}
}

/* Several pictures of one post share an address: it is one link. */
static bool
is_known_link(const struct post *post, const char *url)
{
	for (size_t i = 0; i < post->n_links; i++)
		if (strcmp(post->links[i].url, url) == 0)
			return true;
	return false;
}

static void
place_links(struct post *post, struct arena *arena,
    const struct offset_map *map, const struct json *urls)
{
	for (const struct json *url = json_first(urls); url != NULL;
	     url = json_next(url)) {
		const char *shown = json_string(json_get(url, "url"));
		struct link *link = &post->links[post->n_links];
		bool is_media = json_get(url, "media_url_https") != NULL ||
				json_get(url, "media_url") != NULL;

		if (!decode_link(url, arena, link) ||
		    (is_media && is_known_link(post, link->url)))
			continue;
		link->is_media |= is_media;
		if (shown != NULL && *shown != '\0')
			place(map, url, 0, shown, &link->start, &link->end);
		post->n_links++;
	}
}

void
decode_text(struct post *post, struct arena *arena, const char *raw,
    const struct json *entities)
{
	const struct json *lists[] = {json_get(entities, "urls"),
	    json_get(entities, "media")};
	const struct json *tags = json_get(entities, "hashtags");
	const struct json *cash = json_get2(entities, "cashtags", "symbols");
	struct offset_map map;

	map_text(&map, arena, raw);
	post->text = map.text;
	post->links = arena_zero(arena,
	    json_count(lists[0]) + json_count(lists[1]), sizeof(*post->links));
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		place_links(post, arena, &map, lists[i]);
	decode_mentions(post, arena, &map,
	    json_get2(entities, "mentions", "user_mentions"));
	post->hashtags = arena_zero(arena, json_count(tags) + json_count(cash),
	    sizeof(*post->hashtags));
	decode_tags(post, arena, &map, tags, '#');
	decode_tags(post, arena, &map, cash, '$');
}
