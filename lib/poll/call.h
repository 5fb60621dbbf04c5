/*
 * One request outside of the engine, for what is asked now and then and
 * brings no posts: rules of the stream, compliance jobs.  It is waited for
 * and tried again as long as that makes sense.  For lib/poll alone.
 */
#ifndef POLL_CALL_H
#define POLL_CALL_H

#include "poll/job.h"

struct call {
	const char *path;      /* and query */
	const char *post_body; /* JSON; NULL: a GET */
};

/* The answer's JSON is in poller->doc.  ERR_AUTH where X refuses, ERR_DATA
 * for what will never work (400, 404, 409), ERR_STOPPED, ERR_SERVICE,
 * ERR_LATER. */
int call_x(struct poller *poller, const struct call *call, struct err *err);

/* Sleep so long, or until a signal: ERR_STOPPED. */
int call_nap(struct poller *poller, int64_t ms, struct err *err);

/* Wait for one answer of a request that was started; ERR_STOPPED when a
 * signal comes first. */
int call_wait(struct poller *poller, struct http *http,
    struct http_answer *answer, struct err *err);

#endif
