/*
 * /2/usage/tweets: what the project has read, after the daily dedup.
 */
#include "xsim/endpoints.h"

#include "base/when.h"

#include <inttypes.h>
#include <stdio.h>

#define PROJECT     INT64_C(1700000000000000001)
#define APP         INT64_C(27000001)
#define PROJECT_CAP INT64_C(3000000)

/* X writes these numbers as strings. */
static void
write_number(struct json_writer *w, const char *name, int64_t n)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, n);
	json_write_string(w, name, text);
}

static void
write_days(struct json_writer *w, const struct call *call, int64_t days)
{
	const struct bill *bill = &call->sim->bill;
	int64_t first = when_utc_day(call->now_ms / 1000) - days + 1;

	json_write_begin(w, "usage", '[');
	for (size_t i = 0; i < bill->n_days; i++) {
		if (bill->days[i].day < first)
			continue;
		json_write_begin(w, NULL, '{');
		json_write_time(w, "date", bill->days[i].day * 86400);
		write_number(w, "usage", bill->days[i].posts);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
}

static bool
is_wanted(const struct call *call, const char *name)
{
	return call->selection.mask[KIND_USAGE] >>
		   field_find(KIND_USAGE, name) &
	       1;
}

void
answer_usage(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};
	int64_t days = 7, range[2] = {1, 90};

	if (request_int(call->request, call->answer, "days", range, &days) ==
	    -1)
		return;
	json_write_begin(&w, NULL, '{');
	json_write_begin(&w, "data", '{');
	json_write_int(&w, "cap_reset_day", 2);
	write_number(&w, "project_cap", PROJECT_CAP);
	json_write_id(&w, "project_id", PROJECT);
	write_number(&w, "project_usage", call->sim->bill.n_net[BILLED_POST]);
	if (is_wanted(call, "daily_project_usage")) {
		json_write_begin(&w, "daily_project_usage", '{');
		json_write_id(&w, "project_id", PROJECT);
		write_days(&w, call, days);
		json_write_end(&w, '}');
	}
	if (is_wanted(call, "daily_client_app_usage")) {
		json_write_begin(&w, "daily_client_app_usage", '[');
		json_write_begin(&w, NULL, '{');
		json_write_id(&w, "client_app_id", APP);
		write_days(&w, call, days);
		json_write_end(&w, '}');
		json_write_end(&w, ']');
	}
	json_write_end(&w, '}');
	json_write_end(&w, '}');
}
