#include "report/relations.h"

#include "base/mem.h"
#include "model/class.h"
#include "report/firsts.h"
#include "report/partners.h"
#include "score/verdict.h"

#include <stdlib.h>
#include <string.h>

/* One account's posts towards another, in brief: there may be a million. */
struct pair {
	int64_t to;
	uint32_t total;
};

/* The pairs of an account, by whom they are to, and where a search in them
 * stands. */
struct span {
	int64_t from;
	size_t first, n, at;
};

struct gathering {
	struct relations *relations;
	size_t accounts_cap;
	struct firsts shown;      /* own, until they are the relations' */
	struct partners partners; /* posts of the present account */
	struct pair *pairs;       /* own */
	size_t n_pairs, pairs_cap;
	struct span *spans; /* own; by from */
	size_t n_spans, spans_cap;
};

static bool
comes_before(const void *left, const void *right)
{
	const struct relation *a = left, *b = right;

	if (a->total != b->total)
		return a->total > b->total;
	if (a->from != b->from)
		return a->from < b->from;
	return a->to < b->to;
}

/* Most pairs are of one post or two: nothing is made of these. */
static bool
may_show(const struct gathering *g, size_t n)
{
	const struct relation *last = firsts_last(&g->shown);

	return last == NULL || (int64_t)n >= last->total;
}

static void
show_pair(struct gathering *g, int64_t from, int64_t to,
    const struct partner_post *posts, size_t n)
{
	struct relation pair = {.from = from,
	    .to = to,
	    .total = (int64_t)n,
	    .back = -1};

	for (size_t i = 0; i < n; i++) {
		pair.counts[posts[i].kind]++;
		recent_add(&pair.recent, posts[i].id);
	}
	firsts_add(&g->shown, &pair);
}

static int
compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return (x->to > y->to) - (x->to < y->to);
}

static void
end_account(struct gathering *g)
{
	struct relations *r = g->relations;
	struct partners *partners = &g->partners;
	struct relating *account;
	struct span span = {.first = g->n_pairs, .n = partners->n_people};

	if (r->n_accounts == 0)
		return;
	account = &r->accounts[r->n_accounts - 1];
	span.from = account->id;
	account->people = (int64_t)partners->n_people;
	partners_order(partners);
	g->pairs = mem_grow(g->pairs, &g->pairs_cap, g->n_pairs + span.n + 1,
	    sizeof(*g->pairs));
	for (size_t p = 0; p < partners->n_people; p++) {
		const struct partner_post *posts =
		    partners->posts + partners->starts[p];
		size_t n = partners->starts[p + 1] - partners->starts[p];

		if ((int64_t)n > account->top)
			account->top = (int64_t)n;
		g->pairs[g->n_pairs++] =
		    (struct pair){partners->people[p], (uint32_t)n};
		r->all_pairs++;
		if (may_show(g, n))
			show_pair(g, account->id, partners->people[p], posts,
			    n);
	}
	if (span.n > 0)
		qsort(g->pairs + span.first, span.n, sizeof(*g->pairs),
		    compare_pairs);
	g->spans = mem_grow(g->spans, &g->spans_cap, g->n_spans + 1,
	    sizeof(*g->spans));
	g->spans[g->n_spans++] = span;
	partners_clear(partners);
}

static void
begin_account(void *arg, int64_t author_id)
{
	struct gathering *g = arg;
	struct relations *r = g->relations;

	end_account(g);
	r->accounts = mem_grow(r->accounts, &g->accounts_cap, r->n_accounts + 1,
	    sizeof(*r->accounts));
	r->accounts[r->n_accounts++] = (struct relating){.id = author_id};
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct gathering *g = arg;
	struct relations *r = g->relations;
	enum relation_kind kind;

	if (post->target_id == 0 || post->target_id == author_id)
		return;
	if (post->form == FORM_REPOST)
		kind = RELATION_REPOST;
	else if (post->form == FORM_QUOTE)
		kind = RELATION_QUOTE;
	else if (post->form == FORM_REPLY)
		kind = post->class == CLASS_ANSWER ? RELATION_ANSWER
						   : RELATION_REPLY;
	else
		return;
	r->accounts[r->n_accounts - 1].counts[kind]++;
	partners_add(&g->partners, post->target_id, kind, post->id, -1);
}

/* The first span from `at` on whose account is not below id. */
static size_t
find_span(const struct gathering *g, size_t at, int64_t id)
{
	size_t end = g->n_spans;

	while (at < end) {
		size_t middle = at + (end - at) / 2;

		if (g->spans[middle].from < id)
			at = middle + 1;
		else
			end = middle;
	}
	return at;
}

/* Posts of a span towards an account.  Asked for ever higher ids, it goes on
 * where it stopped. */
static int64_t
total_towards(const struct gathering *g, struct span *span, int64_t to)
{
	const struct pair *pairs = g->pairs + span->first;

	while (span->at < span->n && pairs[span->at].to < to)
		span->at++;
	return span->at < span->n && pairs[span->at].to == to
		   ? pairs[span->at].total
		   : 0;
}

static void
find_shown_back(struct gathering *g, struct relation *pair)
{
	size_t at = find_span(g, 0, pair->to);

	if (at == g->n_spans || g->spans[at].from != pair->to)
		return;
	g->spans[at].at = 0;
	pair->back = total_towards(g, &g->spans[at], pair->from);
}

/* Who of those that an account turned to turned to it. */
static void
find_back(struct gathering *g)
{
	struct relations *r = g->relations;

	for (size_t i = 0; i < g->n_spans; i++) {
		const struct span *span = &g->spans[i];
		size_t at = 0;

		for (size_t k = 0; k < span->n; k++) {
			int64_t to = g->pairs[span->first + k].to;

			at = find_span(g, at, to);
			if (at == g->n_spans || g->spans[at].from != to)
				continue;
			r->accounts[i].people_seen++;
			r->accounts[i].people_back +=
			    total_towards(g, &g->spans[at], span->from) > 0;
		}
	}
	for (size_t i = 0; i < r->n_pairs; i++)
		find_shown_back(g, &r->pairs[i]);
}

static int64_t
posts_of(const struct relating *account)
{
	int64_t n = 0;

	for (int i = 0; i < RELATION_KINDS; i++)
		n += account->counts[i];
	return n;
}

static int
compare_accounts(const void *a, const void *b)
{
	const struct relating *x = a, *y = b;
	int64_t n = posts_of(x), m = posts_of(y);

	if (n != m)
		return n > m ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int
find_names(const struct report_job *job, struct relations *r, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < r->n_accounts && rc == 0; i++)
		rc = find_handle(job->store, r->accounts[i].id, &r->arena,
		    &r->accounts[i].handle, err);
	for (size_t i = 0; i < r->n_pairs && rc == 0; i++) {
		struct relation *pair = &r->pairs[i];

		rc = find_handle(job->store, pair->from, &r->arena,
		    &pair->from_handle, err);
		if (rc == 0)
			rc = find_partner(job->store, pair->to,
			    pair->recent.ids[0], &r->arena, &pair->to_handle,
			    err);
	}
	return rc;
}

/* Accounts that turned to nobody say nothing here. */
static void
order_accounts(struct relations *r)
{
	if (r->n_accounts > 0)
		qsort(r->accounts, r->n_accounts, sizeof(*r->accounts),
		    compare_accounts);
	while (r->n_accounts > 0 && r->accounts[r->n_accounts - 1].people == 0)
		r->n_accounts--;
}

int
relations_load(const struct report_job *job, size_t limit,
    struct relations *relations, struct err *err)
{
	struct gathering g = {.relations = relations,
	    .shown = {.size = sizeof(struct relation),
		.max = limit,
		.comes_before = comes_before}};
	const struct packs_visitor visitor = {.arg = &g,
	    .parts = PACK_TARGET,
	    .account = begin_account,
	    .post = take_post};
	int rc;

	*relations = (struct relations){.arena = ARENA_INIT};
	rc = packs_each(job, &visitor, err);
	end_account(&g);
	relations->pairs = g.shown.items;
	relations->n_pairs = g.shown.n;
	find_back(&g);
	order_accounts(relations);
	if (rc == 0)
		rc = find_names(job, relations, err);
	partners_release(&g.partners);
	free(g.pairs);
	free(g.spans);
	if (rc == -1)
		relations_release(relations);
	return rc;
}

void
relations_release(struct relations *relations)
{
	free(relations->pairs);
	free(relations->accounts);
	arena_release(&relations->arena);
	*relations = (struct relations){.arena = ARENA_INIT};
}
