#include "report/packs.h"

#include "base/when.h"
#include "report/frozen.h"
#include "report/pack_rows.h"

#include <string.h>

void
window_seconds(const struct window *window, int64_t *since, int64_t *until)
{
	*since = window->first_day == INT64_MIN
		     ? INT64_MIN
		     : when_day_start(window->first_day);
	*until = window->last_day == INT64_MAX
		     ? INT64_MAX
		     : when_day_start(window->last_day + 1) - 1;
}

/* A visit: the window in seconds, and what was frozen of the present account
 * with an ended observation. */
struct visit {
	struct store *store;                 /* borrowed */
	const struct packs_visitor *visitor; /* borrowed */
	int64_t since, until;
	int64_t observation; /* 0: none */
	struct frozen frozen;
	int64_t author_id;
	bool has_author;
};

static int
begin_author(struct visit *visit, int64_t author_id, struct err *err)
{
	const struct packs_visitor *visitor = visit->visitor;

	if (visit->has_author && visit->author_id == author_id)
		return 0;
	visit->has_author = true;
	visit->author_id = author_id;
	if (visit->observation != 0 &&
	    frozen_load(&visit->frozen, visit->store, visit->observation,
		author_id, err) == -1)
		return -1;
	if (visitor->account != NULL)
		visitor->account(visitor->arg, author_id);
	return 0;
}

static enum packs_wish
each_post(const struct visit *visit, int64_t block, struct pack_reader *reader)
{
	const struct packs_visitor *visitor = visit->visitor;
	struct packed_post post;
	enum packs_wish wish = PACKS_POSTS;

	reader->parts = visitor->parts;
	if (visitor->pack != NULL)
		wish = visitor->pack(visitor->arg, block, reader);
	if (wish != PACKS_POSTS)
		return wish;
	while (pack_next(reader, &post))
		if (post.created_at >= visit->since &&
		    post.created_at <= visit->until &&
		    (visit->observation == 0 ||
			frozen_apply(&visit->frozen, &post)))
			visitor->post(visitor->arg, visit->author_id, &post);
	return wish;
}

static int
damaged(int64_t author_id, struct err *err)
{
	return err_set(err, ERR_DATA,
	    "the packed posts of account %lld are damaged; `givetake score "
	    "--all` makes them anew",
	    (long long)author_id);
}

static int
each_pack(struct visit *visit, const struct pack_span *span, struct err *err)
{
	struct pack_rows *rows = pack_rows_new(span);
	struct pack_reader reader;
	struct pack_row row;
	int rc;

	while ((rc = pack_rows_next(rows, &row, err)) == 1) {
		if (!pack_open(&reader, row.pack, row.len)) {
			rc = damaged(row.author_id, err);
			break;
		}
		rc = begin_author(visit, row.author_id, err);
		if (rc == -1)
			break;
		if (each_post(visit, row.block, &reader) == PACKS_STOP)
			pack_rows_skip(rows);
		if (reader.is_damaged) {
			rc = damaged(row.author_id, err);
			break;
		}
	}
	pack_rows_free(rows);
	return rc;
}

int
packs_each(const struct report_job *job, const struct packs_visitor *visitor,
    struct err *err)
{
	const struct report_request *request = job->request;
	int64_t user_id = request->user_id;
	struct id_set one = {.ids = &user_id, .n = 1};
	struct visit visit = {.store = job->store,
	    .visitor = visitor,
	    .observation = request->window.frozen,
	    .frozen = FROZEN_INIT};
	struct pack_span span = {.store = job->store,
	    .set = user_id != 0 ? &one : request->roster,
	    .is_oldest_first = visitor->is_oldest_first,
	    .is_alone = visitor->may_stop || visit.observation != 0,
	    .keep = visitor->may_stop || user_id != 0 ? NULL : job->keep};
	int rc;

	window_seconds(&request->window, &visit.since, &visit.until);
	span.first = pack_block_of(visit.since);
	span.last = pack_block_of(visit.until);
	rc = each_pack(&visit, &span, err);
	frozen_release(&visit.frozen);
	return rc;
}

void
recent_insert(struct recent *recent, int64_t id)
{
	size_t at = recent->n;

	if (at == RECENT_IDS)
		at--;
	else
		recent->n++;
	while (at > 0 && recent->ids[at - 1] < id) {
		recent->ids[at] = recent->ids[at - 1];
		at--;
	}
	recent->ids[at] = id;
}

int
find_handle(struct store *store, int64_t id, struct arena *arena,
    const char **handle, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_REPORT_HANDLE;
	int rc;

	*handle = NULL;
	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		*handle = arena_strdup(arena, db_text(db, s, 0));
		db_reset(db, s);
	}
	return 0;
}

int
find_partner(struct store *store, int64_t id, int64_t post_id,
    struct arena *arena, const char **handle, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_REPORT_MENTIONED;
	int rc;

	if (find_handle(store, id, arena, handle, err) == -1)
		return -1;
	if (*handle != NULL || post_id == 0)
		return 0;
	if (db_bind(db, s, err, "ii", post_id, id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		*handle = arena_strdup(arena, db_text(db, s, 0));
		db_reset(db, s);
	}
	return 0;
}

int
find_post(struct store *store, int64_t id, struct arena *arena,
    struct shown_post *post, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_REPORT_POST;
	int rc;

	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*post = (struct shown_post){.id = id,
	    .author_id = db_int(db, s, 0),
	    .created_at = db_int(db, s, 1),
	    .text = arena_strdup(arena, db_text(db, s, 2)),
	    .handle = arena_strdup(arena, db_text(db, s, 3))};
	db_reset(db, s);
	return 0;
}
