#include "search/search.h"

#include "base/mem.h"
#include "search/filter.h"
#include "search/match.h"
#include "search/merge.h"
#include "search/probe.h"

#include <stdlib.h>
#include <string.h>

#define SMALLEST_BLOCK 128
#define LARGEST_BLOCK  65536

struct finder {
	struct db *db;
	const struct search_request *request;
	struct filters filters;
	struct merge merge; /* of the accounts, where those are known */
	double density;     /* hits for each row of the archive */
	int64_t left;       /* hits still wanted */
};

static int
newest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	return candidates_by_rid(b, a);
}

static int
best_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return candidates_by_rid(b, a);
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

/* How many rows to look at first so that there should be enough hits. */
static size_t
first_block(const struct finder *f)
{
	double size = (double)f->left * 2;

	if (probe_can_tell(f->request->query) && f->density > 0)
		size = (double)f->left * 1.2 / f->density;
	if (size < SMALLEST_BLOCK)
		return SMALLEST_BLOCK;
	return size > LARGEST_BLOCK ? LARGEST_BLOCK : (size_t)size;
}

static int
time_of(struct finder *f, int64_t rid, int64_t *at, struct err *err)
{
	return db_find_int(f->db, STMT_SEARCH_TIME, at, err, "i", rid) == -1
		   ? -1
		   : 0;
}

/* The next row of all posts, newest first. */
static int
next_of_all(struct finder *f, int64_t *at, int64_t *rid, struct err *err)
{
	const enum statement s = STMT_SEARCH_TIMES;
	int rc = db_step(f->db, s, err);

	if (rc == 1) {
		*at = db_int(f->db, s, 0);
		*rid = db_int(f->db, s, 1);
	}
	return rc;
}

static int
next_of_authors(struct finder *f, int64_t *at, int64_t *rid, struct err *err)
{
	return merge_next(&f->merge, at, rid, err);
}

typedef int next_row(struct finder *f, int64_t *at, int64_t *rid,
    struct err *err);

/* A block that lies outside the time asked for need not be looked at: 1,
 * and 2 where nothing that follows need be, either. */
static int
is_outside(struct finder *f, const struct candidates *block, struct err *err)
{
	const struct search_query *query = f->request->query;
	int64_t newest, oldest;

	if (block->n == 0 || (query->since == 0 && query->until == INT64_MAX))
		return 0;
	if (time_of(f, block->items[0].rid, &newest, err) == -1 ||
	    time_of(f, block->items[block->n - 1].rid, &oldest, err) == -1)
		return -1;
	if (newest < query->since)
		return 2;
	return oldest > query->until;
}

/* Go through rows that come newest first, block by block. */
static int
walk(struct finder *f, next_row *next, struct err *err)
{
	const struct search_request *request = f->request;
	struct candidates block = {.items = NULL};
	size_t size = first_block(f);
	int64_t at, rid;
	int rc = 1, outside = 0;

	while (rc == 1 && f->left > 0 && outside != 2) {
		block.n = 0;
		while (block.n < size && (rc = next(f, &at, &rid, err)) == 1)
			candidates_add(&block, at, rid, 0);
		outside = rc == -1 ? -1 : is_outside(f, &block, err);
		if (outside == -1 ||
		    (outside == 0 && (match_keep(f->db, request->query,
					  f->density, &block, err) == -1 ||
					 give(f, &block, err) == -1)))
			rc = -1;
		if (size < LARGEST_BLOCK)
			size *= 2;
	}
	free(block.items);
	return rc == -1 ? -1 : 0;
}

static int
walk_time(struct finder *f, struct err *err)
{
	const struct search_request *request = f->request;
	int64_t at = request->query->until, rid = INT64_MAX;
	int rc;

	if (request->before_at != 0 && request->before_at <= at) {
		at = request->before_at;
		rid = request->before_rid;
	}
	if (db_bind(f->db, STMT_SEARCH_TIMES, err, "iii", request->query->since,
		at, rid) == -1)
		return -1;
	rc = walk(f, next_of_all, err);
	db_reset(f->db, STMT_SEARCH_TIMES);
	return rc;
}

static int
walk_authors(struct finder *f, const struct id_set *authors, struct err *err)
{
	int64_t before =
	    f->request->before_id != 0 ? f->request->before_id : INT64_MAX;
	int rc = merge_begin(&f->merge, f->db, authors, before, err);

	if (rc == 0)
		rc = walk(f, next_of_authors, err);
	merge_release(&f->merge);
	return rc;
}

static int
give_rare(struct finder *f, struct candidates *all, struct err *err)
{
	for (size_t i = 0; i < all->n; i++)
		if (time_of(f, all->items[i].rid, &all->items[i].at, err) == -1)
			return -1;
	candidates_sort(all, newest_first);
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
		candidates_add(&all, 0, db_int(f->db, s, 0),
		    db_real(f->db, s, 1));
		rc = 0;
	}
	if (rc == 0) {
		candidates_sort(&all, best_first);
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
	int rc = 0;

	if (probe_can_tell(f->request->query))
		rc =
		    probe_run(f->db, f->request->query, &all, &f->density, err);
	if (rc == 1)
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
