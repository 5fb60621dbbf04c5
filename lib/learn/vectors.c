#include "learn/vectors.h"

#include "base/mem.h"
#include "base/rand.h"
#include "learn/directions.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 4 };

/* Documents and authors of each word of the chosen accounts. */
struct usage {
	int *documents, *authors, *last_row, *last_author; /* own */
	int n_documents;
};

static void
count_row(struct usage *u, const struct corpus *c, size_t row)
{
	const struct lists *l = &c->row_words;
	int author = c->cases->account[row];

	u->n_documents += l->first[row + 1] > l->first[row];
	for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
		int w = l->item[i];

		if (u->last_row[w] != (int)row + 1)
			u->documents[w]++;
		u->last_row[w] = (int)row + 1;
		if (u->last_author[w] != author + 1)
			u->authors[w]++;
		u->last_author[w] = author + 1;
	}
}

static void
choose_words(struct vectors *v, const struct corpus *c, const bool *chosen,
    int min_authors)
{
	size_t n = c->words.n;
	int *memory = mem_alloc(n * 4 + 1, sizeof(int));
	struct usage u = {memory, memory + n, memory + 2 * n, memory + 3 * n};

	for (size_t row = 0; row < c->cases->n_rows; row++)
		if (chosen[c->cases->account[row]])
			count_row(&u, c, row);
	v->index = mem_alloc(n + 1, sizeof(*v->index));
	v->word = mem_alloc(n + 1, sizeof(*v->word));
	v->idf = mem_alloc(n + 1, sizeof(*v->idf));
	for (size_t w = 0; w < n; w++) {
		v->index[w] = -1;
		if (u.authors[w] < min_authors)
			continue;
		v->index[w] = (int)v->n;
		v->word[v->n] = (int)w;
		v->idf[v->n++] =
		    (float)log((double)u.n_documents / u.documents[w]);
	}
	free(memory);
}

struct pair {
	uint32_t a, b;
	float weight;
};

struct pairs {
	struct pair *items; /* own */
	size_t n, cap;
};

static int
compare_pairs(const void *p, const void *q)
{
	const struct pair *x = p, *y = q;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return x->b < y->b ? -1 : x->b > y->b;
}

/* Put equal pairs together. */
static void
merge_pairs(struct pairs *pairs)
{
	size_t kept = 0;

	if (pairs->n > 0)
		qsort(pairs->items, pairs->n, sizeof(*pairs->items),
		    compare_pairs);
	for (size_t i = 0; i < pairs->n; i++) {
		if (kept > 0 && compare_pairs(&pairs->items[kept - 1],
				    &pairs->items[i]) == 0)
			pairs->items[kept - 1].weight += pairs->items[i].weight;
		else
			pairs->items[kept++] = pairs->items[i];
	}
	pairs->n = kept;
}

static void
pair_row(struct pairs *pairs, const struct vectors *v, const struct corpus *c,
    size_t row)
{
	const struct lists *l = &c->row_words;
	size_t end = l->first[row + 1];

	for (size_t i = l->first[row]; i < end; i++) {
		int a = v->index[l->item[i]];

		for (size_t d = 1; d <= WINDOW && i + d < end && a >= 0; d++) {
			int b = v->index[l->item[i + d]];

			if (b < 0)
				continue;
			pairs->items = mem_grow(pairs->items, &pairs->cap,
			    pairs->n + 2, sizeof(*pairs->items));
			pairs->items[pairs->n++] = (struct pair){(uint32_t)a,
			    (uint32_t)b, 1.0F / (float)d};
			pairs->items[pairs->n++] = (struct pair){(uint32_t)b,
			    (uint32_t)a, 1.0F / (float)d};
		}
	}
}

/* Counts to positive pointwise mutual information, rows in order. */
static void
weigh_pairs(const struct pairs *pairs, size_t n, struct sparse *m)
{
	double *rows = mem_alloc(n + 1, sizeof(*rows)), contexts = 0;
	size_t at = 0;

	for (size_t i = 0; i < pairs->n; i++)
		rows[pairs->items[i].a] += (double)pairs->items[i].weight;
	for (size_t w = 0; w < n; w++)
		contexts += pow(rows[w], 0.75);
	for (size_t w = 0; w < n; w++) {
		for (; at < pairs->n && pairs->items[at].a == w; at++) {
			const struct pair *p = &pairs->items[at];
			double gain = log((double)p->weight / rows[w] /
					  (pow(rows[p->b], 0.75) / contexts));

			if (gain > 0)
				sparse_add(m, p->b, gain);
		}
		sparse_end_row(m);
	}
	m->columns = n;
	free(rows);
}

static void
keep_rounded(struct vectors *v, const float *u, const double *strengths)
{
	for (size_t i = 0; i < v->n; i++) {
		double row[VECTOR_SIZE], square = 0;

		for (size_t d = 0; d < VECTOR_SIZE; d++) {
			row[d] =
			    (double)u[i * VECTOR_SIZE + d] * sqrt(strengths[d]);
			square += row[d] * row[d];
		}
		for (size_t d = 0; d < VECTOR_SIZE; d++)
			v->x[i][d] = (signed char)lround(
			    127 * row[d] / (sqrt(square) + 1e-9));
	}
}

void
vectors_learn(struct vectors *v, const struct corpus *c, const bool *chosen,
    int min_authors)
{
	struct pairs pairs = {0};
	struct sparse m = {0};
	double strengths[VECTOR_SIZE];
	float *u;
	size_t merged = 0;

	*v = (struct vectors){0};
	choose_words(v, c, chosen, min_authors);
	for (size_t row = 0; row < c->cases->n_rows; row++) {
		if (!chosen[c->cases->account[row]])
			continue;
		pair_row(&pairs, v, c, row);
		/* Merging now and then keeps the list short. */
		if (pairs.n > 2 * merged + 4000000) {
			merge_pairs(&pairs);
			merged = pairs.n;
		}
	}
	merge_pairs(&pairs);
	weigh_pairs(&pairs, v->n, &m);
	free(pairs.items);
	u = mem_alloc(v->n * VECTOR_SIZE + 1, sizeof(*u));
	directions_find(&m, VECTOR_SIZE, u, strengths);
	v->x = mem_alloc(v->n + 1, sizeof(*v->x));
	keep_rounded(v, u, strengths);
	free(u);
	sparse_release(&m);
}

void
vectors_release(struct vectors *v)
{
	free(v->index);
	free(v->word);
	free(v->idf);
	free(v->x);
}

bool
vectors_of_row(const struct vectors *v, const struct corpus *c, size_t row,
    float *vector)
{
	const struct lists *l = &c->row_tail;
	float square = 0;

	for (int d = 0; d < VECTOR_SIZE; d++)
		vector[d] = 0;
	for (size_t i = l->first[row]; i < l->first[row + 1]; i++) {
		int at = v->index[l->item[i]];
		float scale;

		if (at < 0)
			continue;
		scale = v->idf[at] / 127;
		for (int d = 0; d < VECTOR_SIZE; d++)
			vector[d] += scale * (float)v->x[at][d];
	}
	for (int d = 0; d < VECTOR_SIZE; d++)
		square += vector[d] * vector[d];
	for (int d = 0; d < VECTOR_SIZE; d++)
		vector[d] /= sqrtf(square) + 8;
	return square > 0;
}
