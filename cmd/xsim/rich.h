/*
 * Plain text as a person types it, made into the API's escaped text with
 * entities in code points of that text (x-api.md section 2.3).
 */
#ifndef XSIM_RICH_H
#define XSIM_RICH_H

#include "xsim/world.h"
#include "json/json.h"

#include <stdbool.h>
#include <stddef.h>

enum entity_kind {
	ENTITY_URL,
	ENTITY_MENTION,
	ENTITY_HASHTAG,
	ENTITY_CASHTAG,
	ENTITY_KINDS
};

struct entity {
	enum entity_kind kind;
	size_t start, end; /* code points; end exclusive */
	char *json;        /* own; its other members, with a comma first */
};

struct rich {
	struct buf text;         /* escaped */
	size_t points;           /* its length in code points */
	struct entity *entities; /* own; in order */
	size_t n, cap;
};

#define RICH_INIT                \
	{                        \
		.text = BUF_INIT \
	}

/* Append plain text.  https://a.example/b becomes a t.co link; with
 * https://short.example/x=>https://a.example/b the link leads through a
 * shortener (unwound_url).  salt makes its t.co links differ. */
void rich_add(struct rich *rich, const struct world *world, const char *plain,
    bool escape, int64_t salt);

/* Append a link that the API adds by itself.  extra: further members with a
 * comma first, or "". */
void rich_add_link(struct rich *rich, const char *expanded, const char *display,
    const char *extra, int64_t salt);

/* Cut to at most max code points at a blank and outside of entities. */
void rich_cut(struct rich *rich, size_t max);

/* Write the entities as the member "entities"; nothing if there are none. */
void rich_write_entities(const struct rich *rich, struct json_writer *w);

void rich_release(struct rich *rich);

/* Append the t.co link for a URL. */
void rich_add_short(struct buf *buf, const char *url, int64_t salt);

#endif
