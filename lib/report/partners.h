/*
 * The posts of one account by whom they are to: gathered, then put in order
 * person by person.  For reports of relations.
 */
#ifndef REPORT_PARTNERS_H
#define REPORT_PARTNERS_H

#include "base/hash.h"

#include <stddef.h>
#include <stdint.h>

struct partner_post {
	int64_t id, delay; /* as in store/pack.h */
	uint32_t to;       /* index into people */
	uint32_t kind;     /* the report's own */
};

struct partners {
	struct partner_post *posts; /* own */
	size_t n, cap;
	int64_t *people; /* own; accounts, in the order of the first post */
	size_t n_people, people_cap;
	size_t *starts; /* own; of partners_order */
	/* private */
	struct hash_map map;
	size_t starts_cap;
	struct partner_post *sorted;
	size_t sorted_cap;
};

void partners_add(struct partners *partners, int64_t to, uint32_t kind,
    int64_t id, int64_t delay);

/* Order the posts by person: those to people[p] are posts[starts[p]] up to
 * posts[starts[p + 1]], otherwise as they came. */
void partners_order(struct partners *partners);

/* Forget the posts, for the next account. */
void partners_clear(struct partners *partners);
void partners_release(struct partners *partners);

#endif
