/*
 * A line of JSON for each run that asks X for something, in the file
 * runs.jsonl of the user's state directory.  The file is opened for each
 * line, so logrotate may move it at any time.
 */
#ifndef GIVETAKE_RUNLOG_H
#define GIVETAKE_RUNLOG_H

#include "poll/poller.h"

struct run_line {
	int64_t run_id, started_at;
	const char *command, *archive;
	const struct poll_report *report;
	const struct err *err; /* NULL: it went well */
};

/* A line for what happened within a run, in the file events.jsonl beside. */
void runlog_event(const char *command, const char *archive, const char *event,
    const char *text);

/* Write it; a log that cannot be written is a warning, no more. */
void runlog_add(const struct run_line *line);

/* Append the path of the log. */
struct buf;
int runlog_path(struct buf *path);

#endif
