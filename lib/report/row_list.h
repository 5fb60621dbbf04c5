/*
 * Rows of the archive held in memory: their bytes are copies, one behind the
 * other.
 */
#ifndef REPORT_ROW_LIST_H
#define REPORT_ROW_LIST_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

struct row {
	int64_t ids[2]; /* its reader's own */
	const void *bytes;
	size_t len;
};

struct row_list {
	struct buf bytes;  /* own */
	struct row *items; /* own; `bytes` is set as they are given */
	size_t n, cap;
};

#define ROW_LIST_INIT              \
	{                          \
		.bytes = BUF_INIT, \
	}

void row_list_add(struct row_list *list, const struct row *row);
/* Empty it, keeping the memory. */
void row_list_clear(struct row_list *list);
void row_list_release(struct row_list *list);

/* Where somebody who goes through a list is; 0 at first. */
struct row_place {
	size_t item, offset;
};

/* The next row, borrowed from the list; false if there is no more. */
bool row_list_next(const struct row_list *list, struct row_place *place,
    struct row *row);

#endif
