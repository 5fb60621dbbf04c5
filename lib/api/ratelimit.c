#include "api/ratelimit.h"

#define WINDOW_S 900

void
ratelimit_init(struct ratelimit *limits)
{
	*limits = (struct ratelimit){0};
	for (int i = 0; i < ENDPOINT_COUNT; i++)
		limits->of[i].remaining = endpoint_info[i].window;
}

static void
renew(struct rate_window *window, enum endpoint endpoint, int64_t now_ms)
{
	if (window->reset_at != 0 && now_ms >= (window->reset_at + 1) * 1000) {
		window->remaining = endpoint_info[endpoint].window;
		window->reset_at = 0;
	}
}

int64_t
ratelimit_wait_ms(struct ratelimit *limits, enum endpoint endpoint,
    int64_t now_ms)
{
	struct rate_window *window = &limits->of[endpoint];

	renew(window, endpoint, now_ms);
	if (window->blocked_until_ms > now_ms)
		return window->blocked_until_ms - now_ms;
	if (window->remaining > 0)
		return 0;
	return (window->reset_at + 1) * 1000 - now_ms;
}

void
ratelimit_sent(struct ratelimit *limits, enum endpoint endpoint, int64_t now_ms)
{
	struct rate_window *window = &limits->of[endpoint];

	window->remaining--;
	if (window->reset_at == 0)
		window->reset_at = now_ms / 1000 + WINDOW_S;
}

void
ratelimit_answered(struct ratelimit *limits, enum endpoint endpoint,
    const struct http_answer *answer, int in_flight)
{
	struct rate_window *window = &limits->of[endpoint];

	/* Absent headers mean "unknown", and those of 402 and some 403 are
	 * meaningless (x-api.md section 4). */
	if (answer->rate_remaining < 0 || answer->rate_reset <= 0 ||
	    answer->status == 402 || answer->status == 403)
		return;
	window->remaining = answer->rate_remaining - in_flight;
	window->reset_at = answer->rate_reset;
}

void
ratelimit_block(struct ratelimit *limits, enum endpoint endpoint,
    int64_t until_ms)
{
	if (until_ms > limits->of[endpoint].blocked_until_ms)
		limits->of[endpoint].blocked_until_ms = until_ms;
}
