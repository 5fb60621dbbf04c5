/*
 * Large imports: the indexes of posts are dropped first and made anew at the
 * end, all but one while the posts are judged.  A mark in the archive tells of
 * it, so that whoever opens the archive for writing after an import that died
 * makes them.
 */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include "store/store.h"

/* Would so many new posts be stored sooner without the indexes? */
int store_bulk_pays(struct store *store, int64_t n_posts, bool *pays,
    struct err *err);

/* Outside of transactions. */
int store_bulk_begin(struct store *store, struct err *err);

/* All posts are in: make what finding those of an account takes.  Outside of
 * transactions. */
int store_bulk_settle(struct store *store, struct err *err);

/* Make the indexes that are left; nothing if none is.  The first stands inside
 * a transaction of the caller. */
int store_bulk_finish(struct store *store, struct err *err);
int store_bulk_end(struct store *store, struct err *err);

/* Make the indexes if an import left the archive without. */
int store_bulk_repair(struct store *store, struct err *err);

#endif
