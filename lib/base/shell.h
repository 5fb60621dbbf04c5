/*
 * Commands that the user has set, run by /bin/sh: a password manager, a
 * pager.  Never with a stranger's words in them.
 */
#ifndef BASE_SHELL_H
#define BASE_SHELL_H

#include "base/err.h"

#include <sys/types.h>

enum shell_pipe {
	SHELL_READ, /* the pipe gives the command's output */
	SHELL_WRITE /* the pipe is the command's input */
};

struct shell {
	pid_t pid;
	int fd; /* our end of the pipe; the caller closes it */
};

/* Start command.  SIGPIPE has its usual effect there. */
int shell_start(struct shell *shell, const char *command,
    enum shell_pipe direction, struct err *err);

/* Wait for its end.  Fails with ERR_CONFIG unless it ended with status 0;
 * what is the setting's name, for the message. */
int shell_wait(struct shell *shell, const char *what, struct err *err);

#endif
