/*
 * Who lifts (passes on), answers, talks to and quotes whom, and who does so
 * in return: what `report relations` shows, for other reports too.
 */
#ifndef REPORT_RELATIONS_H
#define REPORT_RELATIONS_H

#include "report/packs.h"

enum relation_kind {
	RELATION_REPOST,
	RELATION_QUOTE,
	RELATION_ANSWER,
	RELATION_REPLY, /* of another class than answer */
	RELATION_KINDS
};

enum { RELATIONS_PAIRS = 50, RELATIONS_MIN = 10 };

/* What one account did towards another. */
struct relation {
	int64_t from, to;
	const char *from_handle, *to_handle; /* the arena's; NULL: not known */
	int64_t counts[RELATION_KINDS], total;
	int64_t back; /* total of `to` towards `from`; -1: not looked at */
	struct recent recent;
};

/* An account among all whom it turned to. */
struct relating {
	int64_t id;
	const char *handle; /* the arena's; NULL: not known */
	int64_t counts[RELATION_KINDS];
	int64_t people;      /* it turned to */
	int64_t top;         /* posts towards the one it turned to most */
	int64_t people_seen; /* of the people: those that are looked at too */
	int64_t people_back; /* of these: who turned to it */
};

struct relations {
	struct relation *pairs; /* own; most posts first, up to a limit */
	size_t n_pairs;
	int64_t all_pairs;         /* before the limit */
	struct relating *accounts; /* own; most posts first */
	size_t n_accounts;
	struct arena arena;
};

/* Of the job's window and accounts; limit pairs, at most.  What accounts do
 * with themselves does not count. */
int relations_load(const struct report_job *job, size_t limit,
    struct relations *relations, struct err *err);
void relations_release(struct relations *relations);

#endif
