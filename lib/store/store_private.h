/* What the files of lib/store share.  Not for use outside. */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "store/store.h"

#define TOUCHED_SLOTS 4096

struct store {
	struct db *db; /* own */
	char *path;    /* own */
	bool has_tombstones;
	/* Authors marked as due for scoring in this transaction, so that a
	 * page of one author marks it once.  Open addressing by id. */
	int64_t touched[TOUCHED_SLOTS];
};

/* Mark the account as due for scoring. */
int store_touch_user(struct store *store, int64_t user_id, struct err *err);

#endif
