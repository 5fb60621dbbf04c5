#include "tui/rows.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

static void
release_row(struct post_row *row)
{
	free(row->text);
	free(row->handle);
}

void
post_rows_release(struct post_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		release_row(&rows->items[i]);
	free(rows->items);
	*rows = (struct post_rows){.items = NULL};
}

void
post_rows_drop_first(struct post_rows *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		release_row(&rows->items[i]);
	rows->n -= n;
	memmove(rows->items, rows->items + n, rows->n * sizeof(*rows->items));
}

void
post_rows_drop_last(struct post_rows *rows, size_t n)
{
	for (size_t i = rows->n - n; i < rows->n; i++)
		release_row(&rows->items[i]);
	rows->n -= n;
}

/* probs holds each class in 1/255. */
static void
read_verdict(struct post_row *row, struct db *db, enum statement s)
{
	size_t len;
	const unsigned char *probs = db_blob(db, s, 6, &len);
	int second = 0;

	row->is_label = !db_is_null(db, s, 7);
	row->class = db_is_null(db, s, 5) ? -1 : (int)db_int(db, s, 5);
	if (row->is_label)
		row->class = (int)db_int(db, s, 7);
	if (row->class < 0 || row->class >= CLASS_COUNT)
		row->class = -1;
	if (row->class == -1 || probs == NULL || len != CLASS_COUNT)
		return;
	for (int c = 0; c < CLASS_COUNT; c++)
		if (c != row->class && probs[c] > second)
			second = probs[c];
	row->margin = (probs[row->class] - second) / 255.0;
}

/* Append what the statement, bound by the caller, gives. */
static int
collect(struct post_rows *rows, struct store *store, enum statement s,
    struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	while ((rc = db_step(db, s, err)) == 1) {
		struct post_row *row;

		rows->items = mem_grow(rows->items, &rows->cap, rows->n + 1,
		    sizeof(*rows->items));
		row = &rows->items[rows->n++];
		*row = (struct post_row){.id = db_int(db, s, 0),
		    .author_id = db_int(db, s, 1),
		    .created_at = db_int(db, s, 2),
		    .text = mem_strdup(db_text(db, s, 3)),
		    .handle = mem_strdup(db_text(db, s, 4)),
		    .is_repost = !db_is_null(db, s, 8),
		    .is_reply = !db_is_null(db, s, 9),
		    .rid = db_int(db, s, 10)};
		read_verdict(row, db, s);
	}
	return rc;
}

/* s takes an account as well where the filter names one. */
static int
bind_page(struct store *store, enum statement s,
    const struct post_filter *filter, int64_t from, size_t limit,
    struct err *err)
{
	struct db *db = store_db(store);
	int64_t no_reposts = filter->no_reposts;
	int64_t no_replies = filter->no_replies;

	if (filter->account_id == 0)
		return db_bind(db, s, err, "iiii", from, no_reposts, no_replies,
		    (int64_t)limit);
	return db_bind(db, s, err, "iiiii", from, no_reposts, no_replies,
	    (int64_t)limit, filter->account_id);
}

int
post_rows_older(struct post_rows *rows, struct store *store,
    const struct post_filter *filter, int64_t before, size_t limit,
    struct err *err)
{
	enum statement s = filter->account_id == 0 ? STMT_TUI_POSTS_OLDER
						   : STMT_TUI_ACCOUNT_OLDER;

	if (bind_page(store, s, filter, before, limit, err) == -1)
		return -1;
	return collect(rows, store, s, err);
}

int
post_rows_newer(struct post_rows *rows, struct store *store,
    const struct post_filter *filter, int64_t after, size_t limit,
    struct err *err)
{
	enum statement s = filter->account_id == 0 ? STMT_TUI_POSTS_NEWER
						   : STMT_TUI_ACCOUNT_NEWER;
	struct post_rows newer = {.items = NULL};
	int rc = -1;

	if (bind_page(store, s, filter, after, limit, err) == 0)
		rc = collect(&newer, store, s, err);
	if (rc == 0 && newer.n > 0) {
		/* They came oldest first. */
		rows->items = mem_grow(rows->items, &rows->cap,
		    rows->n + newer.n, sizeof(*rows->items));
		memmove(rows->items + newer.n, rows->items,
		    rows->n * sizeof(*rows->items));
		for (size_t i = 0; i < newer.n; i++)
			rows->items[i] = newer.items[newer.n - 1 - i];
		rows->n += newer.n;
		newer.n = 0; /* moved */
	}
	post_rows_release(&newer);
	return rc;
}

int
post_rows_one(struct post_rows *rows, struct store *store, int64_t id,
    struct err *err)
{
	if (db_bind(store_db(store), STMT_TUI_POST, err, "i", id) == -1)
		return -1;
	return collect(rows, store, STMT_TUI_POST, err);
}

struct finding {
	struct post_rows *rows;
	struct store *store;
};

static int
take_hit(void *arg, const struct search_hit *hit, struct err *err)
{
	struct finding *finding = arg;

	return post_rows_one(finding->rows, finding->store, hit->id, err);
}

int
post_rows_found(struct post_rows *rows, struct store *store, const char *text,
    size_t limit, struct err *err)
{
	struct finding finding = {.rows = rows, .store = store};
	struct search_query query;
	struct search_request request = {.query = &query,
	    .limit = (int64_t)limit,
	    .arg = &finding,
	    .hit = take_hit};
	int rc = search_parse(text, clock_now(), &query, err);

	if (rows->n > 0) {
		const struct post_row *last = &rows->items[rows->n - 1];

		request.before_at = last->created_at;
		request.before_rid = last->rid;
		request.before_id = last->id;
	}
	if (rc == 0)
		rc = search_run(store, &request, err);
	search_release(&query);
	return rc;
}

int
post_rows_around(struct post_rows *rows, struct store *store,
    int64_t conversation_id, int64_t post_id, struct err *err)
{
	if (db_bind(store_db(store), STMT_TUI_POSTS_AROUND, err, "ii",
		conversation_id, post_id) == -1)
		return -1;
	return collect(rows, store, STMT_TUI_POSTS_AROUND, err);
}

enum role
role_of_class(int class)
{
	if (class < 0)
		return ROLE_DIM;
	switch (class_info[class].group) {
	case GROUP_GIVE:
		return ROLE_GIVE;
	case GROUP_TAKE:
		return ROLE_TAKE;
	default:
		return ROLE_NEUTRAL;
	}
}

/* By how far the class is ahead of the second. */
static const char *
how_sure(const struct post_row *row)
{
	if (row->is_label)
		return "you ";
	return row->margin >= 0.5   ? "+++ "
	       : row->margin >= 0.2 ? "++  "
				    : "+   ";
}

void
post_row_line(const struct post_row *row, struct doc *doc, int width,
    bool is_marked)
{
	struct buf when = BUF_INIT;
	int handle = width >= 76 ? 16 : 12;

	when_add_local(&when, row->created_at);
	doc_line(doc, row->id);
	doc_target(doc, &(struct target){.kind = TARGET_POST,
			    .id = row->id,
			    .account_id = row->author_id});
	doc_adds(doc, ROLE_MARK, is_marked ? "*" : " ");
	/* "11-02 10:00"; the year only where there is room. */
	if (width >= 100)
		doc_adds(doc, ROLE_DIM, when.data);
	else
		doc_adds(doc, ROLE_DIM, when.data + 5);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_NAME, row->handle != NULL ? row->handle : "?",
	    handle);
	doc_to(doc, 0);
	if (row->class < 0)
		doc_cell(doc, ROLE_DIM, "-", 12);
	else
		doc_addf(doc, role_of_class(row->class), "%-7s %s",
		    class_info[row->class].name, how_sure(row));
	if (row->is_repost || row->is_reply)
		doc_adds(doc, ROLE_DIM, row->is_repost ? "rt " : "re ");
	doc_adds(doc, ROLE_TEXT, row->text != NULL ? row->text : "");
	buf_release(&when);
}
