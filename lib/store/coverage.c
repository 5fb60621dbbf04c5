#include "store/coverage.h"

#include "store/store_private.h"

/* Read the rows of a statement that gives from, to and reason. */
static int
read_spans(struct db *db, enum statement s, struct span_list *spans,
    struct err *err)
{
	int rc;

	while ((rc = db_step(db, s, err)) == 1)
		span_append(spans,
		    (struct span){db_int(db, s, 0), db_int(db, s, 1),
			gap_by_name(db_text(db, s, 2))});
	return rc;
}

static int
put_spans(struct store *store, int64_t source_id, const struct span_list *spans,
    struct err *err)
{
	for (size_t i = 0; i < spans->n; i++) {
		const struct span *span = &spans->items[i];
		bool seen = span->gap == GAP_NONE;

		if (db_run(store->db, STMT_COVERAGE_PUT, err, "iiiss",
			source_id, span->from, span->to,
			seen ? "seen" : "missing",
			seen ? NULL : gap_names[span->gap]) == -1)
			return -1;
	}
	return 0;
}

int
store_coverage_add(struct store *store, int64_t source_id, int64_t from,
    int64_t to, enum gap gap, struct err *err)
{
	struct span_list old = {.items = NULL}, new = {.items = NULL};
	int rc = -1;

	if (from >= to)
		return 0;
	if (db_bind(store->db, STMT_COVERAGE_TOUCHING, err, "iii", source_id,
		from, to) == -1 ||
	    read_spans(store->db, STMT_COVERAGE_TOUCHING, &old, err) == -1)
		goto out;
	span_paint(&old, (struct span){from, to, gap}, &new);
	if (db_run(store->db, STMT_COVERAGE_CUT, err, "iii", source_id, from,
		to) == 0)
		rc = put_spans(store, source_id, &new, err);
out:
	span_list_release(&old);
	span_list_release(&new);
	return rc;
}

int
store_coverage_get(struct store *store, int64_t source_id, int64_t from,
    int64_t to, struct span_list *spans, struct err *err)
{
	*spans = (struct span_list){.items = NULL};
	if (db_bind(store->db, STMT_COVERAGE_OF_SOURCE, err, "iii", source_id,
		from, to) == -1)
		return -1;
	return read_spans(store->db, STMT_COVERAGE_OF_SOURCE, spans, err);
}

int
store_coverage_first(struct store *store, int64_t source_id, int64_t *from,
    struct err *err)
{
	int rc = db_find_int(store->db, STMT_COVERAGE_FIRST, from, err, "i",
	    source_id);

	return rc == -1 ? -1 : rc == 0;
}
