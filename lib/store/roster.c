#include "store/roster.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <math.h>
#include <stdlib.h>

static void
read_row(struct db *db, struct roster_row *row)
{
	const enum statement s = STMT_OBSERVATION_ROSTER;

	*row = (struct roster_row){
	    .id = db_int(db, s, 0),
	    .source_id = db_int(db, s, 1),
	    .user_id = db_int(db, s, 2),
	    .handle = mem_strdup(db_text(db, s, 3)),
	    .joined_at = db_int(db, s, 4),
	    .left_at = db_int(db, s, 5),
	    .coverage = db_is_null(db, s, 6) ? NAN : db_real(db, s, 6),
	};
}

static int
compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* A version for each time at which somebody joined or left. */
static void
count_versions(struct roster *roster)
{
	int64_t *times = mem_alloc(2 * roster->n + 1, sizeof(*times));
	size_t n = 0;

	for (size_t i = 0; i < roster->n; i++) {
		times[n++] = roster->rows[i].joined_at;
		if (roster->rows[i].left_at != 0)
			times[n++] = roster->rows[i].left_at;
	}
	qsort(times, n, sizeof(*times), compare_times);
	for (size_t i = 0; i < n; i++)
		roster->version += i == 0 || times[i] != times[i - 1];
	roster->changed_at = n > 0 ? times[n - 1] : 0;
	free(times);
}

int
store_roster(struct store *store, int64_t observation_id, struct roster *roster,
    struct err *err)
{
	const enum statement s = STMT_OBSERVATION_ROSTER;
	int rc;

	if (db_bind(store->db, s, err, "i", observation_id) == -1)
		return -1;
	while ((rc = db_step(store->db, s, err)) == 1) {
		roster->rows = mem_grow(roster->rows, &roster->cap,
		    roster->n + 1, sizeof(*roster->rows));
		read_row(store->db, &roster->rows[roster->n++]);
	}
	count_versions(roster);
	return rc;
}

void
roster_release(struct roster *roster)
{
	for (size_t i = 0; i < roster->n; i++)
		free(roster->rows[i].handle);
	free(roster->rows);
	*roster = (struct roster){.rows = NULL};
}

int
store_roster_join(struct store *store, int64_t observation_id,
    int64_t source_id, int64_t user_id, bool *is_new, struct err *err)
{
	if (db_run(store->db, STMT_OBSERVATION_JOIN, err, "iIIi",
		observation_id, source_id, user_id, clock_now()) == -1)
		return -1;
	*is_new = db_changes(store->db) == 1;
	return 0;
}

int
store_roster_join_group(struct store *store, int64_t observation_id,
    const char *group, int64_t *n, struct err *err)
{
	const enum statement s = STMT_OBSERVATION_GROUP;
	struct db *db = store->db;
	bool is_new, is_empty = true;
	int rc;

	*n = 0;
	if (db_bind(db, s, err, "s", group) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		is_empty = false;
		if (store_roster_join(store, observation_id, db_int(db, s, 0),
			db_int(db, s, 1), &is_new, err) == -1) {
			db_reset(db, s);
			return -1;
		}
		*n += is_new;
	}
	if (rc == 0 && is_empty)
		return err_set(err, ERR_NOT_FOUND,
		    "no account that is watched is in a group \"%s\"; see: "
		    "givetake watch list",
		    group);
	return rc;
}

int
store_roster_leave(struct store *store, int64_t observation_id,
    int64_t source_id, int64_t user_id, bool *found, struct err *err)
{
	if (db_run(store->db, STMT_OBSERVATION_LEAVE, err, "iIIi",
		observation_id, source_id, user_id, clock_now()) == -1)
		return -1;
	*found = db_changes(store->db) > 0;
	return 0;
}

int
store_timeline_find(struct store *store, const char *handle, int64_t user_id,
    int64_t *source_id, int64_t *found_user_id, struct err *err)
{
	const enum statement s = STMT_OBSERVATION_TIMELINE;
	int rc;

	if (db_bind(store->db, s, err, "sI", handle, user_id) == -1 ||
	    (rc = db_step(store->db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*source_id = db_int(store->db, s, 0);
	*found_user_id = db_int(store->db, s, 1);
	db_reset(store->db, s);
	return 0;
}

int
store_roster_freeze(struct store *store, const struct roster_freeze *freeze,
    struct err *err)
{
	int64_t id = freeze->observation_id, user = freeze->user_id;

	/* A coverage that is not a number is stored as NULL. */
	if (db_run(store->db, STMT_OBSERVATION_FREEZE_ACCOUNT, err, "iid",
		freeze->row_id, user, freeze->coverage) == -1 ||
	    db_run(store->db, STMT_OBSERVATION_FREEZE_DAYS, err, "iiii", id,
		user, freeze->first_day, freeze->last_day) == -1)
		return -1;
	return db_run(store->db, STMT_OBSERVATION_FREEZE_POSTS, err, "iiii", id,
	    user, freeze->from, freeze->to);
}
