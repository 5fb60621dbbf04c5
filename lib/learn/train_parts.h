/*
 * The parts of training.  Private to train*.c.
 */
#ifndef LEARN_TRAIN_PARTS_H
#define LEARN_TRAIN_PARTS_H

#include "learn/net.h"
#include "learn/softmax.h"
#include "learn/train.h"

enum { STEPS = 100, STEPS_ON = 30, STRENGTHS = 3 };
/* The strengths that are tried, in this order. */
extern const double train_strengths[STRENGTHS];

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

/* z of one row by each. */
struct apart {
	struct chances line, net;
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
	/* Chosen on accounts held back within the training: */
	double strength;   /* of the regression's pull towards 0 */
	double net_share;  /* of pass 1; the rest is the regression's */
	struct chances *p; /* own: of all rows of the chosen accounts, each
			    * from a model that did not see its account */
	struct chances prior, usual[KIND_COUNT];
	double combine[3 + CLASS_COUNT], ask;
};

void design_make(struct training *training);
void design_release(struct design *design);
/* The net's columns; after design_make() and the lesson. */
void design_make_deep(struct training *training);

/* A lesson's rows and targets; x is not its own. */
void lesson_release(struct lesson *lesson);
/* The labelled rows of these accounts alone. */
void lesson_of(const struct training *training, const bool *accounts,
    struct lesson *part);

/* A net for the labelled rows: small, and taught what two wide ones found on
 * all posts of the accounts (Hinton, Vinyals and Dean 2015). */
struct net *train_net(const struct training *training,
    const struct lesson *labelled, const bool *accounts, uint64_t seed);

/* Weights of 0 to begin with; the caller's. */
double *train_weights(const struct training *training);

/* The strength with the least cross entropy on the chosen accounts that are
 * not learnt from. */
void train_choose_strength(struct training *training, const bool *learnt);
/* The share of the net that agrees best with the labels (kappa over the
 * classes), and t->p by it. */
void train_choose_share(struct training *training, const struct apart *z);

/* Pass 2: prior, usual, combine, ask from p. */
void train_second(struct training *training);

void train_write(const struct training *t, struct buf *out);

#endif
