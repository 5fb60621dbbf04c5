#include "base/shell.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The program ignores SIGPIPE; its children should not. */
static int
spawn(pid_t *pid, const char *command, int fd, int as)
{
	char shell[] = "sh", flag[] = "-c", *copy = mem_strdup(command);
	char *argv[] = {shell, flag, copy, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fd, as);
	posix_spawnattr_init(&attr);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(pid, "/bin/sh", &actions, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	free(copy);
	return error;
}

int
shell_start(struct shell *shell, const char *command, enum shell_pipe direction,
    struct err *err)
{
	int ours = direction == SHELL_READ ? 0 : 1;
	int ends[2], error;

	if (pipe(ends) == -1)
		return err_errno(err, ERR_IO, "pipe");
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	error = spawn(&shell->pid, command, ends[1 - ours],
	    direction == SHELL_READ ? STDOUT_FILENO : STDIN_FILENO);
	close(ends[1 - ours]);
	shell->fd = ends[ours];
	if (error == 0)
		return 0;
	close(shell->fd);
	errno = error;
	return err_errno(err, ERR_IO, "/bin/sh");
}

int
shell_wait(struct shell *shell, const char *what, struct err *err)
{
	int status = 0;
	pid_t ended;

	do
		ended = waitpid(shell->pid, &status, 0);
	while (ended == -1 && errno == EINTR);
	if (ended == -1)
		return err_errno(err, ERR_IO, "%s", what);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_CONFIG,
		    "the command of %s was ended by signal %d", what,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, ERR_CONFIG,
		    "the command of %s ended with status %d", what,
		    WEXITSTATUS(status));
	return 0;
}
