/*
 * The parts of training.  Private to train*.c.
 */
#ifndef LEARN_TRAIN_PARTS_H
#define LEARN_TRAIN_PARTS_H

#include "learn/net.h"
#include "learn/softmax.h"
#include "learn/train.h"

/* The columns of the regression, and where their groups begin; and those of
 * the net: features, then directions of the vector, each scaled. */
struct design {
	struct sparse x, deep;
	double *deep_scale; /* own; 0: left out */
	size_t cross, grams, vector, vector_kind;
	/* What is an account's own and no feature's goes here, and is left
	 * out of the model: an intercept of each account. */
	size_t accounts;
	int *gram_column; /* own; of each gram of the corpus, or -1 */
	size_t n_grams;
	float mean[VECTOR_SIZE]; /* of the vectors of posts that have one */
};

/* What is fitted for pass 1. */
struct fitted {
	double *weights; /* own: of the regression */
	struct net *net; /* own: beside it */
};

struct training {
	const struct corpus *corpus;
	const struct cases *cases;
	const bool *chosen;
	const struct train_settings *settings;
	struct vectors vectors;
	struct design design;
	struct lesson lesson; /* the labelled rows of the chosen accounts */
	struct fitted fitted;
	struct chances *p; /* own: of all rows of the chosen accounts, each
			    * from a model that did not see its account */
	struct chances prior, usual[KIND_COUNT];
	double combine[3 + CLASS_COUNT], ask;
};

void design_make(struct training *training);
void design_release(struct design *design);
/* The net's columns; after design_make() and the lesson. */
void design_make_deep(struct training *training);

/* Pass 2: prior, usual, combine, ask from p. */
void train_second(struct training *training);

void train_write(const struct training *t, struct buf *out);

#endif
