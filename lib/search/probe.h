/*
 * How common what is searched for is: that decides how to search.  For
 * search.c.
 */
#ifndef SEARCH_PROBE_H
#define SEARCH_PROBE_H

#include "search/match.h"

/* Do words or sites say which rows to look at? */
bool probe_can_tell(const struct search_query *query);

/* 1: the words (or without words the sites) are rare, and *all is their
 * every hit, by row; 0: they are common, and *density is about how many of
 * all rows hold them; -1. */
int probe_run(struct db *db, const struct search_query *query,
    struct candidates *all, double *density, struct err *err);

#endif
