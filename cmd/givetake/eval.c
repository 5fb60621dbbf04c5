#include "base/mem.h"
#include "givetake/commands.h"
#include "givetake/learning.h"
#include "givetake/output.h"
#include "givetake/scoring.h"
#include "judge/judge.h"
#include "learn/validate.h"

#include <stdlib.h>

struct eval {
	struct output_options output;
	const char *model;
	bool intervals, lean, by_source;
};

static const struct opt eval_opts[] = {
    {"model", OPT_STRING, offsetof(struct eval, model), "MODEL",
	"Measure trained or rules, whichever is set otherwise"},
    {"lean", OPT_FLAG, offsetof(struct eval, lean), NULL,
	"Do as if posts that others answer or quote were unknown"},
    {"by-source", OPT_FLAG, offsetof(struct eval, by_source), NULL,
	"Add the measures of each source of labels"},
    {"intervals", OPT_FLAG, offsetof(struct eval, intervals), NULL,
	"Add 95 % intervals over accounts"},
    {.type = OPT_INHERIT,
	.offset = offsetof(struct eval, output),
	.table = output_opts},
    {.type = OPT_END},
};

/* What is measured, and the posts that were judged so far. */
struct evaluation {
	struct context *context;
	const struct eval *options;
	struct scorer *scorer; /* own */
	struct learning learning;
	struct judged *posts; /* own */
	size_t n;
};

/* Judge post i of an account where it has a label, the user's own labels left
 * aside. */
static int
judge_post_of(struct evaluation *e, size_t account, struct judge *judge,
    size_t i, struct err *err)
{
	const struct cases *cases = &e->learning.cases;
	const struct post *post = &judge_post(judge, i)->post;
	const struct label *label = labels_find(&e->learning.labels, post->id);
	struct verdict verdict;

	if (label == NULL)
		return 0;
	if (judge_unlabelled(judge, i, &verdict, err) == -1)
		return -1;
	e->posts[e->n++] = (struct judged){
	    .id = post->id,
	    .account = (int)account,
	    .source = label->source,
	    .gold = label->class,
	    .said = verdict.class,
	    .p = verdict.p[verdict.class],
	    .is_expanded = judged_is_expanded(
		cases_reading(cases, cases->accounts[account].first + i)),
	};
	return 0;
}

static int
judge_account(struct evaluation *e, size_t account, struct err *err)
{
	struct judge *judge = judge_open(e->context->store, e->scorer,
	    e->learning.cases.accounts[account].user_id, err);
	int rc = 0;

	if (judge == NULL)
		return -1;
	if (e->options->lean)
		judge_leave_around_aside(judge);
	for (size_t i = 0; rc == 0 && i < judge_count(judge); i++)
		rc = judge_post_of(e, account, judge, i, err);
	judge_free(judge);
	return rc;
}

static int
report(const struct evaluation *e, struct err *err)
{
	struct learning_view view = {.intervals = e->options->intervals,
	    .sources = e->options->by_source ? &e->learning.labels : NULL};
	struct output output;

	if (output_open(&output, &e->options->output, e->context, err) == -1)
		return -1;
	learning_report(output.out, e->posts, e->n, &view);
	return output_close(&output, 0, err);
}

static int
eval_run(struct context *context, const void *options, int n_args, char **args,
    struct err *err)
{
	struct evaluation e = {.context = context, .options = options};
	int rc = -1;

	(void)n_args;
	e.scorer = scoring_load_model(context->config, e.options->model, err);
	if (e.scorer == NULL || learning_open(&e.learning, context, args[0],
				    e.options->lean, err) == -1)
		goto out;
	e.posts = mem_alloc(e.learning.labels.n + 1, sizeof(*e.posts));
	for (size_t a = 0; a < e.learning.cases.n_accounts; a++)
		if (judge_account(&e, a, err) == -1)
			goto out;
	rc = report(&e, err);
out:
	learning_close(&e.learning);
	scorer_free(e.scorer);
	free(e.posts);
	return rc;
}

const struct command cmd_eval = {
    .name = "eval",
    .args = "LABELS.tsv",
    .summary = "Measure how well posts are classified",
    .examples = "givetake eval labels.tsv\n"
		"givetake eval labels.tsv --format json\n"
		"givetake eval labels.tsv --intervals\n"
		"givetake eval labels.tsv --model rules --by-source\n"
		"givetake eval labels.tsv --lean",
    .details =
	"Compares what the scorer says of posts in the archive with the "
	"labels of a file (id, label, flags, second choice, author, source "
	"between tabs): precision, recall and F1 by class, the confusion "
	"matrix, Cohen's kappa over the eight classes and over give, take "
	"and neutral, calibration, and the rank correlation of the "
	"accounts' shares of giving; the same again for posts whose links "
	"all lead to known places.  Labels that were given with `label` "
	"are left aside.",
    .needs = NEED_CONFIG | NEED_READ,
    .min_args = 1,
    .max_args = 1,
    .opts = eval_opts,
    .options_size = sizeof(struct eval),
    .run = eval_run,
};
