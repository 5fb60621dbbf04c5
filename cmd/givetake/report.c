#include "report/report.h"
#include "base/clock.h"
#include "base/when.h"
#include "givetake/account.h"
#include "givetake/commands.h"
#include "givetake/observing.h"
#include "givetake/reporting.h"
#include "givetake/scoring.h"
#include "model/class.h"
#include "report/observed.h"

/* What every report takes. */
struct report_options {
	struct output_options output;
	struct reporting_options reporting;
	const char *group, *observation;
	int64_t last, since, until, limit;
	/* Of `report posts` alone. */
	const char *by, *only_class;
};

#define OPTION(member) offsetof(struct report_options, member)

static const struct opt report_opts[] = {
    {"last", OPT_SPAN, OPTION(last), "TIME", "Only the last TIME, such as 4w"},
    {"since", OPT_TIME, OPTION(since), "TIME",
	"Posts from TIME on: 2026-11-02, 10d (ago), yesterday"},
    {"until", OPT_TIME, OPTION(until), "TIME", "Posts up to TIME"},
    {"group", OPT_STRING, OPTION(group), "GROUP",
	"Only the accounts of a group"},
    {"observation", OPT_STRING, OPTION(observation), "NAME",
	"The days and the roster of an observation"},
    {"limit", OPT_INT, OPTION(limit), "N",
	"So many rows of each list that is cut", 'n'},
    {"all", OPT_FLAG, OPTION(output.all), NULL,
	"Show the rows that say too little in tables and pages too"},
    {.type = OPT_INHERIT, .offset = OPTION(reporting), .table = reporting_opts},
    {.type = OPT_INHERIT, .offset = OPTION(output), .table = output_opts},
    {.type = OPT_END},
};

static const struct opt posts_opts[] = {
    {"class", OPT_CHOICE, OPTION(only_class),
	"answer|link|insight|amplify|ask|promote|chatter|other",
	"Only posts of this class"},
    {"by", OPT_CHOICE, OPTION(by), "engagement|certainty|time",
	"What comes first (engagement)"},
    {.type = OPT_INHERIT, .offset = 0, .table = report_opts},
    {.type = OPT_END},
};

static bool
is_observed(const struct context *context, const struct report_options *options)
{
	const struct report *report = report_find(context->command->data);

	return options->observation != NULL ||
	       (report->flags & REPORT_OBSERVED) != 0;
}

static int
find_window(const struct report_options *options, bool observed,
    struct window *window, struct err *err)
{
	int64_t now = clock_now();
	int64_t since = options->since == INT64_MIN ? 0 : options->since;
	int64_t until =
	    options->until == INT64_MIN ? INT64_MAX : options->until;

	if (options->last != INT64_MIN && options->since != INT64_MIN)
		return err_set(err, ERR_USAGE,
		    "--last and --since both say when to begin; give one");
	if (observed &&
	    (options->last != INT64_MIN || options->since != INT64_MIN ||
		options->until != INT64_MIN))
		return err_set(err, ERR_USAGE,
		    "an observation has its own days: leave out --last, "
		    "--since and --until");
	if (options->last != INT64_MIN)
		since = (until < now ? until : now) - options->last;
	if (since > until)
		return err_set(err, ERR_USAGE, "--since lies after --until");
	*window = window_of(since, until);
	return 0;
}

/* Days and roster of an observation; NULL: the one that runs, or ended
 * last. */
static int
find_observation(struct store *store, const char *wanted,
    struct report_request *request, struct id_set *roster, struct buf *name,
    struct err *err)
{
	struct observation observation = OBSERVATION_INIT;
	int rc = observe_find(store, wanted, &observation, err);

	if (rc == 0) {
		request->window = observed_window(&observation);
		request->observation = observation.id;
		buf_addf(name, "observation %s", observation.name);
		rc = observed_roster(store, &observation, roster, err);
	}
	observation_release(&observation);
	return rc;
}

/* Window and roster; the roster's name is "group team", or empty for
 * everybody. */
static int
find_roster(struct context *context, const struct report_options *options,
    struct report_request *request, struct id_set *roster, struct buf *name,
    struct err *err)
{
	const struct report *report = report_find(context->command->data);
	struct store *store = context->store;
	struct id_set group = {.ids = NULL};
	int rc;

	if ((options->observation != NULL || report->flags & REPORT_OBSERVED) &&
	    find_observation(store, options->observation, request, roster, name,
		err) == -1)
		return -1;
	if (options->group == NULL)
		return 0;
	buf_addf(name, "%sgroup %s", name->len > 0 ? ", " : "", options->group);
	if (request->observation == 0)
		return group_load(store, options->group, roster, err);
	rc = group_load(store, options->group, &group, err);
	id_set_keep(roster, &group);
	id_set_release(&group);
	return rc;
}

static int
fill_request(struct context *context, const struct report_options *options,
    struct report_request *request, struct err *err)
{
	*request = (struct report_request){
	    .now = clock_now(),
	    .min_posts = config_int(context->config, "report.min_posts"),
	    .limit = options->limit == INT64_MIN ? 0 : options->limit,
	    .all = options->output.all,
	    .by = posts_by_name(options->by),
	};
	if (options->only_class != NULL)
		request->only_class = class_by_name(options->only_class) + 1;
	if (options->limit != INT64_MIN && options->limit < 1)
		return err_set(err, ERR_USAGE, "--limit is a number from 1 on");
	return find_window(options, is_observed(context, options),
	    &request->window, err);
}

/* One function runs all reports; the command's data is its report. */
static enum scorer_use
use_of(const struct report *report)
{
	if ((report->flags & REPORT_JUDGES) != 0)
		return SCORER_JUDGES;
	return (report->flags & REPORT_READS_TEXTS) != 0 ? SCORER_READS_TEXTS
							 : SCORER_READS;
}

static int
report_run(struct context *context, const void *given, int n_args, char **args,
    struct err *err)
{
	const struct report_options *options = given;
	struct report_request request;
	struct id_set roster = {.ids = NULL};
	struct buf name = BUF_INIT;
	const struct report *report = report_find(context->command->data);
	struct scorer *scorer = NULL;
	int rc = -1;

	if (fill_request(context, options, &request, err) == -1 ||
	    (n_args > 0 && account_find(context->store, args[0],
			       &request.user_id, err) == -1) ||
	    find_roster(context, options, &request, &roster, &name, err) == -1)
		goto out;
	if (name.len > 0) {
		request.roster = &roster;
		request.roster_name = name.data;
	}
	scorer = scoring_load_for(context->config, use_of(report), err);
	if (scorer == NULL ||
	    scoring_refresh_for_reader(context, scorer, err) == -1)
		goto out;
	rc = reporting_run(context, report,
	    &(struct report_job){context->store, scorer, &request},
	    &options->output, &options->reporting, err);
out:
	scorer_free(scorer);
	id_set_release(&roster);
	buf_release(&name);
	return rc;
}

#define REPORT_COMMAND                                         \
	.needs = NEED_CONFIG | NEED_READ, .opts = report_opts, \
	.options_size = sizeof(struct report_options), .run = report_run

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
    .data = "accounts",
    REPORT_COMMAND,
};

const struct command cmd_report_account = {
    .name = "report account",
    .args = "@handle [options]",
    .summary = "Look at one account in depth",
    .examples = "givetake report account @alice\n"
		"givetake report account @alice --last 12w -o alice.json",
    .details =
	"The account's numbers with their intervals, its classes week by week, "
	"how it answers, shares and lifts, rules of thumb, what belongs to it, "
	"the posts that moved its numbers most, its voice, and whom it turns "
	"to.  Of the content mix of its posts, not of who writes them.",
    .data = "account",
    .min_args = 1,
    .max_args = 1,
    REPORT_COMMAND,
};

const struct command cmd_report_posts = {
    .name = "report posts",
    .args = "[@handle] [options]",
    .summary = "List the best gives to learn from, and takes",
    .examples =
	"givetake report posts --group team --last 4w\n"
	"givetake report posts --class insight --by engagement --limit 20\n"
	"givetake report posts --class promote --by certainty --format json",
    .details =
	"Gives and takes of the window, those first that got most reactions "
	"(--by engagement), whose class is surest (--by certainty), or the "
	"newest (--by time).  Plain reposts and close calls are left out.",
    .data = "posts",
    .max_args = 1,
    .needs = NEED_CONFIG | NEED_READ,
    .opts = posts_opts,
    .options_size = sizeof(struct report_options),
    .run = report_run,
};

const struct command cmd_report_domains = {
    .name = "report domains",
    .args = "[@handle] [options]",
    .summary = "Show whose links travel",
    .examples = "givetake report domains --group team\n"
		"givetake report domains --last 4w --limit 100 -o domains.csv",
    .details =
	"Sites by how many accounts that do not own them link there, with "
	"their owners' own links beside, and when and by whom each was first "
	"seen.",
    .data = "domains",
    .max_args = 1,
    REPORT_COMMAND,
};

const struct command cmd_report_answers = {
    .name = "report answers",
    .args = "[options]",
    .summary = "Show who answers, how fast, and open questions",
    .examples =
	"givetake report answers --group team\n"
	"givetake report answers --last 4w --format json | jq '.openings[0]'",
    .details =
	"Questions of the last 48 hours that nobody answered, as far as the "
	"archive and X's counts show; who answers, with the median time and "
	"its 90 % interval; and who answers whom.",
    .data = "answers",
    REPORT_COMMAND,
};

const struct command cmd_report_relations = {
    .name = "report relations",
    .args = "[@handle] [options]",
    .summary = "Show who lifts, answers and quotes whom",
    .examples = "givetake report relations --group team\n"
		"givetake report relations --last 12w --limit 200 --format csv",
    .details =
	"Pairs of accounts by posts: reposts, quotes, answers, other replies, "
	"and what comes back; and for each account how many people it turns to "
	"and how many of them turn back.",
    .data = "relations",
    .max_args = 1,
    REPORT_COMMAND,
};

const struct command cmd_report_times = {
    .name = "report times",
    .args = "[@handle] [options]",
    .summary = "Show when it is posted, by hour and weekday",
    .examples = "givetake report times --group team\n"
		"givetake report times --last 12w --format json | jq '.hours'",
    .details =
	"Hours and weekdays are those of the report zone (archive.timezone), "
	"which is named; summer time is taken as it was.",
    .data = "times",
    .max_args = 1,
    REPORT_COMMAND,
};

const struct command cmd_report_topics = {
    .name = "report topics",
    .args = "[@handle] [options]",
    .summary = "Show what the gives are about",
    .examples = "givetake report topics --group team --last 12w\n"
		"givetake report topics --format json | jq -r '.topics[].term'",
    .details =
	"Words, pairs of words and hashtags that set the gives apart from the "
	"other posts of the same accounts (log-odds with a prior).  Of many "
	"posts a sample is read, which the report says.",
    .data = "topics",
    .max_args = 1,
    REPORT_COMMAND,
};

const struct command cmd_report_engagement = {
    .name = "report engagement",
    .args = "[@handle] [options]",
    .summary = "Show whether giving pays, within each account",
    .examples = "givetake report engagement --group team\n"
		"givetake report engagement --last 12w --format json | jq "
		"'.comparisons'",
    .details =
	"Medians of replies, likes, reposts and views by class, with 90 % "
	"intervals; only of counts that were read a day or more after the "
	"post.  Correlation, within each account, never between accounts.",
    .data = "engagement",
    .max_args = 1,
    REPORT_COMMAND,
};

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
    .data = "voice",
    REPORT_COMMAND,
};

const struct command cmd_report_trends = {
    .name = "report trends",
    .args = "[options]",
    .summary = "Show each account's weeks, and where its mix changed",
    .examples = "givetake report trends --last 12w\n"
		"givetake report trends --format json | jq "
		"'.accounts[] | select(.change_week)'",
    .details =
	"Lists the newest 26 weeks of each account, all of an only one, or "
	"so many as --limit says; the test goes by all.  The share of gives "
	"among gives and takes by week (Monday to Sunday, "
	"in the report zone), and the one change that stands out from chance, "
	"if any: a Bayes factor against one share throughout (Smith, "
	"Biometrika 1975), said from a probability of 0.8.  With too few "
	"posts on either side nothing is said.",
    .data = "trends",
    REPORT_COMMAND,
};

const struct command cmd_report_coverage = {
    .name = "report coverage",
    .args = "[options]",
    .summary = "Report which time was seen of each account, and the holes",
    .examples = "givetake report coverage --last 4w\n"
		"givetake report coverage --observation autumn -o seen.html",
    .details = "As `givetake coverage`, for the window and the accounts of "
	       "other reports, with a row for each span that is missing and "
	       "why.",
    .data = "coverage",
    REPORT_COMMAND,
};

const struct command cmd_report_cost = {
    .name = "report cost",
    .args = "[options]",
    .summary = "Report what was spent, by source and day",
    .examples = "givetake report cost --last 4w\n"
		"givetake report cost --observation autumn -o spent.csv",
    .details = "As `givetake cost`, for the window and the accounts of other "
	       "reports.  Days are UTC days, as X bills.",
    .data = "cost",
    REPORT_COMMAND,
};

const struct command cmd_report_digest = {
    .name = "report digest",
    .args = "[options]",
    .summary = "Sum up the last week: movers, posts, sites, money",
    .examples = "givetake report digest --group team\n"
		"givetake report digest --observation autumn -o week.html\n"
		"givetake report digest --format markdown | mail -s week me",
    .details =
	"The last seven days that are over (of the window, where one is "
	"given) against the seven before: whose share of gives moved, the "
	"best gives to learn from, the lowest ratios, sites that are new, "
	"what is missing, what it cost, what next week will, and the journal.",
    .data = "digest",
    REPORT_COMMAND,
};

const struct command cmd_report_observation = {
    .name = "report observation",
    .args = "[options]",
    .summary = "Write the whole report of an observation, findings first",
    .examples = "givetake report observation\n"
		"givetake report observation --observation autumn "
		"-o autumn.html",
    .details =
	"Of the one that runs, or ended last, unless one is named.  Begins "
	"with a page of findings in sentences, each with the posts behind it; "
	"then come progress, accounts, trends, posts, domains, answers, "
	"relations, topics, times, engagement, voices, coverage, cost and the "
	"journal.",
    .data = "observation",
    REPORT_COMMAND,
};
