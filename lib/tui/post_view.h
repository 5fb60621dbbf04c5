/*
 * A post with all that is shown of it, and its lines.  For view_post.c.
 */
#ifndef TUI_POST_VIEW_H
#define TUI_POST_VIEW_H

#include "model/class.h"
#include "store/post.h"
#include "store/user.h"
#include "tui/course.h"
#include "tui/owned.h"
#include "tui/reasons.h"
#include "tui/rows.h"
#include "tui/view.h"

/* What the archive says of it. */
struct stored_verdict {
	int class; /* -1: not judged */
	double p[CLASS_COUNT];
	int flags;
	double gives, takes;
	int label; /* the user's; -1: none */
};

struct post_view {
	struct arena arena; /* own; of post and author */
	struct post post;
	struct user author;
	bool is_there, has_author;
	struct stored_verdict verdict;
	struct reasons reasons;  /* own; n 0: not yet here */
	int64_t asked_ms;        /* for the reasons; 0: not yet */
	int asked_label;         /* the label then */
	struct owned owned;      /* own */
	struct course course;    /* own */
	struct post_rows around; /* own */
	struct buf memo;         /* own */
};

/* Make all lines; the post is there. */
void post_lines(struct view *view, int width);

#endif
