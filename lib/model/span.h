/*
 * Time as it was covered: spans that were seen, or are missing for a reason,
 * kept in order and without overlap.  Pure.
 */
#ifndef MODEL_SPAN_H
#define MODEL_SPAN_H

#include <stddef.h>
#include <stdint.h>

enum gap {
	GAP_NONE,      /* seen */
	GAP_CAP,       /* a cap of ours left it out */
	GAP_REACH,     /* X does not go back that far */
	GAP_OUTAGE,    /* X or the network failed */
	GAP_PROTECTED, /* the account showed itself to followers alone */
	GAP_SUSPENDED,
	GAP_NOT_FOUND, /* X knew no such account */
	GAP_NEVER,     /* never asked for: what no span holds */
	GAP_COUNT
};

/* "seen", "cap", "reach", ..., "never asked"; and a letter for each. */
extern const char *const gap_names[GAP_COUNT];
extern const char gap_letters[GAP_COUNT];

/* The gap of a stored reason; NULL is GAP_NONE. */
enum gap gap_by_name(const char *name);

/* [from, to), UTC seconds. */
struct span {
	int64_t from, to;
	enum gap gap;
};

struct span_list {
	struct span *items; /* own; oldest first */
	size_t n, cap;
};

void span_list_release(struct span_list *list);

/* Append a span that begins where the last ends or later; one that goes on
 * in the same way extends it.  Empty ones are dropped. */
void span_append(struct span_list *list, struct span span);

/* Paint a span over others: *result is the list afterwards.  What was seen
 * stays seen; of two reasons for a hole the newer one stands. */
void span_paint(const struct span_list *list, struct span span,
    struct span_list *result);

/* The list with what no span of [from, to) holds filled in as never asked,
 * and cut to [from, to). */
void span_fill(const struct span_list *list, int64_t from, int64_t to,
    struct span_list *result);

/* Seconds of [from, to) that are of this kind. */
int64_t span_seconds(const struct span_list *list, int64_t from, int64_t to,
    enum gap gap);

#endif
