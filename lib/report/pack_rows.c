#include "report/pack_rows.h"

#include "base/mem.h"
#include "report/ahead.h"

#include <stdlib.h>

/* Of fewer accounts a thread costs more than it brings. */
enum { ACCOUNTS_FOR_TWO = 20 };

/* More than that is read again rather than kept. */
enum { KEEP_BYTES = 16 << 20 };

struct pack_rows {
	struct pack_span span;
	enum statement statement;
	struct ahead *ahead;    /* own; NULL: they are in memory */
	struct row_place place; /* there */
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
read_row(void *arg, struct row *row, struct err *err)
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

void
pack_keep_release(struct pack_keep *keep)
{
	row_list_release(&keep->list);
}

static bool
is_kept(const struct pack_span *span)
{
	const struct pack_keep *keep = span->keep;

	return keep != NULL && keep->is_whole && keep->set == span->set &&
	       keep->first == span->first && keep->last == span->last &&
	       keep->is_oldest_first == span->is_oldest_first;
}

/* Keep a row that was read; NULL: it was the last. */
static void
keep_row(const struct pack_span *span, const struct row *row)
{
	struct pack_keep *keep = span->keep;

	if (keep == NULL || keep->is_whole || keep->is_too_much)
		return;
	if (row == NULL) {
		keep->set = span->set;
		keep->first = span->first;
		keep->last = span->last;
		keep->is_oldest_first = span->is_oldest_first;
		keep->is_whole = true;
		return;
	}
	row_list_add(&keep->list, row);
	keep->is_too_much = keep->list.bytes.len > KEEP_BYTES;
	if (keep->is_too_much)
		row_list_release(&keep->list);
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
	if (!is_kept(span))
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
	/* Of what was not read to its end nothing is kept. */
	if (rows->span.keep != NULL && !rows->span.keep->is_whole)
		row_list_clear(&rows->span.keep->list);
	free(rows);
}

void
pack_rows_skip(struct pack_rows *rows)
{
	if (rows->is_reading)
		db_reset(store_db(rows->span.store), rows->statement);
	rows->is_reading = false;
}

/* 1, 0, -1. */
static int
read_next(struct pack_rows *rows, struct row *row, struct err *err)
{
	int rc;

	if (rows->ahead == NULL)
		return row_list_next(&rows->span.keep->list, &rows->place, row);
	rc = ahead_next(rows->ahead, row, err);
	if (rc != -1)
		keep_row(&rows->span, rc == 1 ? row : NULL);
	return rc;
}

int
pack_rows_next(struct pack_rows *rows, struct pack_row *row, struct err *err)
{
	struct row next;
	int rc = read_next(rows, &next, err);

	if (rc == 1)
		*row = (struct pack_row){.author_id = next.ids[0],
		    .block = next.ids[1],
		    .pack = next.bytes,
		    .len = next.len};
	return rc;
}
