/*
 * Which of a block of posts hold a query's words and link to its sites, asked
 * of the indexes.  For search.c.
 */
#ifndef SEARCH_MATCH_H
#define SEARCH_MATCH_H

#include "search/search.h"

/* A post that may be a hit.  at orders them: its time, or its id where all
 * are of known accounts. */
struct candidate {
	int64_t at, rid;
	double rank; /* relevance: less is better */
};

struct candidates {
	struct candidate *items; /* own */
	size_t n, cap;
};

void candidates_add(struct candidates *list, int64_t at, int64_t rid,
    double rank);

/* An order for qsort, and sorting by one. */
int candidates_by_rid(const void *a, const void *b);
void candidates_sort(struct candidates *list,
    int (*order)(const void *, const void *));

/* Sites that a post must link to, to any of them. */
bool match_is_site(const struct search_filter *filter);
bool match_wants_sites(const struct search_query *query);

/* Drop from the block those that do not hold the wanted words, or hold
 * excluded ones, or link to none of the sites; the others stay in their
 * order.  density: about how many of all rows are wanted, in (0, 1]. */
int match_keep(struct db *db, const struct search_query *query, double density,
    struct candidates *block, struct err *err);

#endif
