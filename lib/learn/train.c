#include "learn/train.h"

#include "base/mem.h"
#include "base/rand.h"
#include "learn/train_parts.h"
#include "score/trained.h"

#include <stdlib.h>
#include <string.h>

const struct train_settings train_defaults = {
    .strength = 6,
    .cross = 0.4,
    .gram = 0.5,
    .vector = 4,
    .vector_kind = 1,
    .second = 0.3,
    .strength2 = 5,
    .gram_authors = 6,
    .feature_rows = 6,
    .vector_authors = VECTOR_AUTHORS,
    .inner = 3,
};

enum { STEPS = 100, INNER_STEPS = 50 };

void
train_folds(size_t n_accounts, size_t n, uint64_t seed, int *folds)
{
	size_t *order = mem_alloc(n_accounts + 1, sizeof(*order));
	struct rng rng;

	rng_seed(&rng, seed);
	for (size_t i = 0; i < n_accounts; i++) {
		size_t k = rng_below(&rng, i + 1);

		order[i] = order[k];
		order[k] = i;
	}
	for (size_t i = 0; i < n_accounts; i++)
		folds[order[i]] = (int)(i % n);
	free(order);
}

static void
find_targets(struct training *t)
{
	double share = t->settings->second;

	t->rows = mem_alloc(t->cases->n_rows + 1, sizeof(*t->rows));
	t->targets = mem_alloc(t->cases->n_rows + 1, sizeof(*t->targets));
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		const struct label *label = t->cases->labels[row];
		struct chances *target = &t->targets[t->n];

		if (label == NULL || !t->chosen[t->cases->account[row]])
			continue;
		target->c[label->class] = 1;
		if (label->in_doubt && label->second >= 0) {
			target->c[label->class] -= share;
			target->c[label->second] += share;
		}
		t->rows[t->n++] = row;
	}
}

/* Fit to the labelled rows of accounts that are not in the inner fold. */
static void
fit_without(const struct training *t, const int *folds, int fold, int steps,
    double *weights)
{
	size_t *rows = mem_alloc(t->n + 1, sizeof(*rows)), n = 0;
	struct chances *targets = mem_alloc(t->n + 1, sizeof(*targets));

	for (size_t i = 0; i < t->n; i++) {
		if (folds[t->cases->account[t->rows[i]]] == fold)
			continue;
		rows[n] = t->rows[i];
		targets[n++] = t->targets[i];
	}
	softmax_fit(&t->design.x, rows, n, targets, t->settings->strength,
	    steps, weights);
	free(rows);
	free(targets);
}

static void
apply_to_fold(struct training *t, const int *folds, int fold,
    const double *weights)
{
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		int account = t->cases->account[row];

		if (!t->chosen[account] || folds[account] != fold)
			continue;
		softmax_apply(&t->design.x, row, weights, &t->p[row]);
		trained_hold_rules(cases_reading(t->cases, row),
		    t->corpus->helps[row], &t->p[row]);
	}
}

static void
find_chances(struct training *t, uint64_t seed)
{
	size_t size = (t->design.x.columns + 1) * CLASS_COUNT;
	double *weights = mem_alloc(size, sizeof(*weights));
	int *folds = mem_alloc(t->cases->n_accounts + 1, sizeof(*folds));

	train_folds(t->cases->n_accounts, (size_t)t->settings->inner,
	    hash_mix(seed, 1), folds);
	t->p = mem_alloc(t->cases->n_rows + 1, sizeof(*t->p));
	for (int fold = 0; fold < t->settings->inner; fold++) {
		for (size_t i = 0; i < size; i++)
			weights[i] = 0.8 * t->weights[i];
		fit_without(t, folds, fold, INNER_STEPS, weights);
		apply_to_fold(t, folds, fold, weights);
	}
	free(weights);
	free(folds);
}

void
train_model(const struct corpus *corpus, const bool *chosen,
    const struct train_settings *settings, uint64_t seed, struct buf *model)
{
	struct training t = {
	    .corpus = corpus,
	    .cases = corpus->cases,
	    .chosen = chosen,
	    .settings = settings,
	};

	vectors_learn(&t.vectors, corpus, chosen, settings->vector_authors);
	design_make(&t);
	find_targets(&t);
	t.weights = mem_alloc((t.design.x.columns + 1) * CLASS_COUNT,
	    sizeof(*t.weights));
	softmax_fit(&t.design.x, t.rows, t.n, t.targets, settings->strength,
	    STEPS, t.weights);
	find_chances(&t, seed);
	train_second(&t);
	train_write(&t, model);
	vectors_release(&t.vectors);
	design_release(&t.design);
	free(t.rows);
	free(t.targets);
	free(t.weights);
	free(t.p);
}
