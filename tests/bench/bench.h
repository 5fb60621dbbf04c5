/*
 * What the benchmarks that read share: the archive that read.c makes, the
 * clock, and how times are told.  Each includes it once.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "base/err.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FIRST_WEEK INT64_C(1664150400) /* 2022-09-26 */
#define WEEK       INT64_C(604800)
#define DAY        INT64_C(86400)
#define WEEKS      104
#define ACCOUNTS   2000
#define FIRST_ID   INT64_C(1000000)

static struct err err = ERR_INIT;

static void
need(int rc)
{
	if (rc == -1) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(1);
	}
}

static double
now_ms(void)
{
	struct timespec t;

	/* Processor time, for machines that are busy with other things. */
	clock_gettime(getenv("READ_CPU") != NULL ? CLOCK_PROCESS_CPUTIME_ID
						 : CLOCK_MONOTONIC,
	    &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct times {
	double *ms;
	size_t n, cap;
};

static void
note(struct times *times, double ms)
{
	times->ms =
	    mem_grow(times->ms, &times->cap, times->n + 1, sizeof(*times->ms));
	times->ms[times->n++] = ms;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* goal 0: there is none. */
static void
print(const char *what, struct times *times, double goal)
{
	qsort(times->ms, times->n, sizeof(*times->ms), by_size);
	printf("%-46s %4zu  median %8.2f ms  p95 %8.2f ms  most %8.2f ms", what,
	    times->n, times->ms[times->n / 2], times->ms[times->n * 95 / 100],
	    times->ms[times->n - 1]);
	if (goal > 0)
		printf("  goal %.0f ms", goal);
	putchar('\n');
	fflush(stdout);
	times->n = 0;
}

#endif
