#include "search/match.h"

#include "base/mem.h"

#include <stdlib.h>

/* Asking the index about a range costs about as much as this many hits in
 * it: rows nearer to each other than that are asked about together. */
#define HITS_PER_QUESTION 60
/* Larger blocks are asked about as one range. */
#define SPLIT_UP_TO 4096

void
candidates_add(struct candidates *list, int64_t at, int64_t rid, double rank)
{
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(*list->items));
	list->items[list->n++] =
	    (struct candidate){.at = at, .rid = rid, .rank = rank};
}

static int
by_rid(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->rid > y->rid) - (x->rid < y->rid);
}

struct question {
	struct db *db;
	const char *words;
	double density;
};

/* A set of rows between two. */
struct row_set {
	uint64_t *bits; /* own */
	int64_t first;
};

static void
row_set_add(struct row_set *set, int64_t rid)
{
	uint64_t n = (uint64_t)(rid - set->first);

	set->bits[n / 64] |= UINT64_C(1) << n % 64;
}

static bool
row_set_has(const struct row_set *set, int64_t rid)
{
	uint64_t n = (uint64_t)(rid - set->first);

	return (set->bits[n / 64] >> n % 64 & 1) != 0;
}

/* Add those rows of [from, to] that hold the words. */
static int
add_matches(struct question *q, int64_t from, int64_t to, struct row_set *set,
    struct err *err)
{
	const enum statement s = STMT_FTS_BETWEEN;
	int rc;

	if (db_bind(q->db, s, err, "sii", q->words, from, to) == -1)
		return -1;
	while ((rc = db_step(q->db, s, err)) == 1)
		row_set_add(set, db_int(q->db, s, 0));
	return rc;
}

/* Ask about a block: rows that lie near to each other together, so that
 * what lies between is not gone through. */
static int
ask_about(struct question *q, const struct candidates *sorted,
    struct row_set *set, struct err *err)
{
	const struct candidate *items = sorted->items;
	double hits = q->density > 1e-9 ? q->density : 1e-9;
	int64_t gap = (int64_t)(HITS_PER_QUESTION / hits);
	size_t from = 0;

	for (size_t i = 1; i <= sorted->n; i++) {
		if (i < sorted->n && items[i].rid - items[i - 1].rid <= gap)
			continue;
		if (add_matches(q, items[from].rid, items[i - 1].rid, set,
			err) == -1)
			return -1;
		from = i;
	}
	return 0;
}

static int
find_matches(struct question *q, const struct candidates *block,
    struct row_set *set, struct err *err)
{
	struct candidates sorted = {.items = NULL};
	int64_t first = INT64_MAX, last = 0;
	int rc;

	for (size_t i = 0; i < block->n; i++) {
		if (block->items[i].rid < first)
			first = block->items[i].rid;
		if (block->items[i].rid > last)
			last = block->items[i].rid;
	}
	set->first = first;
	set->bits =
	    mem_alloc((size_t)(last - first) / 64 + 1, sizeof(*set->bits));
	if (block->n > SPLIT_UP_TO)
		return add_matches(q, first, last, set, err);
	for (size_t i = 0; i < block->n; i++)
		candidates_add(&sorted, 0, block->items[i].rid, 0);
	qsort(sorted.items, sorted.n, sizeof(*sorted.items), by_rid);
	rc = ask_about(q, &sorted, set, err);
	free(sorted.items);
	return rc;
}

int
match_keep(struct db *db, const struct search_query *query, double density,
    struct candidates *block, struct err *err)
{
	struct question question = {.db = db,
	    .words = query->match != NULL ? query->match : query->reject,
	    .density = density};
	struct row_set set = {.bits = NULL};
	size_t kept = 0;
	int rc;

	if (question.words == NULL || block->n == 0)
		return 0;
	rc = find_matches(&question, block, &set, err);
	for (size_t i = 0; i < block->n && rc == 0; i++)
		if (row_set_has(&set, block->items[i].rid) ==
		    (query->match != NULL))
			block->items[kept++] = block->items[i];
	block->n = kept;
	free(set.bits);
	return rc;
}
