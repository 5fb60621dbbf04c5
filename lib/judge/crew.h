/*
 * Judging many accounts with a second thread, which reads through a
 * connection of its own, beside the caller's, which judges too and writes.
 *
 * In turns: crew_open, then crew_next until it gives NULL, then the caller
 * commits.  Between crew_open and that NULL the caller holds the archive's
 * only transaction for writing, so that no post changes after it was judged
 * and before the account is noted as done.
 */
#ifndef JUDGE_CREW_H
#define JUDGE_CREW_H

#include "judge/judged.h"

/* An account whose scores are due. */
struct due {
	int64_t user_id;
	bool was_scored;
};

struct crew;

/* Everything is borrowed.  With few accounts the caller stays alone. */
struct crew *crew_new(struct store *store, const struct scorer *scorer,
    const struct due *due, size_t n);
void crew_free(struct crew *crew);

/* Judge on, up to about max_posts posts. */
void crew_open(struct crew *crew, size_t max_posts);

/* Begin no further account. */
void crew_close(struct crew *crew);

/* The next account that was judged, in any order: 1, and it is the caller's;
 * 0: these were all for now; -1: judging failed. */
int crew_next(struct crew *crew, struct judged **judged, struct err *err);

/* Accounts that were begun so far. */
size_t crew_position(struct crew *crew);

#endif
