#include "learn/validate.h"

#include "base/mem.h"
#include "score/trained.h"

#include <stdlib.h>
#include <string.h>

bool
judged_is_expanded(const struct reading *r)
{
	for (int i = 0; i < r->n_links; i++)
		if (strcmp(r->links[i].place.host_text, "t.co") == 0)
			return false;
	return r->n_links > 0;
}

static void
note_judged(const struct cases *cases, size_t row, const struct chances *p,
    struct judged *post)
{
	const struct label *label = cases->labels[row];
	int best = 0;

	for (int c = 1; c < CLASS_COUNT; c++)
		if (p->c[c] > p->c[best])
			best = c;
	*post = (struct judged){
	    .id = label->id,
	    .account = cases->account[row],
	    .source = label->source,
	    .gold = label->class,
	    .said = (enum post_class)best,
	    .p = p->c[best],
	    .is_expanded = judged_is_expanded(cases_reading(cases, row)),
	};
}

static size_t
judge_account(const struct cases *cases, const struct case_account *a,
    const struct weights *w, struct judged *posts)
{
	size_t n = a->study.n, judged = 0;
	struct bond_context *contexts = mem_alloc(n + 1, sizeof(*contexts));
	struct chances *p = mem_alloc(n + 1, sizeof(*p));
	struct first_pass first;

	first_pass_make(&first, w, &a->study);
	bonds_contexts(&a->bonds, &a->study, first.p, &w->prior, w->usual,
	    contexts);
	trained_second_pass(w, &first, contexts, p);
	for (size_t i = 0; i < n; i++)
		if (cases->labels[a->first + i] != NULL)
			note_judged(cases, a->first + i, &p[i],
			    &posts[judged++]);
	first_pass_release(&first);
	free(contexts);
	free(p);
	return judged;
}

size_t
judge_cases(const struct cases *cases, const struct weights *weights,
    const bool *chosen, struct judged *posts)
{
	size_t n = 0;

	for (size_t a = 0; a < cases->n_accounts; a++)
		if (chosen == NULL || chosen[a])
			n += judge_account(cases, &cases->accounts[a], weights,
			    posts + n);
	return n;
}

/* Folds by the source of each account's first label. */
static size_t
folds_by_source(const struct cases *cases, int *folds)
{
	int most = -1;

	for (size_t row = cases->n_rows; row-- > 0;)
		if (cases->labels[row] != NULL) {
			folds[cases->account[row]] = cases->labels[row]->source;
			if (cases->labels[row]->source > most)
				most = cases->labels[row]->source;
		}
	return (size_t)(most + 1);
}

/* Train without one fold and judge that one. */
static int64_t
validate_fold(const struct validation *v, const int *folds, int fold,
    struct judged *posts, struct err *err)
{
	const struct cases *cases = v->corpus->cases;
	bool *training = mem_alloc(cases->n_accounts + 1, sizeof(bool));
	bool *testing = mem_alloc(cases->n_accounts + 1, sizeof(bool));
	struct buf model = BUF_INIT;
	struct weights *weights;
	int64_t n = -1;

	for (size_t a = 0; a < cases->n_accounts; a++) {
		training[a] = folds[a] != fold;
		testing[a] = folds[a] == fold;
	}
	train_model(v->corpus, training, v->settings, v->seed, &model);
	weights = weights_load(cases->knowledge, model.data, "the model", err);
	if (weights != NULL)
		n = (int64_t)judge_cases(cases, weights, testing, posts);
	weights_free(weights);
	buf_release(&model);
	free(training);
	free(testing);
	return n;
}

int64_t
validate(const struct validation *v, struct judged *posts, struct err *err)
{
	size_t n_accounts = v->corpus->cases->n_accounts, total = v->folds;
	int *folds = mem_alloc(n_accounts + 1, sizeof(*folds));
	int64_t n = 0, more = 0;

	if (total == 0)
		total = folds_by_source(v->corpus->cases, folds);
	else
		train_folds(n_accounts, total, v->seed, folds);
	for (size_t fold = 0; fold < total && more != -1; fold++) {
		if (v->progress != NULL && !v->progress(v->arg, fold, total)) {
			more = err_set(err, ERR_STOPPED, "stopped");
			break;
		}
		more = validate_fold(v, folds, (int)fold, posts + n, err);
		n += more;
	}
	free(folds);
	return more == -1 ? -1 : n;
}
