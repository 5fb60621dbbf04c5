#include "score/sample.h"

#include "base/mem.h"

#include <stdlib.h>

void
sample_begin(struct sample *sample, size_t n, uint64_t seed)
{
	*sample = (struct sample){.n = n};
	rng_seed(&sample->rng, seed);
}

void
sample_add(struct sample *sample, int64_t id, enum post_class guess,
    bool is_close)
{
	struct sample_stratum *stratum =
	    &sample->strata[2 * (int)guess + is_close];
	uint64_t place;

	stratum->seen++;
	if (stratum->kept < sample->n) {
		stratum->ids = mem_grow(stratum->ids, &stratum->cap,
		    stratum->kept + 1, sizeof(*stratum->ids));
		stratum->ids[stratum->kept++] = id;
		return;
	}
	place = rng_below(&sample->rng, (uint64_t)stratum->seen);
	if (place < sample->n)
		stratum->ids[place] = id;
}

/* How many of each stratum: one after the other gets one more. */
static size_t
share_out(const struct sample *sample, size_t *take)
{
	size_t total = 0, before;

	do {
		before = total;
		for (int s = 0; s < SAMPLE_STRATA && total < sample->n; s++)
			if (take[s] < sample->strata[s].kept) {
				take[s]++;
				total++;
			}
	} while (total > before && total < sample->n);
	return total;
}

size_t
sample_draw(struct sample *sample, struct sample_item *items)
{
	size_t take[SAMPLE_STRATA] = {0}, n = 0;
	size_t total = share_out(sample, take);

	for (int s = 0; s < SAMPLE_STRATA; s++) {
		struct sample_stratum *stratum = &sample->strata[s];

		for (size_t i = 0; i < take[s]; i++) {
			size_t k = i + (size_t)rng_below(&sample->rng,
					   stratum->kept - i);
			int64_t id = stratum->ids[k];

			stratum->ids[k] = stratum->ids[i];
			stratum->ids[i] = id;
			items[n++] =
			    (struct sample_item){id, (enum post_class)(s / 2),
				(double)stratum->seen / (double)take[s]};
		}
	}
	/* So that the order says nothing of the class. */
	for (size_t i = total; i > 1; i--) {
		size_t k = (size_t)rng_below(&sample->rng, i);
		struct sample_item item = items[k];

		items[k] = items[i - 1];
		items[i - 1] = item;
	}
	return total;
}

void
sample_release(struct sample *sample)
{
	for (int s = 0; s < SAMPLE_STRATA; s++)
		free(sample->strata[s].ids);
	*sample = (struct sample){.n = 0};
}
