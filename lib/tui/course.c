#include "tui/course.h"

#include "base/mem.h"
#include "base/when.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

int
course_read(struct course *course, struct store *store, int64_t post_id,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_METRICS;
	int rc;

	course->n = 0;
	if (db_bind(db, s, err, "i", post_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		course->items = mem_grow(course->items, &course->cap,
		    course->n + 1, sizeof(*course->items));
		course->items[course->n++] =
		    (struct fared){.at = db_int(db, s, 0),
			.reposts = db_int(db, s, 1),
			.replies = db_int(db, s, 2),
			.likes = db_int(db, s, 3),
			.quotes = db_int(db, s, 4),
			.impressions = db_int(db, s, 5)};
	}
	return rc;
}

void
course_release(struct course *course)
{
	free(course->items);
	*course = (struct course){.items = NULL};
}

/* Where each counter stands in a reading. */
static const struct {
	const char *name;
	size_t at;
} counters[] = {
    {"likes", offsetof(struct fared, likes)},
    {"reposts", offsetof(struct fared, reposts)},
    {"replies", offsetof(struct fared, replies)},
    {"quotes", offsetof(struct fared, quotes)},
    {"views", offsetof(struct fared, impressions)},
};

static int64_t
count_of(const struct fared *reading, size_t at)
{
	return *(const int64_t *)(const void *)((const char *)reading + at);
}

void
course_lines(struct doc *doc, const struct course *course)
{
	doc_head(doc, " How it fared");
	for (size_t i = course->n; i-- > 0;) {
		const struct fared *now = &course->items[i];
		struct buf when = BUF_INIT;

		when_add_local(&when, now->at);
		doc_line(doc, 0);
		doc_addf(doc, ROLE_DIM, "  %s ", when.data);
		for (size_t k = 0; k < ARRAY_LEN(counters); k++) {
			int64_t n = count_of(now, counters[k].at);
			int64_t before =
			    i > 0 ? count_of(now - 1, counters[k].at) : n;

			/* Not everybody is told of views. */
			if (k == ARRAY_LEN(counters) - 1 && n <= 0)
				continue;
			doc_addf(doc, ROLE_TEXT, "%s %" PRId64 " %s",
			    k > 0 ? "," : "", n, counters[k].name);
			if (n != before)
				doc_addf(doc, ROLE_GIVE, " (%+" PRId64 ")",
				    n - before);
		}
		buf_release(&when);
	}
}
