/*
 * The same work on many accounts by two threads: the caller's, which also
 * writes what comes of it, and one that reads through a connection of its
 * own.
 *
 * The caller takes results with crew_next, and commits now and then; the other
 * thread works on meanwhile.  What it worked out before a commit holds as long
 * as nobody else has written between that and the caller's next transaction;
 * if somebody has, crew_redo.
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

/* Both are borrowed.  The work begins at once; with few accounts the caller
 * stays alone. */
struct crew *crew_new(struct store *store, const struct crew_task *task);
void crew_free(struct crew *crew);

/* Begin no further account. */
void crew_close(struct crew *crew);

/* The next result, in the order of the accounts: 1, and it is the caller's, and
 * what it took (its posts and one) is added to *n_posts; 0: there is none; -1:
 * the work failed. */
int crew_next(struct crew *crew, void **result, size_t *n_posts,
    struct err *err);

/* What was not given yet is to be worked out anew. */
void crew_redo(struct crew *crew);

/* Accounts that were begun so far. */
size_t crew_position(struct crew *crew);

#endif
