/*
 * Rows that a thread of its own reads ahead: to read many takes about as long
 * as to count what they hold.
 */
#ifndef REPORT_AHEAD_H
#define REPORT_AHEAD_H

#include "report/row_list.h"

struct ahead_source {
	/* Read the next row, whose bytes are borrowed until the one after it:
	 * 1, 0 if there is no more, -1. */
	int (*read)(void *arg, struct row *row, struct err *err);
	void *arg;     /* borrowed */
	bool is_alone; /* no thread: no more is read than is asked for */
};

struct ahead;

/* Until ahead_free() what the source reads from is the thread's: a store is
 * not to be used for anything else. */
struct ahead *ahead_new(const struct ahead_source *source);
void ahead_free(struct ahead *ahead);

/* The next row, borrowed until the one after it: 1, 0, -1. */
int ahead_next(struct ahead *ahead, struct row *row, struct err *err);

#endif
