#include "import/importer.h"

#include <string.h>

/* Where in a value the scan is. */
struct scan {
	size_t at;
	int depth;
	bool in_string, is_escaped;
};

/* Go on over what is visible; true at the end of an object or list. */
static bool
scan_on(struct scan *scan, const char *text, size_t len)
{
	for (; scan->at < len; scan->at++) {
		char c = text[scan->at];

		if (scan->is_escaped)
			scan->is_escaped = false;
		else if (scan->in_string && c == '\\')
			scan->is_escaped = true;
		else if (c == '"')
			scan->in_string = !scan->in_string;
		else if (!scan->in_string && (c == '{' || c == '['))
			scan->depth++;
		else if (!scan->in_string && (c == '}' || c == ']') &&
			 --scan->depth <= 0) {
			scan->at++;
			return true;
		}
	}
	return false;
}

/* A word or number outside of objects: up to what ends it. */
static int
take_scalar(struct reader *reader, struct collect *collect, struct err *err)
{
	const char *text = reader_text(reader);
	size_t len = 0;
	int rc;

	while (
	    len < reader_left(reader) && strchr(",[]{}\r\n", text[len]) == NULL)
		len++;
	len += len == 0;
	rc = collect_reject(collect, text, len, reader->line,
	    "not an object with a post", err);
	reader_take(reader, len);
	return rc;
}

/* The object ahead, to its end. */
static int
take_object(struct reader *reader, struct collect *collect, struct err *err)
{
	struct scan scan = {.at = 0};
	int rc, more = 1;

	while (!scan_on(&scan, reader_text(reader), reader_left(reader))) {
		more = reader_more(reader, err);
		if (more == -1)
			return -1;
		if (more == 0)
			break;
	}
	if (more == 0)
		rc = collect_reject(collect, reader_text(reader),
		    reader_left(reader), reader->line,
		    reader->is_whole ? "cut off" : "too long", err);
	else
		rc = collect_text(collect, reader_text(reader), scan.at,
		    reader->line, err);
	reader_take(reader, more == 0 ? reader_left(reader) : scan.at);
	return rc;
}

int
importer_read_values(struct reader *reader, struct collect *collect,
    struct err *err)
{
	int rc = 0;

	while (rc == 0) {
		rc = reader_look(reader, 1, err);
		if (rc == -1 || reader_left(reader) == 0)
			return rc;
		switch (*reader_text(reader)) {
		case ' ':
		case '\t':
		case '\r':
		case '\n':
		case ',':
		case ';':
		case '[':
		case ']':
			reader_take(reader, 1);
			break;
		case '{':
			rc = take_object(reader, collect, err);
			break;
		default:
			rc = take_scalar(reader, collect, err);
		}
	}
	return rc;
}
