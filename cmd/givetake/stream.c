#include "poll/stream.h"
#include "base/clock.h"
#include "base/text.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "givetake/runlog.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"

#include <stdio.h>
#include <string.h>

struct stream_options {
	int64_t max_cost, span;
};

static const struct opt stream_opts[] = {
    {"max-cost", OPT_USD, offsetof(struct stream_options, max_cost), "USD",
	"Spend at most this in all (setting fetch.max_cost)"},
    {"for", OPT_SPAN, offsetof(struct stream_options, span), "TIME",
	"End after so long"},
    {.type = OPT_END},
};

struct streaming {
	struct context *context;
	struct scorer *scorer; /* own */
	struct stream_settings settings;
};

static void
tell(void *arg, const char *name, const char *text)
{
	const struct streaming *streaming = arg;
	struct buf line = BUF_INIT;

	runlog_event("stream", streaming->context->archive, name, text);
	if (streaming->context->quiet)
		return;
	text_add_terminal(&line, text, strlen(text));
	fprintf(stderr, "givetake: %s\n", line.data);
	buf_release(&line);
}

static int
score_new(void *arg, struct err *err)
{
	struct streaming *streaming = arg;

	return stop_requested() ? 0
				: scoring_refresh(streaming->context,
				      streaming->scorer, err);
}

static int
run_stream(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	struct streaming *streaming = arg;

	return poll_stream(parts, &streaming->settings, report, err);
}

static int
stream_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct stream_options *wish = options;
	const struct config *config = context->config;
	struct fetcher fetcher = FETCHER_INIT;
	struct streaming streaming = {
	    .context = context,
	    .settings = {.event = tell, .polled = score_new},
	};
	int rc = -1;

	(void)n_args;
	(void)args;
	fetcher_settings(&fetcher, config);
	if (wish->max_cost != INT64_MIN)
		fetcher.settings.caps.of[CAP_RUN] = wish->max_cost;
	streaming.settings.arg = &streaming;
	streaming.settings.backfill_minutes =
	    config_int(config, "fetch.stream_backfill");
	streaming.settings.until_at =
	    wish->span == INT64_MIN ? INT64_MAX : clock_now() + wish->span;
	streaming.scorer = scoring_load(config, err);
	if (streaming.scorer == NULL)
		return -1;
	streaming.settings.http = fetcher_connect(config, 1, err);
	if (streaming.settings.http != NULL)
		rc = fetcher_read(&fetcher, context, "stream", run_stream,
		    &streaming, err);
	http_free(streaming.settings.http);
	fetcher_close(&fetcher);
	scorer_free(streaming.scorer);
	return rc;
}

const struct command cmd_stream = {
    .name = "stream",
    .args = "[options]",
    .summary = "Let X send posts as they are written, and poll the rest",
    .examples = "givetake stream --max-cost 5\n"
		"givetake stream --for 8h --max-cost 20 --quiet",
    .details =
	"X's filtered stream, for who has access to it: as `run`, and in "
	"between X sends the posts of watched accounts, mentions and "
	"searches; lists, quotes and the full archive are polled.  X's rules "
	"are kept in step with what is watched; ours carry the tag "
	"givetake:, others are left alone, but X sends and bills what they "
	"match too.  Each post that comes costs what a post read costs, and "
	"is not read again by polling.  After a break all is polled, and "
	"what fell between the posts that came is looked for half an hour "
	"later.  X cannot be held back: the stream ends when a cap leaves no "
	"more than what may be under way, ten posts or twice what came at "
	"once, so set the spending limit in X's console too.  X allows one "
	"connection; it is ended on SIGTERM and Ctrl-C.  What happens goes "
	"to events.jsonl beside the log of runs.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = stream_opts,
    .options_size = sizeof(struct stream_options),
    .run = stream_run,
};
