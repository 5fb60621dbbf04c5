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

/* Find the object with the member; its bounds are *start and *end. */
static bool
find_object(const char *json, size_t len, const char *value, size_t *start,
    size_t *end)
{
	size_t opened[MAX_DEPTH] = {0}, n = strlen(value);
	int depth = 0, found = -1;

	for (size_t i = 0; i < len;) {
		size_t next = i + 1;

		if (json[i] == '"') {
			next = skip_string(json, len, i);
			if (next - i == 4 &&
			    memcmp(json + i, "\"id\"", 4) == 0) {
				size_t at = next;

				while (at < len &&
				       (json[at] == ':' || json[at] == ' '))
					at++;
				if (found == -1 && len - at >= n &&
				    memcmp(json + at, value, n) == 0)
					found = depth;
			}
		} else if (json[i] == '{' || json[i] == '[') {
			if (depth < MAX_DEPTH)
				opened[depth] = i;
			depth++;
		} else if (json[i] == '}' || json[i] == ']') {
			if (depth == found && depth <= MAX_DEPTH) {
				*start = opened[depth - 1];
				*end = i + 1;
				return true;
			}
			depth--;
			if (depth < 0)
				return false;
		}
		i = next;
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
