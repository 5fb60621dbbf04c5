/*
 * The filtered stream: its rules, and posts as they come (x-api.md 1.7).
 */
#ifndef XSIM_STREAM_H
#define XSIM_STREAM_H

#include "xsim/sim.h"

#include <stdbool.h>

struct stream; /* one connection */

/* Append what there is to send, maybe nothing.  False when the server ends
 * the stream after that. */
bool stream_next(struct stream *stream, struct buf *to);

void stream_close(struct stream *stream);

/* End every stream that runs (DELETE /2/connections/all). */
size_t stream_kill_all(struct sim *sim);

void rules_free(struct rules *rules);

#endif
