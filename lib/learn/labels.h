/*
 * Files of labelled posts: a line a post with id, label, flags, second
 * choice, author and source between tabs; the first line may name them.
 */
#ifndef LEARN_LABELS_H
#define LEARN_LABELS_H

#include "base/err.h"
#include "base/hash.h"
#include "model/class.h"

#include <stdbool.h>
#include <stdint.h>

struct label {
	int64_t id;
	enum post_class class;
	int second;    /* the reader's second choice, or -1 */
	bool in_doubt; /* "?" among the flags */
	int source;    /* number of the source, from 0 */
};

struct labels {
	struct label *items; /* own */
	size_t n, cap;
	char **sources; /* own */
	size_t n_sources, sources_cap;
	struct hash_map by_id;
};

/* Read the text of such a file; what names it in errors. */
int labels_read(struct labels *labels, const char *text, const char *what,
    struct err *err);
void labels_release(struct labels *labels);

/* The label of a post, or NULL. */
const struct label *labels_find(const struct labels *labels, int64_t id);

#endif
