/*
 * Tables that other programs wrote: CSV (RFC 4180, quoted fields with line
 * feeds in them too) or fields between tabs.  The first row names the columns;
 * a tab in it makes it a table between tabs.
 *
 *	struct rows rows = {.next = text};
 *	int id = rows_column(&rows, "id");
 *	while (rows_next(&rows))
 *		use(rows_field(&rows, id));
 *	rows_release(&rows);
 */
#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include "base/buf.h"

#include <stdbool.h>

enum { ROWS_FIELDS = 64 };

struct rows {
	const char *next; /* borrowed; what is still to be read */
	int line;         /* on which the present row begins, from 1 */
	int n;            /* fields of the present row */
	/* private */
	char separator;
	bool has_header;
	int line_end, n_names;
	size_t starts[ROWS_FIELDS], names[ROWS_FIELDS];
	struct buf row, header; /* own */
};

/* The column of a name in the first row, or -1. */
int rows_column(struct rows *rows, const char *name);

/* Read the next row that is not empty; false at the end. */
bool rows_next(struct rows *rows);

/* A field of the present row, until the next one; "" where it is missing or
 * column is -1.  Marks that keep spreadsheets from rounding (="123", '123)
 * are taken off. */
const char *rows_field(const struct rows *rows, int column);

void rows_release(struct rows *rows);

#endif
