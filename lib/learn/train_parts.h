/*
 * The parts of training.  Private to train*.c.
 */
#ifndef LEARN_TRAIN_PARTS_H
#define LEARN_TRAIN_PARTS_H

#include "learn/softmax.h"
#include "learn/train.h"

/* Where groups of columns begin. */
struct design {
	struct sparse x;
	size_t cross, grams, vector, vector_kind;
	int *gram_column; /* own; of each gram of the corpus, or -1 */
	size_t n_grams;
	float mean[VECTOR_SIZE]; /* of the vectors of posts that have one */
};

struct training {
	const struct corpus *corpus;
	const struct cases *cases;
	const bool *chosen;
	const struct train_settings *settings;
	struct vectors vectors;
	struct design design;
	size_t *rows;            /* own: the labelled ones */
	struct chances *targets; /* own: of rows */
	size_t n;
	double *weights;   /* own: of pass 1 */
	struct chances *p; /* own: of all rows of the chosen accounts, each
			    * from a model that did not see its account */
	struct chances prior, usual[KIND_COUNT];
	double combine[3 + CLASS_COUNT], ask;
};

void design_make(struct training *training);
void design_release(struct design *design);

/* Pass 2: prior, usual, combine, ask from p. */
void train_second(struct training *training);

void train_write(const struct training *t, struct buf *out);

#endif
