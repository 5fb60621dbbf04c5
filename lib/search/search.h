/*
 * Finding posts: full-text words and filters, newest first or by relevance.
 * A search without words is a feed.
 *
 * How: words that few posts hold are looked up in the full-text index and
 * put in order; for common words the newest posts are gone through in
 * blocks, and the index is asked which of each block hold them.  Either way
 * the work is bounded by what is shown, not by the archive.
 */
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "search/query.h"
#include "store/store.h"

/* Hits that are ranked by relevance: those that came into the archive
 * last. */
#define SEARCH_RANKED 10000

struct search_hit {
	int64_t rid, id, author_id, created_at;
	const char *text, *lang; /* borrowed for the call */
	const char *username;    /* NULL: not known */
	int post_class;          /* -1: not judged */
	int64_t reposts, likes;  /* -1: not known */
	int64_t reply_to_id, quote_of_id, repost_of_id;
};

struct search_request {
	const struct search_query *query;
	int64_t limit;
	bool by_relevance; /* needs words */
	/* The next page: only what comes after this hit (its created_at, rid
	 * and id); 0: the first page. */
	int64_t before_at, before_rid, before_id;
	bool (*stopped)(void); /* asked now and then; NULL: never */
	void *arg;
	/* Called for each hit, in order; -1 ends the search. */
	int (*hit)(void *arg, const struct search_hit *hit, struct err *err);
};

/* ERR_NOT_FOUND for an account or group that is not in the archive;
 * ERR_STOPPED when stopped said so. */
int search_run(struct store *store, const struct search_request *request,
    struct err *err);

/* Append the part of a text where the words are, about width columns, with
 * "…" where something was cut off. */
void search_add_snippet(struct buf *buf, const char *text,
    const struct search_query *query, int width);

#endif
