#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/intake.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "store/bulk.h"

#include <inttypes.h>

struct import {
	struct output_options output;
	const char *rejects;
};

static const struct opt import_opts[] = {
    {"rejects", OPT_STRING, offsetof(struct import, rejects), "FILE",
	"Keep records that cannot be used in FILE"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct import, output),
	.table = output_opts},
    {.type = OPT_END},
};

/* As many with a title as fit a terminal of 80 columns. */
static const struct out_column columns[] = {
    {"file", "File", OUT_LEFT, true},
    {"posts", "Posts", OUT_RIGHT, false},
    {"included", NULL, OUT_RIGHT, false},
    {"new", "New", OUT_RIGHT, false},
    {"richer", "Richer", OUT_RIGHT, false},
    {"refused", "Refused", OUT_RIGHT, false},
    {"deleted", "Deleted", OUT_RIGHT, false},
    {"users", "Accounts", OUT_RIGHT, false},
    {"problems", NULL, OUT_RIGHT, false},
    {"other", "Other", OUT_RIGHT, false},
    {"damaged", "Damaged", OUT_RIGHT, false},
    {"format", NULL, OUT_LEFT, false},
    {"lists", NULL, OUT_RIGHT, false},
    {"counts", NULL, OUT_RIGHT, false},
    {"compliance", NULL, OUT_RIGHT, false},
    {"unknown", NULL, OUT_RIGHT, false},
    {"ids", NULL, OUT_RIGHT, false},
};

/* What the command sees of its files. */
struct listing {
	struct out *out; /* borrowed */
	bool quiet;
	bool is_partial; /* a file that was named is of no use */
};

/* Files that the user did not name are listed if they held something. */
static bool
is_worth_a_row(const struct intake_file *file)
{
	const struct batch_counts *c = &file->counts;

	return file->was_named || c->values + file->damaged + file->ids > 0;
}

static void
print_row(struct out *out, const struct intake_file *file)
{
	const struct batch_counts *c = &file->counts;
	const int64_t numbers[] = {c->in.posts, c->in.included, c->in.posts_new,
	    c->in.posts_richer, c->in.posts_refused, c->in.deleted, c->in.users,
	    c->in.problems,
	    c->lists + c->counts + c->compliance + c->unknown + file->other,
	    file->damaged};
	const int64_t hidden[] = {c->lists, c->counts, c->compliance,
	    c->unknown + file->other, file->ids};

	out_text(out, file->name);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		out_int(out, numbers[i]);
	out_text(out, file->format);
	for (size_t i = 0; i < ARRAY_LEN(hidden); i++)
		out_int(out, hidden[i]);
	out_row(out);
}

static void
list_file(void *arg, const struct intake_file *file)
{
	struct listing *listing = arg;

	if (is_worth_a_row(file))
		print_row(listing->out, file);
	if (file->ids > 0 && !listing->quiet)
		fprintf(stderr,
		    "givetake: %s: a list of %" PRId64
		    " ids without their posts: nothing to import\n",
		    file->name, file->ids);
	if (file->format != NULL || !file->was_named)
		return;
	listing->is_partial = true;
	if (!listing->quiet)
		fprintf(stderr,
		    "givetake: %s: neither JSON, nor an export of X, nor a "
		    "table with the columns id and text\n",
		    file->name);
}

static int
import_files(struct intake *intake, const struct import *import, int n,
    char **paths, struct out *out, struct err *err)
{
	struct listing listing = {.out = out, .quiet = intake->context->quiet};
	int rc;

	intake->arg = &listing;
	intake->file = list_file;
	if (import->rejects != NULL) {
		intake->rejects = fopen(import->rejects, "w");
		if (intake->rejects == NULL) {
			intake->arg = NULL;
			return err_errno(err, ERR_CREATE, "%s",
			    import->rejects);
		}
	}
	out_begin(out, "files", "givetake.import.1");
	out_columns(out, columns, ARRAY_LEN(columns));
	rc = intake_run(intake, n, paths, err);
	if (rc == -1 && err->code == ERR_STOPPED && !listing.quiet)
		fprintf(stderr, "givetake: %s\n", err->text);
	if (intake->rejects != NULL && fclose(intake->rejects) != 0 && rc == 0)
		rc = err_errno(err, ERR_IO, "%s", import->rejects);
	intake->arg = NULL;
	return rc == 0 && listing.is_partial ? 3 : rc;
}

static int
import_run(struct context *context, const void *options, int n_args,
    char **args, struct err *err)
{
	const struct import *import = options;
	struct scorer *scorer = scoring_load(context->config, err);
	struct intake intake = {.context = context};
	struct err ignored = ERR_INIT;
	struct output output;
	int rc = -1, partial;

	if (scorer == NULL)
		return -1;
	if (output_open(&output, &import->output, context, err) == -1)
		goto out;
	intake.sites = scorer_sites(scorer);
	partial = import_files(&intake, import, n_args, args, output.out, err);
	rc = output_close(&output, partial == 3 ? 0 : partial, err);
	if (rc == 0)
		rc = scoring_refresh(context, scorer, err);
	if (rc == -1)
		store_bulk_end(context->store, &ignored);
	if (rc == 0)
		rc = partial;
out:
	scorer_free(scorer);
	return rc;
}

const struct command cmd_import = {
    .name = "import",
    .args = "FILE|DIR|-...",
    .summary = "Take posts from files into the archive",
    .examples = "givetake import timeline.jsonl\n"
		"givetake import twitter-2026-11-02.zip\n"
		"givetake import collected/ --rejects damaged.jsonl\n"
		"zstdcat pages.jsonl.zst | givetake import -",
    .details =
	"Reads X API v2 JSON (pages, stream lines and flattened posts, as "
	"twarc2 and 4CAT write them), v1.1 JSON, the export of an account "
	"that X hands out (zip or folder, new or old), and CSV with the "
	"columns id and text; plain, gzip or zstd.  What a file holds is "
	"recognised by its content.  Importing the same posts again changes "
	"nothing; fuller posts complete what is there; deleted ones stay "
	"out.  A record that is damaged is named and left out, the rest goes "
	"in; interrupted, the same command goes on.  While a large import "
	"fills an empty archive, other commands may have to be tried again.  "
	"\"-\" is standard input.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .min_args = 1,
    .max_args = ARGS_ANY,
    .opts = import_opts,
    .options_size = sizeof(struct import),
    .run = import_run,
};
