#include "report/pack_rows.h"

#include "base/mem.h"
#include "report/ahead.h"

#include <stdlib.h>

/* Of fewer accounts a thread costs more than it brings. */
enum { ACCOUNTS_FOR_TWO = 20 };

struct pack_rows {
	struct pack_span span;
	enum statement statement;
	struct ahead *ahead; /* own */
	/* Where the reading is. */
	int64_t author_id;
	size_t at; /* account of the set that comes next */
	bool is_reading;
};

/* 1, 0 if there is none, -1. */
static int
next_account(struct pack_rows *rows, int64_t *id, struct err *err)
{
	const struct id_set *set = rows->span.set;

	if (set == NULL)
		return db_find_int(store_db(rows->span.store),
		    STMT_PACK_AUTHORS, id, err, "i", rows->author_id);
	if (rows->at == set->n)
		return 0;
	*id = set->ids[rows->at++];
	return 1;
}

static int
begin_account(struct pack_rows *rows, struct err *err)
{
	const struct pack_span *span = &rows->span;
	int64_t id;
	int rc = next_account(rows, &id, err);

	if (rc != 1)
		return rc;
	rows->author_id = id;
	return db_bind(store_db(span->store), rows->statement, err, "iii", id,
		   span->first, span->last) == -1
		   ? -1
		   : 1;
}

static int
read_row(void *arg, struct ahead_row *row, struct err *err)
{
	struct pack_rows *rows = arg;
	struct db *db = store_db(rows->span.store);
	int rc;

	do {
		if (!rows->is_reading && (rc = begin_account(rows, err)) != 1)
			return rc;
		rc = db_step(db, rows->statement, err);
		rows->is_reading = rc == 1;
	} while (rc == 0);
	if (rc == -1)
		return -1;
	row->ids[0] = rows->author_id;
	row->ids[1] = db_int(db, rows->statement, 0);
	row->bytes = db_blob(db, rows->statement, 1, &row->len);
	return 1;
}

struct pack_rows *
pack_rows_new(const struct pack_span *span)
{
	struct pack_rows *rows = mem_alloc(1, sizeof(*rows));
	const struct ahead_source source = {.read = read_row,
	    .arg = rows,
	    .is_alone = span->is_alone ||
			(span->set != NULL && span->set->n < ACCOUNTS_FOR_TWO)};

	*rows = (struct pack_rows){.span = *span,
	    .statement =
		span->is_oldest_first ? STMT_PACKS_FROM : STMT_PACKS_OF,
	    .author_id = INT64_MIN};
	rows->ahead = ahead_new(&source);
	return rows;
}

void
pack_rows_free(struct pack_rows *rows)
{
	if (rows == NULL)
		return;
	ahead_free(rows->ahead);
	pack_rows_skip(rows);
	free(rows);
}

void
pack_rows_skip(struct pack_rows *rows)
{
	if (rows->is_reading)
		db_reset(store_db(rows->span.store), rows->statement);
	rows->is_reading = false;
}

int
pack_rows_next(struct pack_rows *rows, struct pack_row *row, struct err *err)
{
	struct ahead_row next;
	int rc = ahead_next(rows->ahead, &next, err);

	if (rc == 1)
		*row = (struct pack_row){.author_id = next.ids[0],
		    .block = next.ids[1],
		    .pack = next.bytes,
		    .len = next.len};
	return rc;
}
