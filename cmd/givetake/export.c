#include "export/export.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/people.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define OPTION(member) offsetof(struct export_options, member)

struct export_options {
	struct output_options output;
	int64_t since, until;
	const char *group;
	bool share;
};

static const struct opt export_opts[] = {
    {"format", OPT_FORMAT, OPTION(output.format), "jsonl|csv|ids|gexf|dot",
	"Format; else by the file's ending, or jsonl"},
    {"since", OPT_TIME, OPTION(since), "TIME",
	"Posts from TIME on: 2026-11-02, 10d (ago), yesterday"},
    {"until", OPT_TIME, OPTION(until), "TIME", "Posts up to TIME"},
    {"group", OPT_STRING, OPTION(group), "GROUP",
	"Only of the accounts of a group"},
    {"share", OPT_FLAG, OPTION(share), NULL,
	"To pass on: only what X allows, within its limits"},
    {"output", OPT_STRING, OPTION(output.file), "FILE",
	"Write to this file instead of standard output", 'o'},
    {"force", OPT_FLAG, OPTION(output.force), NULL, "Replace the file", 'f'},
    {"excel", OPT_FLAG, OPTION(output.excel), NULL,
	"CSV for spreadsheets: ids as text"},
    {.type = OPT_END},
};

static enum out_format
choose_format(const struct export_options *options)
{
	int by_path = -1;

	if (options->output.format != OUT_AUTO)
		return options->output.format;
	if (options->output.file != NULL)
		by_path = out_format_by_path(options->output.file);
	return by_path == -1 || by_path == OUT_TABLE ? OUT_JSONL
						     : (enum out_format)by_path;
}

static int
check(const struct export_options *options,
    const struct export_request *request, const char *kind, struct err *err)
{
	bool is_accounts = strcmp(kind, "accounts") == 0;

	if (export_check_format(request->kind, request->format, err) == -1)
		return -1;
	if (is_accounts &&
	    (options->since != INT64_MIN || options->until != INT64_MIN))
		return err_set(err, ERR_USAGE,
		    "accounts have no time; --since and --until are for posts");
	if (options->share && !is_accounts && strcmp(kind, "posts") != 0)
		return err_set(err, ERR_USAGE,
		    "X lets posts and accounts be passed on, not %s; leave out "
		    "--share for your own use",
		    kind);
	if (request->since > request->until)
		return err_set(err, ERR_USAGE, "--since lies after --until");
	return 0;
}

/* What was counted goes into the archive before the file appears. */
static int
record(struct store *store, const struct share *share, struct context *context,
    struct err *err)
{
	struct buf text = BUF_INIT;

	if (share->taken > 0 && share_record(store, share, err) == -1)
		return -1;
	share_explain(share, &text);
	if (text.len > 0 && !context->quiet)
		fprintf(stderr, "givetake: %s\n", text.data);
	buf_release(&text);
	return 0;
}

static void
say_left_out(const struct context *context, const struct export_counts *counts)
{
	if (counts->left_out > 0 && !context->quiet)
		fprintf(stderr,
		    "givetake: left out: %" PRId64
		    " mentions of accounts whose number is not known\n",
		    counts->left_out);
}

static int
write_document(struct context *context, const struct export_options *options,
    struct export_request *request, struct store *writer, struct err *err)
{
	struct output_options to = options->output;
	struct export_counts counts;
	struct output output;
	int rc;

	to.format = request->format;
	if (output_open(&output, &to, context, err) == -1)
		return -1;
	rc = export_run(context->store, request, output.out, &counts, err);
	if (rc == 0)
		say_left_out(context, &counts);
	if (rc == 0 && writer != NULL)
		rc = record(writer, request->share, context, err);
	return output_close(&output, rc, err);
}

/* Passing on is counted in the archive, which takes a connection that
 * writes. */
static int
share_document(struct context *context, const struct export_options *options,
    struct export_request *request, struct err *err)
{
	struct store *writer = store_open(context->archive, STORE_WRITE, err);
	struct share share;
	int rc = -1;

	if (writer == NULL)
		return -1;
	if (share_load(writer, request->format == OUT_IDS, &share, err) == 0) {
		request->share = &share;
		rc = write_document(context, options, request, writer, err);
		request->share = NULL;
	}
	store_close(writer);
	return rc;
}

static int
export_command(struct context *context, const void *opts, int n_args,
    char **args, struct err *err)
{
	const struct export_options *options = opts;
	struct export_request request = {
	    .kind = export_kind_by_name(args[0]),
	    .format = choose_format(options),
	    .since = options->since == INT64_MIN ? 0 : options->since,
	    .until = options->until == INT64_MIN ? INT64_MAX : options->until,
	    .stopped = stop_requested,
	};
	struct id_set users = {.ids = NULL};
	struct buf list = BUF_INIT;
	int rc = -1;

	if (request.kind == NULL) {
		export_add_kinds(&list);
		err_set(err, ERR_USAGE, "nothing is called \"%s\"; one of: %s",
		    args[0], list.data);
		buf_release(&list);
		return -1;
	}
	if (check(options, &request, args[0], err) == -1 ||
	    people_load(context->store, options->group, n_args - 1, args + 1,
		&users, err) == -1)
		goto out;
	if (users.n > 0)
		request.users = &users;
	if (strcmp(args[0], "scores") == 0 &&
	    scoring_keep_up(context, err) == -1)
		goto out;
	rc = options->share
		 ? share_document(context, options, &request, err)
		 : write_document(context, options, &request, NULL, err);
out:
	id_set_release(&users);
	return rc;
}

const struct command cmd_export = {
    .name = "export",
    .args = "posts|accounts|links|mentions|edges|scores [@handle...]",
    .summary = "Write out what the archive holds",
    .examples = "givetake export posts -o posts.jsonl\n"
		"givetake export posts @alice --since 2026-10-01 --format csv\n"
		"givetake export edges --group team -o team.gexf\n"
		"givetake export posts --format ids --share -o dataset.ids",
    .details =
	"JSON lines of posts and accounts have the API's own flattened "
	"shape: `givetake import` takes them back without loss, and other "
	"tools read them.  CSV has stable columns and exact ids, safe to "
	"open in a spreadsheet with --excel.  Edges are who answers, "
	"reposts, quotes and mentions whom, with the number of posts, for "
	"Gephi (gexf) and Graphviz (dot).  X lets ids be passed on (up to "
	"1,500,000 in 30 days) and up to 500 posts or accounts in full a day; "
	"--share keeps to that over several exports, leaves out what X no "
	"longer shows, and says what it left out.",
    .needs = NEED_CONFIG | NEED_READ | NEED_STOP,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = export_opts,
    .options_size = sizeof(struct export_options),
    .run = export_command,
};
