/*
 * Putting a decoded page into the archive: the one way in, for answers of
 * the API and for imported files.
 */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include "base/hash.h"
#include "model/page.h"
#include "score/site.h"
#include "store/store.h"

/* Running totals; the caller zeroes them. */
struct ingest_counts {
	int64_t pages;         /* kept as they came */
	int64_t posts;         /* seen, includes among them */
	int64_t posts_new;     /* not in the archive before */
	int64_t posts_richer;  /* in it; something was added */
	int64_t posts_refused; /* kept out by a tombstone */
	int64_t deleted;       /* said to be gone; buried */
	int64_t included;      /* of the posts, those in includes */
	int64_t users;
	int64_t problems; /* entries of errors[] */
	int64_t damaged;  /* posts or accounts without id or text */
};

/* A page and where it came from. */
struct ingest_source {
	int64_t source_id;  /* 0: not watched */
	const char *origin; /* path of the request, or file and line */
	const char *body;   /* the page as it came */
	size_t len;
	/* The same compressed, and the page prepared; or NULL. */
	const struct buf *frame;
	int64_t seen_at; /* when X said so */
	bool is_live;    /* X serves it now: that lifts a post's tombstone */
	/* Accounts that were just stored, by id, with a part of the hash of
	 * what was said of them: need not be stored again.  Or NULL. */
	struct hash_map *known;
};

/* The part of the work that needs no archive: give links their site.  For a
 * thread of its own; ingest_page does it unless it is given a frame. */
void ingest_prepare(const struct sites *sites, struct page *page);

/* Store accounts, posts and problems of the page, and the page itself if it
 * brought anything new.  Posts that the page says are gone are buried.
 * Stands inside a transaction of the caller. */
int ingest_page(struct store *store, const struct sites *sites,
    struct page *page, const struct ingest_source *from,
    struct ingest_counts *counts, struct err *err);

#endif
