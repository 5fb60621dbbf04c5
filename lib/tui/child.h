/*
 * Programs that are started from the screen: one whose output is followed (a
 * fetch), and ones that are let go (a browser).
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
	int status;      /* of waitpid, once it has ended */
};

#define CHILD_INIT                                           \
	{                                                    \
		.fd = -1, .line = BUF_INIT, .rest = BUF_INIT \
	}

/* Start argv (ends with NULL) with its output in our pipe. */
int child_start(struct child *child, const char *const *argv, struct err *err);

/* Read what it said; closes the pipe at its end. */
void child_read(struct child *child);

/* True if it has ended just now; reaps others too. */
bool child_reap(struct child *child);

/* Ask it to end, and wait. */
void child_stop(struct child *child);
void child_release(struct child *child);

/* Start argv without a terminal and forget it. */
int child_let_go(const char *const *argv, struct err *err);

#endif
