/* The columns of pass 1. */

#include "base/mem.h"
#include "learn/train_parts.h"

#include <math.h>
#include <stdlib.h>

/* Of the features of the net: what varies less is not blown up. */
static const double least_deviation = 0.15;

enum { GROUPS = KIND_COUNT + 1 }; /* features, then features by kind */

/* In how many rows each feature is: over all, then by kind. */
static void
count_features(const struct training *t, int (*counts)[FEATURES_MAX])
{
	const struct lists *l = &t->corpus->row_features;

	for (size_t row = 0; row < t->cases->n_rows; row++) {
		int kind;

		if (!t->chosen[t->cases->account[row]])
			continue;
		kind = (int)cases_reading(t->cases, row)->kind;
		for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
			counts[0][l->item[i]]++;
			counts[1 + kind][l->item[i]]++;
		}
	}
}

/* A column for each gram that enough of the accounts use. */
static void
choose_grams(struct training *t)
{
	const struct lists *l = &t->corpus->row_grams;
	size_t n = t->corpus->grams.n;
	int *authors = mem_alloc(2 * n + 1, sizeof(int)), *last = authors + n;

	for (size_t row = 0; row < t->cases->n_rows; row++) {
		int account = t->cases->account[row];

		if (!t->chosen[account])
			continue;
		for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
			authors[l->item[i]] += last[l->item[i]] != account + 1;
			last[l->item[i]] = account + 1;
		}
	}
	t->design.gram_column = mem_alloc(n + 1, sizeof(int));
	for (size_t g = 0; g < n; g++)
		t->design.gram_column[g] =
		    authors[g] >= t->settings->gram_authors
			? (int)t->design.n_grams++
			: -1;
	free(authors);
}

static void
find_mean(struct training *t)
{
	double sums[VECTOR_SIZE] = {0}, n = 0;
	float vector[VECTOR_SIZE];

	for (size_t row = 0; row < t->cases->n_rows; row++) {
		if (!t->chosen[t->cases->account[row]] ||
		    !vectors_of_row(&t->vectors, t->corpus, row, vector))
			continue;
		n++;
		for (int d = 0; d < VECTOR_SIZE; d++)
			sums[d] += (double)vector[d];
	}
	for (int d = 0; d < VECTOR_SIZE; d++)
		t->design.mean[d] = n > 0 ? (float)(sums[d] / n) : 0;
}

static void
add_features(struct training *t, size_t row, size_t kind,
    int (*counts)[FEATURES_MAX])
{
	const struct lists *l = &t->corpus->row_features;
	const struct train_settings *s = t->settings;
	struct design *d = &t->design;

	for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
		size_t id = (size_t)l->item[i];
		double value = (double)t->corpus->values[i];

		if (counts[0][id] >= s->feature_rows)
			sparse_add(&d->x, id, value);
		if (counts[1 + kind][id] >= s->feature_rows)
			sparse_add(&d->x, d->cross + kind * FEATURES_MAX + id,
			    value * s->cross);
	}
}

static void
add_row(struct training *t, size_t row, int (*counts)[FEATURES_MAX])
{
	const struct lists *l = &t->corpus->row_grams;
	const struct train_settings *s = t->settings;
	struct design *d = &t->design;
	size_t kind = (size_t)cases_reading(t->cases, row)->kind;
	float vector[VECTOR_SIZE];

	sparse_add(&d->x, d->accounts + (size_t)t->cases->account[row],
	    s->account);
	add_features(t, row, kind, counts);
	for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
		int column = d->gram_column[l->item[i]];

		if (column >= 0)
			sparse_add(&d->x, d->grams + (size_t)column, s->gram);
	}
	if (!vectors_of_row(&t->vectors, t->corpus, row, vector))
		return;
	for (size_t i = 0; i < VECTOR_SIZE; i++) {
		double value = (double)vector[i] - (double)d->mean[i];

		sparse_add(&d->x, d->vector + i, value * s->vector);
		sparse_add(&d->x, d->vector_kind + kind * VECTOR_SIZE + i,
		    value * s->vector_kind);
	}
}

void
design_make(struct training *t)
{
	struct design *d = &t->design;
	int(*counts)[FEATURES_MAX] = mem_alloc(GROUPS, sizeof(*counts));

	count_features(t, counts);
	choose_grams(t);
	find_mean(t);
	d->cross = FEATURES_MAX;
	d->grams = d->cross + (size_t)KIND_COUNT * FEATURES_MAX;
	d->vector = d->grams + d->n_grams;
	d->vector_kind = d->vector + VECTOR_SIZE;
	d->accounts = d->vector_kind + (size_t)KIND_COUNT * VECTOR_SIZE;
	d->x.columns = d->accounts + t->cases->n_accounts;
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		if (t->chosen[t->cases->account[row]])
			add_row(t, row, counts);
		sparse_end_row(&d->x);
	}
	free(counts);
}

/* A feature counts by how much it varies over the lesson, but hardly ever
 * seen ones not without end. */
static void
find_scales(struct training *t)
{
	const struct lists *l = &t->corpus->row_features;
	double *scale = t->design.deep_scale, n = (double)t->lesson.n;
	double *sums = mem_alloc(3 * FEATURES_MAX, sizeof(*sums));

	for (size_t k = 0; k < t->lesson.n; k++) {
		size_t row = t->lesson.rows[k];

		for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
			double value = (double)t->corpus->values[i];
			double *sum = sums + (size_t)3 * (size_t)l->item[i];

			sum[0]++;
			sum[1] += value;
			sum[2] += value * value;
		}
	}
	for (size_t id = 0; id < FEATURES_MAX; id++) {
		const double *sum = sums + 3 * id;
		double mean = sum[1] / n;

		if (sum[0] >= t->settings->deep_rows)
			scale[id] =
			    0.5 / fmax(least_deviation,
				      sqrt(fmax(0, sum[2] / n - mean * mean)));
	}
	free(sums);
}

/* All directions of the vector by one scale. */
static void
find_vector_scale(struct training *t)
{
	double square = 0, n = (double)t->lesson.n * VECTOR_SIZE, scale;
	float vector[VECTOR_SIZE];

	for (size_t k = 0; k < t->lesson.n; k++) {
		vectors_of_row(&t->vectors, t->corpus, t->lesson.rows[k],
		    vector);
		for (size_t d = 0; d < VECTOR_SIZE; d++)
			square += (double)(vector[d] * vector[d]);
	}
	scale = square > 0 ? 0.5 / sqrt(square / n) : 1;
	for (size_t d = 0; d < VECTOR_SIZE; d++)
		t->design.deep_scale[FEATURES_MAX + d] = scale;
}

static void
add_deep_row(struct training *t, size_t row)
{
	const struct lists *l = &t->corpus->row_features;
	struct design *d = &t->design;
	float vector[VECTOR_SIZE];

	for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
		size_t id = (size_t)l->item[i];
		double value = (double)t->corpus->values[i];

		if (d->deep_scale[id] > 0)
			sparse_add(&d->deep, id, value * d->deep_scale[id]);
	}
	if (!vectors_of_row(&t->vectors, t->corpus, row, vector))
		return;
	for (size_t i = 0; i < VECTOR_SIZE; i++)
		sparse_add(&d->deep, FEATURES_MAX + i,
		    (double)(vector[i] - d->mean[i]) *
			d->deep_scale[FEATURES_MAX + i]);
}

void
design_make_deep(struct training *t)
{
	struct design *d = &t->design;

	d->deep.columns = FEATURES_MAX + VECTOR_SIZE;
	d->deep_scale = mem_alloc(d->deep.columns, sizeof(*d->deep_scale));
	find_scales(t);
	find_vector_scale(t);
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		if (t->chosen[t->cases->account[row]])
			add_deep_row(t, row);
		sparse_end_row(&d->deep);
	}
}

void
design_release(struct design *d)
{
	sparse_release(&d->x);
	sparse_release(&d->deep);
	free(d->deep_scale);
	free(d->gram_column);
}
