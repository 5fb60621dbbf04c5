/*
 * A check of what is archived by X's batch jobs, as far as it has come: so
 * that it goes on after a break.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "model/post.h"
#include "store/store.h"
#include "store/wipe.h"

struct check {
	int64_t job_id;   /* 0: the job of this lot is still to be made */
	int64_t after_id; /* ids up to here are checked */
	int64_t to_id;    /* last id of the lot; 0: not sent yet */
	int64_t began_at;
};

/* The check of posts, or of accounts; 0 found, 1 there is none. */
int store_check_get(struct store *store, bool of_users, struct check *check,
    struct err *err);
int store_check_put(struct store *store, bool of_users,
    const struct check *check, struct err *err);
int store_check_drop(struct store *store, bool of_users, struct err *err);

/* Up to n ids of posts, or of accounts with a profile, above one, in order. */
int store_check_ids(struct store *store, bool of_users, int64_t after_id,
    int64_t n, struct id_list *ids, struct err *err);

/* How many posts, and accounts with a profile, there are to ask about. */
int store_check_totals(struct store *store, int64_t *posts, int64_t *users,
    struct err *err);

/* Those of the ids in (after_id, to_id] that are hidden, because X did not
 * find them in a look-up. */
int store_check_hidden(struct store *store, bool of_users,
    const struct check *check, struct id_list *ids, struct err *err);

#endif
