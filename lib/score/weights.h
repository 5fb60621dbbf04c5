/*
 * A trained model: what each feature, gram and direction of the word vectors
 * adds to each class, and how an account's other posts are weighed
 * (lib/score/model.tsv, written by the trainer, read here).
 *
 * The model is a multinomial logistic regression with a small hidden layer
 * beside it (pass 1, score/first_pass.h), whose probabilities are combined with
 * those of the account's similar posts by a second one of eleven parameters
 * (pass 2, score/bonds.h).
 */
#ifndef SCORE_WEIGHTS_H
#define SCORE_WEIGHTS_H

#include "score/chances.h"
#include "score/dense.h"
#include "score/features.h"
#include "score/study.h"

enum {
	VECTOR_SIZE = 60, /* DENSE at most */
	/* Inputs of the hidden layer: features, then directions. */
	HIDDEN_INPUTS = FEATURES_MAX + VECTOR_SIZE,
	HIDDEN_MAX = DENSE /* units: a bit of a word for each */
};

/* Numbers of one class each. */
struct per_class {
	float c[CLASS_COUNT];
};

struct weights {
	struct per_class named[KIND_COUNT][FEATURES_MAX];
	/* What one of a feature adds to a class at most, for or against it,
	 * straight and through the hidden layer. */
	struct per_class reach[KIND_COUNT][FEATURES_MAX];
	struct per_class vector[KIND_COUNT][VECTOR_SIZE];
	struct hash_map grams; /* hash -> index of gram */
	struct per_class *gram;
	size_t n_grams, grams_cap;
	struct hash_map words; /* hash -> index of word */
	struct dense *word;    /* vectors, times their weight */
	size_t n_words;
	float mean[VECTOR_SIZE];
	struct chances bias;
	struct dense hidden_in[HIDDEN_INPUTS]; /* by unit */
	struct dense hidden_bias;
	struct per_class hidden_out[HIDDEN_MAX];
	/* The same turned, to go through it backwards: hidden_in of the
	 * directions by direction; hidden_out by unit; and by direction what
	 * one of it adds to a class, were all units active. */
	struct dense back_directions[HIDDEN_MAX];
	struct dense back_out[CLASS_COUNT];
	struct dense back_all[KIND_COUNT][CLASS_COUNT];
	/* Pass 2 */
	double own, kind, entity;
	struct chances bias2;
	struct chances prior;             /* of the classes */
	struct chances usual[KIND_COUNT]; /* mean of pass 1 by kind */
	double ask; /* what the chance of "ask" is multiplied by */
	char language[16];
};

/* Read a model, and take from the weights of each row their mean over the
 * classes, which changes no chance: so each is what speaks for a class.
 * NULL with ERR_CONFIG and the line on a bad row. */
struct weights *weights_load(const struct knowledge *knowledge,
    const char *text, const char *what, struct err *err);
void weights_free(struct weights *weights);

/* The version that a model of this text gets, without reading it. */
uint64_t weights_version(const char *text);

#endif
