/*
 * The roster of an observation: which accounts, since when and until when,
 * and what they are frozen with at its end.
 *
 * Functions that write must stand between store_begin and store_commit.
 */
#ifndef STORE_ROSTER_H
#define STORE_ROSTER_H

#include "store/store.h"

/* One stay of an account in a roster. */
struct roster_row {
	int64_t id, source_id; /* source_id 0: it was not watched */
	int64_t user_id;       /* 0: it has not been read yet */
	char *handle;          /* own; NULL: not known */
	int64_t joined_at;
	int64_t left_at; /* 0: it is still in it */
	double coverage; /* frozen; NaN: unknown */
};

struct roster {
	struct roster_row *rows; /* own; in the order of joining */
	size_t n, cap;
	int64_t version;    /* 1, and one more for each later change */
	int64_t changed_at; /* the newest change */
};

int store_roster(struct store *store, int64_t observation_id,
    struct roster *roster, struct err *err);
void roster_release(struct roster *roster);

/* An account joins: the source that watches it (0: none), its id (0: not
 * known yet).  *is_new false if it was in it. */
int store_roster_join(struct store *store, int64_t observation_id,
    int64_t source_id, int64_t user_id, bool *is_new, struct err *err);

/* All accounts of a group join; *n counts those that were not in it.
 * ERR_NOT_FOUND for a group without accounts. */
int store_roster_join_group(struct store *store, int64_t observation_id,
    const char *group, int64_t *n, struct err *err);

/* An account leaves the roster; *found false if it was not in it. */
int store_roster_leave(struct store *store, int64_t observation_id,
    int64_t source_id, int64_t user_id, bool *found, struct err *err);

/* The timeline source of an account by handle (lower case, may be NULL) or
 * id: 0 found, 1 not watched. */
int store_timeline_find(struct store *store, const char *handle,
    int64_t user_id, int64_t *source_id, int64_t *found_user_id,
    struct err *err);

/* What one stay is frozen with. */
struct roster_freeze {
	int64_t observation_id, row_id, user_id;
	double coverage;             /* NaN: unknown */
	int64_t first_day, last_day; /* of the report zone, and the */
	int64_t from, to;            /* same as times, to not included */
};

/* Freeze an account: its sums by day, its posts with their classes. */
int store_roster_freeze(struct store *store, const struct roster_freeze *freeze,
    struct err *err);

#endif
