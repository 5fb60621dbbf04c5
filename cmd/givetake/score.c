#include "base/fs.h"
#include "givetake/commands.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "judge/rescore.h"
#include "report/moves.h"

#include <inttypes.h>
#include <stdio.h>

#define MAX_FILE ((size_t)1024 * 1024)

struct score_options {
	struct output_options output;
	const char *weights, *vs, *group;
	bool all;
};

static const struct opt score_opts[] = {
    {"all", OPT_FLAG, offsetof(struct score_options, all), NULL,
	"Score every account anew, not only those that are due"},
    {"weights", OPT_STRING, offsetof(struct score_options, weights), "FILE",
	"Show who would move with these weights"},
    {"vs", OPT_STRING, offsetof(struct score_options, vs), "FILE",
	"Against these, instead of the present ones"},
    {"group", OPT_STRING, offsetof(struct score_options, group), "GROUP",
	"Compare within a group only"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct score_options, output),
	.table = output_opts},
    {.type = OPT_END},
};

static int
load_masses(struct masses *masses, const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = fs_read(path, &text, MAX_FILE, err);

	if (rc == 0 && mass_load(masses, text.data, err) == -1)
		rc = err_context(err, "%s", path);
	buf_release(&text);
	return rc;
}

/* A: what is now, or --weights where --vs is given; B: the other. */
static int
compare(struct context *context, const struct score_options *flags,
    const struct scorer *scorer, struct err *err)
{
	struct masses weights, vs;
	struct moves_request request = {
	    .stored = scorer_masses(scorer),
	    .a = scorer_masses(scorer),
	    .a_name = "the present weights",
	    .b = &weights,
	    .b_name = flags->weights,
	    .group = flags->group,
	    .min_posts = config_int(context->config, "report.min_posts"),
	};
	struct output output;
	int rc;

	if (load_masses(&weights, flags->weights, err) == -1)
		return -1;
	if (flags->vs != NULL) {
		if (load_masses(&vs, flags->vs, err) == -1)
			return -1;
		request.a = &weights;
		request.a_name = flags->weights;
		request.b = &vs;
		request.b_name = flags->vs;
	}
	if (output_open(&output, &flags->output, context, err) == -1)
		return -1;
	rc = report_moves(context->store, &request, output.out, err);
	return output_close(&output, rc, err);
}

static int
score_due(struct context *context, const struct score_options *flags,
    const struct scorer *scorer, struct err *err)
{
	int64_t due;

	if (flags->all && rescore_touch_all(context->store, err) == -1)
		return -1;
	if (rescore_due(context->store, scorer, &due, err) == -1 ||
	    scoring_refresh(context, scorer, err) == -1)
		return -1;
	if (!context->quiet)
		fprintf(stderr, "%s\n",
		    due == 0 ? "nothing was due: all scores are up to date"
			     : "all scores are up to date");
	return 0;
}

static int
score_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct score_options *flags = options;
	struct scorer *scorer;
	int rc;

	(void)n_args;
	(void)args;
	if (flags->weights == NULL &&
	    (flags->vs != NULL || flags->group != NULL))
		return err_set(err, ERR_USAGE,
		    "--vs and --group go with --weights; see: givetake score "
		    "--help");
	scorer = scoring_load(context->config, err);
	if (scorer == NULL)
		return -1;
	if (flags->weights == NULL)
		rc = score_due(context, flags, scorer, err);
	else
		rc = scoring_refresh(context, scorer, err) == -1
			 ? -1
			 : compare(context, flags, scorer, err);
	scorer_free(scorer);
	return rc;
}

const struct command cmd_score = {
    .name = "score",
    .args = "[options]",
    .summary = "Bring scores up to date, or show what other weights would do",
    .examples = "givetake score\n"
		"givetake score --all\n"
		"givetake score --weights strict.tsv\n"
		"givetake score --weights a.tsv --vs b.tsv --format csv",
    .details =
	"Scores follow by themselves wherever posts, profiles, labels, "
	"ownership, weights, word lists or the time zone change; this brings "
	"them up to date at once.  With --weights the accounts are ranked "
	"twice, from the stored classes, and those that move farthest come "
	"first; nothing stored changes.  A file holds the rows that differ "
	"from the built-in weights.",
    .needs = NEED_CONFIG | NEED_WRITE | NEED_STOP,
    .opts = score_opts,
    .options_size = sizeof(struct score_options),
    .run = score_run,
};
