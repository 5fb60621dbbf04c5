#include "xsim/bounds.h"

#include "base/when.h"

#include <inttypes.h>
#include <string.h>

#define MINUTE_MS INT64_C(60000)
#define DAY_MS    (1440 * MINUTE_MS)
#define EARLIEST  "2010-11-06T00:00:00Z"

static int
read_bounds(struct call *call, struct window *window)
{
	const struct request *request = call->request;
	struct answer *answer = call->answer;

	return request_id(request, answer, "since_id", &window->since_id) ==
			   -1 ||
		       request_id(request, answer, "until_id",
			   &window->until_id) == -1 ||
		       request_time(request, answer, "start_time",
			   &window->start_ms) == -1 ||
		       request_time(request, answer, "end_time",
			   &window->end_ms) == -1
		   ? -1
		   : 0;
}

/* No start after the end. */
static int
check_order(struct call *call, const struct window *window)
{
	if (window->start_ms < window->end_ms)
		return 0;
	return answer_invalid(call->answer, "end_time",
	    request_param(call->request, "end_time"),
	    "Invalid time range: 'end_time' must be after 'start_time'");
}

int
bounds_read_timeline(struct call *call, struct window *window)
{
	const char *start = request_param(call->request, "start_time");
	int64_t earliest;

	if (read_bounds(call, window) == -1)
		return -1;
	when_parse_rfc3339(EARLIEST, &earliest);
	if (start != NULL && window->start_ms < earliest * 1000)
		return answer_invalid(call->answer, "start_time", start,
		    "Invalid 'start_time':'%s'. 'start_time' must be on or "
		    "after " EARLIEST,
		    start);
	if (request_param(call->request, "since_id") != NULL)
		window->start_ms = INT64_MIN;
	if (request_param(call->request, "until_id") != NULL)
		window->end_ms = INT64_MAX;
	return check_order(call, window);
}

static int
check_pair(struct call *call, const char *id, const char *time)
{
	const char *value = request_param(call->request, id);

	if (value == NULL || request_param(call->request, time) == NULL)
		return 0;
	return answer_invalid(call->answer, id, value,
	    "`%s` and `%s` cannot both be given", id, time);
}

static void
add_minute(struct buf *buf, int64_t ms)
{
	size_t start = buf->len;

	when_add_rfc3339(buf, ms / 1000);
	buf_truncate(buf, start + strlen("2026-11-02T10:00"));
	buf_addc(buf, 'Z');
}

/* X's floor lies a little after seven days ago (x-api.md 1.2). */
static int
check_floor(struct call *call, const struct window *window, int64_t floor)
{
	const char *since = request_param(call->request, "since_id");
	const char *start = request_param(call->request, "start_time");
	struct buf minute = BUF_INIT;
	int rc = 0;

	add_minute(&minute, floor);
	if (since != NULL && window->since_id < when_to_id(floor))
		rc = answer_invalid(call->answer, "since_id", since,
		    "'since_id' must be a tweet id created after %s. Please "
		    "use a 'since_id' that is larger than %" PRId64,
		    minute.data, when_to_id(floor));
	else if (start != NULL && window->start_ms < floor)
		rc = answer_invalid(call->answer, "start_time", start,
		    "Invalid 'start_time':'%s'. 'start_time' must be on or "
		    "after %s",
		    start, minute.data);
	buf_release(&minute);
	return rc;
}

static int
check_newest(struct call *call, const char *name, int64_t ms)
{
	const char *value = request_param(call->request, name);

	if (value == NULL || ms <= call->now_ms - 10000)
		return 0;
	return answer_invalid(call->answer, name, value,
	    "Invalid '%s':'%s'. '%s' must be a minimum of 10 seconds prior "
	    "to the request time.",
	    name, value, name);
}

int
bounds_read_search(struct call *call, bool recent, struct window *window)
{
	int64_t floor = call->now_ms - 7 * DAY_MS + 45000;
	bool has_start = request_param(call->request, "start_time") != NULL ||
			 request_param(call->request, "since_id") != NULL;

	floor -= floor % MINUTE_MS;
	if (read_bounds(call, window) == -1 ||
	    check_pair(call, "since_id", "start_time") == -1 ||
	    check_pair(call, "until_id", "end_time") == -1 ||
	    check_newest(call, "start_time", window->start_ms) == -1 ||
	    check_newest(call, "end_time", window->end_ms) == -1)
		return -1;
	if (recent && check_floor(call, window, floor) == -1)
		return -1;
	if (window->end_ms == INT64_MAX)
		window->end_ms = call->now_ms - 30000;
	if (recent && window->start_ms < floor)
		window->start_ms = floor;
	if (!recent && !has_start)
		window->start_ms = window->end_ms - 30 * DAY_MS;
	return request_param(call->request, "end_time") == NULL
		   ? 0
		   : check_order(call, window);
}
