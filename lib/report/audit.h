/*
 * A sample of posts that a person labels, to see how far the classes can be
 * trusted.  The archive keeps one sample at a time with the classes given
 * when it was drawn; the labels are the user's as any others.
 */
#ifndef REPORT_AUDIT_H
#define REPORT_AUDIT_H

#include "report/out.h"
#include "report/window.h"
#include "store/post.h"

struct audit_item {
	int64_t post_id;
	int guess; /* enum post_class, when drawn */
	int label; /* enum post_class, or -1 */
	double weight;
	bool is_skipped;
};

struct audit {
	struct audit_item *items; /* own; in the order of asking */
	size_t n, cap;
};

/* Forget the sample and draw another of n posts that have no label, of the
 * accounts of set (NULL: of all). */
int audit_draw(struct store *store, const struct id_set *set, size_t n,
    uint64_t seed, struct err *err);

/* The sample; n 0 when none was drawn. */
int audit_load(struct store *store, struct audit *audit, struct err *err);
void audit_release(struct audit *audit);

/* How many items are still to be asked. */
size_t audit_left(const struct audit *audit);

/* A post as a labeller sees it: with author and what it refers to.  Strings
 * are the arena's. */
struct audit_view {
	struct stored_post post, parent, quoted, original;
	struct user author, parent_author, quoted_author, original_author;
	bool has_parent, has_quoted, has_original;
};

/* 0, or 1 if the post is no longer to be had. */
int audit_view_load(struct store *store, int64_t post_id, struct arena *arena,
    struct audit_view *view, struct err *err);

/* Write the sample as rows to be labelled elsewhere. */
int audit_write_sample(struct store *store, const struct audit *audit,
    struct out *out, struct err *err);

/* Write how far classes and labels agree. */
void audit_report(const struct audit *audit, struct out *out);

#endif
