#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/learning.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "judge/judge.h"

#include <stdlib.h>

struct eval {
	struct output_options output;
	bool intervals;
};

static const struct opt eval_opts[] = {
    {"intervals", OPT_FLAG, offsetof(struct eval, intervals), NULL,
	"Add 95 % intervals over accounts"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct eval, output),
	.table = output_opts},
    {.type = OPT_END},
};

/* Judge the labelled posts of one account with the scorer of the settings,
 * the user's own labels left aside. */
static int
judge_account(struct context *context, const struct scorer *scorer,
    const struct learning *learning, size_t a, struct judged *posts, size_t *n,
    struct err *err)
{
	const struct case_account *account = &learning->cases.accounts[a];
	struct judge *judge =
	    judge_open(context->store, scorer, account->user_id, err);
	struct verdict verdict;
	int rc = judge == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < judge_count(judge); i++) {
		const struct post *post = &judge_post(judge, i)->post;
		const struct label *label =
		    labels_find(&learning->labels, post->id);

		if (label == NULL)
			continue;
		rc = judge_unlabelled(judge, i, &verdict, err);
		posts[(*n)++] = (struct judged){
		    .id = post->id,
		    .account = (int)a,
		    .source = label->source,
		    .gold = label->class,
		    .said = verdict.class,
		    .p = verdict.p[verdict.class],
		};
	}
	judge_free(judge);
	return rc;
}

static int
eval_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	const struct eval *eval = options;
	struct scorer *scorer = scoring_load(context->config, err);
	struct learning learning = {0};
	struct judged *posts = NULL;
	struct output output;
	size_t n = 0;
	int rc = -1;

	(void)n_args;
	if (scorer == NULL ||
	    learning_open(&learning, context, args[0], false, err) == -1)
		goto out;
	posts = mem_alloc(learning.labels.n + 1, sizeof(*posts));
	for (size_t a = 0; a < learning.cases.n_accounts; a++)
		if (judge_account(context, scorer, &learning, a, posts, &n,
			err) == -1)
			goto out;
	if (output_open(&output, &eval->output, context, err) == -1)
		goto out;
	learning_report(output.out, posts, n, eval->intervals);
	rc = output_close(&output, 0, err);
out:
	learning_close(&learning);
	scorer_free(scorer);
	free(posts);
	return rc;
}

const struct command cmd_eval = {
    .name = "eval",
    .args = "LABELS.tsv",
    .summary = "Measure how well posts are classified",
    .examples = "givetake eval labels.tsv\n"
		"givetake eval labels.tsv --format json\n"
		"givetake eval labels.tsv --intervals",
    .details =
	"Compares what the scorer says of posts in the archive with the "
	"labels of a file (id, label, flags, second choice, author, source "
	"between tabs): precision, recall and F1 by class, the confusion "
	"matrix, Cohen's kappa over the eight classes and over give, take "
	"and neutral, calibration, and the rank correlation of the "
	"accounts' shares of giving.  Labels that were given with `label` "
	"are left aside.",
    .needs = NEED_CONFIG | NEED_READ,
    .min_args = 1,
    .max_args = 1,
    .opts = eval_opts,
    .options_size = sizeof(struct eval),
    .run = eval_run,
};
