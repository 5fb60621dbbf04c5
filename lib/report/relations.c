#include "report/relations.h"

#include "base/mem.h"
#include "model/class.h"
#include "report/firsts.h"
#include "report/partners.h"
#include "report/ties.h"
#include "score/verdict.h"

#include <stdlib.h>
#include <string.h>

/* One account's posts towards another, in brief: there may be a million. */
struct pair {
	int64_t to;
	uint32_t total;
};

struct gathering {
	struct relations *relations;
	size_t accounts_cap;
	struct firsts shown;      /* own, until they are the relations' */
	struct partners partners; /* posts of the present account */
	struct pair *pairs;       /* own; account by account */
	size_t n_pairs, pairs_cap;
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

static void
end_account(struct gathering *g)
{
	struct relations *r = g->relations;
	struct partners *partners = &g->partners;
	struct relating *account;

	if (r->n_accounts == 0)
		return;
	account = &r->accounts[r->n_accounts - 1];
	account->people = (int64_t)partners->n_people;
	partners_order(partners);
	g->pairs = mem_grow(g->pairs, &g->pairs_cap,
	    g->n_pairs + partners->n_people + 1, sizeof(*g->pairs));
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

/* Pairs of accounts both of which are looked at; numbers: theirs, by id. */
static struct ties
find_ties(const struct gathering *g, const struct hash_map *numbers)
{
	const struct relations *r = g->relations;
	struct ties ties = ties_new(r->n_accounts, g->n_pairs);
	const struct pair *pair = g->pairs;
	size_t n = 0;

	for (size_t i = 0; i < r->n_accounts; i++) {
		for (int64_t k = 0; k < r->accounts[i].people; k++, pair++) {
			int to = hash_map_get(numbers, (uint64_t)pair->to);

			if (to >= 0)
				ties.others[n++] = (uint32_t)to;
		}
		ties.starts[i + 1] = n;
	}
	return ties;
}

static void
find_people_back(struct gathering *g, const struct hash_map *numbers)
{
	struct relations *r = g->relations;
	struct ties ties = find_ties(g, numbers);
	int64_t *mutual = mem_alloc(r->n_accounts + 1, sizeof(*mutual));

	ties_count_mutual(&ties, mutual);
	for (size_t i = 0; i < r->n_accounts; i++) {
		r->accounts[i].people_seen =
		    (int64_t)(ties.starts[i + 1] - ties.starts[i]);
		r->accounts[i].people_back = mutual[i];
	}
	free(mutual);
	ties_release(&ties);
}

/* Posts of an account towards another. */
static int64_t
total_towards(const struct gathering *g, size_t from, int64_t to)
{
	const struct relating *accounts = g->relations->accounts;
	const struct pair *pair = g->pairs;

	for (size_t i = 0; i < from; i++)
		pair += accounts[i].people;
	for (int64_t k = 0; k < accounts[from].people; k++, pair++)
		if (pair->to == to)
			return pair->total;
	return 0;
}

/* Who of those that an account turned to turned to it. */
static void
find_back(struct gathering *g)
{
	struct relations *r = g->relations;
	struct hash_map numbers = HASH_MAP_INIT;

	for (size_t i = 0; i < r->n_accounts; i++)
		hash_map_set(&numbers, (uint64_t)r->accounts[i].id, (int)i);
	find_people_back(g, &numbers);
	for (size_t i = 0; i < r->n_pairs; i++) {
		struct relation *pair = &r->pairs[i];
		int to = hash_map_get(&numbers, (uint64_t)pair->to);

		if (to >= 0)
			pair->back = total_towards(g, (size_t)to, pair->from);
	}
	hash_map_release(&numbers);
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
