#include "store/wanted.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/num.h"
#include "store/store_private.h"

#include <inttypes.h>

/* Row up to which replies were looked through. */
#define MARK "wanted.rid"

static int
get_mark(struct store *store, int64_t *rid, struct err *err)
{
	struct buf value = BUF_INIT;
	int rc = store_meta(store, MARK, &value, err);

	*rid = 0;
	if (rc == 0)
		num_parse(value.data, 0, INT64_MAX, rid);
	buf_release(&value);
	return rc;
}

static int
set_mark(struct store *store, int64_t rid, struct err *err)
{
	struct buf value = BUF_INIT;
	int rc;

	buf_addf(&value, "%" PRId64, rid);
	rc = store_set_meta(store, MARK, value.data, err);
	buf_release(&value);
	return rc;
}

/* One number that a statement gives. */
static int
ask_number(struct db *db, enum statement s, int64_t *n, struct err *err)
{
	if (db_step(db, s, err) == -1)
		return -1;
	*n = db_int(db, s, 0);
	db_reset(db, s);
	return 0;
}

static int
count_due(struct store *store, int64_t *n, struct err *err)
{
	if (db_bind(store->db, STMT_WANTED_COUNT, err, "i", clock_now()) == -1)
		return -1;
	return ask_number(store->db, STMT_WANTED_COUNT, n, err);
}

/* One step on from *rid; *found replies were looked at. */
static int
collect_some(struct store *store, int64_t *rid, int64_t *found, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_REPLIES_SINCE;
	int rc;

	*found = 0;
	if (db_bind(db, s, err, "i", *rid) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		*rid = db_int(db, s, 0);
		(*found)++;
		if (db_run(db, STMT_WANTED_PUT, err, "i", db_int(db, s, 1)) ==
		    -1) {
			db_reset(db, s);
			return -1;
		}
	}
	return rc;
}

int
store_wanted_collect(struct store *store, size_t n, struct err *err)
{
	int64_t mark, rid, last, due = 0, found = 1;

	if (get_mark(store, &mark, err) == -1 ||
	    db_bind(store->db, STMT_POST_LAST_RID, err, "") == -1 ||
	    ask_number(store->db, STMT_POST_LAST_RID, &last, err) == -1)
		return -1;
	rid = mark;
	while (rid < last && found > 0 && due < (int64_t)n)
		if (collect_some(store, &rid, &found, err) == -1 ||
		    count_due(store, &due, err) == -1)
			return -1;
	if (found == 0)
		rid = last;
	return rid == mark ? 0 : set_mark(store, rid, err);
}

int
store_wanted_due(struct store *store, size_t n, int64_t *ids, size_t *found,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_WANTED_DUE;
	int rc;

	*found = 0;
	if (db_bind(db, s, err, "ii", clock_now(), (int64_t)n) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		ids[(*found)++] = db_int(db, s, 0);
	return rc;
}

int
store_wanted_count(struct store *store, int64_t *n, struct err *err)
{
	int64_t mark, more;

	if (get_mark(store, &mark, err) == -1 || count_due(store, n, err) == -1)
		return -1;
	if (db_bind(store->db, STMT_REPLIES_SINCE_COUNT, err, "i", mark) ==
		-1 ||
	    ask_number(store->db, STMT_REPLIES_SINCE_COUNT, &more, err) == -1)
		return -1;
	*n += more;
	return 0;
}

int
store_wanted_later(struct store *store, int64_t id, int64_t next_at,
    struct err *err)
{
	return db_run(store->db, STMT_WANTED_LATER, err, "ii", id, next_at);
}

int
store_wanted_bought(struct store *store, int64_t id, struct err *err)
{
	if (db_run(store->db, STMT_USERS_TOUCH_REPLIERS, err, "i", id) == -1)
		return -1;
	return db_run(store->db, STMT_WANTED_DROP, err, "i", id);
}
