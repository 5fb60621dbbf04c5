/*
 * The filters of a query, made ready for an archive.  For search.c.
 */
#ifndef SEARCH_FILTER_H
#define SEARCH_FILTER_H

#include "report/window.h"
#include "search/search.h"

struct filters {
	struct store *store;              /* borrowed */
	const struct search_query *query; /* borrowed */
	struct id_set wanted[2];          /* own; from:, group: */
	struct id_set unwanted[2];        /* the same with "-" */
	struct id_set to, not_to;         /* own */
	bool has_wanted[2], has_to;
};

/* Look up accounts and groups. */
int filters_load(struct filters *filters, struct store *store,
    const struct search_query *query, struct err *err);
void filters_release(struct filters *filters);

/* The accounts that alone can be meant, or NULL. */
const struct id_set *filters_authors(const struct filters *filters);

/* Read the post in row rid into *hit if it stands and passes: 1, else 0.
 * The hit's strings are borrowed until filters_done(). */
int filters_pass(struct filters *filters, int64_t rid, struct search_hit *hit,
    struct err *err);
void filters_done(struct filters *filters);

#endif
