#include "report/packs.h"

#include "base/when.h"
#include "report/frozen.h"

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

/* A visit: the window in seconds and in blocks, and what was frozen of the
 * present account with an ended observation. */
struct visit {
	struct store *store;                 /* borrowed */
	const struct packs_visitor *visitor; /* borrowed */
	int64_t since, until, first, last;
	int64_t observation; /* 0: none */
	struct frozen frozen;
};

static struct visit
begin_visit(const struct report_job *job, const struct packs_visitor *visitor)
{
	const struct window *window = &job->request->window;
	struct visit visit = {.store = job->store,
	    .visitor = visitor,
	    .observation = window->frozen,
	    .frozen = FROZEN_INIT};

	window_seconds(window, &visit.since, &visit.until);
	visit.first = pack_block_of(visit.since);
	visit.last = pack_block_of(visit.until);
	return visit;
}

static enum packs_wish
each_post(const struct visit *visit, int64_t author_id, int64_t block,
    struct pack_reader *reader)
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
			visitor->post(visitor->arg, author_id, &post);
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
each_of_account(struct visit *visit, int64_t author_id, struct err *err)
{
	struct db *db = store_db(visit->store);
	const struct packs_visitor *visitor = visit->visitor;
	const enum statement s =
	    visitor->is_oldest_first ? STMT_PACKS_FROM : STMT_PACKS_OF;
	enum packs_wish wish = PACKS_POSTS;
	struct pack_reader reader;
	bool is_first = true;
	size_t len;
	int rc = 0;

	if ((visit->observation != 0 &&
		frozen_load(&visit->frozen, visit->store, visit->observation,
		    author_id, err) == -1) ||
	    db_bind(db, s, err, "iii", author_id, visit->first, visit->last) ==
		-1)
		return -1;
	while (wish != PACKS_STOP && (rc = db_step(db, s, err)) == 1) {
		const void *pack = db_blob(db, s, 1, &len);

		if (!pack_open(&reader, pack, len))
			rc = damaged(author_id, err);
		else if (is_first && visitor->account != NULL)
			rc = visitor->account(visitor->arg, author_id, err);
		if (rc == -1)
			break;
		is_first = false;
		wish = each_post(visit, author_id, db_int(db, s, 0), &reader);
		if (reader.is_damaged) {
			rc = damaged(author_id, err);
			break;
		}
	}
	if (rc != 0)
		db_reset(db, s);
	return rc == -1 ? -1 : 0;
}

/* Everybody: from one account that has packs to the next. */
static int
each_author(struct visit *visit, struct err *err)
{
	struct db *db = store_db(visit->store);
	int64_t id = INT64_MIN;
	int rc;

	while (
	    (rc = db_find_int(db, STMT_PACK_AUTHORS, &id, err, "i", id)) == 1)
		if (each_of_account(visit, id, err) == -1)
			return -1;
	return rc;
}

static int
each_of_all(const struct report_request *request, struct visit *visit,
    struct err *err)
{
	const struct id_set *roster = request->roster;
	int rc = 0;

	if (request->user_id != 0)
		return each_of_account(visit, request->user_id, err);
	if (roster == NULL)
		return each_author(visit, err);
	for (size_t i = 0; i < roster->n && rc == 0; i++)
		rc = each_of_account(visit, roster->ids[i], err);
	return rc;
}

int
packs_each(const struct report_job *job, const struct packs_visitor *visitor,
    struct err *err)
{
	struct visit visit = begin_visit(job, visitor);
	int rc = each_of_all(job->request, &visit, err);

	frozen_release(&visit.frozen);
	return rc;
}

void
recent_add(struct recent *recent, int64_t id)
{
	size_t at = recent->n;

	if (at == RECENT_IDS) {
		if (recent->ids[at - 1] >= id)
			return;
		at--;
	} else {
		recent->n++;
	}
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
