/* Why the trained scorer says what it says. */

#include "score/trained.h"

#include <math.h>
#include <string.h>

/* Too little to be shown. */
static const double least = 0.05;

struct explaining;

/* A reason before it is put into words. */
struct reason {
	void (*describe)(const struct explaining *, int, struct evidence *);
	int index; /* of items, grams, pieces, kinds */
};

/* One post, the classes that are explained, and where reasons go: all into
 * the list, or the strongest are kept. */
struct explaining {
	const struct weights *w;
	const struct trained_account *account;
	const struct reading *r;
	const struct findings *found;
	size_t i;
	int from, to; /* classes */
	struct evidence_list *list;
	struct kept {
		struct reason reason;
		double contribution;
	} strongest[STRONGEST_MAX];
	size_t n, max;
	double weak; /* what adds no more than this is left out */
	/* What an active unit adds to each class; 0 of the others. */
	struct dense units[CLASS_COUNT];
};

/* Keep the strongest in order; earlier ones first among equals. */
static void
keep_strongest(struct explaining *e, const struct reason *reason, double added)
{
	size_t at = e->n < e->max ? e->n++ : e->max - 1;

	for (; at > 0 && fabs(e->strongest[at - 1].contribution) < fabs(added);
	     at--)
		e->strongest[at] = e->strongest[at - 1];
	e->strongest[at] = (struct kept){*reason, added};
	if (e->n == e->max)
		e->weak = fabs(e->strongest[e->max - 1].contribution);
}

static void
describe(const struct explaining *e, const struct reason *reason, int c,
    double added, struct evidence *line)
{
	*line = (struct evidence){
	    .class = (enum post_class)c,
	    .contribution = added,
	    .link = -1,
	};
	reason->describe(e, reason->index, line);
}

static void
keep(struct explaining *e, const struct reason *reason, int c, double added)
{
	struct evidence line;

	if (e->list == NULL) {
		keep_strongest(e, reason, added);
		return;
	}
	describe(e, reason, c, added, &line);
	evidence_add(e->list, &line);
}

static inline bool
is_weak(const struct explaining *e, double added)
{
	return fabs(added) <= e->weak;
}

static inline void
offer(struct explaining *e, const struct reason *reason, int c, double added)
{
	if (!is_weak(e, added))
		keep(e, reason, c, added);
}

/* Where n pieces from `first` on stand in the text. */
static void
place_line(const struct explaining *e, int first, int n, struct evidence *line)
{
	const struct reading *r = e->r;

	if (first < 0 || n < 1 || first + n > r->n_pieces)
		return;
	line->start = r->pieces[first].start;
	line->end = r->pieces[first + n - 1].end;
	for (int i = 0; i < r->n_links; i++)
		if (r->links[i].piece == first && n == 1)
			line->link = r->links[i].link;
}

static void
describe_item(const struct explaining *e, int index, struct evidence *line)
{
	const struct knowledge *k = e->account->study.habits.knowledge;
	bool of_post = index >= 0;
	const struct feature_item *item =
	    of_post ? &e->found->items[index]
		    : &e->account->first.account.items[-1 - index];

	/* Names of topics are put together elsewhere; here the topic's own
	 * name is enough. */
	line->name = item->id < FEATURE_COUNT
			 ? feature_name(item->id)
			 : knowledge_topic_name(k,
			       (item->id - FEATURE_COUNT) % TOPICS_MAX);
	line->sentence = feature_sentence(k, item->id);
	if (of_post)
		place_line(e, item->piece, item->n_pieces, line);
}

/* What one of a feature adds to a class, through the hidden layer and
 * straight. */
static double
weigh_item(const struct explaining *e, int id, int c)
{
	return (double)e->w->named[e->r->kind][id].c[c] +
	       dense_dot(&e->w->hidden_in[id], &e->units[c]);
}

/* Those of the account are numbered -1, -2, ... */
static void
explain_items(struct explaining *e, const struct findings *found, bool of_post)
{
	const struct per_class *reach = e->w->reach[e->r->kind];

	for (int i = 0; i < found->n_items; i++) {
		const struct feature_item *item = &found->items[i];
		struct reason reason = {describe_item, of_post ? i : -1 - i};
		double times = (double)item->value * e->w->own;

		for (int c = e->from; c < e->to; c++)
			/* Too weak even if all units add what they can? */
			if (!is_weak(e, (double)reach[item->id].c[c] * times))
				offer(e, &reason, c,
				    weigh_item(e, item->id, c) * times);
	}
}

static void
describe_gram(const struct explaining *e, int index, struct evidence *line)
{
	const struct found_gram *gram = &e->found->grams[index];
	int first = gram->first < 0 ? 0 : gram->first;
	int end = gram->first + gram->n;

	end = end > e->r->n_body ? e->r->n_body : end;
	line->name = "words";
	line->sentence = "is worded like this";
	place_line(e, (int)(e->r->body - e->r->pieces) + first, end - first,
	    line);
}

static void
explain_grams(struct explaining *e)
{
	for (int i = 0; i < e->found->n_grams; i++) {
		const struct per_class *gram =
		    &e->w->gram[e->found->grams[i].at];
		struct reason reason = {describe_gram, i};

		for (int c = e->from; c < e->to; c++)
			offer(e, &reason, c, (double)gram->c[c] * e->w->own);
	}
}

static void
describe_word(const struct explaining *e, int index, struct evidence *line)
{
	line->name = "meaning";
	line->sentence = "has words that are used like this";
	place_line(e, index, 1, line);
}

/* What one of each direction adds to a class, as weigh_item() says. */
static void
weigh_directions(const struct explaining *e, int c, struct dense *share)
{
	struct dense_part parts[HIDDEN_MAX];
	int n = 0;

	for (uint64_t active = e->found->active; active != 0;
	     active &= active - 1) {
		int h = __builtin_ctzll(active);

		parts[n++] = (struct dense_part){&e->w->back_directions[h],
		    e->units[c].x[h]};
	}
	*share = e->w->back_vector[e->r->kind][c];
	dense_add(share, parts, n);
}

/* Each word's part of the post's vector; what the mean takes off is nobody's
 * and left out. */
static void
explain_vector(struct explaining *e)
{
	struct dense share[CLASS_COUNT];
	double scale = e->w->own / (double)(e->found->length + vector_damping);

	if (e->found->length == 0)
		return;
	for (int c = e->from; c < e->to; c++)
		weigh_directions(e, c, &share[c]);
	for (int i = (int)(e->r->body - e->r->pieces); i < e->r->n_pieces;
	     i++) {
		int at = e->found->words[i];
		struct reason reason = {describe_word, i};

		for (int c = e->from; c < e->to && at >= 0; c++)
			offer(e, &reason, c,
			    dense_dot(&e->w->word[at], &share[c]) * scale);
	}
}

static void
describe_kind(const struct explaining *e, int kind, struct evidence *line)
{
	static const char *const similar[KIND_COUNT] = {
	    [KIND_REPOST] = "the account's other reposts are mostly this",
	    [KIND_REPLY] = "the account's other replies are mostly this",
	    [KIND_SELF] = "the account's other threads are mostly this",
	    [KIND_LINK] = ("the account's other posts with links are "
			   "mostly this"),
	    [KIND_PLAIN] = "the account's other plain posts are mostly this",
	};

	(void)e;
	line->name = "account_kind";
	line->sentence = similar[kind];
}

static void
describe_entity(const struct explaining *e, int strongest,
    struct evidence *line)
{
	line->name = "account_similar";
	line->sentence = "the account's posts that share its words, names or "
			 "links are mostly this";
	if (strongest >= 0)
		place_line(e, e->account->bonds.piece[strongest], 1, line);
}

static void
explain_context(struct explaining *e)
{
	const struct bond_context *context = &e->account->contexts[e->i];
	struct reason kind = {describe_kind, (int)e->r->kind};
	struct reason entity = {describe_entity, context->strongest};
	double kinds[CLASS_COUNT], entities[CLASS_COUNT];
	double kinds_mean = 0, entities_mean = 0;

	for (int c = 0; c < CLASS_COUNT; c++) {
		kinds[c] = e->w->kind * context->kind.c[c];
		entities[c] = e->w->entity * context->entity.c[c];
		kinds_mean += kinds[c] / CLASS_COUNT;
		entities_mean += entities[c] / CLASS_COUNT;
	}
	for (int c = 0; c < CLASS_COUNT; c++) {
		kinds[c] -= kinds_mean;
		entities[c] -= entities_mean;
	}
	for (int c = e->from; c < e->to; c++)
		offer(e, &kind, c, kinds[c]);
	for (int c = e->from; c < e->to; c++)
		offer(e, &entity, c, entities[c]);
}

static void
find_units(struct explaining *e, int c)
{
	e->units[c] = (struct dense){{{0}}};
	for (uint64_t active = e->found->active; active != 0;
	     active &= active - 1) {
		int h = __builtin_ctzll(active);

		e->units[c].x[h] = e->w->back_out[c].x[h];
	}
}

static void
explain(struct explaining *e, const struct weights *weights,
    const struct trained_account *account, size_t i)
{
	e->w = weights;
	e->account = account;
	e->r = &account->study.readings[i];
	e->found = &account->first.posts[i];
	e->i = i;
	e->weak = nextafter(least, 0);
	for (int c = e->from; c < e->to; c++)
		find_units(e, c);
	explain_items(e, e->found, true);
	explain_items(e, &account->first.account, false);
	explain_grams(e);
	explain_vector(e);
	explain_context(e);
}

void
trained_explain(const struct weights *weights,
    const struct trained_account *account, size_t i,
    struct evidence_list *evidence)
{
	struct explaining e;

	e.from = 0;
	e.to = CLASS_COUNT;
	e.list = evidence;
	explain(&e, weights, account, i);
}

size_t
trained_strongest(const struct weights *weights,
    const struct trained_account *account, size_t i, enum post_class class,
    struct evidence *strongest, size_t n)
{
	struct explaining e;

	e.from = (int)class;
	e.to = (int)class + 1;
	e.list = NULL;
	e.n = 0;
	e.max = n < STRONGEST_MAX ? n : STRONGEST_MAX;
	if (n > 0)
		explain(&e, weights, account, i);
	for (size_t k = 0; k < e.n; k++)
		describe(&e, &e.strongest[k].reason, (int)class,
		    e.strongest[k].contribution, &strongest[k]);
	return e.n;
}
