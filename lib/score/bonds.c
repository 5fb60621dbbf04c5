#include "score/bonds.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* Posts' worth of what is drawn towards. */
static const double account_weight = 4, kind_weight = 3, entity_weight = 1.5;

/* So many new ones a post. */
enum { USUAL_ENTITIES = 8 };

void
bonds_make(struct bonds *bonds, const struct study *study)
{
	struct hash_map numbers = HASH_MAP_INIT;
	struct entity found[ENTITIES_MAX];
	size_t n = 0;

	*bonds = (struct bonds){0};
	hash_map_reserve(&numbers, study->n * USUAL_ENTITIES);
	bonds->first = mem_alloc(study->n + 1, sizeof(*bonds->first));
	for (size_t i = 0; i < study->n; i++) {
		int m = study_entities(&study->readings[i], found);

		bonds->entity = mem_grow(bonds->entity, &bonds->list_cap,
		    n + (size_t)m + 1, sizeof(*bonds->entity));
		bonds->piece = mem_grow(bonds->piece, &bonds->piece_cap,
		    n + (size_t)m + 1, sizeof(*bonds->piece));
		for (int k = 0; k < m; k++) {
			int e = hash_map_get(&numbers, found[k].key);

			if (e < 0) {
				e = (int)bonds->n_entities++;
				bonds->counts = mem_grow(bonds->counts,
				    &bonds->counts_cap, bonds->n_entities,
				    sizeof(*bonds->counts));
				hash_map_set(&numbers, found[k].key, e);
			}
			bonds->counts[e]++;
			bonds->piece[n] = found[k].piece;
			bonds->entity[n++] = e;
		}
		bonds->first[i + 1] = (int)n;
	}
	hash_map_release(&numbers);
}

void
bonds_release(struct bonds *bonds)
{
	free(bonds->first);
	free(bonds->entity);
	free(bonds->piece);
	free(bonds->counts);
}

/* Sums over the account's posts, from which one post is taken out. */
struct totals {
	struct chances all, kinds[KIND_COUNT];
	struct chances *entities; /* own */
	double *weights;          /* own; of each entity; 0: of one post */
	double n, n_kinds[KIND_COUNT];
	struct chances mean, log_mean; /* without the post at hand */
};

static void
add(struct chances *to, const struct chances *p)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		to->c[c] += p->c[c];
}

static void
sum_up(struct totals *t, const struct bonds *bonds, const struct study *study,
    const struct chances *p)
{
	t->entities = mem_alloc(bonds->n_entities + 1, sizeof(*t->entities));
	t->weights = mem_alloc(bonds->n_entities + 1, sizeof(*t->weights));
	t->n = (double)study->n;
	for (size_t e = 0; e < bonds->n_entities; e++) {
		double n = bonds->counts[e];

		if (n >= 2)
			t->weights[e] = log(n) / (1 + 3 * n / t->n);
	}
	for (size_t i = 0; i < study->n; i++) {
		enum reading_kind kind = study->readings[i].kind;

		add(&t->all, &p[i]);
		add(&t->kinds[kind], &p[i]);
		t->n_kinds[kind]++;
		for (int k = bonds->first[i]; k < bonds->first[i + 1]; k++)
			add(&t->entities[bonds->entity[k]], &p[i]);
	}
}

/* What the other posts with an entity say, drawn towards the mean. */
static void
add_entity(const struct totals *t, const struct chances *entity, double n,
    const struct chances *p, double weight, struct bond_context *context)
{
	struct chances q, log_q;

	for (int c = 0; c < CLASS_COUNT; c++)
		q.c[c] =
		    (entity->c[c] - p->c[c] + entity_weight * t->mean.c[c]) /
		    (n - 1 + entity_weight);
	chances_log(&q, &log_q);
	for (int c = 0; c < CLASS_COUNT; c++)
		context->entity.c[c] +=
		    weight * (log_q.c[c] - t->log_mean.c[c]);
}

static void
find_entities(struct totals *t, const struct bonds *bonds, size_t i,
    const struct chances *p, struct bond_context *context)
{
	double weights = 0, most = 0;

	chances_log(&t->mean, &t->log_mean);
	for (int k = bonds->first[i]; k < bonds->first[i + 1]; k++) {
		int e = bonds->entity[k];
		double w = t->weights[e];

		if (w == 0)
			continue;
		add_entity(t, &t->entities[e], bonds->counts[e], p, w, context);
		weights += w;
		if (w > most) {
			most = w;
			context->strongest = k;
		}
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		context->entity.c[c] /= weights + 0.5;
}

void
bonds_contexts(const struct bonds *bonds, const struct study *study,
    const struct chances *p, const struct chances *prior,
    const struct chances *usual, struct bond_context *contexts)
{
	struct chances log_usual[KIND_COUNT];
	struct totals t = {0};

	sum_up(&t, bonds, study, p);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		chances_log(&usual[kind], &log_usual[kind]);
	for (size_t i = 0; i < study->n; i++) {
		enum reading_kind kind = study->readings[i].kind;
		const struct chances *u = &usual[kind];
		struct chances k, log_k;

		contexts[i] = (struct bond_context){.strongest = -1};
		for (int c = 0; c < CLASS_COUNT; c++) {
			double a = (t.all.c[c] - p[i].c[c] +
				       account_weight * prior->c[c]) /
				   (t.n - 1 + account_weight);
			k.c[c] = (t.kinds[kind].c[c] - p[i].c[c] +
				     kind_weight * (a + u->c[c]) / 2) /
				 (t.n_kinds[kind] - 1 + kind_weight);

			t.mean.c[c] = a;
		}
		chances_log(&k, &log_k);
		for (int c = 0; c < CLASS_COUNT; c++)
			contexts[i].kind.c[c] =
			    log_k.c[c] - log_usual[kind].c[c];
		find_entities(&t, bonds, i, &p[i], &contexts[i]);
	}
	free(t.entities);
	free(t.weights);
}
