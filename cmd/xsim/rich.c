#include "xsim/rich.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DISPLAY 26

static const char *const entity_names[ENTITY_KINDS] = {"urls", "mentions",
    "hashtags", "cashtags"};

static void
add_escaped(struct rich *rich, const char *s, size_t len, bool escape)
{
	for (size_t i = 0; i < len; i++) {
		const char *as = NULL;

		if (escape && s[i] == '&')
			as = "&amp;";
		else if (escape && s[i] == '<')
			as = "&lt;";
		else if (escape && s[i] == '>')
			as = "&gt;";
		if (as != NULL) {
			buf_adds(&rich->text, as);
			rich->points += strlen(as);
		} else {
			buf_addc(&rich->text, s[i]);
			rich->points += ((unsigned char)s[i] & 0xc0) != 0x80;
		}
	}
}

static void
add_entity_take(struct rich *rich, enum entity_kind kind, size_t start,
    struct buf *json)
{
	rich->entities = mem_grow(rich->entities, &rich->cap, rich->n + 1,
	    sizeof(*rich->entities));
	rich->entities[rich->n++] =
	    (struct entity){kind, start, rich->points, buf_detach(json)};
}

void
rich_add_short(struct buf *buf, const char *url, int64_t salt)
{
	static const char digits[] =
	    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	uint64_t hash = (uint64_t)map_key(url) ^
			(uint64_t)salt * UINT64_C(0x9e3779b97f4a7c15);

	buf_adds(buf, "https://t.co/");
	for (int i = 0; i < 10; i++) {
		buf_addc(buf, digits[hash % 62]);
		hash = hash / 62 ^ hash << 3;
	}
}

void
rich_add_link(struct rich *rich, const char *expanded, const char *display,
    const char *extra, int64_t salt)
{
	struct buf url = BUF_INIT, json = BUF_INIT;
	struct json_writer w = {.buf = &json, .need_comma = true};
	size_t start;

	if (rich->points > 0 &&
	    !isspace((unsigned char)rich->text.data[rich->text.len - 1]))
		add_escaped(rich, " ", 1, false);
	start = rich->points;
	rich_add_short(&url, expanded, salt);
	add_escaped(rich, url.data, url.len, false);
	json_write_string(&w, "url", url.data);
	json_write_string(&w, "expanded_url", expanded);
	json_write_string(&w, "display_url", display);
	buf_adds(&json, extra);
	add_entity_take(rich, ENTITY_URL, start, &json);
	buf_release(&url);
}

/* A URL as X shows it: without scheme and www, cut. */
static void
add_display(struct buf *buf, const char *url)
{
	const char *at = strstr(url, "://");
	size_t len;

	at = at == NULL ? url : at + 3;
	if (strncmp(at, "www.", 4) == 0)
		at += 4;
	len = strlen(at);
	if (len > 0 && at[len - 1] == '/')
		len--;
	if (len <= MAX_DISPLAY) {
		buf_add(buf, at, len);
		return;
	}
	buf_add(buf, at, utf8_offset(at, len, MAX_DISPLAY));
	buf_adds(buf, "\xe2\x80\xa6");
}

/* The length of the URL at s, closing punctuation left out. */
static size_t
url_length(const char *s)
{
	size_t len = strcspn(s, " \t\n\"");

	while (len > 0 && strchr(".,;:!?)'", s[len - 1]) != NULL)
		len--;
	return len;
}

static size_t
add_url(struct rich *rich, const char *s, int64_t salt)
{
	size_t len = url_length(s);
	char *url = mem_copy(s, len), *real = strstr(url, "=>");
	struct buf display = BUF_INIT, extra = BUF_INIT;
	struct json_writer w = {.buf = &extra, .need_comma = true};

	if (real != NULL) {
		*real = '\0';
		json_write_int(&w, "status", 200);
		json_write_string(&w, "unwound_url", real + 2);
	}
	add_display(&display, url);
	rich_add_link(rich, url, display.data, extra.data,
	    salt + (int64_t)rich->n);
	buf_release(&display);
	buf_release(&extra);
	free(url);
	return len;
}

static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

static size_t
add_mention(struct rich *rich, const struct world *world, const char *s)
{
	size_t len = name_length(s + 1), start = rich->points;
	struct buf json = BUF_INIT;
	char *name = mem_copy(s + 1, len);
	const struct sim_user *user = world_user_by_name(world, name);

	add_escaped(rich, s, len + 1, false);
	buf_addf(&json, ",\"username\":\"%s\"",
	    user != NULL && user->username != NULL ? user->username : name);
	if (user != NULL && user->username != NULL)
		buf_addf(&json, ",\"id\":\"%" PRId64 "\"", user->id);
	add_entity_take(rich, ENTITY_MENTION, start, &json);
	free(name);
	return len + 1;
}

/* The length of a tag's name at s: letters of any script, digits, _. */
static size_t
tag_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_' ||
	       (unsigned char)s[n] >= 0x80) {
		uint32_t c;
		size_t len = utf8_decode(s + n, strlen(s + n), &c);

		/* Not letters: punctuation, symbols, emoji, fullwidth marks. */
		if ((c >= 0x2000 && c < 0x2c00) ||
		    (c >= 0x3000 && c < 0x3040) || c >= 0x1f000 ||
		    (c >= 0xfe00 && c < 0xff10))
			break;
		n += len;
	}
	return n;
}

static size_t
add_tag(struct rich *rich, const char *s, size_t len)
{
	size_t start = rich->points;
	struct buf json = BUF_INIT;

	add_escaped(rich, s, len + 1, false);
	buf_addf(&json, ",\"tag\":\"%.*s\"", (int)len, s + 1);
	add_entity_take(rich, *s == '#' ? ENTITY_HASHTAG : ENTITY_CASHTAG,
	    start, &json);
	return len + 1;
}

static bool
is_word_before(const char *begin, const char *s)
{
	return s > begin && (isalnum((unsigned char)s[-1]) || s[-1] == '_');
}

/* Add the entity that begins at s, if one does; its length or 0. */
static size_t
add_found(struct rich *rich, const struct world *world, const char *s,
    int64_t salt)
{
	size_t len;

	if ((strncmp(s, "https://", 8) == 0 || strncmp(s, "http://", 7) == 0))
		return add_url(rich, s, salt);
	len = name_length(s + 1);
	if (*s == '@' && len >= 1 && len <= 15)
		return add_mention(rich, world, s);
	if (*s == '$' && len >= 1 && len <= 6 &&
	    strspn(s + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == len)
		return add_tag(rich, s, len);
	len = *s == '#' ? tag_length(s + 1) : 0;
	if (len > strspn(s + 1, "0123456789"))
		return add_tag(rich, s, len);
	return 0;
}

void
rich_add(struct rich *rich, const struct world *world, const char *plain,
    bool escape, int64_t salt)
{
	const char *s = plain;

	while (*s != '\0') {
		size_t len = 0;

		if (strchr("h@#$", *s) != NULL && !is_word_before(plain, s))
			len = add_found(rich, world, s, salt);
		if (len == 0) {
			len = 1;
			add_escaped(rich, s, len, escape);
		}
		s += len;
	}
}

static bool
is_inside_entity(const struct rich *rich, size_t point)
{
	for (size_t i = 0; i < rich->n; i++)
		if (rich->entities[i].start < point &&
		    point < rich->entities[i].end)
			return true;
	return false;
}

void
rich_cut(struct rich *rich, size_t max)
{
	size_t point = max, offset;

	if (rich->points <= max)
		return;
	for (; point > 0; point--) {
		offset = utf8_offset(rich->text.data, rich->text.len, point);
		if (rich->text.data[offset] == ' ' &&
		    !is_inside_entity(rich, point))
			break;
	}
	if (point == 0) /* no blanks: a script without them */
		point = max;
	buf_truncate(&rich->text,
	    utf8_offset(rich->text.data, rich->text.len, point));
	rich->points = point;
	while (rich->n > 0 && rich->entities[rich->n - 1].end > point)
		free(rich->entities[--rich->n].json);
}

void
rich_write_entities(const struct rich *rich, struct json_writer *w)
{
	if (rich->n == 0)
		return;
	json_write_begin(w, "entities", '{');
	for (int kind = 0; kind < ENTITY_KINDS; kind++) {
		bool any = false;

		for (size_t i = 0; i < rich->n; i++) {
			const struct entity *entity = &rich->entities[i];

			if (entity->kind != (enum entity_kind)kind)
				continue;
			if (!any)
				json_write_begin(w, entity_names[kind], '[');
			any = true;
			json_write_begin(w, NULL, '{');
			json_write_int(w, "start", (int64_t)entity->start);
			json_write_int(w, "end", (int64_t)entity->end);
			buf_adds(w->buf, entity->json);
			json_write_end(w, '}');
		}
		if (any)
			json_write_end(w, ']');
	}
	json_write_end(w, '}');
}

void
rich_release(struct rich *rich)
{
	for (size_t i = 0; i < rich->n; i++)
		free(rich->entities[i].json);
	free(rich->entities);
	buf_release(&rich->text);
}
