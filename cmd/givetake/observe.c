/* Beginning an observation, and changing its roster and budget. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/when.h"
#include "givetake/account.h"
#include "givetake/commands.h"
#include "givetake/observing.h"
#include "model/handle.h"
#include "store/roster.h"
#include "store/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define DAY      86400
#define MAX_DAYS 3660

struct observe_start {
	const char *group, *goal;
	int64_t span, since, budget, points;
};

#define OPTION(member) offsetof(struct observe_start, member)

static const struct opt start_opts[] = {
    {"for", OPT_SPAN, OPTION(span), "TIME",
	"How long: whole days, such as 4w (needed)"},
    {"group", OPT_STRING, OPTION(group), "GROUP",
	"The accounts of a group, as it is now"},
    {"goal", OPT_STRING, OPTION(goal), "TEXT", "What is to be found out"},
    {"budget", OPT_USD, OPTION(budget), "USD",
	"The most that fetches may spend on it"},
    {"until-sure", OPT_INT, OPTION(points), "POINTS",
	"Enough is a 90 % interval of the give share so narrow (20)"},
    {"since", OPT_TIME, OPTION(since), "TIME",
	"Begin then, with what is archived already, not today"},
    {.type = OPT_END},
};

/* The account of a word: what watches it, and its id; one of them may be
 * 0. */
static int
find_account(struct store *store, const char *word, int64_t *source_id,
    int64_t *user_id, struct err *err)
{
	struct account_name name;
	struct buf lower = BUF_INIT;
	int rc;

	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account: give @name, x.com/name or a number",
		    word);
	utf8_add_lower(&lower, name.handle, strlen(name.handle));
	rc = store_timeline_find(store, name.id == 0 ? lower.data : NULL,
	    name.id, source_id, user_id, err);
	buf_release(&lower);
	if (rc != 1)
		return rc;
	if (account_find(store, word, user_id, err) == -1)
		return err_context(err,
		    "%s is not watched (givetake watch add %s), and", word,
		    word);
	return 0;
}

static int
join_words(struct store *store, int64_t id, int n, char **words,
    int64_t *n_joined, struct err *err)
{
	int64_t source_id = 0, user_id = 0;
	bool is_new;

	for (int i = 0; i < n; i++) {
		if (find_account(store, words[i], &source_id, &user_id, err) ==
			-1 ||
		    store_roster_join(store, id, source_id, user_id, &is_new,
			err) == -1)
			return -1;
		*n_joined += is_new;
	}
	return 0;
}

static int
join_all(struct store *store, int64_t id, int64_t *n_joined, struct err *err)
{
	struct source_list sources = {.items = NULL};
	bool is_new;
	int rc = store_source_list(store, &sources, err);

	for (size_t i = 0; i < sources.n && rc == 0; i++) {
		const struct source *source = &sources.items[i];

		if (source->kind != SOURCE_TIMELINE)
			continue;
		rc = store_roster_join(store, id, source->id, source->user_id,
		    &is_new, err);
		*n_joined += rc == 0 && is_new;
	}
	source_list_release(&sources);
	if (rc == 0 && *n_joined == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no account is watched; first: givetake watch add @handle");
	return rc;
}

/* Who is to join: a group, accounts by name. */
struct wanted {
	const char *group; /* or NULL */
	int n;
	char **words;
};

static int
join(struct store *store, int64_t id, const struct wanted *wanted,
    int64_t *n_joined, struct err *err)
{
	if (wanted->group != NULL && store_roster_join_group(store, id,
					 wanted->group, n_joined, err) == -1)
		return -1;
	return join_words(store, id, wanted->n, wanted->words, n_joined, err);
}

static int
check_start(const struct observe_start *start, const char *name,
    struct err *err)
{
	if (!observation_is_name(name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no name for an observation: 1 to 64 letters "
		    "(a-z), digits, \".\", \"_\" and \"-\"",
		    name);
	if (start->span == INT64_MIN)
		return err_set(err, ERR_USAGE,
		    "say how long to observe, such as --for 4w");
	if (start->span < DAY || start->span > (int64_t)MAX_DAYS * DAY)
		return err_set(err, ERR_USAGE,
		    "--for: an observation lasts from a day to ten years");
	if (start->points != INT64_MIN &&
	    (start->points < 1 || start->points > 99))
		return err_set(err, ERR_USAGE,
		    "--until-sure: points of a hundred, 1 to 99, such as 20");
	if (start->budget == 0)
		return err_set(err, ERR_USAGE,
		    "--budget: give dollars above 0; without a budget, leave "
		    "it out");
	if (start->since != INT64_MIN && start->since > clock_now())
		return err_set(err, ERR_USAGE,
		    "--since lies in the future; an observation begins today "
		    "or earlier");
	return observe_check_text("--goal", start->goal, err);
}

static void
fill_observation(const struct observe_start *start, const char *name,
    struct observation *observation)
{
	int64_t at = start->since == INT64_MIN ? clock_now() : start->since;
	int64_t days = (start->span + DAY - 1) / DAY;

	*observation = (struct observation){
	    .name = mem_strdup(name),
	    .goal = mem_strdup(start->goal),
	    .width = (double)(start->points == INT64_MIN ? OBSERVATION_WIDTH
							 : start->points) /
		     100,
	    .started_at = at,
	    .ends_at = when_day_start(when_local_day(at) + days),
	    .budget = start->budget == INT64_MIN ? 0 : start->budget,
	};
}

static void
tell_start(const struct observation *observation, int64_t n)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "observing %" PRId64 " accounts from ", n);
	when_add_day(&text, when_local_day(observation->started_at));
	buf_adds(&text, " to ");
	when_add_day(&text, when_local_day(observation->ends_at - 1));
	fprintf(stderr,
	    "%s; next: givetake plan, then fetch from cron, and "
	    "now and then: givetake observe status\n",
	    text.data);
	buf_release(&text);
}

static int
start_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct observe_start *start = options;
	const struct wanted wanted = {start->group, n_args - 1, args + 1};
	bool is_all = start->group == NULL && n_args == 1;
	struct store *store = context->store;
	struct observation observation;
	int64_t n = 0;
	int rc = -1;

	if (check_start(start, args[0], err) == -1 ||
	    store_begin(store, err) == -1)
		return -1;
	fill_observation(start, args[0], &observation);
	if (store_observation_start(store, &observation, err) == 0 &&
	    (is_all ? join_all(store, observation.id, &n, err)
		    : join(store, observation.id, &wanted, &n, err)) == 0)
		rc = store_commit(store, err);
	if (rc == -1)
		store_rollback(store);
	else if (!context->quiet)
		tell_start(&observation, n);
	observation_release(&observation);
	return rc;
}

const struct command cmd_observe_start = {
    .name = "observe start",
    .args = "NAME [@handle...] --for TIME",
    .summary = "Begin to observe accounts for some weeks, with a purpose",
    .examples = "givetake observe start autumn --group team --for 4w "
		"--budget 40\n"
		"givetake observe start rivals @alice @bob --for 4w "
		"--goal 'Who answers?'\n"
		"givetake observe start last-spring --since 2026-03-01 "
		"--for 12w",
    .details =
	"Keeps who is observed (a group as it is now, accounts, or else all "
	"that are watched), from when to when, and what for.  Days are whole "
	"days of the report zone.  One observation runs at a time.  The "
	"budget is a cap on what fetches spend on its accounts, beside those "
	"of run, day and month.  Asks nothing of X.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = start_opts,
    .options_size = sizeof(struct observe_start),
    .run = start_run,
};

/* observe add and observe remove. */
struct observe_change {
	const char *group;
};

static const struct opt add_opts[] = {
    {"group", OPT_STRING, offsetof(struct observe_change, group), "GROUP",
	"The accounts of a group, as it is now"},
    {.type = OPT_END},
};

static int
add_to(struct context *context, const struct observe_change *change, int64_t id,
    int n_args, char **args, struct err *err)
{
	const struct wanted wanted = {change->group, n_args, args};
	int64_t n = 0;

	if (change->group == NULL && n_args == 0)
		return err_set(err, ERR_USAGE,
		    "nobody to add: give accounts or --group");
	if (join(context->store, id, &wanted, &n, err) == -1)
		return -1;
	if (!context->quiet)
		fprintf(stderr, "%" PRId64 " new in the roster\n", n);
	return 0;
}

static int
remove_from(struct context *context, int64_t id, int n_args, char **args,
    struct err *err)
{
	int64_t source_id = 0, user_id = 0;
	bool found;

	for (int i = 0; i < n_args; i++) {
		if (find_account(context->store, args[i], &source_id, &user_id,
			err) == -1 ||
		    store_roster_leave(context->store, id, source_id, user_id,
			&found, err) == -1)
			return -1;
		if (!found)
			return err_set(err, ERR_NOT_FOUND,
			    "%s is not in the roster; see: givetake observe "
			    "status",
			    args[i]);
	}
	return 0;
}

static int
change_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	bool adds = context->command == &cmd_observe_add;
	int rc = -1;

	if (store_begin(context->store, err) == -1)
		return -1;
	if (observe_find_running(context->store, NULL, &observation, err) == 0)
		rc = adds ? add_to(context, options, observation.id, n_args,
				args, err)
			  : remove_from(context, observation.id, n_args, args,
				err);
	if (rc == 0)
		rc = store_commit(context->store, err);
	if (rc == -1)
		store_rollback(context->store);
	observation_release(&observation);
	return rc;
}

const struct command cmd_observe_add = {
    .name = "observe add",
    .args = "@handle...",
    .summary = "Add accounts to the roster of the observation that runs",
    .examples = "givetake observe add @dave\n"
		"givetake observe add --group newcomers",
    .details = "The roster keeps who joined when; from then on they count "
	       "with all their posts in the days of the observation.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .max_args = ARGS_ANY,
    .opts = add_opts,
    .options_size = sizeof(struct observe_change),
    .run = change_run,
};

const struct command cmd_observe_remove = {
    .name = "observe remove",
    .args = "@handle...",
    .summary = "Take accounts out of the roster of the one that runs",
    .examples = "givetake observe remove @dave",
    .details = "They no longer count, and are watched on; the roster keeps "
	       "when they left.  See: givetake watch remove",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .run = change_run,
};

static int
set_budget(struct context *context, const char *word, struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	int64_t budget = 0;
	int rc;

	if (strcmp(word, "none") != 0 &&
	    (num_parse_usd(word, &budget) == -1 || budget == 0))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no budget: give dollars such as 40 or 2.50, or "
		    "none",
		    word);
	if (observe_find_running(context->store, NULL, &observation, err) == -1)
		return -1;
	rc = store_observation_set_budget(context->store, observation.id,
	    budget, err);
	observation_release(&observation);
	return rc;
}

static int
budget_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	(void)options;
	(void)n_args;
	if (store_begin(context->store, err) == -1)
		return -1;
	if (set_budget(context, args[0], err) == 0 &&
	    store_commit(context->store, err) == 0)
		return 0;
	store_rollback(context->store);
	return -1;
}

const struct command cmd_observe_budget = {
    .name = "observe budget",
    .args = "USD|none",
    .summary = "Change what fetches may spend on the one that runs",
    .examples = "givetake observe budget 60\n"
		"givetake observe budget none",
    .details =
	"A cap on the whole of it, what was spent so far included.  When it "
	"is reached, fetches leave its accounts out (exit status 4), and read "
	"the others.  What no source is asked for alone, such as profiles and "
	"parents of replies, counts for it too while it runs.",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = 1,
    .run = budget_run,
};
