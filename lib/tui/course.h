/*
 * How a post fared over time.
 */
#ifndef TUI_COURSE_H
#define TUI_COURSE_H

#include "store/store.h"
#include "tui/doc.h"

struct fared {
	int64_t at, reposts, replies, likes, quotes, impressions;
};

struct course {
	struct fared *items; /* own; oldest first */
	size_t n, cap;
};

int course_read(struct course *course, struct store *store, int64_t post_id,
    struct err *err);
void course_release(struct course *course);

/* Newest first, with what each reading had more than the one before. */
void course_lines(struct doc *doc, const struct course *course);

#endif
