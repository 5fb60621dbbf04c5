/*
 * What a user types to search: words, "phrases", -excluded ones, and filters
 * such as from:alice or since:2026-10-01.  Pure: text in, a struct out.
 *
 *	words		all must stand in the post; case and accents do not
 *			matter, word* is a beginning
 *	"a phrase"	these words next to each other
 *	-word -"a b"	must not stand in it
 *	from:alice to:alice class:answer since:2026-10-01 until:7d group:team
 *	has:link|media|mention|hashtag is:reply|repost|quote|post
 *	site:example.org lang:de
 *
 * A filter with - before it excludes.  Several from:, class:, lang: or site:
 * mean any of them.  Whatever else holds a colon is words.
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

enum query_field {
	QUERY_FROM,
	QUERY_TO,
	QUERY_CLASS,
	QUERY_SINCE,
	QUERY_UNTIL,
	QUERY_GROUP,
	QUERY_HAS,
	QUERY_IS,
	QUERY_SITE,
	QUERY_LANG,
	QUERY_FIELD_COUNT
};

/* One filter. */
struct search_filter {
	enum query_field field;
	bool negated;
	const char *value; /* as typed, quotes taken off; lower case but of
			    * group: */
	int64_t number;    /* since, until: time; class, has, is: index */
};

/* Indexes of has: and is: values. */
enum query_has { HAS_LINK, HAS_MEDIA, HAS_MENTION, HAS_HASHTAG };
enum query_is { IS_REPLY, IS_REPOST, IS_QUOTE, IS_POST };

struct search_query {
	struct arena arena; /* own; strings live here */
	struct search_filter *filters;
	size_t n_filters;
	const char **words; /* wanted words and phrases, lower case */
	size_t n_words;
	/* The words for the full-text index, nothing of what was typed being
	 * its syntax: those wanted (and, where there are such, without the
	 * excluded); those excluded where none is wanted.  NULL: none. */
	const char *match, *reject;
	int64_t since, until; /* of the filters; 0 and INT64_MAX: open */
};

/* Parse text.  now is for times such as "7d".  ERR_USAGE, naming the place,
 * for a filter with a value that makes no sense.  search_release() in any
 * case. */
int search_parse(const char *text, int64_t now, struct search_query *query,
    struct err *err);
void search_release(struct search_query *query);

#endif
