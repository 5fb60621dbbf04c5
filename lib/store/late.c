#include "store/late.h"

#include "store/store_private.h"

int
store_late_put(struct store *store, int64_t source_id,
    const struct late_span *span, struct err *err)
{
	return db_run(store->db, STMT_LATE_PUT, err, "iii", source_id,
	    span->since_id, span->until_id);
}

static int
find_span(struct store *store, enum statement s, int64_t source_id, int64_t id,
    struct late_span *span, struct err *err)
{
	struct db *db = store->db;
	int rc;

	if (db_bind(db, s, err, "ii", source_id, id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*span = (struct late_span){db_int(db, s, 0), db_int(db, s, 1)};
	db_reset(db, s);
	return 0;
}

int
store_late_next(struct store *store, int64_t source_id, int64_t below_id,
    struct late_span *span, struct err *err)
{
	return find_span(store, STMT_LATE_NEXT, source_id, below_id, span, err);
}

int
store_late_around(struct store *store, int64_t source_id, int64_t id,
    struct late_span *span, struct err *err)
{
	return find_span(store, STMT_LATE_AROUND, source_id, id, span, err);
}

int
store_late_count(struct store *store, int64_t source_id, int64_t *n,
    struct err *err)
{
	return db_find_int(store->db, STMT_LATE_COUNT, n, err, "i",
		   source_id) == -1
		   ? -1
		   : 0;
}

int
store_late_drop(struct store *store, int64_t source_id,
    const struct late_span *span, struct err *err)
{
	return db_run(store->db, STMT_LATE_DROP, err, "ii", source_id,
	    span->until_id);
}
