/*
 * X's filtered stream: what is watched is polled as by `run`, and in between
 * X sends posts of accounts, mentions and searches as they are written.
 *
 * Each watched source has a rule with our tag; rules without it are left
 * alone, though X sends and bills what they match too.  A post that came
 * moves the cursor of its source, so that polling does not read it again;
 * the span below it is asked for once more when it has aged (poll/late.h),
 * which finds what the stream lost.  After a break everything is polled.
 *
 * X sends on its own, so a cap cannot be kept to the cent by asking less:
 * enough for what may be under way stays reserved, and the stream is ended
 * when the rest is spent.
 */
#ifndef POLL_STREAM_H
#define POLL_STREAM_H

#include "poll/poller.h"

struct stream_settings {
	struct http *http; /* for the stream alone; borrowed */
	int64_t backfill_minutes;
	int64_t until_at; /* end then; INT64_MAX: when told to */
	void *arg;
	/* Something happened, for people and the log: "rules", "connected",
	 * "lost", "gap", "trouble", "message", "capped".  May be NULL. */
	void (*event)(void *arg, const char *name, const char *text);
	/* A polling cycle is done: time for what is to follow.  May be NULL. */
	int (*polled)(void *arg, struct err *err);
};

/* Poll and stream until a signal, the end that was set, or a cap of ours
 * (report->capped).  Otherwise -1: ERR_AUTH, ERR_BUDGET for X's own limits,
 * ERR_USAGE where nothing that is watched can be streamed. */
int poll_stream(const struct poller_parts *parts,
    const struct stream_settings *settings, struct poll_report *report,
    struct err *err);

#endif
