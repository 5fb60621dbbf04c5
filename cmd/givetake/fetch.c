#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "store/source.h"

#include <stddef.h>

struct fetch {
	const char *depth;
	bool if_idle;
	int64_t max_cost, first_posts, max_wait;
};

static const struct opt fetch_opts[] = {
    {"max-cost", OPT_USD, offsetof(struct fetch, max_cost), "USD",
	"Spend at most this in this run (setting fetch.max_cost)"},
    {"first-posts", OPT_INT, offsetof(struct fetch, first_posts), "N",
	"Read this many posts of what is new to us (fetch.first_posts)"},
    {"max-wait", OPT_SPAN, offsetof(struct fetch, max_wait), "TIME",
	"Wait at most this long for rate limits (fetch.max_wait)"},
    {"depth", OPT_CHOICE, offsetof(struct fetch, depth), "lean|parents|full",
	"What to buy beside the posts (fetch.depth)"},
    {"if-idle", OPT_FLAG, offsetof(struct fetch, if_idle), NULL,
	"Do nothing when another fetch is at work on this archive"},
    {.type = OPT_END},
};

/* Flags win over settings. */
static int64_t
either(int64_t flag, int64_t setting)
{
	return flag == INT64_MIN ? setting : flag;
}

static int
fetch_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct fetch *fetch = options;
	struct config *config = context->config;
	struct fetcher fetcher = FETCHER_INIT;
	int64_t held = 0;
	int rc;

	(void)n_args;
	(void)args;
	if (fetch->if_idle &&
	    store_source_leased(context->store, "", &held, err) == -1)
		return -1;
	if (held > 0)
		return 0;
	fetcher_settings(&fetcher, config);
	fetcher.settings.caps.of[CAP_RUN] =
	    either(fetch->max_cost, fetcher.settings.caps.of[CAP_RUN]);
	if (fetch->depth != NULL)
		fetcher.settings.depth = fetcher_depth(fetch->depth);
	fetcher.settings.first_posts =
	    either(fetch->first_posts, fetcher.settings.first_posts);
	fetcher.settings.max_wait_s =
	    either(fetch->max_wait, fetcher.settings.max_wait_s);
	rc = fetcher_read(&fetcher, context, "fetch", fetcher_poll, NULL, err);
	fetcher_close(&fetcher);
	return rc;
}

const struct command cmd_fetch = {
    .name = "fetch",
    .args = "[options]",
    .summary = "Read what is new of everything watched: one polling cycle",
    .examples = "givetake fetch\n"
		"givetake fetch --max-cost 5.00 --depth parents\n"
		"givetake fetch --quiet --if-idle   # for cron: silent when "
		"all is well",
    .details =
	"Costs what X bills for the posts and accounts it returns; a run "
	"never spends more than --max-cost.  What is new to us is read back "
	"to its newest posts, after that only what came since.  --depth "
	"parents also buys the posts that replies reply to, each once; full "
	"buys, with each page, all posts it refers to.  A killed "
	"run loses nothing: the next one goes on where it was.  Several may "
	"run at once; they share the sources out.  Each run adds a line to "
	"~/.local/state/givetake/runs.jsonl.\n"
	"Exit status: 3 when some sources could not be read (the rest is "
	"kept), 4 when a cap or X's credits ended the run, 75 when rate "
	"limits ask to wait longer than --max-wait, 77 when X refuses the "
	"token.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = fetch_opts,
    .options_size = sizeof(struct fetch),
    .run = fetch_run,
};
