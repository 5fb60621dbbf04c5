#include "learn/train.h"

#include "base/mem.h"
#include "base/rand.h"
#include "learn/train_parts.h"
#include "score/structure.h"

#include <stdlib.h>
#include <string.h>

const struct train_settings train_defaults = {
    .strength = 6,
    .cross = 0.4,
    .gram = 0.5,
    .vector = 4,
    .vector_kind = 1,
    .account = 1,
    .second = 0.3,
    .strength2 = 5,
    .gram_authors = 6,
    .feature_rows = 6,
    .vector_authors = VECTOR_AUTHORS,
    .inner = 3,
    .deep_rows = 20,
    .net_share = 0.5,
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
find_lesson(struct training *t)
{
	double share = t->settings->second;
	struct lesson *l = &t->lesson;

	l->rows = mem_alloc(t->cases->n_rows + 1, sizeof(*l->rows));
	l->targets = mem_alloc(t->cases->n_rows + 1, sizeof(*l->targets));
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		const struct label *label = t->cases->labels[row];
		struct chances *target = &l->targets[l->n];

		if (label == NULL || !t->chosen[t->cases->account[row]])
			continue;
		target->c[label->class] = 1;
		if (label->in_doubt && label->second >= 0) {
			target->c[label->class] -= share;
			target->c[label->second] += share;
		}
		l->rows[l->n++] = row;
	}
}

static void
lesson_release(struct lesson *l)
{
	free(l->rows);
	free(l->targets);
}

/* Without the accounts of one inner fold. */
static void
lesson_without(const struct training *t, const int *folds, int fold,
    struct lesson *part)
{
	const struct lesson *l = &t->lesson;

	*part = (struct lesson){0};
	part->rows = mem_alloc(l->n + 1, sizeof(*part->rows));
	part->targets = mem_alloc(l->n + 1, sizeof(*part->targets));
	for (size_t i = 0; i < l->n; i++) {
		if (folds[t->cases->account[l->rows[i]]] == fold)
			continue;
		part->rows[part->n] = l->rows[i];
		part->targets[part->n++] = l->targets[i];
	}
}

/* The regression goes on from the weights that are there. */
static void
fit(const struct training *t, struct lesson *lesson, int steps, uint64_t seed,
    struct fitted *fitted)
{
	lesson->x = &t->design.x;
	softmax_fit(lesson, t->settings->strength, steps, fitted->weights);
	lesson->x = &t->design.deep;
	fitted->net = net_fit(lesson, &net_defaults, seed);
}

static void
fitted_release(struct fitted *fitted)
{
	free(fitted->weights);
	net_free(fitted->net);
}

static void
apply_to_fold(struct training *t, const int *folds, int fold,
    const struct fitted *fitted)
{
	const struct train_settings *s = t->settings;

	for (size_t row = 0; row < t->cases->n_rows; row++) {
		int account = t->cases->account[row];
		struct chances *p = &t->p[row];

		if (!t->chosen[account] || folds[account] != fold)
			continue;
		softmax_add(&t->design.x, row, fitted->weights,
		    1 - s->net_share, p->c);
		net_add(fitted->net, &t->design.deep, row, s->net_share, p->c);
		chances_softmax(p);
		structure_hold(t->corpus->rules[row], p);
	}
}

static void
find_chances(struct training *t, uint64_t seed)
{
	size_t size = (t->design.x.columns + 1) * CLASS_COUNT;
	int *folds = mem_alloc(t->cases->n_accounts + 1, sizeof(*folds));

	train_folds(t->cases->n_accounts, (size_t)t->settings->inner,
	    hash_mix(seed, 1), folds);
	t->p = mem_alloc(t->cases->n_rows + 1, sizeof(*t->p));
	for (int fold = 0; fold < t->settings->inner; fold++) {
		struct fitted fitted = {
		    .weights = mem_alloc(size, sizeof(*fitted.weights))};
		struct lesson part;

		for (size_t i = 0; i < size; i++)
			fitted.weights[i] = 0.8 * t->fitted.weights[i];
		/* Accounts outside the lesson have no intercept. */
		memset(fitted.weights + t->design.accounts * CLASS_COUNT, 0,
		    t->cases->n_accounts * CLASS_COUNT *
			sizeof(*fitted.weights));
		lesson_without(t, folds, fold, &part);
		fit(t, &part, INNER_STEPS, hash_mix(seed, (uint64_t)fold + 2),
		    &fitted);
		apply_to_fold(t, folds, fold, &fitted);
		lesson_release(&part);
		fitted_release(&fitted);
	}
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
	find_lesson(&t);
	design_make_deep(&t);
	t.fitted.weights = mem_alloc((t.design.x.columns + 1) * CLASS_COUNT,
	    sizeof(*t.fitted.weights));
	fit(&t, &t.lesson, STEPS, seed, &t.fitted);
	find_chances(&t, seed);
	train_second(&t);
	train_write(&t, model);
	vectors_release(&t.vectors);
	design_release(&t.design);
	lesson_release(&t.lesson);
	fitted_release(&t.fitted);
	free(t.p);
}
