/*
 * A document kept in memory: its facts and the rows of its tables, without
 * charts and sentences.  What compares documents, asks something of their
 * rows, or says in one number what they hold, reads it.
 */
#ifndef REPORT_RECORD_H
#define REPORT_RECORD_H

#include "base/arena.h"
#include "base/hash.h"
#include "report/sink.h"

struct record_fact {
	const char *section, *name; /* section NULL: none */
	struct cell cell;
};

struct record_table {
	const char *section, *rows; /* NULL: none */
	struct out_column *columns;
	size_t n_columns, key; /* key: the column that tells rows apart */
	struct cell *cells;    /* own; row by row, whole rows but the last */
	size_t n_cells, cap;
	struct hash_map by_key; /* own; hash of a row's key -> row */
};

struct record {
	struct arena arena;        /* own; all strings */
	const char *section;       /* the one under way */
	struct record_fact *facts; /* own */
	size_t n_facts, facts_cap;
	struct record_table *tables; /* own */
	size_t n_tables, tables_cap;
};

#define RECORD_INIT             \
	{                       \
		.section = NULL \
	}

void record_release(struct record *record);

/* Keep what a document is given, in its order; everything is copied. */
void record_section(struct record *record, const char *name);
void record_fact(struct record *record, const char *name,
    const struct cell *cell);
void record_table(struct record *record, const char *rows,
    const struct out_column *columns, size_t n);
void record_cell(struct record *record, const struct cell *cell);
void record_row(struct record *record);

/* The cells of row i; NULL past the last. */
const struct cell *record_cells(const struct record_table *table, size_t i);
size_t record_rows(const struct record_table *table);

/* The table of another document that stands where this one stands in its
 * own, or NULL; and the row of that key (as record_add_key writes it), or
 * NULL. */
const struct record_table *record_same(const struct record *record,
    const char *section, const char *rows);
const struct cell *record_find(const struct record_table *table,
    const struct buf *key);

/* Append the text of a row's key. */
void record_add_key(struct buf *buf, const struct record_table *table,
    const struct cell *row);

/* Append a cell as plain text, strings and structures included. */
void record_add_plain(struct buf *buf, const struct cell *cell);

/* Append the SHA-256 of all facts and cells that have names, in hexadecimal:
 * documents of one digest say the same. */
void record_add_digest(struct buf *buf, const struct record *record);

/* Write the member "facts", {name: hash}, and the member "rows", {table:
 * {key: hash}}: short hashes that tell which of them moved. */
void record_write_parts(const struct record *record, struct json_writer *w);

#endif
