/*
 * What `train` and `eval` share: the labelled posts of a file with their
 * accounts, and how measures are shown.
 */
#ifndef GIVETAKE_LEARNING_H
#define GIVETAKE_LEARNING_H

#include "givetake/cmd.h"
#include "learn/cases.h"
#include "learn/measure.h"
#include "report/out.h"

struct learning {
	struct knowledge *knowledge; /* own */
	struct labels labels;
	struct cases cases;
};

/* Read the file and gather its posts from the archive.  learning_close() it
 * also on failure. */
int learning_open(struct learning *learning, const struct context *context,
    const char *path, bool lean, struct err *err);
void learning_close(struct learning *learning);

/* What a report holds beside the measures: 95 % intervals, and the measures
 * of each source of labels where there are some. */
struct learning_view {
	bool intervals;
	const struct labels *sources; /* NULL: not by source */
};

/* The measures of all posts, and of those whose links are all expanded: a row
 * a class, the facts, calibration and confusion. */
void learning_report(struct out *out, const struct judged *posts, size_t n,
    const struct learning_view *view);

#endif
