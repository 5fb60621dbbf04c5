/*
 * Where a link leads, as the trained scorer counts it.  Like score/site.h
 * but coarser: its weights were fitted to these keys.
 */
#ifndef SCORE_PLACE_H
#define SCORE_PLACE_H

#include "score/knowledge.h"

enum { PLACE_MAX = 128 };

struct place_of_link {
	uint64_t key;  /* hash of domain, or domain and tenant */
	uint64_t host; /* hash */
	/* All in the arena; lower case. */
	const char *key_text, *label, *host_text, *path, *query;
	const char *embedded; /* host of an address within the address, "" */
	bool embeds_other;    /* and that is of another domain */
	bool is_short;        /* a shortener: leads anywhere */
};

/* Fill *place for an address. */
void place_of(struct place_of_link *place, const struct knowledge *knowledge,
    const char *url, struct arena *arena);

/* True if two handles or labels look alike: the same; one within the other
 * (4 letters, not a generic word); a common beginning of 5 letters and half
 * of the shorter; a common end of 6 and 60 %. */
bool place_related(const struct knowledge *knowledge, const char *a,
    size_t a_len, const char *b, size_t b_len);

#endif
