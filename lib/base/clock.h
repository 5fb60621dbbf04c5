/*
 * The one clock, for both programs.  It is real unless the environment
 * variable GIVETAKE_CLOCK names a clock file: then every process that shares
 * the file shares its time, time stands still between events, and a sleep
 * moves the clock on instead of waiting (tests of weeks run in seconds).
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* Choose the clock by the environment.  Call once, early. */
int clock_open(struct err *err);

/* Use (and with start_ms >= 0 create or reset) the clock file at path. */
int clock_open_file(const char *path, int64_t start_ms, struct err *err);

/* Milliseconds since 1970, UTC. */
int64_t clock_now_ms(void);
/* The same in seconds. */
int64_t clock_now(void);

/* Milliseconds that only ever grow, for measuring; always real. */
int64_t clock_monotonic_ms(void);

/* Milliseconds of processor time of the calling thread, for measuring. */
int64_t clock_thread_ms(void);

/* Sleep until ms have passed or a signal handler ran.  On a shared clock:
 * move it to at least now + ms and return at once.  True if all of it
 * passed. */
bool clock_sleep_ms(int64_t ms);

/* True when the clock is a shared file. */
bool clock_is_simulated(void);

/* Move a shared clock on by ms; no effect on the real one. */
void clock_advance_ms(int64_t ms);

#endif
