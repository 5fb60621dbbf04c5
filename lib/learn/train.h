/*
 * Training: from labelled posts to a model's text.
 */
#ifndef LEARN_TRAIN_H
#define LEARN_TRAIN_H

#include "base/buf.h"
#include "learn/corpus.h"
#include "learn/vectors.h"

/* What is neither fitted nor chosen within the training (train_parts.h).
 * Scales say how freely a group of columns may move
 * under the same strength. */
struct train_settings {
	double cross;       /* scale of features by kind of post */
	double gram;        /* scale of grams */
	double vector;      /* scale of the post's vector */
	double vector_kind; /* and of it by kind of post */
	double account;     /* scale of an account's own intercept */
	double second;      /* share of the reader's second choice in doubt */
	double strength2;   /* as strength, of pass 2 */
	int gram_authors;   /* authors that a gram needs */
	int feature_rows;   /* posts that a feature needs */
	int vector_authors; /* authors that a word needs for a vector */
	int inner;          /* folds that give chances out of fold */
	int deep_rows;      /* labelled posts that the net's feature needs */
};

extern const struct train_settings train_defaults;

/* Train on the labelled posts of the chosen accounts, and append the model's
 * text.  The seed draws the inner folds. */
void train_model(const struct corpus *corpus, const bool *chosen,
    const struct train_settings *settings, uint64_t seed, struct buf *model);

/* A number from 0 to n - 1 for each account, evenly and by the seed. */
void train_folds(size_t n_accounts, size_t n, uint64_t seed, int *folds);

#endif
