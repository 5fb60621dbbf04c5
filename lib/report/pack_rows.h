/*
 * The packs of accounts out of the archive, row by row; those of many accounts
 * are read ahead (report/ahead.h).
 */
#ifndef REPORT_PACK_ROWS_H
#define REPORT_PACK_ROWS_H

#include "report/row_list.h"
#include "report/window.h"

/* Rows that were read once, for the parts of a document that go through the
 * same ones: those of the first span that is read to its end, unless it is
 * large. */
struct pack_keep {
	const struct id_set *set; /* of what is kept; borrowed */
	int64_t first, last;
	bool is_oldest_first, is_whole, is_too_much;
	struct row_list list; /* own */
};
#define PACK_KEEP_INIT                \
	{                             \
		.list = ROW_LIST_INIT \
	}
void pack_keep_release(struct pack_keep *keep);

/* What is read: block by block of one account after the other, in the order
 * of their ids.  All borrowed. */
struct pack_span {
	struct store *store;
	const struct id_set *set; /* the accounts; NULL: all that have packs */
	int64_t first, last;      /* blocks; the newest come first, */
	bool is_oldest_first;     /* or not */
	bool is_alone;            /* read no more than is asked for */
	struct pack_keep *keep;   /* NULL: nothing is kept */
};

struct pack_row {
	int64_t author_id, block;
	const void *pack; /* borrowed until the next is asked for */
	size_t len;
};

struct pack_rows;

/* From here to pack_rows_free() the store is not to be used for anything
 * else, unless is_alone. */
struct pack_rows *pack_rows_new(const struct pack_span *span);
void pack_rows_free(struct pack_rows *rows);

/* 1, 0 if there is no more, -1. */
int pack_rows_next(struct pack_rows *rows, struct pack_row *row,
    struct err *err);

/* Go on with the next account; is_alone only, and where nothing is kept. */
void pack_rows_skip(struct pack_rows *rows);

#endif
