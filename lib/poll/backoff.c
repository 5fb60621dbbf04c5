#include "poll/backoff.h"

/* Doubling goes no further than this. */
#define MAX_DOUBLINGS 16

static const struct {
	int64_t first_ms, step_ms, max_ms;
	int is_doubling;
} rules[BACKOFF_COUNT] = {
    [BACKOFF_NETWORK] = {0, 250, 16000, 0},
    [BACKOFF_HTTP] = {5000, 0, 320000, 1},
    [BACKOFF_LIMIT] = {60000, 0, 960000, 1},
};

int64_t
backoff_ms(enum backoff kind, int nth)
{
	int64_t ms = rules[kind].first_ms;

	if (nth > MAX_DOUBLINGS)
		nth = rules[kind].is_doubling ? MAX_DOUBLINGS : nth;
	if (rules[kind].is_doubling)
		ms <<= nth;
	else
		ms += rules[kind].step_ms * nth;
	return ms < rules[kind].max_ms ? ms : rules[kind].max_ms;
}
