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

int
candidates_by_rid(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->rid > y->rid) - (x->rid < y->rid);
}

void
candidates_sort(struct candidates *list,
    int (*order)(const void *, const void *))
{
	if (list->n > 0)
		qsort(list->items, list->n, sizeof(*list->items), order);
}

/* Rows between two that hold these words, or link to this site. */
struct question {
	struct db *db;
	enum statement statement;
	const char *text;
	double density;
};

/* A set of rows between two. */
struct row_set {
	uint64_t *bits; /* own */
	int64_t first, last;
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

/* Add those rows of [from, to] that it is about. */
static int
add_matches(struct question *q, int64_t from, int64_t to, struct row_set *set,
    struct err *err)
{
	int rc;

	if (db_bind(q->db, q->statement, err, "sii", q->text, from, to) == -1)
		return -1;
	while ((rc = db_step(q->db, q->statement, err)) == 1)
		row_set_add(set, db_int(q->db, q->statement, 0));
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

static void
row_set_make(struct row_set *set, const struct candidates *block)
{
	int64_t first = INT64_MAX, last = 0;

	for (size_t i = 0; i < block->n; i++) {
		if (block->items[i].rid < first)
			first = block->items[i].rid;
		if (block->items[i].rid > last)
			last = block->items[i].rid;
	}
	set->first = first;
	set->last = last;
	set->bits =
	    mem_alloc((size_t)(last - first) / 64 + 1, sizeof(*set->bits));
}

static int
find_matches(struct question *q, const struct candidates *block,
    struct row_set *set, struct err *err)
{
	struct candidates sorted = {.items = NULL};
	int rc;

	if (block->n > SPLIT_UP_TO)
		return add_matches(q, set->first, set->last, set, err);
	for (size_t i = 0; i < block->n; i++)
		candidates_add(&sorted, 0, block->items[i].rid, 0);
	candidates_sort(&sorted, candidates_by_rid);
	rc = ask_about(q, &sorted, set, err);
	free(sorted.items);
	return rc;
}

/* Keep of the block what is in the set, or what is not. */
static void
keep(struct candidates *block, const struct row_set *set, bool wanted)
{
	size_t kept = 0;

	for (size_t i = 0; i < block->n; i++)
		if (row_set_has(set, block->items[i].rid) == wanted)
			block->items[kept++] = block->items[i];
	block->n = kept;
}

static int
keep_words(struct db *db, const struct search_query *query, double density,
    struct candidates *block, struct err *err)
{
	struct question question = {.db = db,
	    .statement = STMT_FTS_BETWEEN,
	    .text = query->match != NULL ? query->match : query->reject,
	    .density = density};
	struct row_set set;
	int rc;

	if (question.text == NULL || block->n == 0)
		return 0;
	row_set_make(&set, block);
	rc = find_matches(&question, block, &set, err);
	if (rc == 0)
		keep(block, &set, query->match != NULL);
	free(set.bits);
	return rc;
}

static int
keep_sites(struct db *db, const struct search_query *query, double density,
    struct candidates *block, struct err *err)
{
	struct row_set set;
	int rc = 0;

	if (!match_wants_sites(query) || block->n == 0)
		return 0;
	row_set_make(&set, block);
	for (size_t i = 0; i < query->n_filters && rc == 0; i++) {
		const struct search_filter *filter = &query->filters[i];
		struct question question = {.db = db,
		    .statement = STMT_SEARCH_SITE_BETWEEN,
		    .text = filter->value,
		    .density = density};

		if (match_is_site(filter))
			rc = find_matches(&question, block, &set, err);
	}
	if (rc == 0)
		keep(block, &set, true);
	free(set.bits);
	return rc;
}

bool
match_is_site(const struct search_filter *filter)
{
	return filter->field == QUERY_SITE && !filter->negated;
}

bool
match_wants_sites(const struct search_query *query)
{
	for (size_t i = 0; i < query->n_filters; i++)
		if (match_is_site(&query->filters[i]))
			return true;
	return false;
}

int
match_keep(struct db *db, const struct search_query *query, double density,
    struct candidates *block, struct err *err)
{
	if (keep_words(db, query, density, block, err) == -1)
		return -1;
	return keep_sites(db, query, density, block, err);
}
