#include "search/search.h"

#include "base/mem.h"
#include "search/filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Up to so many hits are all looked up and put in order. */
#define RARE 10000
/* Asking the index about a range costs about as much as this many hits in
 * it: rows nearer to each other than that are asked about together. */
#define HITS_PER_QUESTION 60
#define SMALLEST_BLOCK    128
#define LARGEST_BLOCK     65536

/* A post that may be a hit.  at orders them: its time, or the id where all
 * are of known authors, or relevance. */
struct candidate {
	int64_t at, rid;
	double rank;
	bool holds_words;
};

struct candidates {
	struct candidate *items; /* own */
	size_t n, cap;
};

struct finder {
	struct db *db;
	const struct search_request *request;
	struct filters filters;
	double density; /* hits for each row of the archive */
	int64_t left;   /* hits still wanted */
};

static void
add(struct candidates *list, int64_t at, int64_t rid, double rank)
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

static int
newest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	return by_rid(b, a);
}

static int
best_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return by_rid(b, a);
}

static void
sort(struct candidates *list, int (*order)(const void *, const void *))
{
	if (list->n > 0)
		qsort(list->items, list->n, sizeof(*list->items), order);
}

static bool
is_on_page(const struct search_request *request, const struct search_hit *hit)
{
	if (request->before_at == 0 || request->by_relevance)
		return true;
	return hit->created_at < request->before_at ||
	       (hit->created_at == request->before_at &&
		   hit->rid < request->before_rid);
}

/* Give those candidates that pass to the caller, in their order, until there
 * are enough. */
static int
give(struct finder *f, const struct candidates *list, struct err *err)
{
	const struct search_request *request = f->request;
	struct search_hit hit;

	for (size_t i = 0; i < list->n && f->left > 0; i++) {
		int rc;

		if (i % 256 == 0 && request->stopped != NULL &&
		    request->stopped())
			return err_set(err, ERR_STOPPED, "stopped");
		rc = filters_pass(&f->filters, list->items[i].rid, &hit, err);
		if (rc == -1)
			return -1;
		if (rc == 0)
			continue;
		if (is_on_page(request, &hit)) {
			rc = request->hit(request->arg, &hit, err);
			f->left--;
		}
		filters_done(&f->filters);
		if (rc == -1)
			return -1;
	}
	return 0;
}

/* Mark those of rows [from, to) of a list sorted by row that hold the
 * words. */
static int
mark(struct finder *f, const char *words, struct candidates *list, size_t from,
    size_t to, struct err *err)
{
	const enum statement s = STMT_FTS_BETWEEN;
	struct candidate *items = list->items;
	size_t i = from;
	int rc;

	if (db_bind(f->db, s, err, "sii", words, items[from].rid,
		items[to - 1].rid) == -1)
		return -1;
	while ((rc = db_step(f->db, s, err)) == 1) {
		int64_t rid = db_int(f->db, s, 0);

		while (i < to && items[i].rid < rid)
			i++;
		if (i < to && items[i].rid == rid)
			items[i].holds_words = true;
	}
	return rc;
}

/* Drop candidates that do not hold the wanted words, or hold excluded
 * ones. */
static int
keep_matching(struct finder *f, struct candidates *list, struct err *err)
{
	const struct search_query *query = f->request->query;
	const char *words = query->match != NULL ? query->match : query->reject;
	int64_t gap = (int64_t)(HITS_PER_QUESTION /
				(f->density > 1e-9 ? f->density : 1e-9));
	size_t from = 0, kept = 0;

	if (words == NULL)
		return 0;
	sort(list, by_rid);
	for (size_t i = 1; i <= list->n; i++) {
		if (i < list->n &&
		    list->items[i].rid - list->items[i - 1].rid <= gap)
			continue;
		if (mark(f, words, list, from, i, err) == -1)
			return -1;
		from = i;
	}
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].holds_words == (query->match != NULL))
			list->items[kept++] = list->items[i];
	list->n = kept;
	sort(list, newest_first);
	return 0;
}

/* How many rows to look at first so that there should be enough hits. */
static size_t
first_block(const struct finder *f)
{
	double size = (double)f->left * 2;

	if (f->request->query->match != NULL && f->density > 0)
		size = (double)f->left * 1.2 / f->density;
	if (size < SMALLEST_BLOCK)
		return SMALLEST_BLOCK;
	return size > LARGEST_BLOCK ? LARGEST_BLOCK : (size_t)size;
}

/* Go through rows that a statement gives newest first, block by block. */
static int
walk(struct finder *f, enum statement s, struct err *err)
{
	struct candidates block = {.items = NULL};
	size_t size = first_block(f);
	int rc = 1;

	while (rc == 1 && f->left > 0) {
		block.n = 0;
		while (block.n < size && (rc = db_step(f->db, s, err)) == 1)
			add(&block, db_int(f->db, s, 0), db_int(f->db, s, 1),
			    0);
		if (rc == -1 || keep_matching(f, &block, err) == -1 ||
		    give(f, &block, err) == -1)
			rc = -1;
		if (size < LARGEST_BLOCK)
			size *= 2;
	}
	free(block.items);
	db_reset(f->db, s);
	return rc == -1 ? -1 : 0;
}

static int
walk_time(struct finder *f, struct err *err)
{
	const struct search_request *request = f->request;
	int64_t at = request->query->until, rid = INT64_MAX;

	if (request->before_at != 0 && request->before_at <= at) {
		at = request->before_at;
		rid = request->before_rid;
	}
	if (db_bind(f->db, STMT_SEARCH_TIMES, err, "iii", request->query->since,
		at, rid) == -1)
		return -1;
	return walk(f, STMT_SEARCH_TIMES, err);
}

/* All posts of some accounts, put in order. */
static int
walk_authors(struct finder *f, const struct id_set *authors, struct err *err)
{
	const enum statement s = STMT_SEARCH_ROWS_OF;
	struct candidates list = {.items = NULL};
	int rc = 0;

	for (size_t i = 0; i < authors->n && rc == 0; i++) {
		rc = db_bind(f->db, s, err, "i", authors->ids[i]);
		if (rc == 0 && authors->n == 1)
			return walk(f, s, err);
		while (rc == 0 && (rc = db_step(f->db, s, err)) == 1) {
			add(&list, db_int(f->db, s, 0), db_int(f->db, s, 1), 0);
			rc = 0;
		}
	}
	if (rc == 0)
		sort(&list, newest_first);
	if (rc == 0)
		rc = keep_matching(f, &list, err);
	if (rc == 0)
		rc = give(f, &list, err);
	free(list.items);
	return rc;
}

/* Find out how common the words are.  Where they are rare, *all is their
 * every hit. */
static int
probe(struct finder *f, struct candidates *all, bool *is_rare, struct err *err)
{
	const enum statement s = STMT_FTS_LAST;
	int64_t newest;
	int rc;

	if (db_bind(f->db, s, err, "si", f->request->query->match,
		(int64_t)RARE + 1) == -1)
		return -1;
	while ((rc = db_step(f->db, s, err)) == 1)
		add(all, 0, db_int(f->db, s, 0), 0);
	if (rc == -1)
		return -1;
	*is_rare = all->n <= RARE;
	if (*is_rare)
		return 0;
	if (db_bind(f->db, STMT_SEARCH_NEWEST_ROW, err, "") == -1 ||
	    db_step(f->db, STMT_SEARCH_NEWEST_ROW, err) == -1)
		return -1;
	newest = db_int(f->db, STMT_SEARCH_NEWEST_ROW, 0);
	db_reset(f->db, STMT_SEARCH_NEWEST_ROW);
	f->density =
	    (double)all->n / (double)(newest - all->items[all->n - 1].rid + 1);
	return 0;
}

static int
give_rare(struct finder *f, struct candidates *all, struct err *err)
{
	const enum statement s = STMT_SEARCH_TIME;

	/* In the order of the rows: that is how they lie in the file. */
	sort(all, by_rid);
	for (size_t i = 0; i < all->n; i++) {
		if (db_bind(f->db, s, err, "i", all->items[i].rid) == -1 ||
		    db_step(f->db, s, err) == -1)
			return -1;
		all->items[i].at = db_int(f->db, s, 0);
		db_reset(f->db, s);
	}
	sort(all, newest_first);
	return give(f, all, err);
}

static int
give_ranked(struct finder *f, struct err *err)
{
	const enum statement s = STMT_FTS_RANKED;
	struct candidates all = {.items = NULL};
	int rc;

	rc = db_bind(f->db, s, err, "si", f->request->query->match,
	    (int64_t)SEARCH_RANKED);
	while (rc == 0 && (rc = db_step(f->db, s, err)) == 1) {
		add(&all, 0, db_int(f->db, s, 0), db_real(f->db, s, 1));
		rc = 0;
	}
	if (rc == 0) {
		sort(&all, best_first);
		rc = give(f, &all, err);
	}
	free(all.items);
	return rc;
}

static int
give_newest(struct finder *f, struct err *err)
{
	const struct id_set *authors = filters_authors(&f->filters);
	struct candidates all = {.items = NULL};
	bool is_rare = false;
	int rc = 0;

	if (f->request->query->match != NULL)
		rc = probe(f, &all, &is_rare, err);
	if (rc == 0 && is_rare)
		rc = give_rare(f, &all, err);
	else if (rc == 0 && authors != NULL)
		rc = walk_authors(f, authors, err);
	else if (rc == 0)
		rc = walk_time(f, err);
	free(all.items);
	return rc;
}

int
search_run(struct store *store, const struct search_request *request,
    struct err *err)
{
	struct finder finder = {.db = store_db(store),
	    .request = request,
	    .density = 0.01,
	    .left = request->limit};
	int rc = -1;

	if (request->by_relevance && request->query->match == NULL)
		return err_set(err, ERR_USAGE,
		    "by relevance to what? give a word to search for");
	if (filters_load(&finder.filters, store, request->query, err) == 0)
		rc = request->by_relevance ? give_ranked(&finder, err)
					   : give_newest(&finder, err);
	filters_release(&finder.filters);
	return rc;
}
