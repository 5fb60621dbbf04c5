#include "judge/weeks.h"

#include "base/buf.h"
#include "base/when.h"
#include "score/moments.h"

static int
put_week(struct db *db, int64_t user_id, int64_t monday,
    const struct moments *sums, struct err *err)
{
	unsigned char packed[MOMENTS_PACKED];
	size_t len = moments_pack(sums, packed);

	return db_run(db, STMT_WEEK_SUM_PUT, err, "iib", user_id, monday,
	    (const void *)packed, len);
}

int
weeks_put(struct store *store, int64_t user_id, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUMS_OF;
	struct moments sums = {{0}};
	int64_t week = INT64_MIN;
	int rc;

	if (db_run(db, STMT_WEEK_SUM_DROP, err, "i", user_id) == -1 ||
	    db_bind(db, s, err, "iii", user_id, INT64_MIN, INT64_MAX) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t monday = when_monday(db_int(db, s, 0));
		size_t len;
		const void *packed = db_blob(db, s, 1, &len);

		if (monday != week && week != INT64_MIN &&
		    put_week(db, user_id, week, &sums, err) == -1) {
			db_reset(db, s);
			return -1;
		}
		if (monday != week)
			sums = (struct moments){{0}};
		week = monday;
		moments_add_packed(&sums, packed, len);
	}
	if (rc == 0 && week != INT64_MIN)
		rc = put_week(db, user_id, week, &sums, err);
	return rc;
}

int
weeks_due(struct store *store, bool *due, struct err *err)
{
	struct buf state = BUF_INIT;
	int rc = store_meta(store, "weeks", &state, err);

	*due = state.len > 0;
	buf_release(&state);
	return rc;
}

/* From one account that has days to the next. */
static int
put_all(struct store *store, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUM_NEXT;
	int64_t id = INT64_MIN;

	for (;;) {
		int rc;

		if (db_bind(db, s, err, "i", id) == -1 ||
		    (rc = db_step(db, s, err)) == -1)
			return -1;
		if (rc == 0)
			return 0;
		id = db_int(db, s, 0);
		db_reset(db, s);
		if (weeks_put(store, id, err) == -1)
			return -1;
	}
}

int
weeks_catch_up(struct store *store, struct err *err)
{
	bool due;

	if (weeks_due(store, &due, err) == -1)
		return -1;
	if (!due)
		return 0;
	if (store_begin(store, err) == -1)
		return -1;
	if (put_all(store, err) == -1 ||
	    db_run(store_db(store), STMT_META_DROP, err, "s", "weeks") == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}
