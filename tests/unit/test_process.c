/* What belongs to the process: signals, descriptors, the clock, the log. */
#include "base/clock.h"
#include "base/fs.h"
#include "base/log.h"
#include "givetake/output.h"
#include "givetake/stop.h"
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Run it in a child; the child's status as waitpid gives it. */
static int
status_of(void (*run)(void))
{
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		run();
		_exit(0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
stop_once(void)
{
	stop_watch();
	if (stop_requested())
		_exit(1);
	raise(SIGTERM);
	_exit(!stop_requested());
}

static void
stop_twice(void)
{
	stop_watch();
	raise(SIGINT);
	raise(SIGINT);
}

static void
stop_and_end(void)
{
	stop_watch();
	raise(SIGTERM);
	stop_end();
}

static void
end_without_signal(void)
{
	signal(SIGPIPE, SIG_IGN);
	stop_end();
}

static void
ignored_stays_ignored(void)
{
	signal(SIGHUP, SIG_IGN);
	stop_watch();
	raise(SIGHUP);
	_exit(stop_requested());
}

static void
sleep_ends_early(void)
{
	int64_t begin = clock_monotonic_ms();

	stop_watch();
	if (fork() == 0) {
		usleep(100000);
		kill(getppid(), SIGINT);
		_exit(0);
	}
	if (clock_sleep_ms(10000) || clock_monotonic_ms() - begin > 5000)
		_exit(1);
	_exit(!stop_requested());
}

static void
signals(void **state)
{
	int status;

	(void)state;
	assert_int_equal(status_of(stop_once), 0);
	status = status_of(stop_twice);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
	status = status_of(stop_and_end);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	status = status_of(end_without_signal);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE);
	assert_int_equal(status_of(ignored_stays_ignored), 0);
	assert_int_equal(status_of(sleep_ends_early), 0);
}

/* A file opened later never gets the number of a closed standard stream. */
static void
open_without_streams(void)
{
	close(0);
	close(1);
	output_guard_descriptors();
	_exit(open("/dev/null", O_WRONLY) <= 2 || write(1, "x", 1) != -1);
}

static void
descriptors(void **state)
{
	(void)state;
	assert_int_equal(status_of(open_without_streams), 0);
}

static void
log_levels(void)
{
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	char path[] = "/tmp/givetake-log.XXXXXX";
	int fd = mkstemp(path);

	dup2(fd, STDERR_FILENO);
	log_set_level(LOG_QUIET);
	log_warn("a");
	log_set_level(LOG_WARN);
	log_warn("b\033[31m%s", "\nc");
	log_info("d");
	log_set_level(LOG_INFO);
	log_info("e");
	log_debug("f");
	fflush(stderr);
	if (fs_read(path, &text, 1000, &err) == -1)
		_exit(1);
	unlink(path);
	_exit(strcmp(text.data, "givetake: warning: b\xe2\x90\x9b[31m c\n"
				"givetake: e\n") != 0);
}

static void
logging(void **state)
{
	(void)state;
	assert_int_equal(status_of(log_levels), 0);
}

static void
shared_clock(void **state)
{
	char path[] = "/tmp/givetake-clock.XXXXXX";
	int fd = mkstemp(path);
	struct err err = ERR_INIT;

	(void)state;
	assert_true(fd != -1);
	close(fd);
	assert_false(clock_is_simulated());
	assert_true(clock_now() > 1700000000);
	assert_int_equal(clock_open_file("/nowhere/clock", -1, &err), -1);
	assert_int_equal(err.code, ERR_CONFIG);
	assert_int_equal(clock_open_file(path, 5000, &err), 0);
	assert_true(clock_is_simulated());
	assert_int_equal(clock_now_ms(), 5000);
	assert_true(clock_sleep_ms(1500));
	assert_int_equal(clock_now_ms(), 6500);
	clock_advance_ms(-5);
	clock_advance_ms(500);
	assert_int_equal(clock_now(), 7);
	unlink(path);
}

/* A clock file that is too short would end the process when read. */
static void
short_clock_file(void **state)
{
	char path[] = "/tmp/givetake-clock.XXXXXX";
	int fd = mkstemp(path);
	struct err err = ERR_INIT;

	(void)state;
	assert_true(fd != -1);
	close(fd);
	assert_int_equal(clock_open_file(path, -1, &err), -1);
	assert_int_equal(err.code, ERR_CONFIG);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(signals),
	    cmocka_unit_test(descriptors),
	    cmocka_unit_test(logging),
	    cmocka_unit_test(short_clock_file),
	    cmocka_unit_test(shared_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
