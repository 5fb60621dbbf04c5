/*
 * What the files of the stream share: stream.c goes round, stream_connect.c
 * connects, stream_rules.c keeps the rules in step, stream_take.c takes what
 * comes.
 */
#ifndef POLL_STREAMING_H
#define POLL_STREAMING_H

#include "base/hash.h"
#include "poll/call.h"
#include "poll/stream.h"

/* A rule of the app that brings what is watched. */
struct stream_rule {
	int64_t id, source_id;
	char *value; /* own */
};

struct stream_rules {
	struct stream_rule *items; /* own */
	size_t n, cap;
};

struct stream {
	struct poller *poller;                  /* own */
	const struct stream_settings *settings; /* borrowed */
	struct stream_rules rules;              /* own */
	struct buf bytes;                       /* own; not yet a whole line */
	bool is_open, is_connected, is_capped;
	bool knows_rules; /* X has said which there are */
	bool is_suspect;  /* it has been silent for too long, perhaps */
	/* Milliseconds: when it was connected, when something came last, not
	 * to connect before. */
	int64_t connected_ms, heard_ms, retry_ms;
	int64_t lost_at;     /* what was written from then on was not heard */
	int failures;        /* in a row */
	int64_t poll_at;     /* the next cycle */
	bool must_poll_all;  /* then, whatever the schedule says */
	int64_t margin;      /* posts that stay reserved */
	int64_t standing_id; /* their row in the ledger; 0: none */
};

/* After a connection, when rules hold and posts have come through: what is
 * missing is polled then. */
#define STREAM_SETTLE_S 30

void stream_event(struct stream *stream, const char *name, const char *format,
    ...) PRINTF_LIKE(3);

/* Ask for the stream, if the caps allow it (else is_capped). */
int stream_connect(struct stream *stream, struct err *err);

/* X has answered with a stream: what was not heard before is noted, and will
 * be polled. */
int stream_connected(struct stream *stream, struct err *err);

/* End the connection; what came is taken first. */
int stream_disconnect(struct stream *stream, struct err *err);

/* The stream has ended, or there never was one: when to try again.  -1 where
 * that makes no sense. */
int stream_ended(struct stream *stream, const struct http_answer *answer,
    struct err *err);

/* Nothing came for a moment: after too much of that the connection is taken
 * for dead. */
int stream_silent(struct stream *stream, struct err *err);

/* Append the rule of a source; false if there is none for it. */
bool stream_rule_value(const struct source *source, struct buf *value);

/* Make X's rules what is watched.  *changed: they were not. */
int stream_sync_rules(struct stream *stream, bool *changed, struct err *err);

void stream_rules_release(struct stream_rules *rules);

/* Reserve what may be under way; false in *fits where the caps do not allow
 * it.  A transaction of its own. */
int stream_reserve(struct stream *stream, bool *fits, struct err *err);

/* The connection is over.  is_cut: in the middle of a post, which was billed
 * and not seen: that stays reserved.  A transaction of its own. */
int stream_unreserve(struct stream *stream, bool is_cut, struct err *err);

/* Put whole lines of stream->bytes into the archive, with their bill; ends
 * with is_capped when a cap is reached. */
int stream_take(struct stream *stream, struct err *err);

#endif
