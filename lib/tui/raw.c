#include "tui/raw.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MAX_DEPTH 64

/* The end of the string that begins at i. */
static size_t
skip_string(const char *json, size_t len, size_t i)
{
	for (i++; i < len && json[i] != '"'; i++)
		if (json[i] == '\\')
			i++;
	return i < len ? i + 1 : len;
}

/* True if the string [i, next) is the name "id" and its member this value. */
static bool
is_member(const char *json, size_t len, size_t i, size_t next,
    const char *value)
{
	size_t n = strlen(value);

	if (next - i != 4 || memcmp(json + i, "\"id\"", 4) != 0)
		return false;
	while (next < len && (json[next] == ':' || json[next] == ' '))
		next++;
	return len - next >= n && memcmp(json + next, value, n) == 0;
}

/* Where the objects and lists begin that are open at a place. */
struct nest {
	size_t opened[MAX_DEPTH];
	int depth, found; /* found: depth of the object with the member; -1 */
};

/* A bracket: 1 once it closes the object that was found, -1 where nothing is
 * open. */
static int
step(struct nest *nest, char c, size_t i)
{
	if (c == '{' || c == '[') {
		if (nest->depth < MAX_DEPTH)
			nest->opened[nest->depth] = i;
		nest->depth++;
		return 0;
	}
	if (nest->depth == nest->found && nest->depth <= MAX_DEPTH)
		return 1;
	nest->depth--;
	return nest->depth < 0 ? -1 : 0;
}

/* Find the object with the member; its bounds are *start and *end. */
static bool
find_object(const char *json, size_t len, const char *value, size_t *start,
    size_t *end)
{
	struct nest nest = {.found = -1};

	for (size_t i = 0, next; i < len; i = next) {
		int closed = 0;

		next = i + 1;
		if (json[i] == '"') {
			next = skip_string(json, len, i);
			if (nest.found == -1 &&
			    is_member(json, len, i, next, value))
				nest.found = nest.depth;
		} else if (json[i] != '\0' && strchr("{}[]", json[i]) != NULL) {
			closed = step(&nest, json[i], i);
		}
		if (closed == -1)
			return false;
		if (closed == 1) {
			*start = nest.opened[nest.depth - 1];
			*end = i + 1;
			return true;
		}
	}
	return false;
}

static void
add_break(struct buf *buf, int depth)
{
	buf_addf(buf, "\n%*s", 2 * depth, "");
}

static void
add_indented(struct buf *buf, const char *json, size_t len)
{
	int depth = 0;

	for (size_t i = 0; i < len;) {
		size_t next =
		    json[i] == '"' ? skip_string(json, len, i) : i + 1;

		if (json[i] == '}' || json[i] == ']')
			add_break(buf, --depth);
		if (json[i] != '\n' && json[i] != '\r' && json[i] != '\t')
			buf_add(buf, json + i, next - i);
		if (json[i] == '{' || json[i] == '[')
			add_break(buf, ++depth);
		else if (json[i] == ',')
			add_break(buf, depth);
		else if (json[i] == ':')
			buf_addc(buf, ' ');
		i = next;
	}
}

void
raw_add_post(struct buf *buf, const char *json, size_t len, int64_t id)
{
	char value[32];
	size_t start, end;

	snprintf(value, sizeof(value), "\"%" PRId64 "\"", id);
	if (find_object(json, len, value, &start, &end))
		add_indented(buf, json + start, end - start);
}
