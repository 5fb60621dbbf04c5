/*
 * How fast the screen answers: runs a program in a pseudo-terminal of 120x40,
 * types keys as fast as a held key comes (30 a second), whatever it is busy
 * with, and times the answers.
 *	tui COMMAND...
 * "first": from the key to the first bytes of the answer, of the first screen
 * from the start of the program to its title; "settled": to the last ones,
 * where it went on working after a pause in typing; "cpu": processor time of
 * the program until the first bytes, for machines that are busy otherwise.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GAP_MS    33   /* between keys */
#define ANSWER_MS 5000 /* no answer after this */
#define QUIET_MS  400  /* settled after so much silence */
#define MOST      4096

struct program {
	pid_t pid;
	int fd;
};

/* A leg of the walk: keys typed one after the other, then a pause. */
static const struct leg {
	const char *name;
	const char *keys;
	int times;
} legs[] = {
    {"board: down", "j", 60},
    {"board: pages, ends", "\006\006\002Gg", 6},
    {"board: order", ">", 5},
    {"board: window", "w", 4},
    {"board: group", "c", 3},
    {"account", "\nq", 6},
    {"account of another", "jjjj\njjjjq", 4},
    {"account's posts", "\nPjjjj\006\006Ggqq", 3},
    {"posts: down", "Pj", 1},
    {"posts: down on", "j", 60},
    {"posts: pages", "\006", 30},
    {"posts: ends", "Gg", 6},
    {"posts: reposts, replies", "rrRR", 2},
    {"post", "j\njjjqj", 8},
    {"post to post", "\nAqqjj", 4},
    {"label and undo", "j1u", 4},
    {"find", "/da\n", 3},
    {"search: common", "sda\nj\006q", 3},
    {"search: two", "sda fa\njjq", 3},
    {"search: rare", "srenefa\njq", 3},
    {"search: an account", "sfrom:account7 da\njjq", 2},
    {"sources", "Sjjjj\006\006q", 3},
    {"help", "?jjj\006q", 3},
};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Processor time that the program has had. */
static double
cpu_ms(const struct program *program)
{
	char path[64], line[128] = "";
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/schedstat", (long)program->pid);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = '\0';
	fclose(file);
	return strtod(line, NULL) / 1e6;
}

/* Private memory in KB; 0 where it cannot be told. */
static long
private_kb(const struct program *program)
{
	char path[64], line[256];
	long sum = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/smaps_rollup",
	    (long)program->pid);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	while (fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, "Private_Clean:", 14) == 0 ||
		    strncmp(line, "Private_Dirty:", 14) == 0)
			sum += strtol(line + 14, NULL, 10);
	fclose(file);
	return sum;
}

/* Read what it draws within so long; true if there was something.  The bytes
 * are thrown away, but for TUI_TRACE, which shows them. */
static bool
drawn(const struct program *program, double within_ms)
{
	struct pollfd fd = {.fd = program->fd, .events = POLLIN};
	char bytes[65536];
	ssize_t n;

	if (poll(&fd, 1, within_ms > 0 ? (int)(within_ms + 0.5) : 0) <= 0)
		return false;
	n = read(program->fd, bytes, sizeof(bytes));
	if (n <= 0) {
		fprintf(stderr, "tui: the program has gone\n");
		exit(1);
	}
	if (getenv("TUI_TRACE") != NULL)
		fwrite(bytes, 1, (size_t)n, stderr);
	return true;
}

/* Read until it has drawn a text. */
static void
await(const struct program *program, const char *text)
{
	static char seen[1 << 20];
	size_t n = 0;

	seen[0] = '\0';
	while (strstr(seen, text) == NULL) {
		ssize_t got = read(program->fd, seen + n, sizeof(seen) - 1 - n);

		if (got <= 0 || n + (size_t)got == sizeof(seen) - 1) {
			fprintf(stderr, "tui: it never drew \"%s\"\n", text);
			exit(1);
		}
		for (ssize_t i = 0; i < got; i++)
			if (seen[n + (size_t)i] == '\0')
				seen[n + (size_t)i] = ' ';
		n += (size_t)got;
		seen[n] = '\0';
	}
}

/* Until it has been quiet for so long; when it last drew. */
static double
settle(const struct program *program, double quiet_ms)
{
	double last = now_ms();

	while (drawn(program, last + quiet_ms - now_ms()))
		last = now_ms();
	return last;
}

struct times {
	double first[MOST], cpu[MOST];
	size_t n, unanswered;
};

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
part(double *values, size_t n, size_t percent)
{
	qsort(values, n, sizeof(*values), by_size);
	return n == 0 ? 0 : values[(n - 1) * percent / 100];
}

static void
print(const char *name, struct times *t, double settled)
{
	printf("%-24s %4zu  first %7.2f p95 %7.2f most %7.2f  cpu p95 %7.2f",
	    name, t->n, part(t->first, t->n, 50), part(t->first, t->n, 95),
	    part(t->first, t->n, 100), part(t->cpu, t->n, 95));
	if (settled > 0)
		printf("  settled %8.0f", settled);
	if (t->unanswered > 0)
		printf("  no answer %zu", t->unanswered);
	printf("\n");
	fflush(stdout);
}

/* Type a key; when it was. */
static double
type(const struct program *program, char key, struct times *t,
    struct times *all)
{
	double began, cpu, first;

	while (drawn(program, 0))
		continue;
	cpu = cpu_ms(program);
	began = now_ms();
	if (write(program->fd, &key, 1) != 1)
		exit(1);
	if (!drawn(program, ANSWER_MS)) {
		t->unanswered++;
		return began;
	}
	first = now_ms() - began;
	cpu = cpu_ms(program) - cpu;
	if (t->n < MOST) {
		t->first[t->n] = first;
		t->cpu[t->n++] = cpu;
	}
	if (all->n < MOST) {
		all->first[all->n] = first;
		all->cpu[all->n++] = cpu;
	}
	while (now_ms() - began < GAP_MS)
		drawn(program, began + GAP_MS - now_ms());
	return began;
}

static void
run_leg(const struct program *program, const struct leg *leg, struct times *all)
{
	static struct times t;
	double began = 0;

	t.n = t.unanswered = 0;
	for (int i = 0; i < leg->times; i++)
		for (const char *key = leg->keys; *key != '\0'; key++)
			began = type(program, *key, &t, all);
	print(leg->name, &t, settle(program, QUIET_MS) - began);
}

/* After fork: the other end of the pseudo-terminal is ours. */
static _Noreturn void
become(const char *terminal, char **argv)
{
	const struct winsize size = {.ws_row = 40, .ws_col = 120};
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd == -1)
		_exit(126);
	ioctl(fd, TIOCSWINSZ, &size);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	setenv("TERM", "xterm-256color", 1);
	execv(argv[0], argv);
	_exit(127);
}

static struct program
start(char **argv)
{
	struct program program = {.fd = posix_openpt(O_RDWR | O_NOCTTY)};

	if (program.fd == -1 || grantpt(program.fd) == -1 ||
	    unlockpt(program.fd) == -1 || (program.pid = fork()) == -1) {
		perror("pseudo-terminal");
		exit(1);
	}
	if (program.pid == 0)
		become(ptsname(program.fd), argv);
	return program;
}

static void
stop(const struct program *program)
{
	kill(program->pid, SIGTERM);
	while (poll(&(struct pollfd){.fd = program->fd, .events = POLLIN}, 1,
		   2000) > 0) {
		char bytes[4096];

		if (read(program->fd, bytes, sizeof(bytes)) <= 0)
			break;
	}
	close(program->fd);
	waitpid(program->pid, NULL, 0);
}

/* From nothing to the first frame, and to a whole one. */
static void
first_screens(char **argv, int times)
{
	struct times first = {.n = 0};
	double whole[MOST];

	for (int i = 0; i < times; i++) {
		double began = now_ms();
		struct program program = start(argv);

		await(&program, "help");
		first.first[first.n] = now_ms() - began;
		first.cpu[first.n++] = cpu_ms(&program);
		whole[i] = settle(&program, QUIET_MS) - began;
		stop(&program);
	}
	print("first screen", &first, part(whole, (size_t)times, 50));
}

int
main(int argc, char **argv)
{
	static struct times all;
	struct program program;
	long most_kb = 0;

	if (argc < 2) {
		fprintf(stderr, "usage: tui COMMAND...\n");
		return 2;
	}
	first_screens(argv + 1, 11);
	program = start(argv + 1);
	settle(&program, 2000);
	for (size_t i = 0; i < sizeof(legs) / sizeof(legs[0]); i++) {
		long kb;

		run_leg(&program, &legs[i], &all);
		kb = private_kb(&program);
		most_kb = kb > most_kb ? kb : most_kb;
	}
	print("every key", &all, 0);
	printf("private memory: %.1f MB at the most\n", (double)most_kb / 1024);
	stop(&program);
	return 0;
}
