#include "store/bulk.h"

#include "base/buf.h"
#include "base/mem.h"
#include "store/store_private.h"

#define MARK          "bulk"
#define LEAST_POSTS   20000
#define MEMORY        (32 * 1000 * 1000) /* pages and words, about */
#define FTS_MEMORY    (8 * 1024 * 1024)
#define FTS_MEMORY_1M (1024 * 1024) /* FTS5's own */
#define FTS_MERGE     4             /* the same */

static const enum statement drops[] = {STMT_BULK_DROP_AUTHOR,
    STMT_BULK_DROP_TIME, STMT_BULK_DROP_CONVERSATION, STMT_BULK_DROP_REPLY,
    STMT_BULK_DROP_QUOTE, STMT_BULK_DROP_REPOST, STMT_BULK_DROP_SITE};
static const enum statement makes[] = {STMT_BULK_MAKE_TIME,
    STMT_BULK_MAKE_CONVERSATION, STMT_BULK_MAKE_REPLY, STMT_BULK_MAKE_QUOTE,
    STMT_BULK_MAKE_REPOST, STMT_BULK_MAKE_SITE};

int
store_bulk_pays(struct store *store, int64_t n_posts, bool *pays,
    struct err *err)
{
	int64_t top;

	if (db_find_int(store->db, STMT_BULK_TOP, &top, err, "") == -1)
		return -1;
	*pays = n_posts >= LEAST_POSTS && n_posts > top / 2;
	return 0;
}

static int
run_all(struct store *store, const enum statement *statements, size_t n,
    struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (db_run(store->db, statements[i], err, "") == -1)
			return -1;
	return 0;
}

static int
set_fts(struct store *store, int64_t memory, int64_t merge, struct err *err)
{
	if (db_run(store->db, STMT_BULK_FTS_MEMORY, err, "i", memory) == -1)
		return -1;
	return db_run(store->db, STMT_BULK_FTS_MERGE, err, "i", merge);
}

/* Between make_author and the end the mark stands: what dies then is made
 * whole by the next who opens the archive. */
static int
begin(struct store *store, struct err *err)
{
	if (store_set_meta(store, MARK, "1", err) == -1 ||
	    run_all(store, drops, ARRAY_LEN(drops), err) == -1)
		return -1;
	return set_fts(store, FTS_MEMORY, 0, err);
}

static int
make_author(struct store *store, struct err *err)
{
	return db_run(store->db, STMT_BULK_MAKE_AUTHOR, err, "");
}

static int
run_alone(struct store *store,
    int (*work)(struct store *store, struct err *err), struct err *err)
{
	int rc = store_begin(store, err);

	if (rc == 0)
		rc = work(store, err);
	if (rc == 0)
		rc = store_commit(store, err);
	if (rc == -1)
		store_rollback(store);
	return rc;
}

int
store_bulk_begin(struct store *store, struct err *err)
{
	int64_t top;

	store->is_bulk = true;
	mem_expect(MEMORY);
	if (db_find_int(store->db, STMT_BULK_TOP, &top, err, "") == -1 ||
	    db_bulk(store->db, top == 0, err) == -1)
		return -1;
	return run_alone(store, begin, err);
}

int
store_bulk_settle(struct store *store, struct err *err)
{
	/* Making an index takes as much memory again as pages are held. */
	if (db_stay_small(store->db, err) == -1 ||
	    run_alone(store, make_author, err) == -1)
		return -1;
	mem_trim();
	return db_bulk_end(store->db, err);
}

int
store_bulk_finish(struct store *store, struct err *err)
{
	if (!store->is_bulk)
		return 0;
	store->is_bulk = false;
	if (make_author(store, err) == -1 ||
	    run_all(store, makes, ARRAY_LEN(makes), err) == -1 ||
	    store_set_meta(store, MARK, "0", err) == -1)
		return -1;
	mem_trim();
	return set_fts(store, FTS_MEMORY_1M, FTS_MERGE, err);
}

int
store_bulk_end(struct store *store, struct err *err)
{
	if (!store->is_bulk)
		return 0;
	if (db_bulk_end(store->db, err) == -1)
		return -1;
	return run_alone(store, store_bulk_finish, err);
}

int
store_bulk_repair(struct store *store, struct err *err)
{
	struct buf mark = BUF_INIT;
	int rc = store_meta(store, MARK, &mark, err);
	bool is_left = mark.len > 0 && *mark.data == '1';

	buf_release(&mark);
	if (rc == -1 || !is_left)
		return rc;
	store->is_bulk = true;
	return store_bulk_end(store, err);
}
