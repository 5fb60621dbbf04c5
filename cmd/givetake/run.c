#include "base/clock.h"
#include "base/num.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/stop.h"

#include <inttypes.h>
#include <stdio.h>

#define HOUR 3600
/* Watched sources may change in between. */
#define LONGEST_NAP_S 900

struct run {
	int64_t max_cost, cycles;
};

static const struct opt run_opts[] = {
    {"max-cost", OPT_USD, offsetof(struct run, max_cost), "USD",
	"Spend at most this in each cycle (setting fetch.max_cost)"},
    {"cycles", OPT_INT, offsetof(struct run, cycles), "N",
	"End after so many cycles"},
    {.type = OPT_END},
};

static void
nap(int64_t seconds)
{
	int64_t end = clock_now() + seconds;

	while (clock_now() < end && !stop_requested())
		clock_sleep_ms(
		    clock_is_simulated() ? (end - clock_now()) * 1000 : 1000);
}

/* How long to wait after a cycle that failed; 0: it makes no sense to go on. */
static int64_t
pause_after(enum err_code code)
{
	switch (code) {
	case ERR_SERVICE:
	case ERR_LATER:
		return LONGEST_NAP_S;
	case ERR_BUDGET:
		return HOUR; /* a cap ends by itself some day, or is raised */
	default:
		return 0;
	}
}

struct cycle {
	int64_t next_at;
};

static int
poll_due(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	struct cycle *cycle = arg;
	int rc = poll_cycle(parts, report, err);

	cycle->next_at = report->next_at;
	return rc;
}

/* One cycle; *pause_s until the next, 0: end with what it returned. */
static int
run_cycle(struct context *context, const struct run *run, int64_t *pause_s,
    struct err *err)
{
	struct fetcher fetcher = FETCHER_INIT;
	struct cycle cycle = {0};
	int rc;

	fetcher_settings(&fetcher, context->config);
	fetcher.settings.schedule = &schedule_default;
	if (run->max_cost != INT64_MIN)
		fetcher.settings.caps.of[CAP_RUN] = run->max_cost;
	rc = fetcher_read(&fetcher, context, "run", poll_due, &cycle, err);
	fetcher_close(&fetcher);
	*pause_s = cycle.next_at - clock_now();
	if (*pause_s < 1)
		*pause_s = 1;
	if (cycle.next_at == 0 || *pause_s > LONGEST_NAP_S)
		*pause_s = LONGEST_NAP_S;
	if (rc == -1)
		*pause_s = pause_after(err->code);
	return rc;
}

static int
run_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct run *run = options;
	int64_t left = run->cycles == INT64_MIN ? INT64_MAX : run->cycles;
	int64_t pause_s;

	(void)n_args;
	(void)args;
	for (;;) {
		int rc = run_cycle(context, run, &pause_s, err);

		if (stop_requested())
			return 0; /* as it was asked to */
		if (pause_s == 0 || --left <= 0)
			return rc;
		if (rc == -1)
			fprintf(stderr,
			    "givetake: %s; trying again in %" PRId64
			    " minutes\n",
			    err->text, pause_s / 60);
		nap(pause_s);
		if (stop_requested())
			return 0;
	}
}

const struct command cmd_run = {
    .name = "run",
    .args = "[options]",
    .summary = "Fetch again and again, busy accounts more often",
    .examples = "givetake run --quiet\n"
		"givetake --quiet run --max-cost 0.50",
    .details =
	"For those without cron.  A source is asked again after the time in "
	"which it writes about five posts, after 5 minutes at the soonest "
	"and 12 hours at the latest; one that has gone quiet less and less "
	"often.  Ends cleanly on SIGTERM and Ctrl-C.  Goes on after an "
	"outage, a rate limit or a cap; ends when X refuses the token.  The "
	"README has a unit for systemd and lines for cron.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = run_opts,
    .options_size = sizeof(struct run),
    .run = run_run,
};
