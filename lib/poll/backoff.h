/*
 * How long to wait before the stream is connected to again, as X asks
 * (x-api.md 1.7).  Pure.
 */
#ifndef POLL_BACKOFF_H
#define POLL_BACKOFF_H

#include <stdint.h>

enum backoff {
	BACKOFF_NETWORK, /* at once, then 250 ms more each time, to 16 s */
	BACKOFF_HTTP,    /* 5 s, 10 s, ... to 320 s */
	BACKOFF_LIMIT,   /* a 429: 1 min, 2 min, ... to 16 min */
	BACKOFF_COUNT
};

/* Milliseconds to wait after the nth failure in a row, counted from 0. */
int64_t backoff_ms(enum backoff kind, int nth);

#endif
