#include "store/check.h"

#include "store/store_private.h"

static const char *
kind_name(bool of_users)
{
	return of_users ? "user" : "post";
}

int
store_check_get(struct store *store, bool of_users, struct check *check,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_CHECK_FIND;
	int rc;

	if (db_bind(db, s, err, "s", kind_name(of_users)) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*check = (struct check){
	    .job_id = db_int(db, s, 0),
	    .after_id = db_int(db, s, 1),
	    .to_id = db_int(db, s, 2),
	    .began_at = db_int(db, s, 3),
	};
	db_reset(db, s);
	return 0;
}

int
store_check_put(struct store *store, bool of_users, const struct check *check,
    struct err *err)
{
	return db_run(store->db, STMT_CHECK_PUT, err, "siiii",
	    kind_name(of_users), check->job_id, check->after_id, check->to_id,
	    check->began_at);
}

int
store_check_drop(struct store *store, bool of_users, struct err *err)
{
	return db_run(store->db, STMT_CHECK_DROP, err, "s",
	    kind_name(of_users));
}

static int
read_ids(struct db *db, enum statement s, int64_t first, int64_t second,
    struct id_list *ids, struct err *err)
{
	int rc;

	if (db_bind(db, s, err, "ii", first, second) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		id_list_add(ids, db_int(db, s, 0));
	return rc;
}

int
store_check_ids(struct store *store, bool of_users, int64_t after_id, int64_t n,
    struct id_list *ids, struct err *err)
{
	return read_ids(store->db,
	    of_users ? STMT_CHECK_USERS : STMT_CHECK_POSTS, after_id, n, ids,
	    err);
}

int
store_check_hidden(struct store *store, bool of_users,
    const struct check *check, struct id_list *ids, struct err *err)
{
	return read_ids(store->db,
	    of_users ? STMT_CHECK_HIDDEN_USERS : STMT_CHECK_HIDDEN_POSTS,
	    check->after_id, check->to_id, ids, err);
}

int
store_check_totals(struct store *store, int64_t *posts, int64_t *users,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_RECHECK_TOTALS;

	if (db_bind(db, s, err, "") == -1 || db_step(db, s, err) == -1)
		return -1;
	*posts = db_int(db, s, 0);
	*users = db_int(db, s, 1);
	db_reset(db, s);
	return 0;
}
