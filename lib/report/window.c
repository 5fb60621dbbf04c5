#include "report/window.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct window
window_of(int64_t since, int64_t until)
{
	struct window window = {.since = since, .until = until};

	window.first_day = since == 0 ? INT64_MIN : when_local_day(since);
	window.last_day =
	    until == INT64_MAX ? INT64_MAX : when_local_day(until);
	return window;
}

void
window_facts(const struct window *window, struct out *out)
{
	struct buf zone = BUF_INIT;

	when_add_system_zone(&zone);
	out_fact_text(out, "timezone", zone.data);
	buf_release(&zone);
	if (window->since != 0)
		out_fact_time(out, "since", when_day_start(window->first_day));
	if (window->until != INT64_MAX)
		out_fact_time(out, "until",
		    when_day_start(window->last_day + 1));
}

int
window_bind_sums(const struct window *window, struct db *db, int64_t user_id,
    int64_t alone, enum statement *s, struct err *err)
{
	int64_t first = window->first_day, last = window->last_day, end;

	*s = window->frozen != 0 ? STMT_OBSERVATION_DAYS_OF
				 : STMT_WINDOW_SUMS_OF;
	if (window->frozen != 0)
		return db_bind(db, *s, err, "iiii", user_id, first, last,
		    window->frozen);
	/* Whole weeks from a Monday to the Sunday before another. */
	end = last < alone ? last + 1 : alone;
	if (end != INT64_MAX)
		end = when_monday(end);
	if (first != INT64_MIN)
		first = when_monday(first + 6);
	if (end < first)
		end = first;
	return db_bind(db, *s, err, "iiiii", user_id, window->first_day, last,
	    first, end);
}

struct seen
seen_begin(int64_t id, const struct window *window, int64_t now, int64_t first)
{
	return (struct seen){.id = id,
	    .from = window->since,
	    .to = window->until < now ? window->until : now,
	    .first = first,
	    .is_open = window->since == 0};
}

void
seen_add(struct seen *seen, int64_t from, int64_t end)
{
	if (seen->is_open && from > seen->first)
		seen->first = from;
	seen->is_open = false;
	if (from < seen->from)
		from = seen->from;
	if (from < seen->first)
		from = seen->first;
	if (end > seen->to)
		end = seen->to;
	if (end > from)
		seen->seconds += end - from;
}

double
seen_share(const struct seen *seen)
{
	int64_t from = seen->from > seen->first ? seen->from : seen->first;

	if (seen->to <= from)
		return NAN;
	return (double)seen->seconds / (double)(seen->to - from);
}

int
window_coverage(struct store *store, const struct window *window, int64_t now,
    void (*each)(void *arg, int64_t user_id, double share), void *arg,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_COVERAGE_OF_USERS;
	struct seen seen = {.id = 0};
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 0);

		if (id != seen.id && isfinite(seen_share(&seen)))
			each(arg, seen.id, seen_share(&seen));
		if (id != seen.id)
			seen = seen_begin(id, window, now, db_int(db, s, 4));
		if (strcmp(db_text(db, s, 3), "seen") == 0)
			seen_add(&seen, db_int(db, s, 1), db_int(db, s, 2));
	}
	if (rc == 0 && isfinite(seen_share(&seen)))
		each(arg, seen.id, seen_share(&seen));
	return rc;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void
id_set_add(struct id_set *set, int64_t id)
{
	if (id == 0)
		return;
	set->ids = mem_grow(set->ids, &set->cap, set->n + 1, sizeof(*set->ids));
	set->ids[set->n++] = id;
}

void
id_set_sort(struct id_set *set)
{
	size_t kept = 0;

	if (set->n > 0)
		qsort(set->ids, set->n, sizeof(*set->ids), compare_ids);
	for (size_t i = 0; i < set->n; i++)
		if (kept == 0 || set->ids[kept - 1] != set->ids[i])
			set->ids[kept++] = set->ids[i];
	set->n = kept;
}

int
group_load(struct store *store, const char *group, struct id_set *set,
    struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	if (db_bind(db, STMT_GROUP_USERS, err, "s", group) == -1)
		return -1;
	while ((rc = db_step(db, STMT_GROUP_USERS, err)) == 1)
		id_set_add(set, db_int(db, STMT_GROUP_USERS, 0));
	if (rc == -1)
		return -1;
	/* An account may be watched in several ways. */
	id_set_sort(set);
	if (set->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no account that has been read is in a group \"%s\"; "
		    "see: givetake watch list",
		    group);
	return 0;
}

bool
id_set_has(const struct id_set *set, int64_t id)
{
	return set->n > 0 &&
	       bsearch(&id, set->ids, set->n, sizeof(id), compare_ids) != NULL;
}

void
id_set_keep(struct id_set *set, const struct id_set *other)
{
	size_t kept = 0;

	for (size_t i = 0; i < set->n; i++)
		if (id_set_has(other, set->ids[i]))
			set->ids[kept++] = set->ids[i];
	set->n = kept;
}

void
id_set_release(struct id_set *set)
{
	free(set->ids);
	*set = (struct id_set){.ids = NULL};
}
