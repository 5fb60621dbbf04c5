#include "base/clock.h"
#include "base/when.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "report/accounts.h"
#include "report/voice.h"

struct report {
	struct output_options output;
	const char *group;
	int64_t last, since, until;
	bool all;
};

static const struct opt accounts_opts[] = {
    {"last", OPT_SPAN, offsetof(struct report, last), "TIME",
	"Only the last TIME, such as 4w"},
    {"since", OPT_TIME, offsetof(struct report, since), "TIME",
	"Posts from TIME on: 2026-11-02, 10d (ago), yesterday"},
    {"until", OPT_TIME, offsetof(struct report, until), "TIME",
	"Posts up to TIME"},
    {"group", OPT_STRING, offsetof(struct report, group), "GROUP",
	"Only the accounts of a group"},
    {"all", OPT_FLAG, offsetof(struct report, all), NULL,
	"In the table, list accounts with too few posts too"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct report, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
find_window(const struct report *report, struct window *window, struct err *err)
{
	int64_t now = clock_now();
	int64_t since = report->since == INT64_MIN ? 0 : report->since;
	int64_t until = report->until == INT64_MIN ? INT64_MAX : report->until;

	if (report->last != INT64_MIN && report->since != INT64_MIN)
		return err_set(err, ERR_USAGE,
		    "--last and --since both say when to begin; give one");
	if (report->last != INT64_MIN)
		since = (until < now ? until : now) - report->last;
	if (since > until)
		return err_set(err, ERR_USAGE, "--since lies after --until");
	*window = window_of(since, until);
	return 0;
}

static int
accounts_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct report *report = options;
	struct accounts_request request = {
	    .group = report->group,
	    .min_posts = config_int(context->config, "report.min_posts"),
	    .now = clock_now(),
	    .all = report->all || !output_is_table(&report->output),
	};
	struct scorer *scorer;
	struct output output;
	int rc = -1;

	(void)n_args;
	(void)args;
	if (find_window(report, &request.window, err) == -1)
		return -1;
	scorer = scoring_load(context->config, err);
	if (scorer == NULL)
		return -1;
	if (scoring_refresh_for_reader(context, scorer, err) == -1 ||
	    output_open(&output, &report->output, context, err) == -1)
		goto out;
	rc = report_accounts(context->store, scorer, &request, output.out, err);
	rc = output_close(&output, rc, err);
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_report_accounts = {
    .name = "report accounts",
    .args = "[options]",
    .summary = "Rank accounts by how much they give against how much they "
	       "take",
    .examples = "givetake report accounts\n"
		"givetake report accounts --last 4w --group team\n"
		"givetake report accounts --since 2026-10-01 -o board.csv\n"
		"givetake report accounts --format json | jq "
		"'.accounts[] | [.handle, .ratio]'",
    .details =
	"Everything in the archive unless told otherwise; windows are whole "
	"days of the report zone.  Ranks go by the balance expected of an "
	"account, with 90 % intervals; accounts that cannot be told apart "
	"share a rank, and those with too few posts have none.",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = accounts_opts,
    .options_size = sizeof(struct report),
    .run = accounts_run,
};

static const struct opt voice_opts[] = {
    {"last", OPT_SPAN, offsetof(struct report, last), "TIME",
	"Only the last TIME, such as 12w"},
    {"since", OPT_TIME, offsetof(struct report, since), "TIME",
	"Posts from TIME on: 2026-11-02, 10d (ago), yesterday"},
    {"until", OPT_TIME, offsetof(struct report, until), "TIME",
	"Posts up to TIME"},
    {"group", OPT_STRING, offsetof(struct report, group), "GROUP",
	"Only the accounts of a group"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct report, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
voice_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct report *report = options;
	struct voice_request request = {.group = report->group};
	struct scorer *scorer;
	struct output output;
	int rc = -1;

	(void)n_args;
	(void)args;
	if (find_window(report, &request.window, err) == -1)
		return -1;
	scorer = scoring_load(context->config, err);
	if (scorer == NULL)
		return -1;
	if (scoring_refresh_for_reader(context, scorer, err) == -1 ||
	    output_open(&output, &report->output, context, err) == -1)
		goto out;
	rc = report_voice(context->store, scorer, &request, output.out, err);
	rc = output_close(&output, rc, err);
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_report_voice = {
    .name = "report voice",
    .args = "[options]",
    .summary = "Find who sounds like a person who cares about a subject",
    .examples = "givetake report voice --group team\n"
		"givetake report voice --group team --last 12w --format json",
    .details =
	"Who of a group should be let loose: each account's voice with its "
	"parts (says I, signed, talks with people, feels, stays with a "
	"subject), passion, dullness, and posts as proof.  Nobody is named "
	"unless first with a probability of 0.6.  Accounts with fewer than 20 "
	"posts or 300 words of their own are not judged.",
    .needs = NEED_CONFIG | NEED_READ,
    .opts = voice_opts,
    .options_size = sizeof(struct report),
    .run = voice_run,
};
