/*
 * Holding the ledger against X's own count.
 */
#include "store/ledger.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/store_private.h"

#include <stdlib.h>

/* Reservations are few, but they are read before they are written. */
struct open_rows {
	int64_t *ids, *reserved; /* own */
	size_t n, ids_cap, reserved_cap;
};

static int
read_open(struct db *db, int64_t day, struct open_rows *rows, struct err *err)
{
	const enum statement s = STMT_LEDGER_OPEN_OF_DAY;
	int rc;

	if (db_bind(db, s, err, "i", day) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		rows->ids = mem_grow(rows->ids, &rows->ids_cap, rows->n + 1,
		    sizeof(*rows->ids));
		rows->reserved = mem_grow(rows->reserved, &rows->reserved_cap,
		    rows->n + 1, sizeof(*rows->reserved));
		rows->ids[rows->n] = db_int(db, s, 0);
		rows->reserved[rows->n++] = db_int(db, s, 1);
	}
	return rc;
}

static int
settle_open(struct store *store, const struct open_rows *rows,
    int64_t post_price, struct ledger_day *day, struct err *err)
{
	int64_t left = (day->x_posts - day->our_posts) * post_price;

	for (size_t i = 0; i < rows->n; i++) {
		int64_t cost =
		    left < rows->reserved[i] ? left : rows->reserved[i];

		if (cost < 0)
			cost = 0;
		left -= cost;
		if ((cost == 0 ? db_run(store->db, STMT_LEDGER_DROP, err, "i",
				     rows->ids[i])
			       : db_run(store->db, STMT_LEDGER_SYNC, err, "ii",
				     rows->ids[i], cost)) == -1)
			return -1;
		day->settled++;
		day->settled_posts += cost / post_price;
	}
	return 0;
}

int
ledger_sync_day(struct store *store, int64_t post_price, bool is_over,
    struct ledger_day *day, struct err *err)
{
	struct db *db = store->db;
	struct open_rows rows = {.ids = NULL};
	int rc = -1;

	if (db_find_int(db, STMT_LEDGER_POSTS_OF_DAY, &day->our_posts, err, "i",
		day->day) == -1)
		return -1;
	day->our_posts /= post_price;
	if (read_open(db, day->day, &rows, err) == -1)
		goto out;
	day->unseen = (int64_t)rows.n;
	rc = is_over ? settle_open(store, &rows, post_price, day, err) : 0;
out:
	free(rows.ids);
	free(rows.reserved);
	return rc;
}

int
ledger_unsettled(struct store *store, int64_t *requests, int64_t *amount,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_LEDGER_OPEN_OTHERS;

	if (db_bind(db, s, err, "i", when_utc_day(clock_now())) == -1 ||
	    db_step(db, s, err) == -1)
		return -1;
	*requests = db_int(db, s, 0);
	*amount = db_int(db, s, 1);
	db_reset(db, s);
	return 0;
}
