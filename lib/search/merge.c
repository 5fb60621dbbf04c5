#include "search/merge.h"

#include "base/mem.h"

#include <stdlib.h>

/* Posts read at once of an account: few at first, for most accounts have
 * none on the page. */
#define FIRST_CHUNK 4
#define CHUNK       64

struct post_row {
	int64_t id, rid;
};

struct merge_cursor {
	int64_t user;
	struct post_row rows[CHUNK];
	int n, at, size;
	bool is_last; /* no more rows than these */
};

/* Read the next rows of an account, those with ids below before. */
static int
fill(struct merge *merge, struct merge_cursor *cursor, int64_t before,
    struct err *err)
{
	const enum statement s = STMT_SEARCH_ROWS_OF;
	int rc;

	cursor->n = cursor->at = 0;
	if (db_bind(merge->db, s, err, "iii", cursor->user, before,
		(int64_t)cursor->size) == -1)
		return -1;
	while ((rc = db_step(merge->db, s, err)) == 1) {
		cursor->rows[cursor->n].id = db_int(merge->db, s, 0);
		cursor->rows[cursor->n++].rid = db_int(merge->db, s, 1);
	}
	cursor->is_last = cursor->n < cursor->size;
	cursor->size = CHUNK;
	return rc;
}

static int64_t
top_id(const struct merge_cursor *cursor)
{
	return cursor->rows[cursor->at].id;
}

/* Let the cursor at i sink to its place in the heap. */
static void
sink(struct merge *merge, size_t i)
{
	struct merge_cursor *heap = merge->cursors;

	for (;;) {
		size_t child = 2 * i + 1;
		struct merge_cursor swapped;

		if (child >= merge->n)
			return;
		if (child + 1 < merge->n &&
		    top_id(&heap[child + 1]) > top_id(&heap[child]))
			child++;
		if (top_id(&heap[i]) >= top_id(&heap[child]))
			return;
		swapped = heap[i];
		heap[i] = heap[child];
		heap[child] = swapped;
		i = child;
	}
}

int
merge_begin(struct merge *merge, struct db *db, const struct id_set *users,
    int64_t before, struct err *err)
{
	*merge = (struct merge){.db = db};
	merge->cursors = mem_alloc(users->n + 1, sizeof(*merge->cursors));
	for (size_t i = 0; i < users->n; i++) {
		struct merge_cursor *cursor = &merge->cursors[merge->n];

		cursor->user = users->ids[i];
		cursor->size = users->n == 1 ? CHUNK : FIRST_CHUNK;
		if (fill(merge, cursor, before, err) == -1)
			return -1;
		merge->n += cursor->n > 0;
	}
	for (size_t i = merge->n / 2; i-- > 0;)
		sink(merge, i);
	return 0;
}

int
merge_next(struct merge *merge, int64_t *id, int64_t *rid, struct err *err)
{
	struct merge_cursor *top = merge->cursors;

	if (merge->n == 0)
		return 0;
	*id = top_id(top);
	*rid = top->rows[top->at++].rid;
	if (top->at == top->n) {
		if (top->is_last)
			top->n = 0;
		else if (fill(merge, top, *id, err) == -1)
			return -1;
		if (top->n == 0)
			*top = merge->cursors[--merge->n];
	}
	sink(merge, 0);
	return 1;
}

void
merge_release(struct merge *merge)
{
	free(merge->cursors);
	*merge = (struct merge){.cursors = NULL};
}
