/*
 * Rows of cells on a terminal: columns aligned, broken or cut to its width.
 */
#ifndef REPORT_TABLE_ROWS_H
#define REPORT_TABLE_ROWS_H

#include "report/sink.h"

/* A cell as it is printed. */
struct shown {
	const char *text; /* borrowed; safe for a terminal, one line */
	size_t len;
	int width; /* columns on the terminal */
};

/* Append n cells to out's buffer, row by row, all columns; the first row is
 * the titles.  Where they are wider than out's style, flexible columns go on
 * in further lines, a long last one below its row; handles are cut.  The
 * cells are used up. */
void table_add_rows(struct out *out, struct shown *cells, size_t n);

#endif
