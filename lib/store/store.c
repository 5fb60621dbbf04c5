#include "store/store.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/bulk.h"
#include "store/migrate.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct store *
store_open(const char *path, enum store_mode mode, struct err *err)
{
	static const enum db_mode modes[] = {
	    [STORE_READ] = DB_READ,
	    [STORE_WRITE] = DB_WRITE,
	    [STORE_TRY] = DB_TRY,
	};
	struct store *store = mem_alloc(1, sizeof(*store));

	store->path = mem_strdup(path);
	store->db = db_open(path, modes[mode], err);
	if (store->db == NULL ||
	    migrate(store->db, path, mode != STORE_READ, err) == -1 ||
	    (mode != STORE_READ && store_bulk_repair(store, err) == -1)) {
		store_close(store);
		return NULL;
	}
	return store;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	db_close(store->db);
	hash_map_release(&store->touched);
	free(store->path);
	free(store);
}

struct db *
store_db(struct store *store)
{
	return store->db;
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

static int
look_for_tombstones(struct store *store, struct err *err)
{
	int64_t n;

	if (db_find_int(store->db, STMT_TOMBSTONE_COUNT, &n, err, "") == -1)
		return -1;
	store->has_tombstones = n > 0;
	return 0;
}

int
store_begin(struct store *store, struct err *err)
{
	hash_map_release(&store->touched);
	if (db_begin(store->db, err) == -1)
		return -1;
	/* Another process may have buried something since. */
	if (look_for_tombstones(store, err) == -1) {
		db_rollback(store->db);
		return -1;
	}
	return 0;
}

int
store_commit(struct store *store, struct err *err)
{
	return db_commit(store->db, err);
}

void
store_rollback(struct store *store)
{
	db_rollback(store->db);
}

int
store_touch_user(struct store *store, int64_t user_id, struct err *err)
{
	if (user_id == 0 ||
	    hash_map_get(&store->touched, (uint64_t)user_id) == 1)
		return 0;
	hash_map_set(&store->touched, (uint64_t)user_id, 1);
	return db_run(store->db, STMT_USER_TOUCH, err, "i", user_id);
}

int
store_meta(struct store *store, const char *name, struct buf *value,
    struct err *err)
{
	struct db *db = store->db;
	int rc;

	if (db_bind(db, STMT_META_GET, err, "s", name) == -1 ||
	    (rc = db_step(db, STMT_META_GET, err)) == -1)
		return -1;
	if (rc == 1)
		buf_adds(value, db_text(db, STMT_META_GET, 0));
	db_reset(db, STMT_META_GET);
	return 0;
}

int
store_set_meta(struct store *store, const char *name, const char *value,
    struct err *err)
{
	return db_run(store->db, STMT_META_SET, err, "ss", name, value);
}

int
store_newest_version(void)
{
	return sql_migration_count;
}

int
store_version(struct store *store, int64_t *version, struct err *err)
{
	return db_version(store->db, version, err);
}

int
store_page_add(struct store *store, int64_t source_id, const char *origin,
    const struct buf *frame, int64_t *page_id, struct err *err)
{
	int rc = db_run(store->db, STMT_PAGE_INSERT, err, "iIsb", clock_now(),
	    source_id, origin, (const void *)frame->data, frame->len);

	if (rc == 0)
		*page_id = db_last_rowid(store->db);
	return rc;
}

int
store_tombstone(struct store *store, const char *kind, int64_t id,
    const char *reason, struct err *err)
{
	store->has_tombstones = true;
	return db_run(store->db, STMT_TOMBSTONE_PUT, err, "sisi", kind, id,
	    reason, clock_now());
}

int
store_problem(struct store *store, const char *resource, int64_t id,
    const char *kind, const char *detail, struct err *err)
{
	return db_run(store->db, STMT_PROBLEM_PUT, err, "sissi", resource, id,
	    kind, detail, clock_now());
}

int
store_run_begin(struct store *store, const char *command, const char *owner,
    int64_t cap, int64_t *run_id, struct err *err)
{
	if (db_run(store->db, STMT_RUN_BEGIN, err, "sisI", command, clock_now(),
		owner, cap) == -1)
		return -1;
	*run_id = db_last_rowid(store->db);
	return 0;
}

int
store_run_end(struct store *store, int64_t run_id, const char *outcome,
    struct err *err)
{
	return db_run(store->db, STMT_RUN_END, err, "iis", run_id, clock_now(),
	    outcome);
}

int
store_run_drop(struct store *store, int64_t run_id, struct err *err)
{
	return db_run(store->db, STMT_RUN_DROP, err, "i", run_id);
}
