/* What the files of lib/store share.  Not for use outside. */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "base/hash.h"
#include "store/store.h"

struct store {
	struct db *db; /* own */
	char *path;    /* own */
	bool has_tombstones;
	bool is_bulk; /* indexes are left to make */
	/* Own; authors marked as due for scoring in this transaction, so that
	 * each is marked once. */
	struct hash_map touched;
};

/* Mark the account as due for scoring. */
int store_touch_user(struct store *store, int64_t user_id, struct err *err);

#endif
