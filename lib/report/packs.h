/*
 * Going through the posts of a report: those of its accounts within its
 * window, out of their packs (store/pack.h); and looking up the few that are
 * shown.
 */
#ifndef REPORT_PACKS_H
#define REPORT_PACKS_H

#include "base/arena.h"
#include "report/report.h"
#include "store/pack.h"

/* Rows name so many posts behind them, the newest. */
enum { RECENT_IDS = 20 };

/* What is wanted of a pack. */
enum packs_wish {
	PACKS_POSTS,
	PACKS_SKIP, /* none of its posts */
	PACKS_STOP  /* nor any more of the account; if may_stop */
};

/* Its functions do not use the store: packs may be read meanwhile. */
struct packs_visitor {
	void *arg;
	/* Called once for each account that has packs in the window, before
	 * its posts; may be NULL. */
	void (*account)(void *arg, int64_t author_id);
	/* Called before the posts of each pack; may be NULL. */
	enum packs_wish (
	    *pack)(void *arg, int64_t block, const struct pack_reader *reader);
	unsigned parts; /* enum pack_part: what post looks at */
	bool is_oldest_first, may_stop;
	/* A post in the window.  An account's posts come block by block, the
	 * newest block first unless is_oldest_first; in a block in the order
	 * of their ids. */
	void (*post)(void *arg, int64_t author_id,
	    const struct packed_post *post);
};

/* Of a window that is frozen, the posts that counted then and stand now, as
 * what they counted. */
int packs_each(const struct report_job *job,
    const struct packs_visitor *visitor, struct err *err);

/* The first and the last second of a window. */
void window_seconds(const struct window *window, int64_t *since,
    int64_t *until);

/* The newest ids of those that were added; ids grow with time. */
struct recent {
	int64_t ids[RECENT_IDS]; /* newest first */
	size_t n;
};

void recent_insert(struct recent *recent, int64_t id);

/* Most come after newer ones. */
static inline void
recent_add(struct recent *recent, int64_t id)
{
	if (recent->n < RECENT_IDS || recent->ids[RECENT_IDS - 1] < id)
		recent_insert(recent, id);
}

/* The handle of an account, in the arena; NULL: not known. */
int find_handle(struct store *store, int64_t id, struct arena *arena,
    const char **handle, struct err *err);

/* The same for an account that a post is to (0: none): where the archive has
 * no profile of it, as the post mentions it. */
int find_partner(struct store *store, int64_t id, int64_t post_id,
    struct arena *arena, const char **handle, struct err *err);

/* A post as reports show it; strings in the arena. */
struct shown_post {
	int64_t id, author_id, created_at;
	const char *text;
	const char *handle; /* NULL: not known */
};

/* 0 found, 1 not. */
int find_post(struct store *store, int64_t id, struct arena *arena,
    struct shown_post *post, struct err *err);

#endif
