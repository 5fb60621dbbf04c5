/*
 * What the files of a walk share: walk.c asks and reads, walk_begin.c says
 * where it begins, walk_end.c what was covered when it ends.
 */
#ifndef POLL_WALK_H
#define POLL_WALK_H

#include "model/span.h"
#include "poll/job.h"

#define DAY (int64_t)86400
/* Recent search refuses a since_id older than 7 days; two minutes off the
 * edge are safe (x-api.md 1.2). */
#define SEARCH_REACH_S (7 * DAY - 120)

/* X's first post: 2006-03-21. */
#define ARCHIVE_START 1142899200

#define WALK_POLL     "poll"
#define WALK_BACKFILL "backfill"

struct walk_state {
	const struct source *source;     /* borrowed */
	const struct backfill *backfill; /* borrowed; NULL: a poll */
	const char *kind;                /* in the archive */
	enum endpoint endpoint;
	struct walk walk;   /* own */
	int64_t first_page; /* size */
	bool begun;
	bool is_held; /* there is nothing to ask before some time has passed */
	int stale_pages; /* in a row: without an older post */
};

/* The endpoint that a source is read from. */
enum endpoint walk_endpoint(enum source_kind kind);

/* Where the walk begins, or goes on after a break; in a transaction. */
int walk_begin(struct poller *poller, struct walk_state *state,
    struct err *err);

/* It is at its end; exhausted: there was no page below.  The cursor and what
 * was covered are written down. */
int walk_end(struct poller *poller, const struct walk_state *state,
    bool exhausted, struct err *err);

/* From the end of what was read until now nothing was seen. */
int walk_note_gap(struct poller *poller, const struct walk_state *state,
    enum gap gap, struct err *err);

#endif
