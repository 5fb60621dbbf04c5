/*
 * Staying inside X's rate limits.  The headers of the last answer rule; until
 * there is one, the published limit of the endpoint does.  Pure: the caller
 * says what time it is.
 */
#ifndef API_RATELIMIT_H
#define API_RATELIMIT_H

#include "api/endpoint.h"
#include "net/http.h"

struct rate_window {
	int64_t remaining;        /* requests left in the window */
	int64_t reset_at;         /* seconds; 0: no window has begun */
	int64_t blocked_until_ms; /* after a 429 */
};

struct ratelimit {
	struct rate_window of[ENDPOINT_COUNT];
};

void ratelimit_init(struct ratelimit *limits);

/* Milliseconds until a request may go out; 0: now. */
int64_t ratelimit_wait_ms(struct ratelimit *limits, enum endpoint endpoint,
    int64_t now_ms);

/* A request goes out. */
void ratelimit_sent(struct ratelimit *limits, enum endpoint endpoint,
    int64_t now_ms);

/* Its answer came, in_flight others to the same endpoint are still out. */
void ratelimit_answered(struct ratelimit *limits, enum endpoint endpoint,
    const struct http_answer *answer, int in_flight);

/* X said 429: nothing to this endpoint before until_ms. */
void ratelimit_block(struct ratelimit *limits, enum endpoint endpoint,
    int64_t until_ms);

#endif
