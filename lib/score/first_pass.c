#include "score/first_pass.h"

#include "base/mem.h"
#include "score/structure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is known of a post so far. */
struct sums {
	struct per_class z;
	struct dense hidden;
};

/* The model, what is being looked at, and room for it. */
struct passing {
	const struct weights *w;
	const struct study *study;
	struct first_pass *to;
	struct features *features; /* own */
	uint32_t *stamps;          /* own: of each gram, the last post */
	struct sums account[KIND_COUNT];
};

static void
add_weights(struct per_class *restrict z, const struct per_class *weights,
    float value)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		z->c[c] += weights->c[c] * value;
}

static void
add_features(struct passing *p, const struct reading *r, struct sums *sums)
{
	const struct features *f = p->features;
	struct dense_part parts[FEATURES_MAX];

	for (int i = 0; i < f->n; i++) {
		const struct feature_item *item = &f->items[i];

		add_weights(&sums->z, &p->w->named[r->kind][item->id],
		    item->value);
		parts[i] = (struct dense_part){&p->w->hidden_in[item->id],
		    item->value};
	}
	dense_add(&sums->hidden, parts, f->n);
}

static void
keep_features(struct passing *p, struct findings *found)
{
	size_t size = (size_t)p->features->n * sizeof(*found->items);
	struct feature_item *items = arena_alloc(&p->to->arena, size + 1);

	memcpy(items, p->features->items, size);
	found->items = items;
	found->n_items = p->features->n;
}

/* Grams count once, however often they stand in a post. */
static void
add_grams(struct passing *p, size_t i, struct sums *sums)
{
	const struct weights *w = p->w;
	struct findings *found = &p->to->posts[i];
	struct gram grams[GRAMS_MAX];
	int n = study_grams(&p->study->habits, &p->study->readings[i], grams);
	struct found_gram *kept =
	    arena_alloc(&p->to->arena, ((size_t)n + 1) * sizeof(*kept));

	found->grams = kept;
	for (int k = 0; k < n; k++) {
		int at = hash_map_get(&w->grams, grams[k].hash);

		if (at < 0 || p->stamps[at] == i + 1)
			continue;
		p->stamps[at] = (uint32_t)i + 1;
		add_weights(&sums->z, &w->gram[at], 1);
		kept[found->n_grams++] =
		    (struct found_gram){at, grams[k].first, grams[k].n};
	}
}

static const int *
find_words(struct passing *p, const struct reading *r)
{
	int *words = arena_alloc(&p->to->arena,
	    ((size_t)r->n_pieces + 1) * sizeof(*words));

	for (int i = 0; i < r->n_pieces; i++)
		words[i] =
		    hash_map_get(&p->w->words, study_word(&r->pieces[i]));
	return words;
}

/* The sum of the words' vectors; its length. */
static float
sum_words(const struct weights *w, const struct reading *r, const int *words,
    struct dense *vector)
{
	struct dense_part parts[PIECES_MAX];
	int first = r->kind == KIND_REPOST ? (int)(r->body - r->pieces) : 0;
	int n = 0;
	float square = 0;

	for (int i = first; i < r->n_pieces; i++)
		if (words[i] >= 0)
			parts[n++] = (struct dense_part){&w->word[words[i]], 1};
	*vector = (struct dense){{{0}}};
	dense_add(vector, parts, n);
	for (int d = 0; d < VECTOR_SIZE; d++)
		square += vector->x[d] * vector->x[d];
	return sqrtf(square);
}

static void
add_vector(struct passing *p, size_t i, struct sums *sums)
{
	const struct weights *w = p->w;
	const struct reading *r = &p->study->readings[i];
	struct findings *found = &p->to->posts[i];
	struct dense_part parts[VECTOR_SIZE];
	struct dense vector;
	float length, values[VECTOR_SIZE];

	found->words = find_words(p, r);
	found->length = length = sum_words(w, r, found->words, &vector);
	if (length == 0)
		return;
	for (int d = 0; d < VECTOR_SIZE; d++)
		values[d] =
		    vector.x[d] / (length + vector_damping) - w->mean[d];
	for (int d = 0; d < VECTOR_SIZE; d++) {
		add_weights(&sums->z, &w->vector[r->kind][d], values[d]);
		parts[d] = (struct dense_part){&w->hidden_in[FEATURES_MAX + d],
		    values[d]};
	}
	dense_add(&sums->hidden, parts, VECTOR_SIZE);
}

/* A unit below 0 says nothing. */
static uint64_t
add_units(const struct weights *w, struct sums *sums)
{
	uint64_t active = 0;

	for (int h = 0; h < HIDDEN_MAX; h++) {
		if (sums->hidden.x[h] <= 0)
			continue;
		active |= UINT64_C(1) << h;
		add_weights(&sums->z, &w->hidden_out[h], sums->hidden.x[h]);
	}
	return active;
}

static void
sum_account(struct passing *p)
{
	static const struct reading kinds[KIND_COUNT] = {
	    {.kind = KIND_REPOST},
	    {.kind = KIND_REPLY},
	    {.kind = KIND_SELF},
	    {.kind = KIND_LINK},
	    {.kind = KIND_PLAIN},
	};

	features_of_account(p->features, &p->study->habits);
	keep_features(p, &p->to->account);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct sums *sums = &p->account[kind];

		sums->z = (struct per_class){{0}};
		sums->hidden = p->w->hidden_bias;
		add_features(p, &kinds[kind], sums);
	}
}

static void
judge_post(struct passing *p, size_t i)
{
	const struct study *study = p->study;
	const struct reading *r = &study->readings[i];
	struct chances *chances = &p->to->p[i];
	struct sums sums = p->account[r->kind];

	features_clear(p->features);
	features_of_post(p->features, &study->habits, r, study->parents[i]);
	keep_features(p, &p->to->posts[i]);
	add_features(p, r, &sums);
	add_grams(p, i, &sums);
	add_vector(p, i, &sums);
	p->to->posts[i].active = add_units(p->w, &sums);
	for (int c = 0; c < CLASS_COUNT; c++)
		chances->c[c] = p->w->bias.c[c] + (double)sums.z.c[c];
	chances_softmax(chances);
	p->to->rules[i] =
	    (uint8_t)structure_of(study->habits.knowledge, r, p->features);
	structure_hold(p->to->rules[i], chances);
}

void
first_pass_make(struct first_pass *first, const struct weights *w,
    const struct study *study)
{
	struct passing p = {.w = w, .study = study, .to = first};

	*first = (struct first_pass){.n = study->n};
	first->p = arena_zero(&first->arena, study->n + 1, sizeof(*first->p));
	first->rules = arena_zero(&first->arena, study->n + 1, 1);
	first->posts =
	    arena_zero(&first->arena, study->n + 1, sizeof(*first->posts));
	p.features = mem_alloc(1, sizeof(*p.features));
	p.stamps = mem_alloc(w->n_grams + 1, sizeof(*p.stamps));
	sum_account(&p);
	for (size_t i = 0; i < study->n; i++)
		judge_post(&p, i);
	free(p.features);
	free(p.stamps);
}

void
first_pass_release(struct first_pass *first)
{
	arena_release(&first->arena);
}
