#include "xsim/rate.h"

#include "xsim/route.h"

#include <string.h>

#define WINDOW_SECONDS 900

void
rate_refuse(struct call *call)
{
	answer_problem(call->answer, 429, "Too Many Requests",
	    "Too Many Requests");
}

int
rate_count(struct call *call)
{
	struct rate_window *window =
	    &call->sim->rates[route_number(call->route)];
	struct answer *answer = call->answer;
	int limit = call->route->rate_limit;
	bool too_fast =
	    strcmp(call->route->path, "/2/tweets/search/all") == 0 &&
	    call->now_ms < window->last_ms + 1000;

	if (call->now_ms / 1000 >= window->reset) {
		window->reset = call->now_ms / 1000 + WINDOW_SECONDS;
		window->used = 0;
	}
	if (window->used < limit && !too_fast) {
		window->used++;
		window->last_ms = call->now_ms;
		too_fast = false;
	} else {
		too_fast = true;
	}
	answer->has_rate = true;
	answer->rate_limit = limit;
	answer->rate_remaining = limit - window->used;
	answer->rate_reset = window->reset;
	if (!too_fast)
		return 0;
	rate_refuse(call);
	return -1;
}
