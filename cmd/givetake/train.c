#include "base/fs.h"
#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/learning.h"
#include "givetake/output.h"
#include "givetake/progress.h"
#include "givetake/stop.h"
#include "learn/validate.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct train {
	struct output_options output;
	int64_t folds, seed;
	bool by_source, lean;
};

static const struct opt train_opts[] = {
    {"cross-validate", OPT_INT, offsetof(struct train, folds), "N",
	"Train on all but one of N parts of the accounts, and measure on it"},
    {"by-source", OPT_FLAG, offsetof(struct train, by_source), NULL,
	"Leave out each source of labels in turn, and measure on it"},
    {"seed", OPT_INT, offsetof(struct train, seed), "N",
	"Draw the parts by this number (0)"},
    {"lean", OPT_FLAG, offsetof(struct train, lean), NULL,
	"Do as if posts that others reply to were unknown"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct train, output),
	.table = output_opts},
    {.type = OPT_END},
};

static bool
show(void *arg, size_t done, size_t total)
{
	progress_show(arg, (int64_t)done, (int64_t)total, "trainings");
	return !stop_requested();
}

static int
validate_and_report(struct context *context, const struct train *options,
    const struct learning *learning, const struct corpus *corpus,
    struct err *err)
{
	struct learning_view view = {.intervals = true,
	    .sources = options->by_source ? &learning->labels : NULL};
	size_t max = corpus->cases->n_rows + 1;
	struct judged *posts = mem_alloc(max, sizeof(*posts));
	struct progress progress;
	struct validation validation = {
	    .corpus = corpus,
	    .settings = &train_defaults,
	    .folds = options->by_source ? 0 : (size_t)options->folds,
	    .seed = options->seed == INT64_MIN ? 0 : (uint64_t)options->seed,
	    .progress = show,
	    .arg = &progress,
	};
	struct output output;
	int64_t n;
	int rc = -1;

	progress_begin(&progress, "training", context->quiet);
	n = validate(&validation, posts, err);
	progress_end(&progress);
	if (n == -1 ||
	    output_open(&output, &options->output, context, err) == -1)
		goto out;
	learning_report(output.out, posts, (size_t)n, &view);
	rc = output_close(&output, 0, err);
out:
	free(posts);
	return rc;
}

/* Train on everything, and write the model where it was asked for. */
static int
train_and_write(const struct train *options, const struct corpus *corpus,
    struct err *err)
{
	size_t n = corpus->cases->n_accounts;
	bool *all = mem_alloc(n + 1, sizeof(*all));
	struct buf model = BUF_INIT;
	uint64_t seed =
	    options->seed == INT64_MIN ? 0 : (uint64_t)options->seed;
	int rc;

	if (options->output.file != NULL && !options->output.force &&
	    access(options->output.file, F_OK) == 0) {
		free(all);
		return err_set(err, ERR_CREATE,
		    "%s exists already; --force writes over it",
		    options->output.file);
	}
	memset(all, 1, n * sizeof(*all));
	train_model(corpus, all, &train_defaults, seed, &model);
	if (options->output.file == NULL)
		rc = output_text(&model, err);
	else
		rc = fs_replace(options->output.file, model.data, model.len,
		    0644, err);
	buf_release(&model);
	free(all);
	return rc;
}

static int
train_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct train *train = options;
	struct learning learning;
	struct corpus corpus;
	int rc = -1;

	(void)n_args;
	if (train->folds != INT64_MIN && train->folds < 2)
		return err_set(err, ERR_USAGE,
		    "--cross-validate needs two parts at least");
	if (learning_open(&learning, context, args[0], train->lean, err) == 0) {
		corpus_make(&corpus, &learning.cases);
		rc = train->by_source || train->folds != INT64_MIN
			 ? validate_and_report(context, train, &learning,
			       &corpus, err)
			 : train_and_write(train, &corpus, err);
		corpus_release(&corpus);
	}
	learning_close(&learning);
	return rc;
}

const struct command cmd_train = {
    .name = "train",
    .args = "LABELS.tsv",
    .summary = "Learn from labelled posts how to classify",
    .examples = "givetake train labels.tsv -o model.tsv --force\n"
		"givetake train labels.tsv --cross-validate 10\n"
		"givetake train labels.tsv --cross-validate 10 --seed 1 "
		"--format json\n"
		"givetake train labels.tsv --by-source",
    .details =
	"Reads a file of labelled posts (id, label, flags, second choice, "
	"author, source between tabs), finds the posts and all others of "
	"their accounts in the archive, and writes the weights as text: "
	"what lib/score/model.tsv holds.  Word vectors come from all posts "
	"of these accounts; the same posts and seed give the same model.  "
	"How strongly weights are drawn to 0, and how much the small net "
	"counts, is chosen on accounts held back, and told in the model.  "
	"With --cross-validate no model is written: everything is learnt "
	"again without each part of the accounts in turn, and measured on "
	"that part, with 95 % intervals over accounts.  With --by-source "
	"each source of labels is left out and measured in turn: how far "
	"the rest carries to accounts of another kind.  --lean leaves out "
	"the posts that others reply to, as in an archive that has none.",
    .needs = NEED_CONFIG | NEED_READ | NEED_STOP,
    .min_args = 1,
    .max_args = 1,
    .opts = train_opts,
    .options_size = sizeof(struct train),
    .run = train_run,
};
