#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/progress.h"
#include "givetake/scoring.h"
#include "givetake/stop.h"
#include "import/jsonl.h"
#include "ingest/batch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct import {
	struct output_options output;
};

static const struct opt import_opts[] = {
    {.type = OPT_INHERIT,
	.offset = offsetof(struct import, output),
	.table = output_opts},
    {.type = OPT_END},
};

static const struct out_column columns[] = {
    {"file", "File", OUT_LEFT, true},
    {"posts", "Posts", OUT_RIGHT, false},
    {"included", "of them included", OUT_RIGHT, false},
    {"new", "New", OUT_RIGHT, false},
    {"richer", "Richer", OUT_RIGHT, false},
    {"refused", "Refused", OUT_RIGHT, false},
    {"users", "Accounts", OUT_RIGHT, false},
    {"problems", "Problems", OUT_RIGHT, false},
    {"other", "Other", OUT_RIGHT, false},
    {"damaged", "Damaged", OUT_RIGHT, false},
    {"lists", NULL, OUT_RIGHT, false},
    {"counts", NULL, OUT_RIGHT, false},
    {"compliance", NULL, OUT_RIGHT, false},
    {"unknown", NULL, OUT_RIGHT, false},
};

/* One file being read. */
struct reading {
	struct batch *batch;
	struct batch_counts counts;
	struct progress *progress;
	const char *name;
	int64_t damaged;
	bool quiet;
};

static int
take_value(void *arg, const struct json *root, const char *text, size_t len,
    int64_t line, struct err *err)
{
	struct reading *reading = arg;

	(void)line;
	if (stop_requested())
		return err_set(err, ERR_STOPPED,
		    "stopped; run the same command again to go on");
	progress_show(reading->progress, reading->counts.in.posts, 0, "posts");
	return batch_add(reading->batch, root, text, len, err);
}

static int
take_damaged(void *arg, const char *text, size_t len, int64_t line,
    const char *why, struct err *err)
{
	struct reading *reading = arg;

	(void)text;
	(void)len;
	(void)err;
	reading->damaged++;
	if (!reading->quiet) {
		progress_end(reading->progress);
		fprintf(stderr, "givetake: %s:%" PRId64 ": %s; left out\n",
		    reading->name, line, why);
	}
	return 0;
}

static int
read_file(struct context *context, const struct sites *sites, FILE *file,
    struct reading *reading, struct err *err)
{
	struct jsonl_sink sink = {reading, take_value, take_damaged};
	struct err flushing = ERR_INIT;
	int rc;

	reading->batch =
	    batch_new(context->store, sites, reading->name, &reading->counts);
	rc = jsonl_read(file, reading->name, &sink, err);
	/* What was read before a signal or a bad file is kept. */
	if (rc == 0 || err->code == ERR_STOPPED || err->code == ERR_IO)
		if (batch_flush(reading->batch, &flushing) == -1 && rc == 0) {
			*err = flushing;
			rc = -1;
		}
	batch_free(reading->batch);
	return rc;
}

static void
print_row(struct out *out, const struct reading *reading)
{
	const struct batch_counts *c = &reading->counts;
	const int64_t numbers[] = {c->in.posts, c->in.included, c->in.posts_new,
	    c->in.posts_richer, c->in.posts_refused, c->in.users,
	    c->in.problems, c->lists + c->counts + c->compliance + c->unknown,
	    reading->damaged + c->in.damaged, c->lists, c->counts,
	    c->compliance, c->unknown};

	out_text(out, reading->name);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		out_int(out, numbers[i]);
	out_row(out);
}

static int
import_file(struct context *context, const struct sites *sites,
    const char *path, struct progress *progress, struct out *out,
    struct err *err)
{
	struct reading reading = {.name = path,
	    .progress = progress,
	    .quiet = context->quiet};
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *file = is_stdin ? stdin : fopen(path, "r");
	int rc;

	if (file == NULL)
		return err_errno(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
		    "%s", path);
	rc = read_file(context, sites, file, &reading, err);
	if (!is_stdin)
		fclose(file);
	print_row(out, &reading);
	return rc;
}

static int
import_files(struct context *context, const struct scorer *scorer, int n,
    char **paths, struct out *out, struct err *err)
{
	struct progress progress;
	int rc = 0;

	out_begin(out, "files", "givetake.import.1");
	out_columns(out, columns, ARRAY_LEN(columns));
	progress_begin(&progress, "importing", context->quiet);
	for (int i = 0; i < n && rc == 0; i++)
		rc = import_file(context, scorer_sites(scorer), paths[i],
		    &progress, out, err);
	progress_end(&progress);
	return rc;
}

static int
import_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct import *import = options;
	struct scorer *scorer = scoring_load(context->config, err);
	struct output output;
	int rc = -1;

	if (scorer == NULL)
		return -1;
	if (output_open(&output, &import->output, context, err) == -1)
		goto out;
	rc = import_files(context, scorer, n_args, args, output.out, err);
	rc = output_close(&output, rc, err);
	if (rc == 0)
		rc = scoring_refresh(context, scorer, err);
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_import = {
    .name = "import",
    .args = "FILE...",
    .summary = "Take posts from files into the archive",
    .examples = "givetake import timeline.jsonl\n"
		"zstdcat collected/*.jsonl.zst | givetake import -\n"
		"givetake import pages.jsonl --format json",
    .details =
	"Reads X API v2 JSON, a value a line or one value a file: answers "
	"of the API as pages, and flattened posts, as twarc2 writes both.  "
	"What a file holds is recognised by its shape; accounts, lists, "
	"counts and compliance results are counted apart.  Importing the "
	"same posts again changes nothing; fuller posts complete what is "
	"there.  A damaged line is named and left out.  \"-\" is standard "
	"input.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = import_opts,
    .options_size = sizeof(struct import),
    .run = import_run,
};
