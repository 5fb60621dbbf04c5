#include "base/clock.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static _Atomic int64_t *shared_ms; /* mapped for the life of the process */

int
clock_open(struct err *err)
{
	const char *path = getenv("GIVETAKE_CLOCK");

	if (path == NULL || *path == '\0')
		return 0;
	return clock_open_file(path, -1, err);
}

int
clock_open_file(const char *path, int64_t start_ms, struct err *err)
{
	int flags =
	    start_ms >= 0 ? O_RDWR | O_CREAT | O_CLOEXEC : O_RDWR | O_CLOEXEC;
	int fd = open(path, flags, 0600);
	struct stat st;
	void *map;

	if (fd == -1)
		return err_errno(err, ERR_CONFIG, "clock file %s", path);
	if (start_ms >= 0 && ftruncate(fd, sizeof(*shared_ms)) == -1) {
		close(fd);
		return err_errno(err, ERR_CREATE, "clock file %s", path);
	}
	if (fstat(fd, &st) == -1 || st.st_size < (off_t)sizeof(*shared_ms)) {
		close(fd);
		return err_set(err, ERR_CONFIG, "clock file %s holds no time",
		    path);
	}
	map = mmap(NULL, sizeof(*shared_ms), PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0);
	close(fd);
	if (map == MAP_FAILED)
		return err_errno(err, ERR_CONFIG, "clock file %s", path);
	shared_ms = map;
	if (start_ms >= 0)
		atomic_store(shared_ms, start_ms);
	return 0;
}

static int64_t
read_ms(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
clock_now_ms(void)
{
	return shared_ms != NULL ? atomic_load(shared_ms)
				 : read_ms(CLOCK_REALTIME);
}

int64_t
clock_now(void)
{
	return clock_now_ms() / 1000;
}

int64_t
clock_monotonic_ms(void)
{
	return read_ms(CLOCK_MONOTONIC);
}

int64_t
clock_thread_ms(void)
{
	return read_ms(CLOCK_THREAD_CPUTIME_ID);
}

bool
clock_is_simulated(void)
{
	return shared_ms != NULL;
}

/* Several sleepers overlap in time, so a sleep moves the clock to its own
 * end at least and never adds up with the others'. */
static void
advance_to(int64_t target)
{
	int64_t now = atomic_load(shared_ms);

	while (now < target &&
	       !atomic_compare_exchange_weak(shared_ms, &now, target))
		continue;
}

bool
clock_sleep_ms(int64_t ms)
{
	struct timespec ts;

	if (ms <= 0)
		return true;
	if (shared_ms != NULL) {
		advance_to(clock_now_ms() + ms);
		return true;
	}
	ts.tv_sec = ms / 1000;
	ts.tv_nsec = ms % 1000 * 1000000;
	return nanosleep(&ts, NULL) == 0;
}

void
clock_advance_ms(int64_t ms)
{
	if (shared_ms != NULL && ms > 0)
		atomic_fetch_add(shared_ms, ms);
}
