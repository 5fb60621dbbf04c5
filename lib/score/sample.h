/*
 * A sample to be read by a person: as many posts of each class that the
 * scorer gave, close calls and clear ones, so that rare classes are seen too.
 * Each drawn post stands for the posts of its stratum (class, close or clear):
 * weighting by that undoes the stratification.
 */
#ifndef SCORE_SAMPLE_H
#define SCORE_SAMPLE_H

#include "base/rand.h"
#include "model/class.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sample_item {
	int64_t id;
	enum post_class guess;
	double weight; /* posts that it stands for */
};

enum { SAMPLE_STRATA = 2 * CLASS_COUNT };

struct sample {
	size_t n; /* wanted */
	struct rng rng;
	struct sample_stratum {
		int64_t *ids; /* own; at most n, by reservoir */
		size_t kept, cap;
		int64_t seen;
	} strata[SAMPLE_STRATA];
};

/* Begin a sample of n posts; the seed and the order of the posts decide. */
void sample_begin(struct sample *sample, size_t n, uint64_t seed);

void sample_add(struct sample *sample, int64_t id, enum post_class guess,
    bool is_close);

/* Draw into items (room for n), in the order of asking; how many. */
size_t sample_draw(struct sample *sample, struct sample_item *items);

void sample_release(struct sample *sample);

#endif
