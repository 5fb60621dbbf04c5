/*
 * Tables of data: lines of fields between tabs.  Empty lines and lines that
 * begin with "# " or are "#" alone are skipped.
 *
 *	struct tsv tsv = {.next = text, .what = "sites.tsv"};
 *	while (tsv_next(&tsv))
 *		use(tsv.fields[0], tsv.n);
 *	tsv_release(&tsv);
 */
#ifndef BASE_TSV_H
#define BASE_TSV_H

#include "base/buf.h"

#include <stdbool.h>

enum { TSV_FIELDS = 8 };

struct tsv {
	const char *next;         /* borrowed; what is still to be read */
	const char *what;         /* borrowed; for errors */
	int line;                 /* number of the row, from 1 */
	int n;                    /* its fields */
	char *fields[TSV_FIELDS]; /* until the next row; "" where absent */
	struct buf row;           /* own */
};

/* Read the next row; false at the end. */
bool tsv_next(struct tsv *tsv);

/* Fill *err with ERR_CONFIG and "what:line: ..."; returns -1. */
int tsv_error(const struct tsv *tsv, struct err *err, const char *format, ...)
    PRINTF_LIKE(3);

void tsv_release(struct tsv *tsv);

#endif
