/*
 * Posts out of tables: rows of cells under names that tell what they are, as
 * our own export, twarc-csv, 4CAT, X's old export and people's own scripts
 * call them.  Pure: knows nothing of CSV.
 */
#ifndef DECODE_ROW_H
#define DECODE_ROW_H

#include "decode/owner.h"
#include "model/page.h"

/* What a column can hold. */
enum row_field {
	ROW_ID,
	ROW_TEXT,
	ROW_CREATED_AT,
	ROW_AUTHOR_ID,
	ROW_AUTHOR,
	ROW_AUTHOR_NAME,
	ROW_CONVERSATION,
	ROW_REPLY_TO,
	ROW_REPLY_TO_USER,
	ROW_QUOTE_OF,
	ROW_REPOST_OF,
	ROW_LANG,
	ROW_SOURCE,
	ROW_REPOSTS,
	ROW_REPLIES,
	ROW_LIKES,
	ROW_QUOTES,
	ROW_BOOKMARKS,
	ROW_IMPRESSIONS,
	ROW_SENSITIVE,
	ROW_URLS,     /* JSON entities */
	ROW_MENTIONS, /* JSON entities */
	ROW_HASHTAGS, /* JSON entities */
	ROW_CASHTAGS, /* JSON entities */
	ROW_LINKS,    /* addresses, blanks or commas between them */
	ROW_EDITS,    /* JSON ids */
	ROW_FIELDS
};

#define ROW_MAX_COLUMNS 256

/* Which column holds what; -1 where none does. */
struct row_map {
	int column[ROW_FIELDS];
};

/* Read the names of the columns.  False if they are not those of posts. */
bool row_map_read(struct row_map *map, char *const *names, size_t n);

/* Add the post of a row to the page.  NULL, or why it cannot be used. */
const char *row_decode(const struct row_map *map, char *const *cells, size_t n,
    const struct owner *owner, struct page *page);

#endif
