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
	double contribution;
};

/* One class of one post, and where reasons go: all into the list, or the
 * strongest are kept. */
struct explaining {
	const struct weights *w;
	const struct trained_account *account;
	const struct reading *r;
	const struct findings *found;
	size_t i;
	int class;
	struct evidence_list *list;
	struct reason strongest[STRONGEST_MAX];
	size_t n, max;
	double weak; /* what adds no more than this is left out */
	/* What an active unit adds to the class; 0 of the others.  And these
	 * as what a direction adds less: they are fewer. */
	struct dense units;
	struct dense_part silent[HIDDEN_MAX];
	int n_silent;
};

/* Keep the strongest in order; earlier ones first among equals. */
static void
keep_strongest(struct explaining *e, const struct reason *reason)
{
	size_t at = e->n < e->max ? e->n++ : e->max - 1;

	for (; at > 0 && fabs(e->strongest[at - 1].contribution) <
			     fabs(reason->contribution);
	     at--)
		e->strongest[at] = e->strongest[at - 1];
	e->strongest[at] = *reason;
	if (e->n == e->max)
		e->weak = fabs(e->strongest[e->max - 1].contribution);
}

static void
describe(const struct explaining *e, const struct reason *reason,
    struct evidence *line)
{
	*line = (struct evidence){
	    .class = (enum post_class)e->class,
	    .contribution = reason->contribution,
	    .link = -1,
	};
	reason->describe(e, reason->index, line);
}

static inline bool
is_weak(const struct explaining *e, double added)
{
	return fabs(added) <= e->weak;
}

static void
keep(struct explaining *e, const struct reason *reason)
{
	struct evidence line;

	if (e->list == NULL) {
		keep_strongest(e, reason);
		return;
	}
	describe(e, reason, &line);
	evidence_add(e->list, &line);
}

static inline void
offer(struct explaining *e, const struct reason *reason)
{
	if (!is_weak(e, reason->contribution))
		keep(e, reason);
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

/* What one of a feature adds to the class, through the hidden layer and
 * straight. */
static double
weigh_item(const struct explaining *e, int id)
{
	return (double)e->w->named[e->r->kind][id].c[e->class] +
	       dense_dot(&e->w->hidden_in[id], &e->units);
}

/* Those of the account are numbered -1, -2, ... */
static void
explain_items(struct explaining *e, const struct findings *found, bool of_post)
{
	const struct per_class *reach = e->w->reach[e->r->kind];

	for (int i = 0; i < found->n_items; i++) {
		const struct feature_item *item = &found->items[i];
		double times = (double)item->value * e->w->own;

		/* Too weak even if all units add what they can? */
		if (is_weak(e, (double)reach[item->id].c[e->class] * times))
			continue;
		offer(e, &(struct reason){describe_item, of_post ? i : -1 - i,
			     weigh_item(e, item->id) * times});
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

		offer(e, &(struct reason){describe_gram, i,
			     (double)gram->c[e->class] * e->w->own});
	}
}

static void
describe_word(const struct explaining *e, int index, struct evidence *line)
{
	line->name = "meaning";
	line->sentence = "has words that are used like this";
	place_line(e, index, 1, line);
}

/* Each word's part of the post's vector; what the mean takes off is nobody's
 * and left out. */
static void
explain_vector(struct explaining *e)
{
	struct dense share;
	double scale = e->w->own / (double)(e->found->length + vector_damping);

	if (e->found->length == 0)
		return;
	/* What one of each direction adds, as weigh_item() says. */
	share = e->w->back_all[e->r->kind][e->class];
	dense_add(&share, e->silent, e->n_silent);
	for (int i = (int)(e->r->body - e->r->pieces); i < e->r->n_pieces;
	     i++) {
		int at = e->found->words[i];

		if (at >= 0)
			offer(e,
			    &(struct reason){describe_word, i,
				dense_dot(&e->w->word[at], &share) * scale});
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

/* What something adds to the class beyond the mean over all. */
static double
beyond_mean(double times, const struct chances *of, int class)
{
	double mean = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		mean += times * of->c[c] / CLASS_COUNT;
	return times * of->c[class] - mean;
}

static void
explain_context(struct explaining *e)
{
	const struct bond_context *context = &e->account->contexts[e->i];

	offer(e, &(struct reason){describe_kind, (int)e->r->kind,
		     beyond_mean(e->w->kind, &context->kind, e->class)});
	offer(e, &(struct reason){describe_entity, context->strongest,
		     beyond_mean(e->w->entity, &context->entity, e->class)});
}

static void
find_units(struct explaining *e)
{
	e->units = e->w->back_out[e->class];
	e->n_silent = 0;
	for (uint64_t silent = ~e->found->active; silent != 0;
	     silent &= silent - 1) {
		int h = __builtin_ctzll(silent);

		e->silent[e->n_silent++] =
		    (struct dense_part){&e->w->back_directions[h],
			-e->units.x[h]};
		e->units.x[h] = 0;
	}
}

static void
explain(struct explaining *e, const struct weights *weights,
    const struct trained_account *account, size_t i, int class)
{
	e->w = weights;
	e->account = account;
	e->r = &account->study.readings[i];
	e->found = &account->first.posts[i];
	e->i = i;
	e->class = class;
	e->weak = nextafter(least, 0);
	find_units(e);
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

	e.list = evidence;
	for (int c = 0; c < CLASS_COUNT; c++)
		explain(&e, weights, account, i, c);
}

size_t
trained_strongest(const struct weights *weights,
    const struct trained_account *account, size_t i, enum post_class class,
    struct evidence *strongest, size_t n)
{
	struct explaining e;

	e.list = NULL;
	e.n = 0;
	e.max = n < STRONGEST_MAX ? n : STRONGEST_MAX;
	if (n > 0)
		explain(&e, weights, account, i, (int)class);
	for (size_t k = 0; k < e.n; k++)
		describe(&e, &e.strongest[k], &strongest[k]);
	return e.n;
}
