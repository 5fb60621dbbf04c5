/*
 * Rules of thumb of practitioners, each with its own definition, and measures
 * of variety.  None of the rules is a study; sources are named in the table.
 */
#ifndef SCORE_GAUGES_H
#define SCORE_GAUGES_H

#include "base/buf.h"
#include "model/class.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a post is to these rules. */
enum gauge_kind {
	GAUGE_KIND_ANSWER,
	GAUGE_KIND_LINK,
	GAUGE_KIND_INSIGHT,
	GAUGE_KIND_PRAISE,  /* amplify with words of one's own */
	GAUGE_KIND_RESHARE, /* a plain repost */
	GAUGE_KIND_ASK,
	GAUGE_KIND_PROMOTE,
	GAUGE_KIND_CHATTER,
	GAUGE_KIND_COUNT
};

/* The kind of a class; GAUGE_KIND_COUNT for "other", which is in no rule. */
enum gauge_kind gauge_kind_of(enum post_class class, bool is_repost);

enum { GAUGE_PARTS = 3, GAUGE_MIN_POSTS = 10 };

/* `what` must be at least (or at most) share of `of`; both are sets of kinds,
 * a bit each.  Where `of` does not hold `what`, share is a ratio. */
struct gauge_part {
	unsigned what, of;
	bool at_most;
	double share;
	const char *noun; /* what is missing: "others' posts" */
};

struct gauge {
	const char *name; /* stable */
	const char *definition, *source;
	struct gauge_part parts[GAUGE_PARTS];
	size_t n;
};

extern const struct gauge gauges[];
extern const size_t gauge_count;

struct gauge_result {
	bool is_known; /* enough posts to say */
	bool passes;
	int64_t missing[GAUGE_PARTS]; /* posts; 0: that part is met */
};

/* counts: posts of each kind. */
void gauge_find(struct gauge_result *result, const struct gauge *gauge,
    const int64_t counts[GAUGE_KIND_COUNT]);

/* "needs 11 more others' posts"; nothing where it passes. */
void gauge_add_missing(struct buf *buf, const struct gauge *gauge,
    const struct gauge_result *result);

/* Distinct sites to be expected among `size` of the links (Hurlbert 1971):
 * sum of 1 - C(L - l, size) / C(L, size).  n counts; NaN with fewer links. */
double gauge_rarefied(const int64_t *counts, size_t n, int size);

/* exp of the entropy: as many sites as would be used evenly; 0 without. */
double gauge_effective(const int64_t *counts, size_t n);

#endif
