/*
 * What the archive knows that a plan needs, for each thing that is watched.
 */
#ifndef POLL_PLAN_LOAD_H
#define POLL_PLAN_LOAD_H

#include "poll/plan.h"
#include "store/source.h"

struct plan_item {
	const struct source *source; /* borrowed from the plan's list */
	struct plan_source facts;
	char *query; /* own; that X can count, where nothing is known here */
};

struct plan {
	struct source_list sources; /* own */
	struct plan_item *items;    /* own; one a source */
	int64_t parents_waiting;    /* posts replied to, still to be bought */
};

/* first_posts is how many posts of a new source are read. */
int plan_load(struct store *store, int64_t first_posts, struct plan *plan,
    struct err *err);
void plan_release(struct plan *plan);

/* X counted so many posts for the item's query in so many seconds. */
void plan_item_counted(struct plan_item *item, int64_t posts, int64_t seconds);

#endif
