/*
 * When to ask for a source again.  Pure: facts in, a time out.
 *
 * A poll should bring some posts, so the pause is as long as the source takes
 * to write them; a source that has gone quiet is asked less and less often,
 * down to a bound, and the first new post brings it back.  All of it only
 * saves requests: an idle poll is free, and no post is lost by a pause.
 */
#ifndef POLL_SCHEDULE_H
#define POLL_SCHEDULE_H

#include <stdint.h>

struct schedule {
	int64_t min_s, max_s; /* bounds of a pause */
	int posts;            /* that a poll should bring */
};

/* Pauses of 5 minutes to 12 hours, 5 posts a poll. */
extern const struct schedule schedule_default;

/* What is known of a source; times in seconds, 0: never, unknown. */
struct schedule_facts {
	int64_t polled_at;
	int64_t newest_at; /* its newest post known */
	double posts_per_day;
};

/* When it is due.  A source that was never polled is due at once (0). */
int64_t schedule_due(const struct schedule *schedule,
    const struct schedule_facts *facts);

#endif
