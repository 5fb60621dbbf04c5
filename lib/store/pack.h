/*
 * What reports count of posts, packed: a row an account and 30 days instead
 * of a row a post and one a score, about 30 bytes a post.  A report over
 * years of many accounts reads these and looks up only the posts it shows.
 *
 * Numbers are LEB128 (7 bits a byte, the lowest first); differences are
 * zigzag (the sign lowest).  A pack is: number of sites, each its length and
 * bytes; number of posts; the lengths of nine columns, and these, each with
 * one thing of all posts, so that a report goes past what it does not look at:
 *	class | form << 3 | has_target << 6 | has_counts << 7, a byte each
 *	flags, a byte each
 *	certainty in 1/255, a byte each
 *	id less the one before
 *	lateness less the one before: the time less the one in the id, which is
 *	(id >> 22) / 1000
 *	give and take in thousandths
 *	sites: their number, then which
 *	of posts with a target its id and delay + 1 (0: not known)
 *	of posts with counts these + 1 (0: not known) and the seconds after
 *	which they were read, + 1
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/buf.h"
#include "store/store.h"

#include <stddef.h>

/* Seconds of a block, and so many sites of a post are kept. */
enum { PACK_BLOCK = 2592000, PACK_SITES = 8, PACK_COLUMNS = 9 };

enum pack_count {
	PACK_LIKES,
	PACK_REPOSTS,
	PACK_REPLIES,
	PACK_QUOTES,
	PACK_IMPRESSIONS,
	PACK_COUNTS
};

/* What is read of a post only where it is asked for. */
enum pack_part {
	PACK_MASSES = 1,
	PACK_LINKED = 2,
	PACK_TARGET = 4,
	PACK_COUNTED = 8,
	PACK_ALL = 15
};

/* A standing, scored post. */
struct packed_post {
	int64_t id, created_at;
	double certainty; /* probability of its class */
	int class;        /* enum post_class */
	int form;         /* enum post_form */
	int flags;        /* enum score_flag, without the form */
	/* PACK_MASSES: weighted masses, to a thousandth. */
	double give, take;
	/* PACK_LINKED: places in the pack's sites, each site once. */
	uint32_t sites[PACK_SITES];
	size_t n_sites;
	/* PACK_TARGET: */
	int64_t target_id; /* account it answers, passes on or quotes; 0 */
	int64_t delay;     /* seconds after what it answers; -1: not known */
	/* PACK_COUNTED: */
	int64_t counts[PACK_COUNTS]; /* newest; -1: not known */
	int64_t counts_after; /* age at which they were read; -1: not known */
};

/* Reading one pack, which is borrowed. */
struct pack_reader {
	unsigned parts; /* enum pack_part: set it once the pack is open */
	/* private */
	const unsigned char *at[PACK_COLUMNS], *at_end[PACK_COLUMNS];
	const unsigned char *first_site, *end;
	uint64_t n_sites, n_left;
	int64_t last_id, last_late;
	bool is_damaged;
};

/* False if it is damaged.  Posts come with all their parts. */
bool pack_open(struct pack_reader *reader, const void *pack, size_t len);

/* The next post, parts that were not asked for left alone; false at the end,
 * or where the pack is damaged. */
bool pack_next(struct pack_reader *reader, struct packed_post *post);

/* Call each for every site of the pack, in their order; not terminated. */
void pack_sites(const struct pack_reader *reader,
    void (*each)(void *arg, const char *site, size_t len), void *arg);

/* Which block a time is in. */
int64_t pack_block_of(int64_t at);

/* An account's posts, packed anew. */
struct packs {
	int64_t user_id;
	struct pack {
		int64_t block;
		struct buf bytes;
	} * items; /* own; in the order of the blocks */
	size_t n;
};

/* Packing what is at hand: begin, fill a packed_post with its sites, add it,
 * and so on. */
struct packing;

struct packing *packing_new(int64_t user_id);
void packing_free(struct packing *packing);

/* The post, not added yet, links to a site. */
void packing_add_site(struct packing *packing, struct packed_post *post,
    const char *site);

/* Posts may come in any order of ids and times; copied. */
void packing_add(struct packing *packing, const struct packed_post *post);

/* No post of a block before this one is to come. */
void packing_reach(struct packing *packing, int64_t block);

/* All were added: the packs, for the caller to free; frees the packing. */
struct packs *packing_end(struct packing *packing);

/* The delay of an answer, as in packed_post; parent_at < 0: the archive does
 * not hold what it answers, and the time is in that one's id. */
int64_t pack_delay(int64_t created_at, int64_t parent_id, int64_t parent_at);

/* Pack the account's posts from the archive, which reads only; NULL on
 * failure. */
struct packs *store_packs_make(struct store *store, int64_t user_id,
    size_t *n_posts, struct err *err);
void packs_free(struct packs *packs);

/* Store them; blocks that stay as they were are not written.  In a
 * transaction, as the last does, which does both. */
int store_packs_put(struct store *store, const struct packs *packs,
    struct err *err);
int store_pack_user(struct store *store, int64_t user_id, struct err *err);

#endif
