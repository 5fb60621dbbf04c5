/*
 * Posts that replies reply to and that are not here: the list of what to buy.
 */
#ifndef STORE_WANTED_H
#define STORE_WANTED_H

#include "store/store.h"

/* Put what replies added since the last time reply to on the list, until at
 * least n are due or there is no more. */
int store_wanted_collect(struct store *store, size_t n, struct err *err);

/* Up to n posts that are due, into ids; *found of them. */
int store_wanted_due(struct store *store, size_t n, int64_t *ids, size_t *found,
    struct err *err);

/* How many would be bought now, those not collected yet included. */
int store_wanted_count(struct store *store, int64_t *n, struct err *err);

/* Not before a time. */
int store_wanted_later(struct store *store, int64_t id, int64_t next_at,
    struct err *err);

/* It is here: off the list, and its repliers' scores are due, which rest on
 * what they reply to. */
int store_wanted_bought(struct store *store, int64_t id, struct err *err);

#endif
