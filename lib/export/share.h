/*
 * X's limits on passing content on
 * (https://docs.x.com/developer-terms/policy, "Content redistribution"): ids
 * of up to 1,500,000 posts in 30 days; up to 500 posts or accounts in full a
 * day; nothing that X no longer shows.  What was passed on is counted in the
 * archive, so that several exports add up.
 */
#ifndef EXPORT_SHARE_H
#define EXPORT_SHARE_H

#include "store/store.h"

struct share {
	bool ids_only;
	int64_t left;  /* may still be passed on */
	int64_t taken; /* by this export */
	/* Left out: no longer shown by X, withheld somewhere, over the
	 * limit. */
	int64_t gone, withheld, over;
	int64_t first_at; /* of the oldest that counts; 0: none */
};

/* What is left under the limit. */
int share_load(struct store *store, bool ids_only, struct share *share,
    struct err *err);

/* Says whether a post or account may be passed on, and counts.  stands: X
 * shows it, and its author; withheld: not shown in some country. */
bool share_take(struct share *share, bool stands, bool withheld);

/* Remember what was taken.  Fails with ERR_LATER if another export was
 * quicker and the limit would be broken. */
int share_record(struct store *store, const struct share *share,
    struct err *err);

/* What was left out and why, a sentence, appended; nothing if nothing was. */
void share_explain(const struct share *share, struct buf *text);

#endif
