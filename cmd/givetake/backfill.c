#include "base/clock.h"
#include "givetake/commands.h"
#include "givetake/fetcher.h"
#include "model/handle.h"
#include "store/source.h"

#include <strings.h>

struct backfill_options {
	int64_t posts, since, max_cost, max_wait;
};

static const struct opt backfill_opts[] = {
    {"posts", OPT_INT, offsetof(struct backfill_options, posts), "N",
	"Read at most N older posts"},
    {"since", OPT_TIME, offsetof(struct backfill_options, since), "TIME",
	"Go back to TIME: 2026-01-31, 12w (ago)"},
    {"max-cost", OPT_USD, offsetof(struct backfill_options, max_cost), "USD",
	"Spend at most this in this run (setting fetch.max_cost)"},
    {"max-wait", OPT_SPAN, offsetof(struct backfill_options, max_wait), "TIME",
	"Wait at most this long for rate limits (fetch.max_wait)"},
    {.type = OPT_END},
};

static int
find_timeline(struct store *store, const char *word, int64_t *id,
    struct err *err)
{
	struct source_list sources = {.items = NULL};
	struct account_name name;

	*id = 0;
	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account: give @name or a number", word);
	if (store_source_list(store, &sources, err) == -1)
		return -1;
	for (size_t i = 0; i < sources.n; i++) {
		const struct source *source = &sources.items[i];

		if (source->kind == SOURCE_TIMELINE &&
		    (name.id != 0
			    ? source->user_id == name.id
			    : source->handle != NULL &&
				  strcasecmp(source->handle, name.handle) == 0))
			*id = source->id;
	}
	source_list_release(&sources);
	if (*id == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "\"%s\" is not watched; first: givetake watch add %s", word,
		    word);
	return 0;
}

static int
read_below(const struct poller_parts *parts, void *arg,
    struct poll_report *report, struct err *err)
{
	return poll_backfill(parts, arg, report, err);
}

static int
backfill_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct backfill_options *wish = options;
	struct fetcher fetcher = FETCHER_INIT;
	struct backfill backfill = {.posts = INT64_MAX};
	int rc;

	(void)n_args;
	if (wish->posts == INT64_MIN && wish->since == INT64_MIN)
		return err_set(err, ERR_USAGE,
		    "say how far: --posts N or --since TIME (a post costs half "
		    "a cent)");
	if (wish->posts != INT64_MIN && wish->posts < 1)
		return err_set(err, ERR_USAGE, "--posts: at least 1");
	if (find_timeline(context->store, args[0], &backfill.source_id, err) ==
	    -1)
		return -1;
	if (wish->posts != INT64_MIN)
		backfill.posts = wish->posts;
	if (wish->since != INT64_MIN)
		backfill.since_at = wish->since;
	fetcher_settings(&fetcher, context->config);
	if (wish->max_cost != INT64_MIN)
		fetcher.settings.caps.of[CAP_RUN] = wish->max_cost;
	if (wish->max_wait != INT64_MIN)
		fetcher.settings.max_wait_s = wish->max_wait;
	rc = fetcher_read(&fetcher, context, "backfill", read_below, &backfill,
	    err);
	fetcher_close(&fetcher);
	return rc;
}

const struct command cmd_backfill = {
    .name = "backfill",
    .args = "@handle",
    .summary = "Read older posts of a watched account",
    .examples = "givetake backfill @alice --posts 500 --max-cost 2.50\n"
		"givetake backfill @alice --since 2026-01-01",
    .details =
	"Goes down from the oldest post that was read.  X shows the newest "
	"3,200 posts of an account and no more; what lies below is noted as "
	"out of reach (see coverage).  A run that a cap, a signal or a power "
	"cut ended is finished by the next one, page by page where it was: "
	"what it had been asked for then is read before anything else.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .opts = backfill_opts,
    .options_size = sizeof(struct backfill_options),
    .run = backfill_run,
};
