/*
 * Pass 1 of the trained scorer: what each post says by itself, given what its
 * account does.  What was found is kept, so that reasons can be told without
 * looking for it again.
 */
#ifndef SCORE_FIRST_PASS_H
#define SCORE_FIRST_PASS_H

#include "score/study.h"
#include "score/weights.h"

/* What was found in a post, or of its account. */
struct findings {
	const struct feature_item *items; /* in the arena */
	const struct found_gram {
		int at;           /* of the model's grams */
		int16_t first, n; /* pieces of the body; first may be -1 */
	} * grams;                /* in the arena */
	const int *words; /* in the arena: of each piece the number of its
			   * vector in the model, or -1 */
	int n_items, n_grams;
	uint64_t active; /* a bit for each hidden unit above 0 */
	float length;    /* of the vector of words; 0: none is known */
};

struct first_pass {
	struct arena arena; /* own */
	struct chances *p;  /* in the arena, as all below: of each post */
	uint8_t *rules;     /* enum structure */
	struct findings *posts;
	struct findings account; /* what all have in common */
	size_t n;
};

void first_pass_make(struct first_pass *first, const struct weights *weights,
    const struct study *study);
void first_pass_release(struct first_pass *first);

/* How much of a vector's length is taken off: z / (|z| + 8). */
static const float vector_damping = 8;

#endif
