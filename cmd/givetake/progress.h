/*
 * A line on the terminal that says how far long work is.  Shows nothing
 * unless stderr is a terminal, and nothing in the first moments.
 */
#ifndef GIVETAKE_PROGRESS_H
#define GIVETAKE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *what; /* "scoring" */
	int64_t started_ms, shown_ms;
	bool enabled, on_screen;
};

void progress_begin(struct progress *progress, const char *what, bool quiet);

/* done of total (0: unknown) units. */
void progress_show(struct progress *progress, int64_t done, int64_t total,
    const char *unit);

/* The same where the way (say bytes of files) is not what is counted (say
 * posts): the bar and the time left are those of the way. */
void progress_show_way(struct progress *progress, int64_t done, int64_t total,
    int64_t count, const char *unit);

/* Show a sentence in its place. */
void progress_say(struct progress *progress, const char *text);

/* Take the line away. */
void progress_end(struct progress *progress);

#endif
