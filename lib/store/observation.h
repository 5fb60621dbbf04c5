/*
 * Observations: a few weeks of watching a roster of accounts for a purpose.
 * One runs at a time.  Its roster is kept with who joined and left when; at
 * its end the numbers and the ids of what counted are frozen, so that it
 * stays what it was while posts go and classes change.
 *
 * Functions that write must stand between store_begin and store_commit.
 */
#ifndef STORE_OBSERVATION_H
#define STORE_OBSERVATION_H

#include "store/store.h"

/* An interval of the give share this wide (points of a hundred) is narrow
 * enough, unless the user says otherwise. */
#define OBSERVATION_WIDTH 20

struct observation {
	int64_t id;
	char *name;         /* own */
	char *goal;         /* own; NULL: none was given */
	double width;       /* 0.2: intervals of 20 points are narrow enough */
	int64_t started_at; /* its days begin with this time's */
	int64_t ends_at;    /* by plan: first second that is not of it */
	int64_t ended_at;   /* 0: it runs */
	int64_t budget;     /* millionths of a dollar; 0: no cap */
	/* What it was frozen with; own; NULL while it runs. */
	char *timezone, *model, *weights;
};

#define OBSERVATION_INIT \
	{                \
		.id = 0  \
	}

void observation_release(struct observation *observation);

/* The first second that is not of it, now: the end that was planned, or that
 * it got. */
int64_t observation_until(const struct observation *observation);

/* True for 1 to 64 letters, digits, ".", "_" and "-", no "-" first. */
bool observation_is_name(const char *name);

/* Find one by its name; ERR_NOT_FOUND names the others. */
int store_observation_find(struct store *store, const char *name,
    struct observation *observation, struct err *err);

/* By its row. */
int store_observation_get(struct store *store, int64_t id,
    struct observation *observation, struct err *err);

/* The one that runs, else the one that ended last: 0; 1 if there is none. */
int store_observation_current(struct store *store,
    struct observation *observation, struct err *err);

struct observation_list {
	struct observation *items; /* own */
	size_t n, cap;
};

/* All, the oldest first. */
int store_observation_list(struct store *store, struct observation_list *list,
    struct err *err);
void observation_list_release(struct observation_list *list);

/* Begin one: name, goal, width, started_at, ends_at and budget; fills id.
 * ERR_USAGE if the name is taken or another one runs. */
int store_observation_start(struct store *store,
    struct observation *observation, struct err *err);

/* Let fetches spend so much on it; 0: no cap. */
int store_observation_set_budget(struct store *store, int64_t id,
    int64_t budget, struct err *err);

/* End it: timezone, model and weights are what the numbers were made with. */
int store_observation_end(struct store *store, int64_t id, const char *timezone,
    const char *model, const char *weights, struct err *err);

/* Posts that were frozen, and how many of them are gone now. */
int store_observation_posts(struct store *store, int64_t id, int64_t *posts,
    int64_t *withdrawn, struct err *err);

/* What counts as spent on it: in all, and from one UTC day to another. */
int store_observation_spent(struct store *store, int64_t id,
    const int64_t days[2], int64_t *all, int64_t *part, struct err *err);

/* The running observation that a request for a source (0: for no source in
 * particular) counts for, its budget (0: no cap) and what it has cost:
 * *id 0 if there is none. */
int store_observation_of_source(struct store *store, int64_t source_id,
    int64_t *id, int64_t *budget, int64_t *spent, struct err *err);

/* A note: kind "observation", "user" or "post", and the id of what it is
 * about. */
int store_note_put(struct store *store, const char *kind, int64_t subject_id,
    const char *text, struct err *err);

/* Its journal, oldest first: what was noted of it, and of accounts and posts
 * from its begin until it was ended; the strings are lent for the call. */
struct journal_note {
	const char *kind, *text;
	int64_t subject_id, at;
};
int store_journal(struct store *store, const struct observation *observation,
    int (*each)(const struct journal_note *note, void *arg, struct err *err),
    void *arg, struct err *err);

#endif
