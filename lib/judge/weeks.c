#include "judge/weeks.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "score/moments.h"

#include <stdlib.h>

struct week {
	int64_t monday;
	struct moments sums;
};

struct weeks {
	struct week *items; /* own */
	size_t n, cap, n_days;
};

static int
read_days(struct db *db, int64_t user_id, struct weeks *weeks, struct err *err)
{
	const enum statement s = STMT_DAY_SUMS_OF;
	int rc;

	if (db_bind(db, s, err, "iii", user_id, INT64_MIN, INT64_MAX) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t monday = when_monday(db_int(db, s, 0));
		size_t len;
		const void *packed = db_blob(db, s, 1, &len);

		if (weeks->n == 0 ||
		    weeks->items[weeks->n - 1].monday != monday) {
			weeks->items = mem_grow(weeks->items, &weeks->cap,
			    weeks->n + 1, sizeof(*weeks->items));
			weeks->items[weeks->n++] =
			    (struct week){.monday = monday};
		}
		moments_add_packed(&weeks->items[weeks->n - 1].sums, packed,
		    len);
		weeks->n_days++;
	}
	return rc;
}

static int
write_weeks(struct db *db, int64_t user_id, const struct weeks *weeks,
    struct err *err)
{
	unsigned char packed[MOMENTS_PACKED];

	if (weeks->n_days < WEEKS_LEAST_DAYS ||
	    weeks->n_days < weeks->n * WEEKS_LEAST_RATE)
		return 0;
	for (size_t i = 0; i < weeks->n; i++) {
		size_t len = moments_pack(&weeks->items[i].sums, packed);

		if (db_run(db, STMT_WEEK_SUM_PUT, err, "iib", user_id,
			weeks->items[i].monday, (const void *)packed,
			len) == -1)
			return -1;
	}
	return 0;
}

int
weeks_put(struct store *store, int64_t user_id, struct err *err)
{
	struct db *db = store_db(store);
	struct weeks weeks = {.items = NULL};
	int rc = db_run(db, STMT_WEEK_SUM_DROP, err, "i", user_id);

	if (rc == 0)
		rc = read_days(db, user_id, &weeks, err);
	if (rc == 0)
		rc = write_weeks(db, user_id, &weeks, err);
	free(weeks.items);
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
	int64_t id = INT64_MIN;
	int rc;

	while (
	    (rc = db_find_int(db, STMT_DAY_SUM_NEXT, &id, err, "i", id)) == 1)
		if (weeks_put(store, id, err) == -1)
			return -1;
	return rc;
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
