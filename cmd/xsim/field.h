/*
 * The fields of the API's objects: their names in both vocabularies, which
 * come by default, which may be asked for (x-api.md sections 0 and 2.1).
 */
#ifndef XSIM_FIELD_H
#define XSIM_FIELD_H

#include "base/buf.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

enum kind {
	KIND_POST,
	KIND_USER,
	KIND_MEDIA,
	KIND_POLL,
	KIND_PLACE,
	KIND_LIST,
	KIND_USAGE,
	KIND_COUNT
};

enum {
	FIELD_DEFAULT = 1,   /* comes unasked */
	FIELD_NO_POST = 2,   /* no value of post.fields: an expansion there */
	FIELD_RENAMES = 4,   /* holds names that differ by vocabulary */
	FIELD_PRIVATE = 8,   /* accepted, never answered to an app */
	FIELD_POST_ONLY = 16 /* a value of post.fields alone */
};

struct field {
	const char *name;      /* tweet vocabulary */
	const char *post_name; /* post vocabulary; NULL where the same */
	unsigned flags;
};

struct kind_info {
	const char *parameter;      /* "tweet.fields" */
	const char *post_parameter; /* "post.fields" or NULL */
	const struct field *fields;
	int n_fields;
};

extern const struct kind_info kind_info[KIND_COUNT];

/* Places of the post fields that the simulator itself looks at. */
enum post_field {
	POST_ID,
	POST_TEXT,
	POST_EDIT_HISTORY,
	POST_AUTHOR_ID,
	POST_CREATED_AT,
	POST_CONVERSATION_ID,
	POST_REPLY_TO_USER,
	POST_REFERENCED,
	POST_ENTITIES,
	POST_ATTACHMENTS,
	POST_GEO,
	POST_NOTE,
	POST_LANG,
	POST_METRICS,
	POST_WITHHELD
};

enum user_field {
	USER_ID,
	USER_NAME,
	USER_USERNAME,
	USER_PROTECTED,
	USER_PINNED,
	USER_DESCRIPTION
};

#define FIELD_MAX 40

/* One object of the API: each field's value as JSON text, or NULL. */
struct record {
	const char *raw[FIELD_MAX]; /* borrowed from the world's arena */
};

/* The field's place by its name in either vocabulary, or -1. */
int field_find(enum kind kind, const char *name);

/* Fields that come unasked, as a mask of places. */
uint64_t field_defaults(enum kind kind);

/* Fill record from a JSON object; unknown members are ignored.  A few names
 * of the post vocabulary inside values are turned into the tweet one. */
void record_read(struct record *record, enum kind kind,
    const struct json *object, struct arena *arena);

/* Append the fields of mask, in either vocabulary, as a JSON object. */
void record_add(struct buf *buf, const struct record *record, enum kind kind,
    uint64_t mask, bool post_words);

#endif
