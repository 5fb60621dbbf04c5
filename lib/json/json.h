/*
 * Reading JSON (hides the parser, cJSON) and writing it.
 *
 * A document owns its nodes.  Nodes may be NULL everywhere: asking a NULL or
 * a node of another type gives the "absent" answer, so chains of lookups
 * need no checks, and every field is optional.
 */
#ifndef JSON_JSON_H
#define JSON_JSON_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json; /* one node, borrowed from its document */

struct json_doc {
	struct arena arena; /* own; all nodes live here */
	const struct json *root;
};

#define JSON_DOC_INIT        \
	{                    \
		.root = NULL \
	}

/* Parse len bytes at text, one value and nothing but blanks after it, into
 * doc (whose earlier content is forgotten, its memory reused).  A lone
 * surrogate escape, \u0000 and invalid UTF-8 become U+FFFD instead of
 * spoiling the document; numbers such as 01 and raw controls in strings pass.
 * Fails with ERR_DATA and the place. */
int json_parse(struct json_doc *doc, const char *text, size_t len,
    struct err *err);
void json_release(struct json_doc *doc);

/* Version of the parser's library. */
const char *json_version(void);

bool json_is_object(const struct json *node);
bool json_is_array(const struct json *node);
bool json_is_string(const struct json *node);
bool json_is_number(const struct json *node);

/* Member of an object by exact name; json_get2 tries two names (the API has
 * two vocabularies, x-api.md section 0). */
const struct json *json_get(const struct json *object, const char *name);
const struct json *json_get2(const struct json *object, const char *name,
    const char *other);

/* First element or member, and the one after a node, or NULL. */
const struct json *json_first(const struct json *container);
const struct json *json_next(const struct json *node);
size_t json_count(const struct json *container);
/* Name of a member; NULL for an element. */
const char *json_name(const struct json *member);

/* A string's bytes, or NULL. */
const char *json_string(const struct json *node);
/* A number, or a string holding one (X writes both); else otherwise. */
int64_t json_int(const struct json *node, int64_t otherwise);
double json_real(const struct json *node, double otherwise);
bool json_bool(const struct json *node);
/* An id: a string of digits.  Numbers are refused (the parser holds them as
 * doubles).  0 and *id, or -1. */
int json_id(const struct json *node, int64_t *id);

/* Append the node as compact JSON. */
void json_add(struct buf *buf, const struct json *node);

/*
 * Writing: calls in the order of the text; commas and quotes are added.
 * name is the member's name, or NULL inside an array and at the top.
 */
struct json_writer {
	struct buf *buf; /* borrowed */
	bool need_comma;
	int indent; /* spaces per level; 0 for one line */
	int depth;
};

void json_write_begin(struct json_writer *w, const char *name, char bracket);
void json_write_end(struct json_writer *w, char bracket);
void json_write_string(struct json_writer *w, const char *name,
    const char *value);
void json_write_int(struct json_writer *w, const char *name, int64_t value);
/* An id or other 64-bit number as a string; 0 is written as null. */
void json_write_id(struct json_writer *w, const char *name, int64_t id);
/* A fraction with up to digits decimals; NaN and infinities as null. */
void json_write_real(struct json_writer *w, const char *name, double value,
    int digits);
void json_write_bool(struct json_writer *w, const char *name, bool value);
void json_write_null(struct json_writer *w, const char *name);
void json_write_node(struct json_writer *w, const char *name,
    const struct json *node);
/* text is one JSON value already written. */
void json_write_text(struct json_writer *w, const char *name, const char *text);
/* A time as RFC 3339, UTC. */
void json_write_time(struct json_writer *w, const char *name, int64_t at);

#endif
