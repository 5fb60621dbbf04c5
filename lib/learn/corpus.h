/*
 * The cases as numbers: which features, grams and words each row has.
 */
#ifndef LEARN_CORPUS_H
#define LEARN_CORPUS_H

#include "learn/cases.h"

/* Texts by number, found by hash. */
struct dictionary {
	struct hash_map numbers;
	const char **texts; /* in the arena */
	size_t n, cap;
	struct arena arena;
};

/* Lists of numbers, one a row. */
struct lists {
	size_t *first; /* own; rows + 1 */
	int *item;     /* own */
	size_t rows, n, first_cap, item_cap;
};

struct corpus {
	const struct cases *cases;
	struct dictionary grams, words;
	struct lists row_grams;    /* each once */
	struct lists row_words;    /* as they stand; empty where a text came
				 * before */
	struct lists row_tail;     /* the words of the post vector */
	struct lists row_features; /* numbers of features */
	float *values;             /* own: of row_features.item */
	size_t values_cap;
	uint8_t *rules; /* own: enum structure, of each row */
};

void corpus_make(struct corpus *corpus, const struct cases *cases);
void corpus_release(struct corpus *corpus);

#endif
