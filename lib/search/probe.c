#include "search/probe.h"

/* Up to so many hits are all looked up and put in order. */
#define RARE 2000

bool
probe_can_tell(const struct search_query *query)
{
	return query->match != NULL || match_wants_sites(query);
}

/* The rows that came in last of those that a statement finds. */
static int
add_last(struct db *db, enum statement s, const char *text,
    struct candidates *all, struct err *err)
{
	int rc;

	if (db_bind(db, s, err, "si", text, (int64_t)RARE + 1) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		candidates_add(all, 0, db_int(db, s, 0), 0);
	return rc;
}

static int
add_last_of_sites(struct db *db, const struct search_query *query,
    struct candidates *all, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < query->n_filters && rc == 0; i++)
		if (match_is_site(&query->filters[i]))
			rc = add_last(db, STMT_SEARCH_SITE_LAST,
			    query->filters[i].value, all, err);
	return rc;
}

/* A post may link to several of the sites. */
static void
drop_doubles(struct candidates *sorted)
{
	size_t kept = 0;

	for (size_t i = 0; i < sorted->n; i++)
		if (kept == 0 ||
		    sorted->items[kept - 1].rid != sorted->items[i].rid)
			sorted->items[kept++] = sorted->items[i];
	sorted->n = kept;
}

static int
newest_row(struct db *db, int64_t *rid, struct err *err)
{
	return db_find_int(db, STMT_SEARCH_NEWEST_ROW, rid, err, "") == -1 ? -1
									   : 0;
}

int
probe_run(struct db *db, const struct search_query *query,
    struct candidates *all, double *density, struct err *err)
{
	int rc = query->match != NULL
		     ? add_last(db, STMT_FTS_LAST, query->match, all, err)
		     : add_last_of_sites(db, query, all, err);
	bool is_rare = all->n <= RARE;
	int64_t newest;

	if (rc == -1)
		return -1;
	/* In the order of the rows: that is how they lie in the file. */
	candidates_sort(all, candidates_by_rid);
	drop_doubles(all);
	if (is_rare)
		return 1;
	if (newest_row(db, &newest, err) == -1)
		return -1;
	*density = (double)all->n / (double)(newest - all->items[0].rid + 1);
	return 0;
}
