#include "score/trained.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

void
trained_softmax(struct chances *z)
{
	double most = z->c[0], sum = 0;

	for (int c = 1; c < CLASS_COUNT; c++)
		most = fmax(most, z->c[c]);
	for (int c = 0; c < CLASS_COUNT; c++) {
		z->c[c] = exp(z->c[c] - most);
		sum += z->c[c];
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		z->c[c] /= sum;
}

static void
normalise(struct chances *p)
{
	double sum = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		sum += p->c[c];
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] /= sum;
}

/* Something is present that asks or sells for itself. */
static bool
sells(const struct knowledge *k, const struct features *f)
{
	static const char *const topics[] = {"cta_buy", "cta_signup",
	    "cta_social", "own_work", "brag"};

	for (size_t i = 0; i < ARRAY_LEN(topics); i++) {
		int topic = knowledge_topic(k, topics[i]);

		if (topic >= 0 &&
		    f->slots[feature_of_topic(topic, TOPIC_HIT)] != 0)
			return true;
	}
	return f->slots[FEATURE_L_AFFIL] != 0;
}

bool
trained_helps(const struct knowledge *k, const struct reading *r,
    const struct features *f)
{
	static const char *const topics[] = {"handoff", "apology", "diag_q"};
	bool helps =
	    f->slots[FEATURE_L_HELP] != 0 || f->slots[FEATURE_L_CONTACT] != 0;

	if (r->kind != KIND_REPLY)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(topics) && !helps; i++) {
		int topic = knowledge_topic(k, topics[i]);

		helps = topic >= 0 &&
			f->slots[feature_of_topic(topic, TOPIC_HIT)] != 0;
	}
	return helps && !sells(k, f);
}

void
trained_hold_rules(const struct reading *r, bool helps, struct chances *p)
{
	double most = 0;

	if (r->kind == KIND_REPOST) {
		for (int c = 0; c < CLASS_COUNT; c++)
			p->c[c] =
			    (p->c[c] + 1e-9) *
			    (c == CLASS_AMPLIFY || c == CLASS_PROMOTE ? 1
								      : 1e-9);
		normalise(p);
		return;
	}
	if (!helps)
		return;
	for (int c = 0; c < CLASS_COUNT; c++)
		if (c != CLASS_PROMOTE)
			most = fmax(most, p->c[c]);
	if (p->c[CLASS_PROMOTE] <= most)
		return;
	p->c[CLASS_PROMOTE] = 0.9 * most;
	normalise(p);
}

bool
trained_vector(const struct weights *w, const struct reading *r, float *vector,
    float *length)
{
	float square = 0;
	int first = r->kind == KIND_REPOST ? (int)(r->body - r->pieces) : 0;

	for (int d = 0; d < VECTOR_SIZE; d++)
		vector[d] = 0;
	for (int i = first; i < r->n_pieces; i++) {
		int at = hash_map_get(&w->words, study_word(&r->pieces[i]));
		const struct word_vector *word;
		float scale;

		if (at < 0)
			continue;
		word = &w->word[at];
		scale = word->idf / 127;
		for (int d = 0; d < VECTOR_SIZE; d++)
			vector[d] += scale * (float)word->x[d];
	}
	for (int d = 0; d < VECTOR_SIZE; d++)
		square += vector[d] * vector[d];
	*length = sqrtf(square);
	return square > 0;
}

/* How much of a post's length is taken off: z / (|z| + 8). */
static const float damping = 8;

static void
add_weights(struct per_class *z, const struct per_class *weights, float value)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		z->c[c] += weights->c[c] * value;
}

static void
add_vector(const struct weights *w, const struct reading *r,
    struct per_class *z)
{
	float vector[VECTOR_SIZE], length;

	if (!trained_vector(w, r, vector, &length))
		return;
	for (int d = 0; d < VECTOR_SIZE; d++)
		add_weights(z, &w->vector[r->kind][d],
		    vector[d] / (length + damping) - w->mean[d]);
}

/* Grams count once, however often they stand in a post. */
static void
add_grams(const struct weights *w, const struct habits *h,
    const struct reading *r, uint32_t *stamps, uint32_t stamp,
    struct per_class *z)
{
	struct gram grams[GRAMS_MAX];
	int n = study_grams(h, r, grams);

	for (int i = 0; i < n; i++) {
		int at = hash_map_get(&w->grams, grams[i].hash);

		if (at < 0 || stamps[at] == stamp)
			continue;
		stamps[at] = stamp;
		add_weights(z, &w->gram[at], 1);
	}
}

static void
add_features(const struct weights *w, enum reading_kind kind,
    const struct features *f, struct per_class *z)
{
	for (int i = 0; i < f->n; i++)
		add_weights(z, &w->named[kind][f->items[i].id],
		    f->items[i].value);
}

void
trained_first_pass(const struct weights *w, const struct study *study,
    struct chances *first)
{
	uint32_t *stamps = mem_alloc(w->n_grams + 1, sizeof(*stamps));
	struct features *f = mem_alloc(1, sizeof(*f));
	struct per_class account[KIND_COUNT] = {{{0}}};

	features_of_account(f, &study->habits);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		add_features(w, (enum reading_kind)kind, f, &account[kind]);
	for (size_t i = 0; i < study->n; i++) {
		const struct reading *r = &study->readings[i];
		struct per_class z = account[r->kind];

		features_clear(f);
		features_of_post(f, &study->habits, r, study->parents[i]);
		add_features(w, r->kind, f, &z);
		add_grams(w, &study->habits, r, stamps, (uint32_t)i + 1, &z);
		add_vector(w, r, &z);
		for (int c = 0; c < CLASS_COUNT; c++)
			first[i].c[c] = w->bias.c[c] + (double)z.c[c];
		trained_softmax(&first[i]);
		trained_hold_rules(r,
		    trained_helps(study->habits.knowledge, r, f), &first[i]);
	}
	free(f);
	free(stamps);
}

void
trained_second_pass(const struct weights *w, const struct study *study,
    const struct chances *first, const struct bond_context *contexts,
    struct chances *p)
{
	for (size_t i = 0; i < study->n; i++) {
		for (int c = 0; c < CLASS_COUNT; c++)
			p[i].c[c] = w->own * log(first[i].c[c] + 0.001) +
				    w->kind * contexts[i].kind.c[c] +
				    w->entity * contexts[i].entity.c[c] +
				    w->bias2.c[c];
		trained_softmax(&p[i]);
		trained_hold_rules(&study->readings[i], false, &p[i]);
		p[i].c[CLASS_ASK] *= w->ask;
		normalise(&p[i]);
	}
}

struct trained_account *
trained_prepare(const struct weights *w, const struct knowledge *knowledge,
    const struct user *user, const struct subject *subjects, size_t n)
{
	struct trained_account *a = mem_alloc(1, sizeof(*a));

	study_make(&a->study, knowledge, user, subjects, n);
	bonds_make(&a->bonds, &a->study);
	a->first = mem_alloc(n + 1, sizeof(*a->first));
	a->contexts = mem_alloc(n + 1, sizeof(*a->contexts));
	a->p = mem_alloc(n + 1, sizeof(*a->p));
	trained_first_pass(w, &a->study, a->first);
	bonds_contexts(&a->bonds, &a->study, a->first, &w->prior, w->usual,
	    a->contexts);
	trained_second_pass(w, &a->study, a->first, a->contexts, a->p);
	return a;
}

void
trained_account_free(struct trained_account *a)
{
	if (a == NULL)
		return;
	study_release(&a->study);
	bonds_release(&a->bonds);
	free(a->first);
	free(a->contexts);
	free(a->p);
	free(a);
}
