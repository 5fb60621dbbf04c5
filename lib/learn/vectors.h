/*
 * Word vectors from the texts of chosen accounts: positive pointwise mutual
 * information of neighbours within four words (weight 1 / distance; contexts
 * to the power 3/4, Levy, Goldberg and Dagan 2015), its 60 strongest
 * directions (subspace iteration, Halko, Martinsson and Tropp 2011) times
 * the square root of their strength, each word's vector of length 1.
 */
#ifndef LEARN_VECTORS_H
#define LEARN_VECTORS_H

#include "learn/corpus.h"
#include "score/weights.h"

struct vectors {
	int *index; /* own; of each word of the corpus: its vector, or -1 */
	int *word;  /* own; of each vector: its word */
	float *idf; /* own; of each vector */
	signed char (*x)[VECTOR_SIZE]; /* own; 1/127ths */
	size_t n;
};

/* Words count that so many authors of the chosen accounts use. */
enum { VECTOR_AUTHORS = 8 };

void vectors_learn(struct vectors *vectors, const struct corpus *corpus,
    const bool *chosen_accounts, int min_authors);
void vectors_release(struct vectors *vectors);

/* The vector of a row's words, damped: z / (|z| + 8); false without any. */
bool vectors_of_row(const struct vectors *vectors, const struct corpus *corpus,
    size_t row, float *vector);

#endif
