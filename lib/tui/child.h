/*
 * Programs that are started from the screen: ones whose output is followed (a
 * fetch, a report), and ones that are let go (a browser).
 */
#ifndef TUI_CHILD_H
#define TUI_CHILD_H

#include "base/buf.h"

#include <stdbool.h>
#include <sys/types.h>

struct child {
	pid_t pid;       /* 0: none */
	int fd;          /* its output; -1: none */
	struct buf line; /* own; what it said last */
	struct buf rest; /* own; a line that has not ended */
	struct buf all;  /* own; everything it said, where that is kept */
	bool keeps;
	int status; /* of waitpid, once it has ended */
};

#define CHILD_INIT                                                            \
	{                                                                     \
		.fd = -1, .line = BUF_INIT, .rest = BUF_INIT, .all = BUF_INIT \
	}

/* Start argv (ends with NULL) with its output in our pipe.  keeps: all that
 * it says is kept, up to some megabytes. */
int child_start(struct child *child, const char *const *argv, bool keeps,
    struct err *err);

/* Read what it said; closes the pipe at its end. */
void child_read(struct child *child);

/* It has ended with this status of waitpid. */
void child_ended(struct child *child, int status);
bool child_is_running(const struct child *child);
bool child_did_well(const struct child *child);

/* Ask it to end, and wait; or end it at once. */
void child_stop(struct child *child);
void child_kill(struct child *child);
void child_release(struct child *child);

/* Start argv without a terminal and forget it. */
int child_let_go(const char *const *argv, struct err *err);

#endif
