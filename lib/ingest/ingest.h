/*
 * Putting a decoded page into the archive: the one way in, for answers of
 * the API and for imported files.
 */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

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
	int64_t seen_at; /* when X said so */
	bool is_live;    /* X serves it now: that lifts a post's tombstone */
};

/* Store accounts, posts and problems of the page, and the page itself if it
 * brought anything new.  Stands inside a transaction of the caller.  The
 * links of the page's posts get their site. */
int ingest_page(struct store *store, const struct sites *sites,
    struct page *page, const struct ingest_source *from,
    struct ingest_counts *counts, struct err *err);

#endif
