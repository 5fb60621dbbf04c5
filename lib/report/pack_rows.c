#include "report/pack_rows.h"

#include "base/buf.h"
#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* Of fewer accounts a thread costs more than it brings.  It hands over some
 * ten packs at once, and goes ahead by so many hands full; then it rests until
 * half of them are empty again. */
enum { ACCOUNTS_FOR_TWO = 20, HAND_BYTES = 65536, HANDS = 8 };

/* Rows as they were read: their packs are copies, one behind the other. */
struct hand {
	struct buf bytes;      /* own */
	struct pack_row *rows; /* own; `pack` is set as they are given */
	size_t n, cap;
};

struct pack_rows {
	struct pack_span span;
	enum statement statement;
	/* Where the reading is, by whoever reads. */
	int64_t author_id;
	size_t at; /* account of the set that comes next */
	bool is_reading;
	/* Where the giving is. */
	const struct hand *hand; /* NULL: none yet */
	size_t row, offset;      /* in it */
	bool is_ahead;           /* there is a thread */
	pthread_t thread;
	pthread_mutex_t lock; /* over all that follows */
	pthread_cond_t changed;
	struct hand hands[HANDS]; /* theirs whose turn it is */
	size_t filled, emptied;   /* so far */
	bool quits;
	int rc; /* how the reading ended; 1: not yet */
	struct err err;
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
read_row(struct pack_rows *rows, struct pack_row *row, struct err *err)
{
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
	row->author_id = rows->author_id;
	row->block = db_int(db, rows->statement, 0);
	row->pack = db_blob(db, rows->statement, 1, &row->len);
	return 1;
}

static int
fill(struct pack_rows *rows, struct hand *hand, struct err *err)
{
	int rc = 1;

	buf_clear(&hand->bytes);
	hand->n = 0;
	while (hand->bytes.len < HAND_BYTES) {
		struct pack_row row;

		rc = read_row(rows, &row, err);
		if (rc != 1)
			break;
		hand->rows = mem_grow(hand->rows, &hand->cap, hand->n + 1,
		    sizeof(*hand->rows));
		hand->rows[hand->n++] = row;
		buf_add(&hand->bytes, row.pack, row.len);
	}
	return rc;
}

static void *
read_ahead(void *arg)
{
	struct pack_rows *rows = arg;
	int rc = 1;

	pthread_mutex_lock(&rows->lock);
	while (rc == 1 && !rows->quits) {
		struct hand *hand = &rows->hands[rows->filled % HANDS];

		if (rows->filled - rows->emptied == HANDS) {
			pthread_cond_wait(&rows->changed, &rows->lock);
			continue;
		}
		pthread_mutex_unlock(&rows->lock);
		rc = fill(rows, hand, &rows->err);
		pthread_mutex_lock(&rows->lock);
		rows->filled++;
		rows->rc = rc;
		pthread_cond_signal(&rows->changed);
	}
	pthread_mutex_unlock(&rows->lock);
	return NULL;
}

struct pack_rows *
pack_rows_new(const struct pack_span *span)
{
	struct pack_rows *rows = mem_alloc(1, sizeof(*rows));

	*rows = (struct pack_rows){.span = *span,
	    .statement =
		span->is_oldest_first ? STMT_PACKS_FROM : STMT_PACKS_OF,
	    .author_id = INT64_MIN,
	    .rc = 1,
	    .err = ERR_INIT};
	for (size_t i = 0; i < HANDS; i++)
		rows->hands[i].bytes = (struct buf)BUF_INIT;
	pthread_mutex_init(&rows->lock, NULL);
	pthread_cond_init(&rows->changed, NULL);
	if (!span->is_alone &&
	    (span->set == NULL || span->set->n >= ACCOUNTS_FOR_TWO))
		rows->is_ahead =
		    pthread_create(&rows->thread, NULL, read_ahead, rows) == 0;
	return rows;
}

void
pack_rows_free(struct pack_rows *rows)
{
	if (rows == NULL)
		return;
	pthread_mutex_lock(&rows->lock);
	rows->quits = true;
	pthread_cond_signal(&rows->changed);
	pthread_mutex_unlock(&rows->lock);
	if (rows->is_ahead)
		pthread_join(rows->thread, NULL);
	pack_rows_skip(rows);
	for (size_t i = 0; i < HANDS; i++) {
		buf_release(&rows->hands[i].bytes);
		free(rows->hands[i].rows);
	}
	pthread_cond_destroy(&rows->changed);
	pthread_mutex_destroy(&rows->lock);
	free(rows);
}

void
pack_rows_skip(struct pack_rows *rows)
{
	if (rows->is_reading)
		db_reset(store_db(rows->span.store), rows->statement);
	rows->is_reading = false;
}

/* The present hand is empty: go to the next.  1, 0 if there is none, -1. */
static int
next_hand(struct pack_rows *rows, struct err *err)
{
	int rc = 1;

	pthread_mutex_lock(&rows->lock);
	rows->emptied += rows->hand != NULL;
	rows->hand = NULL;
	if (rows->filled - rows->emptied <= HANDS / 2)
		pthread_cond_signal(&rows->changed);
	while (rows->filled == rows->emptied && rows->rc == 1)
		pthread_cond_wait(&rows->changed, &rows->lock);
	if (rows->filled > rows->emptied)
		rows->hand = &rows->hands[rows->emptied % HANDS];
	else
		rc = rows->rc;
	pthread_mutex_unlock(&rows->lock);
	if (rc == -1)
		*err = rows->err;
	rows->row = rows->offset = 0;
	return rc;
}

int
pack_rows_next(struct pack_rows *rows, struct pack_row *row, struct err *err)
{
	if (!rows->is_ahead)
		return read_row(rows, row, err);
	while (rows->hand == NULL || rows->row == rows->hand->n) {
		int rc = next_hand(rows, err);

		if (rc != 1)
			return rc;
	}
	*row = rows->hand->rows[rows->row++];
	row->pack = rows->hand->bytes.data + rows->offset;
	rows->offset += row->len;
	return 1;
}
