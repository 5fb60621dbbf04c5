/* Why the trained scorer says what it says. */

#include "base/mem.h"
#include "score/trained.h"

#include <math.h>
#include <stdlib.h>

struct explaining {
	const struct weights *w;
	const struct trained_account *account;
	const struct reading *r;
	struct evidence_list *to;
};

/* Too little to be shown. */
static const double least = 0.05;

/* Weights speak for a class by what they add to it beyond their mean over
 * all classes. */
static void
add_line(struct explaining *e, const struct evidence *line, const double *added)
{
	double mean = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		mean += added[c] / CLASS_COUNT;
	for (int c = 0; c < CLASS_COUNT; c++) {
		struct evidence one = *line;

		one.class = (enum post_class)c;
		one.contribution = added[c] - mean;
		if (fabs(one.contribution) >= least)
			evidence_add(e->to, &one);
	}
}

static void
scale(const struct per_class *weights, double value, double *added)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		added[c] = (double)weights->c[c] * value;
}

/* Where n pieces from `first` on stand in the text. */
static void
place_line(const struct explaining *e, int first, int n, struct evidence *line)
{
	const struct reading *r = e->r;

	line->link = -1;
	if (first < 0 || n < 1 || first + n > r->n_pieces)
		return;
	line->start = r->pieces[first].start;
	line->end = r->pieces[first + n - 1].end;
	for (int i = 0; i < r->n_links; i++)
		if (r->links[i].piece == first && n == 1)
			line->link = r->links[i].link;
}

static const char *
stable_name(const struct knowledge *k, int id)
{
	/* Names of topics are put together elsewhere; here the topic's own
	 * name is enough. */
	return id < FEATURE_COUNT
		   ? feature_name(id)
		   : knowledge_topic_name(k, (id - FEATURE_COUNT) % TOPICS_MAX);
}

static void
explain_features(struct explaining *e, size_t i)
{
	const struct study *study = &e->account->study;
	const struct knowledge *k = study->habits.knowledge;
	struct features *f = mem_alloc(1, sizeof(*f));

	features_of_post(f, &study->habits, e->r, study->parents[i]);
	features_of_account(f, &study->habits);
	for (int n = 0; n < f->n; n++) {
		const struct feature_item *item = &f->items[n];
		struct evidence line = {
		    .name = stable_name(k, item->id),
		    .sentence = feature_sentence(k, item->id),
		};
		double added[CLASS_COUNT];

		place_line(e, item->piece, item->n_pieces, &line);
		scale(&e->w->named[e->r->kind][item->id],
		    (double)item->value * e->w->own, added);
		add_line(e, &line, added);
	}
	free(f);
}

static void
explain_grams(struct explaining *e)
{
	struct gram *grams = mem_alloc(GRAMS_MAX, sizeof(*grams));
	int body = (int)(e->r->body - e->r->pieces);
	int n = study_grams(&e->account->study.habits, e->r, grams);
	bool *seen = mem_alloc(e->w->n_grams + 1, sizeof(*seen));

	for (int i = 0; i < n; i++) {
		int at = hash_map_get(&e->w->grams, grams[i].hash);
		int first = grams[i].first < 0 ? 0 : grams[i].first;
		int end = grams[i].first + grams[i].n;
		struct evidence line = {.name = "words",
		    .sentence = "is worded like this"};
		double added[CLASS_COUNT];

		if (at < 0 || seen[at])
			continue;
		seen[at] = true;
		end = end > e->r->n_body ? e->r->n_body : end;
		place_line(e, body + first, end - first, &line);
		scale(&e->w->gram[at], e->w->own, added);
		add_line(e, &line, added);
	}
	free(grams);
	free(seen);
}

/* Each word's part of the post's vector; what the mean takes off is nobody's
 * and left out. */
static void
explain_vector(struct explaining *e)
{
	float vector[VECTOR_SIZE], length;

	if (!trained_vector(e->w, e->r, vector, &length))
		return;
	for (int i = 0; i < e->r->n_pieces; i++) {
		int at =
		    hash_map_get(&e->w->words, study_word(&e->r->pieces[i]));
		struct evidence line = {.name = "meaning",
		    .sentence = "has words that are used like this"};
		double added[CLASS_COUNT] = {0};

		if (at < 0 || e->r->pieces + i < e->r->body)
			continue;
		for (int d = 0; d < VECTOR_SIZE; d++) {
			double x = (double)e->w->word[at].x[d] / 127 *
				   (double)e->w->word[at].idf /
				   ((double)length + 8) * e->w->own;

			for (int c = 0; c < CLASS_COUNT; c++)
				added[c] +=
				    x *
				    (double)e->w->vector[e->r->kind][d].c[c];
		}
		place_line(e, i, 1, &line);
		add_line(e, &line, added);
	}
}

static void
explain_account(struct explaining *e, size_t i)
{
	static const char *const similar[KIND_COUNT] = {
	    [KIND_REPOST] = "the account's other reposts are mostly this",
	    [KIND_REPLY] = "the account's other replies are mostly this",
	    [KIND_SELF] = "the account's other threads are mostly this",
	    [KIND_LINK] = ("the account's other posts with links are "
			   "mostly this"),
	    [KIND_PLAIN] = "the account's other plain posts are mostly this",
	};
	const struct bond_context *context = &e->account->contexts[i];
	struct evidence kind = {.name = "account_kind",
	    .sentence = similar[e->r->kind],
	    .link = -1};
	struct evidence entity = {.name = "account_similar",
	    .sentence = "the account's posts that share its words, names or "
			"links are mostly this",
	    .link = -1};
	double added[CLASS_COUNT];

	for (int c = 0; c < CLASS_COUNT; c++)
		added[c] = e->w->kind * context->kind.c[c];
	add_line(e, &kind, added);
	for (int c = 0; c < CLASS_COUNT; c++)
		added[c] = e->w->entity * context->entity.c[c];
	if (context->strongest >= 0)
		place_line(e, e->account->bonds.piece[context->strongest], 1,
		    &entity);
	add_line(e, &entity, added);
}

void
trained_explain(const struct weights *weights,
    const struct trained_account *account, size_t i,
    struct evidence_list *evidence)
{
	struct explaining e = {weights, account, &account->study.readings[i],
	    evidence};

	explain_features(&e, i);
	explain_grams(&e);
	explain_vector(&e);
	explain_account(&e, i);
}
