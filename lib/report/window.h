/*
 * Which time and which accounts a report is about.
 */
#ifndef REPORT_WINDOW_H
#define REPORT_WINDOW_H

#include "report/out.h"
#include "store/store.h"

/* Whole days of the report zone.  The sums that reports rest on are kept by
 * day, so a window begins and ends with a day. */
struct window {
	int64_t since, until; /* times; 0 and INT64_MAX: open */
	int64_t first_day, last_day;
	int64_t frozen; /* an ended observation: sums are read as they were
			 * frozen with it; 0: as they are now */
};

/* The days that [since, until] touches. */
struct window window_of(int64_t since, int64_t until);

/* The facts that name the window: zone, since, until. */
void window_facts(const struct window *window, struct out *out);

/* Bind the statement that gives an account's sums of the window in rows (day,
 * packed sums): one for each day that has some, or one of a Monday for the
 * whole week that it begins.  From the day `alone` on each day has its row;
 * INT64_MAX where it does not matter. */
int window_bind_sums(const struct window *window, struct db *db,
    int64_t user_id, int64_t alone, enum statement *s, struct err *err);

/* Seconds of an account's timeline that were seen, within a window.  An open
 * window ends now, and begins with the account's record: "everything" is what
 * has been asked for.  A window that was named is held against in full. */
struct seen {
	int64_t id, from, to; /* the span asked about */
	int64_t first;        /* before it there was nothing to see */
	bool is_open;         /* begins with what was seen first */
	int64_t seconds;
};

struct seen seen_begin(int64_t id, const struct window *window, int64_t now,
    int64_t first);
/* Add a span that was seen; in the order of time. */
void seen_add(struct seen *seen, int64_t from, int64_t end);
/* The share that was seen; NaN where there was nothing to see. */
double seen_share(const struct seen *seen);

/* Call each for every watched account with the share of the window that was
 * seen of it. */
int window_coverage(struct store *store, const struct window *window,
    int64_t now, void (*each)(void *arg, int64_t user_id, double share),
    void *arg, struct err *err);

/* Accounts of a group, sorted ids. */
struct id_set {
	int64_t *ids; /* own */
	size_t n, cap;
};

/* Add an id (0: none); sort them when all are there, and keep each once. */
void id_set_add(struct id_set *set, int64_t id);
void id_set_sort(struct id_set *set);

/* ERR_NOT_FOUND for a group that nobody is in. */
int group_load(struct store *store, const char *group, struct id_set *set,
    struct err *err);
bool id_set_has(const struct id_set *set, int64_t id);
/* Keep only those that are in other too. */
void id_set_keep(struct id_set *set, const struct id_set *other);
void id_set_release(struct id_set *set);

#endif
