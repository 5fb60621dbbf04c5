#include "json/json.h"

#include "base/num.h"
#include "base/text.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* cJSON's hooks are global, so the arena they use is one per thread. */
static _Thread_local struct arena *parse_arena;
static pthread_once_t hooks_once = PTHREAD_ONCE_INIT;

static void *
arena_hook_alloc(size_t size)
{
	return arena_alloc(parse_arena, size);
}

static void
arena_hook_free(void *p)
{
	(void)p;
}

static void
install_hooks(void)
{
	cJSON_Hooks hooks = {arena_hook_alloc, arena_hook_free};

	cJSON_InitHooks(&hooks);
}

static const cJSON *
to_cjson(const struct json *node)
{
	return (const cJSON *)node;
}

static const struct json *
from_cjson(const cJSON *item)
{
	return (const struct json *)item;
}

/* The four hex digits of a \uXXXX escape at s, or -1. */
static long
escape_value(const char *s, const char *end)
{
	char hex[5];

	if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
		return -1;
	memcpy(hex, s + 2, 4);
	hex[4] = '\0';
	if (strspn(hex, "0123456789abcdefABCDEF") != 4)
		return -1;
	return strtol(hex, NULL, 16);
}

/* How many bytes of the escape at s are to be replaced by U+FFFD: 0 if it is
 * a good one. */
static size_t
bad_escape(const char *s, const char *end, size_t *good)
{
	long high = escape_value(s, end);

	*good = 2;
	if (high == 0)
		return 6;
	if (high < 0xd800 || high > 0xdfff)
		return 0;
	if (high < 0xdc00) {
		long low = escape_value(s + 6, end);

		*good = 12;
		return low >= 0xdc00 && low <= 0xdfff ? 0 : 6;
	}
	return 6;
}

/* Copy text into buf with what cJSON cannot bear repaired.  False if there
 * was nothing to repair (buf is then empty). */
static bool
repair(struct buf *buf, const char *text, size_t len)
{
	const char *end = text + len, *from = text, *p = text;
	size_t good;

	while ((p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		size_t bad = bad_escape(p, end, &good);

		if (bad == 0) {
			p +=
			    good < (size_t)(end - p) ? good : (size_t)(end - p);
			continue;
		}
		buf_add(buf, from, (size_t)(p - from));
		buf_adds(buf, "\\ufffd");
		from = p += bad;
	}
	if (from == text)
		return false;
	buf_add(buf, from, (size_t)(end - from));
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int
parse_clean(struct json_doc *doc, const char *text, size_t len, struct err *err)
{
	const char *end = NULL;
	cJSON *root;

	parse_arena = &doc->arena;
	root = cJSON_ParseWithLengthOpts(text, len, &end, 0);
	if (root == NULL)
		return err_set(err, ERR_DATA, "not JSON from byte %td on",
		    end == NULL ? (ptrdiff_t)0 : end - text);
	while (end < text + len && is_blank(*end))
		end++;
	if (end < text + len)
		return err_set(err, ERR_DATA,
		    "something follows the JSON at byte %td", end - text);
	doc->root = from_cjson(root);
	return 0;
}

int
json_parse(struct json_doc *doc, const char *text, size_t len, struct err *err)
{
	struct buf valid = BUF_INIT, repaired = BUF_INIT;
	int rc;

	pthread_once(&hooks_once, install_hooks);
	arena_reset(&doc->arena);
	doc->root = NULL;
	/* cJSON takes a NUL for a blank. */
	if (!utf8_is_valid(text, len) || memchr(text, '\0', len) != NULL) {
		utf8_add_repaired(&valid, text, len);
		text = valid.data;
		len = valid.len;
	}
	if (repair(&repaired, text, len)) {
		text = repaired.data;
		len = repaired.len;
	}
	rc = parse_clean(doc, text, len, err);
	buf_release(&valid);
	buf_release(&repaired);
	return rc;
}

void
json_release(struct json_doc *doc)
{
	arena_release(&doc->arena);
	doc->root = NULL;
}

const char *
json_version(void)
{
	return cJSON_Version();
}

bool
json_is_object(const struct json *node)
{
	return cJSON_IsObject(to_cjson(node));
}

bool
json_is_array(const struct json *node)
{
	return cJSON_IsArray(to_cjson(node));
}

bool
json_is_string(const struct json *node)
{
	return cJSON_IsString(to_cjson(node));
}

bool
json_is_number(const struct json *node)
{
	return cJSON_IsNumber(to_cjson(node));
}

const struct json *
json_get(const struct json *object, const char *name)
{
	if (!json_is_object(object))
		return NULL;
	/* The first letter decides nearly always. */
	for (const cJSON *item = to_cjson(object)->child; item != NULL;
	     item = item->next)
		if (*item->string == *name && strcmp(item->string, name) == 0)
			return from_cjson(item);
	return NULL;
}

const struct json *
json_get2(const struct json *object, const char *name, const char *other)
{
	const struct json *found = json_get(object, name);

	return found != NULL ? found : json_get(object, other);
}

const struct json *
json_first(const struct json *container)
{
	if (!json_is_object(container) && !json_is_array(container))
		return NULL;
	return from_cjson(to_cjson(container)->child);
}

const struct json *
json_next(const struct json *node)
{
	return node == NULL ? NULL : from_cjson(to_cjson(node)->next);
}

size_t
json_count(const struct json *container)
{
	size_t count = 0;

	for (const struct json *node = json_first(container); node != NULL;
	     node = json_next(node))
		count++;
	return count;
}

const char *
json_name(const struct json *member)
{
	return member == NULL ? NULL : to_cjson(member)->string;
}

const char *
json_string(const struct json *node)
{
	return json_is_string(node) ? to_cjson(node)->valuestring : NULL;
}

int64_t
json_int(const struct json *node, int64_t otherwise)
{
	int64_t value;

	if (json_is_string(node))
		return num_parse(json_string(node), INT64_MIN, INT64_MAX,
			   &value) == 0
			   ? value
			   : otherwise;
	if (!json_is_number(node) ||
	    fabs(to_cjson(node)->valuedouble) > 9007199254740992.0)
		return otherwise;
	return (int64_t)to_cjson(node)->valuedouble;
}

double
json_real(const struct json *node, double otherwise)
{
	double value;

	if (json_is_string(node))
		return num_parse_real(json_string(node), &value) == 0
			   ? value
			   : otherwise;
	return json_is_number(node) ? to_cjson(node)->valuedouble : otherwise;
}

bool
json_bool(const struct json *node)
{
	return cJSON_IsTrue(to_cjson(node));
}

int
json_id(const struct json *node, int64_t *id)
{
	const char *s = json_string(node);

	return s == NULL ? -1 : num_parse_id(s, id);
}

static void
add_number(struct buf *buf, double value)
{
	if (!isfinite(value))
		buf_adds(buf, "null");
	else if (value == floor(value) && fabs(value) < 9007199254740992.0)
		buf_addf(buf, "%" PRId64, (int64_t)value);
	else
		buf_addf(buf, "%.17g", value);
}

static void
add_container(struct buf *buf, const struct json *node, char open, char close)
{
	buf_addc(buf, open);
	for (const struct json *child = json_first(node); child != NULL;
	     child = json_next(child)) {
		if (child != json_first(node))
			buf_addc(buf, ',');
		if (open == '{') {
			const char *name = json_name(child);

			text_add_json(buf, name, strlen(name));
			buf_addc(buf, ':');
		}
		json_add(buf, child);
	}
	buf_addc(buf, close);
}

void
json_add(struct buf *buf, const struct json *node)
{
	const char *s = json_string(node);

	if (s != NULL)
		text_add_json(buf, s, strlen(s));
	else if (json_is_object(node))
		add_container(buf, node, '{', '}');
	else if (json_is_array(node))
		add_container(buf, node, '[', ']');
	else if (json_is_number(node))
		add_number(buf, to_cjson(node)->valuedouble);
	else if (cJSON_IsBool(to_cjson(node)))
		buf_adds(buf, json_bool(node) ? "true" : "false");
	else
		buf_adds(buf, "null");
}
