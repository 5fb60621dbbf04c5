/* Looking at observations, and their journal. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "givetake/account.h"
#include "givetake/commands.h"
#include "givetake/observing.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "model/handle.h"
#include "report/journal.h"
#include "report/standing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct opt look_opts[] = {
    {.type = OPT_INHERIT, .offset = 0, .table = output_opts},
    {.type = OPT_END},
};

static int
put_status(struct context *context, const struct observation *observation,
    const struct scorer *scorer, struct out *out, struct err *err)
{
	int64_t min_posts = config_int(context->config, "report.min_posts");
	const struct standing_request wanted = {observation,
	    scorer_masses(scorer), min_posts, clock_now()};
	struct standing standing;

	if (standing_load(context->store, &wanted, &standing, err) == -1)
		return -1;
	out_begin(out, "accounts", "givetake.observe.status.1");
	window_facts(&standing.window, out);
	out_fact_text(out, "observation", observation->name);
	if (observation->goal != NULL)
		out_fact_text(out, "goal", observation->goal);
	standing_put(&standing, observation, min_posts, out);
	standing_release(&standing);
	return 0;
}

static int
status_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	struct scorer *scorer =
	    scoring_load_for(context->config, SCORER_READS, err);
	struct output output;
	int rc = -1;

	if (scorer == NULL ||
	    observe_find(context->store, n_args > 0 ? args[0] : NULL,
		&observation, err) == -1 ||
	    scoring_refresh_for_reader(context, scorer, err) == -1 ||
	    output_open(&output, options, context, err) == -1)
		goto out;
	rc = put_status(context, &observation, scorer, output.out, err);
	rc = output_close(&output, rc, err);
out:
	observation_release(&observation);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_observe_status = {
    .name = "observe status",
    .args = "[NAME]",
    .summary = "Show how far an observation is, its cost, and what lacks",
    .examples = "givetake observe status\n"
		"givetake observe status autumn --format json | jq "
		".enough_accounts",
    .details =
	"The one that runs, or else that ended last.  Day, coverage, posts "
	"and sample of each account, what was spent and will be by its end, "
	"and whether enough has been seen to stop paying.  The forecast of "
	"money goes by the whole UTC days of the last week, without the "
	"first, which holds backfills; that of days by the pace of each "
	"account so far.",
    .needs = NEED_CONFIG | NEED_READ,
    .max_args = 1,
    .opts = look_opts,
    .options_size = sizeof(struct output_options),
    .run = status_run,
};

static const struct out_column list_columns[] = {
    {"name", "Name", OUT_LEFT, false},
    {"state", "State", OUT_LEFT, false},
    {"since", "From", OUT_LEFT, false},
    {"until", "Until", OUT_LEFT, false},
    {"accounts", "Accounts", OUT_RIGHT, false},
    {"spent_usd", "Spent", OUT_RIGHT, false},
    {"budget_usd", "Budget", OUT_RIGHT, false},
    {"goal", "Goal", OUT_LEFT, true},
};

static int
list_one(struct store *store, const struct observation *observation,
    struct out *out, struct err *err)
{
	struct roster roster = {.rows = NULL};
	const int64_t days[2] = {0, 0};
	int64_t spent, none, n = 0;
	int rc = store_roster(store, observation->id, &roster, err);

	for (size_t i = 0; i < roster.n; i++)
		n += roster.rows[i].left_at == 0;
	roster_release(&roster);
	if (rc == -1 || store_observation_spent(store, observation->id, days,
			    &spent, &none, err) == -1)
		return -1;
	out_text(out, observation->name);
	out_text(out, observation->ended_at != 0            ? "ended"
		      : observation->ends_at <= clock_now() ? "over"
							    : "running");
	out_time(out, when_day_start(when_local_day(observation->started_at)));
	out_time(out, observation_until(observation));
	out_int(out, n);
	out_usd(out, spent);
	if (observation->budget != 0)
		out_usd(out, observation->budget);
	else
		out_text(out, NULL);
	out_text(out, observation->goal);
	out_row(out);
	return 0;
}

static int
list_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct observation_list list = {.items = NULL};
	struct output output;
	int rc = -1;

	(void)n_args;
	(void)args;
	if (store_observation_list(context->store, &list, err) == -1 ||
	    output_open(&output, options, context, err) == -1)
		goto out;
	rc = 0;
	out_begin(output.out, "observations", "givetake.observe.list.1");
	out_columns(output.out, list_columns, ARRAY_LEN(list_columns));
	for (size_t i = 0; i < list.n && rc == 0; i++)
		rc = list_one(context->store, &list.items[i], output.out, err);
	out_paragraph(output.out,
	    list.n > 0 ? "Over: its days are past; give: givetake observe end"
		       : "None was begun yet; see: givetake observe start "
			 "--help");
	rc = output_close(&output, rc, err);
out:
	observation_list_release(&list);
	return rc;
}

const struct command cmd_observe_list = {
    .name = "observe list",
    .args = "[options]",
    .summary = "List all observations",
    .examples = "givetake observe list\n"
		"givetake observe list --format csv",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = look_opts,
    .options_size = sizeof(struct output_options),
    .run = list_run,
};

/* What a note is about: "@handle" or x.com/name an account, a number or the
 * address of a post a post. */
static int
find_subject(struct store *store, const char *word, const char **kind,
    int64_t *id, struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	if (!handle_parse_post(word, id)) {
		*kind = "user";
		return account_find(store, word, id, err);
	}
	*kind = "post";
	if (db_bind(db, STMT_POST_BY_ID, err, "i", *id) == -1 ||
	    (rc = db_step(db, STMT_POST_BY_ID, err)) == -1)
		return -1;
	db_reset(db, STMT_POST_BY_ID);
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no post %" PRId64 " is in the archive; a note on an "
		    "account takes @handle",
		    *id);
	return 0;
}

static int
put_note(struct store *store, const char *text, const char *word,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	const char *kind = "observation";
	int64_t id;

	if (word != NULL) {
		if (find_subject(store, word, &kind, &id, err) == -1)
			return -1;
	} else {
		if (observe_find_running(store, NULL, &observation, err) == -1)
			return -1;
		id = observation.id;
		observation_release(&observation);
	}
	return store_note_put(store, kind, id, text, err);
}

static int
note_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	(void)options;
	if (observe_check_text("the note", args[0], err) == -1 ||
	    store_begin(context->store, err) == -1)
		return -1;
	if (put_note(context->store, args[0], n_args > 1 ? args[1] : NULL,
		err) == 0 &&
	    store_commit(context->store, err) == 0)
		return 0;
	store_rollback(context->store);
	return -1;
}

const struct command cmd_observe_note = {
    .name = "observe note",
    .args = "TEXT [@handle|POST]",
    .summary = "Put a dated note on the observation, an account or a post",
    .examples = "givetake observe note 'launch week: expect promotion'\n"
		"givetake observe note 'new hand at the desk?' @alice\n"
		"givetake observe note 'model answer' 1850000000000000001",
    .needs = NEED_CONFIG | NEED_WRITE,
    .min_args = 1,
    .max_args = 2,
    .run = note_run,
};

static int
notes_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	struct output output;
	int64_t n;
	int rc = -1;

	if (observe_find(context->store, n_args > 0 ? args[0] : NULL,
		&observation, err) == -1 ||
	    output_open(&output, options, context, err) == -1)
		goto out;
	out_begin(output.out, "notes", "givetake.observe.notes.1");
	out_fact_text(output.out, "observation", observation.name);
	rc = journal_put(context->store, &observation, output.out, &n, err);
	rc = output_close(&output, rc, err);
out:
	observation_release(&observation);
	return rc;
}

const struct command cmd_observe_notes = {
    .name = "observe notes",
    .args = "[NAME]",
    .summary = "Show the journal of an observation",
    .examples = "givetake observe notes\n"
		"givetake observe notes autumn --format csv",
    .details = "The notes on it, and those on accounts and posts that were "
	       "made while it ran, with the time of each.",
    .needs = NEED_CONFIG | NEED_READ,
    .max_args = 1,
    .opts = look_opts,
    .options_size = sizeof(struct output_options),
    .run = notes_run,
};
