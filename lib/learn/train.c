#include "learn/train.h"

#include "base/mem.h"
#include "base/rand.h"
#include "learn/train_parts.h"

#include <stdlib.h>
#include <string.h>

const struct train_settings train_defaults = {
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
};

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

void
lesson_release(struct lesson *l)
{
	free(l->rows);
	free(l->targets);
}

void
lesson_of(const struct training *t, const bool *accounts, struct lesson *part)
{
	const struct lesson *l = &t->lesson;

	*part = (struct lesson){.x = l->x};
	part->rows = mem_alloc(l->n + 1, sizeof(*part->rows));
	part->targets = mem_alloc(l->n + 1, sizeof(*part->targets));
	for (size_t i = 0; i < l->n; i++) {
		if (!accounts[t->cases->account[l->rows[i]]])
			continue;
		part->rows[part->n] = l->rows[i];
		part->targets[part->n++] = l->targets[i];
	}
}

double *
train_weights(const struct training *t)
{
	return mem_alloc((t->design.x.columns + 1) * CLASS_COUNT,
	    sizeof(double));
}

static void
fitted_release(struct fitted *fitted)
{
	free(fitted->weights);
	net_free(fitted->net);
}

/* z of the rows of chosen accounts that were not learnt from. */
static void
apply_to_rest(const struct training *t, const bool *learnt,
    const struct fitted *fitted, struct apart *z)
{
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		int account = t->cases->account[row];

		if (!t->chosen[account] || learnt[account])
			continue;
		softmax_add(&t->design.x, row, fitted->weights, 1,
		    z[row].line.c);
		net_add(fitted->net, &t->design.deep, row, 1, z[row].net.c);
	}
}

/* All that is chosen but one inner fold. */
static void
leave_out(const struct training *t, const int *folds, int fold, bool *learnt)
{
	for (size_t a = 0; a < t->cases->n_accounts; a++)
		learnt[a] = t->chosen[a] && folds[a] != fold;
}

/* Chances of each row from a model that has not seen its account. */
static void
find_chances(struct training *t, uint64_t seed)
{
	size_t n = t->cases->n_accounts;
	int *folds = mem_alloc(n + 1, sizeof(*folds));
	bool *learnt = mem_alloc(n + 1, sizeof(*learnt));
	struct apart *z = mem_alloc(t->cases->n_rows + 1, sizeof(*z));

	train_folds(n, (size_t)t->settings->inner, hash_mix(seed, 1), folds);
	leave_out(t, folds, 0, learnt);
	train_choose_strength(t, learnt);
	for (int fold = 0; fold < t->settings->inner; fold++) {
		struct fitted fitted = {.weights = train_weights(t)};
		struct lesson part;

		leave_out(t, folds, fold, learnt);
		lesson_of(t, learnt, &part);
		softmax_fit(&part, t->strength, STEPS, fitted.weights);
		fitted.net = train_net(t, &part, learnt,
		    hash_mix(seed, (uint64_t)fold + 2));
		apply_to_rest(t, learnt, &fitted, z);
		lesson_release(&part);
		fitted_release(&fitted);
	}
	t->p = mem_alloc(t->cases->n_rows + 1, sizeof(*t->p));
	train_choose_share(t, z);
	free(folds);
	free(learnt);
	free(z);
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
	t.lesson.x = &t.design.x;
	find_chances(&t, seed);
	t.fitted.weights = train_weights(&t);
	softmax_fit(&t.lesson, t.strength, STEPS, t.fitted.weights);
	t.fitted.net = train_net(&t, &t.lesson, chosen, seed);
	train_second(&t);
	train_write(&t, model);
	vectors_release(&t.vectors);
	design_release(&t.design);
	lesson_release(&t.lesson);
	fitted_release(&t.fitted);
	free(t.p);
}
