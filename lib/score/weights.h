/*
 * A trained model: what each feature, gram and direction of the word vectors
 * adds to each class, and how an account's other posts are weighed
 * (lib/score/model.tsv, written by the trainer, read here).
 *
 * The model is a multinomial logistic regression (pass 1), whose
 * probabilities are combined with those of the account's similar posts by a
 * second one of eleven parameters (pass 2, score/bonds.h).
 */
#ifndef SCORE_WEIGHTS_H
#define SCORE_WEIGHTS_H

#include "model/class.h"
#include "score/features.h"
#include "score/study.h"

enum { VECTOR_SIZE = 60 };

/* Numbers of one class each. */
struct per_class {
	float c[CLASS_COUNT];
};

struct chances {
	double c[CLASS_COUNT];
};

struct weights {
	struct per_class named[KIND_COUNT][FEATURES_MAX];
	struct per_class vector[KIND_COUNT][VECTOR_SIZE];
	struct hash_map grams; /* hash -> index of gram */
	struct per_class *gram;
	size_t n_grams, grams_cap;
	struct hash_map words; /* hash -> index of word */
	struct word_vector {
		float idf;
		signed char x[VECTOR_SIZE]; /* 1/127ths */
	} * word;
	size_t n_words, words_cap;
	float mean[VECTOR_SIZE];
	struct chances bias;
	/* Pass 2 */
	double own, kind, entity;
	struct chances bias2;
	struct chances prior;             /* of the classes */
	struct chances usual[KIND_COUNT]; /* mean of pass 1 by kind */
	double ask; /* what the chance of "ask" is multiplied by */
	uint64_t version;
	char language[16];
};

/* Read a model; NULL with ERR_CONFIG and the line on a bad row. */
struct weights *weights_load(const struct knowledge *knowledge,
    const char *text, const char *what, struct err *err);
void weights_free(struct weights *weights);

#endif
