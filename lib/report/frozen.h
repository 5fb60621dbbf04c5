/*
 * What was frozen of an account's posts when an observation ended: which
 * counted, and as what.
 */
#ifndef REPORT_FROZEN_H
#define REPORT_FROZEN_H

#include "store/pack.h"
#include "store/store.h"

struct frozen {
	struct frozen_post {
		int64_t id;
		int class;         /* enum post_class */
		double give, take; /* weighted */
	} * posts;                 /* own; by id */
	size_t n, cap;
};

#define FROZEN_INIT           \
	{                     \
		.posts = NULL \
	}

/* Read those of an account in place of what is held. */
int frozen_load(struct frozen *frozen, struct store *store,
    int64_t observation_id, int64_t author_id, struct err *err);

/* Make a post what it was then; false if it did not count.  Where its class is
 * another now, how sure that one was is not known: it is a close call. */
bool frozen_apply(const struct frozen *frozen, struct packed_post *post);

void frozen_release(struct frozen *frozen);

#endif
