/*
 * The same work on many accounts by two threads: the caller's, which also
 * writes what comes of it, and one that reads through a connection of its
 * own.
 *
 * In turns: crew_open, then crew_next until it gives NULL, then the caller
 * commits.  Between crew_open and that NULL the caller holds the archive's
 * only transaction for writing, so that nothing changes between the work on
 * an account and what is noted of it.
 */
#ifndef JUDGE_CREW_H
#define JUDGE_CREW_H

#include "store/store.h"

struct crew_task {
	/* Do the work on account i of n, reading only: what comes of it, or
	 * NULL on failure.  Of how many posts it was goes to *n_posts. */
	void *(*work)(const void *arg, size_t i, struct store *store,
	    size_t *n_posts, struct err *err);
	void (*drop)(void *result); /* free what nobody asked for */
	const void *arg;
	size_t n;
};

struct crew;

/* Both are borrowed.  With few accounts the caller stays alone. */
struct crew *crew_new(struct store *store, const struct crew_task *task);
void crew_free(struct crew *crew);

/* Go on, up to about max_posts posts. */
void crew_open(struct crew *crew, size_t max_posts);

/* Begin no further account. */
void crew_close(struct crew *crew);

/* The next result, in the order of the accounts: 1, and it is the caller's;
 * 0: these were all for now; -1: the work failed. */
int crew_next(struct crew *crew, void **result, struct err *err);

/* Accounts that were begun so far. */
size_t crew_position(struct crew *crew);

#endif
