/*
 * The posts of an account: all of them at hand or, of an account with a great
 * many, some at a time, and always what judging one of them takes of the
 * others.  For lib/judge.
 */
#ifndef JUDGE_HOLDING_H
#define JUDGE_HOLDING_H

#include "base/hash.h"
#include "score/ownership.h"
#include "store/post.h"

/* So many at a time; an account with fewer than the second is all at hand. */
enum { HOLDING_SOME = 5000, HOLDING_ALL = 10000 };

/* What is kept of every post. */
struct brief {
	int64_t id, created_at, reply_to_id;
	uint64_t text_key; /* mass_text_key */
};

struct holding {
	struct store *store; /* borrowed */
	int64_t user_id;
	struct brief *briefs; /* own; in the order of ids */
	size_t n, cap;
	/* At hand: n_held from the one with index first on. */
	struct arena arena;       /* own */
	struct stored_post *held; /* in arena */
	size_t first, n_held;
	/* How often the account's own words link to each site. */
	struct own_count *counts; /* own; by site */
	size_t n_counts, counts_cap;
	struct hash_map by_site; /* own */
	struct arena names;      /* own; of the sites */
};

/* Load the account's posts; is_sparing: some at a time, if there are many.
 * The store is borrowed for as long as the holding lives. */
int holding_open(struct holding *holding, struct store *store,
    const struct sites *sites, int64_t user_id, bool is_sparing,
    struct err *err);
void holding_release(struct holding *holding);

/* Have post i at hand; others may go. */
int holding_reach(struct holding *holding, size_t i, struct err *err);

/* A post at hand; NULL if it is not. */
const struct stored_post *holding_post(const struct holding *holding, size_t i);

/* Index of a post by id, or -1. */
int64_t holding_find(const struct holding *holding, int64_t id);

#endif
