#include "tui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_KEPT ((size_t)16 * 1024 * 1024)

/* After fork: nothing but calls that are safe there.  -1: nowhere. */
static _Noreturn void
become(const char *const *argv, int out)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP,
	    SIGWINCH, SIGPIPE, SIGCHLD, SIGABRT};
	int null = open("/dev/null", O_RDWR);

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], SIG_DFL);
	setsid(); /* our terminal is not its own */
	dup2(null, STDIN_FILENO);
	dup2(out != -1 ? out : null, STDOUT_FILENO);
	dup2(out != -1 ? out : null, STDERR_FILENO);
	/* exec changes none of the strings. */
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

int
child_start(struct child *child, const char *const *argv, bool keeps,
    struct err *err)
{
	int fds[2];

	if (pipe(fds) == -1)
		return err_errno(err, ERR_IO, "pipe");
	fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	fcntl(fds[0], F_SETFL, O_NONBLOCK);
	child->pid = fork();
	if (child->pid == 0)
		become(argv, fds[1]);
	close(fds[1]);
	if (child->pid == -1) {
		child->pid = 0;
		close(fds[0]);
		return err_errno(err, ERR_IO, "%s", argv[0]);
	}
	child->fd = fds[0];
	child->keeps = keeps;
	child->status = 0;
	buf_clear(&child->line);
	buf_clear(&child->rest);
	buf_clear(&child->all);
	return 0;
}

/* Lines may end with a carriage return where progress is shown. */
static void
take(struct child *child, char c)
{
	if (c != '\n' && c != '\r') {
		buf_addc(&child->rest, c);
		return;
	}
	if (child->rest.len == 0)
		return;
	buf_clear(&child->line);
	buf_add(&child->line, child->rest.data, child->rest.len);
	buf_clear(&child->rest);
}

static void
shut(struct child *child)
{
	if (child->fd != -1)
		close(child->fd);
	child->fd = -1;
}

void
child_read(struct child *child)
{
	char bytes[16384];
	ssize_t n;

	if (child->fd == -1)
		return;
	while ((n = read(child->fd, bytes, sizeof(bytes))) > 0) {
		if (child->keeps && child->all.len < MOST_KEPT)
			buf_add(&child->all, bytes, (size_t)n);
		for (ssize_t i = 0; i < n && !child->keeps; i++)
			take(child, bytes[i]);
	}
	if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
		shut(child);
}

void
child_ended(struct child *child, int status)
{
	child_read(child);
	shut(child);
	child->pid = 0;
	child->status = status;
}

bool
child_is_running(const struct child *child)
{
	return child->pid > 0;
}

bool
child_did_well(const struct child *child)
{
	return WIFEXITED(child->status) && WEXITSTATUS(child->status) == 0;
}

static void
end(struct child *child, int number)
{
	if (child->pid > 0) {
		kill(child->pid, number);
		while (waitpid(child->pid, NULL, 0) == -1 && errno == EINTR)
			continue;
		child->pid = 0;
	}
	shut(child);
}

void
child_stop(struct child *child)
{
	end(child, SIGTERM);
}

void
child_kill(struct child *child)
{
	end(child, SIGKILL);
}

void
child_release(struct child *child)
{
	shut(child);
	buf_release(&child->line);
	buf_release(&child->rest);
	buf_release(&child->all);
}

int
child_let_go(const char *const *argv, struct err *err)
{
	pid_t pid = fork();

	if (pid == -1)
		return err_errno(err, ERR_IO, "%s", argv[0]);
	if (pid == 0)
		become(argv, -1);
	return 0;
}
