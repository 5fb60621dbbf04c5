#include "export/export.h"

#include "base/arena.h"
#include "base/buf.h"
#include "export/flat.h"
#include "export/graph.h"
#include "export/kind.h"
#include "store/entity.h"
#include "store/user.h"

#include <inttypes.h>
#include <string.h>

#define ASK_EVERY 1024 /* rows between looks at stopped() */

struct export
{
	struct store *store;
	struct db *db;
	const struct export_request *request;
	struct out *out;
	struct export_counts *counts;
	struct graph *graph; /* of edges */
	struct arena arena;
	struct buf line;
	int64_t n; /* rows gone through */
};

/* 1 if the post may be written, 0 if not. */
static int
may_share_post(struct export *e, int64_t rid, struct err *err)
{
	const enum statement s = STMT_EXPORT_STANDING;
	bool stands, withheld;

	if (e->request->share == NULL)
		return 1;
	if (db_bind(e->db, s, err, "i", rid) == -1 ||
	    db_step(e->db, s, err) == -1)
		return -1;
	stands = db_int(e->db, s, 1) == STATE_PUBLIC &&
		 db_is_null(e->db, s, 2) && db_int(e->db, s, 4) == STATE_PUBLIC;
	withheld = !db_is_null(e->db, s, 3);
	db_reset(e->db, s);
	return share_take(e->request->share, stands, withheld);
}

static void
read_post(struct db *db, struct arena *arena, struct post *p)
{
	const enum statement s = STMT_EXPORT_POST;

	*p = (struct post){.id = db_int(db, s, 0)};
	p->author_id = db_int(db, s, 1);
	p->created_at = db_int(db, s, 2);
	p->text = arena_strdup(arena, db_text(db, s, 3));
	p->lang = arena_strdup(arena, db_text(db, s, 4));
	p->source = arena_strdup(arena, db_text(db, s, 5));
	p->conversation_id = db_int(db, s, 6);
	p->reply_to_id = db_int(db, s, 7);
	p->reply_to_user_id = db_int(db, s, 8);
	p->quote_of_id = db_int(db, s, 9);
	p->repost_of_id = db_int(db, s, 10);
	p->edit_root = db_int(db, s, 11);
	p->edit_latest = db_int(db, s, 12);
	p->truncated = db_int(db, s, 13) != 0;
	p->sensitive = db_int(db, s, 14) != 0;
	p->paid = db_int(db, s, 15) != 0;
	p->included = db_int(db, s, 16) != 0;
	p->state = (enum state)db_int(db, s, 17);
	p->withheld = arena_strdup(arena, db_text(db, s, 18));
	for (int i = 0; i < METRIC_COUNT; i++)
		metrics_set(&p->metrics, i,
		    db_is_null(db, s, 19 + i) ? -1 : db_int(db, s, 19 + i));
	p->seen_at = db_int(db, s, 25);
}

static int
read_user(struct export *e, int64_t id, struct user *user, struct err *err)
{
	int rc = store_user_get(e->store, id, &e->arena, user, err);

	if (rc == 0)
		rc = store_user_profile_at(e->store, id, &user->seen_at, err);
	return rc;
}

static void
end_line(struct export *e)
{
	buf_addc(&e->line, '\n');
	out_raw(e->out, e->line.data, e->line.len);
	buf_clear(&e->line);
	e->counts->written++;
}

static int
write_flat_post(struct export *e, int64_t rid, struct err *err)
{
	struct post post;
	struct user author;
	int rc, kinds;

	arena_reset(&e->arena);
	if (db_bind(e->db, STMT_EXPORT_POST, err, "i", rid) == -1)
		return -1;
	rc = db_step(e->db, STMT_EXPORT_POST, err);
	if (rc != 1)
		return rc;
	read_post(e->db, &e->arena, &post);
	kinds = (int)db_int(e->db, STMT_EXPORT_POST, 26);
	db_reset(e->db, STMT_EXPORT_POST);
	if (store_entities_get(e->store, rid, kinds, &e->arena, &post, err) ==
		-1 ||
	    (rc = read_user(e, post.author_id, &author, err)) == -1)
		return -1;
	flat_add_post(&e->line, &post, rc == 0 ? &author : NULL,
	    e->request->share == NULL);
	end_line(e);
	return 0;
}

/* Rows of the kind's table, cells by their types. */
static int
write_rows(struct export *e, enum statement s, int64_t key, struct err *err)
{
	const char *types = e->request->kind->types;
	int rc;

	if (db_bind(e->db, s, err, "i", key) == -1)
		return -1;
	while ((rc = db_step(e->db, s, err)) == 1) {
		for (int i = 0; types[i] != '\0'; i++)
			export_cell(e->out, e->db, s, i, types[i]);
		out_row(e->out);
		e->counts->written++;
	}
	return rc;
}

static int
write_id(struct export *e, enum statement s, int64_t key, struct err *err)
{
	int64_t id;

	if (db_find_int(e->db, s, &id, err, "i", key) == -1)
		return -1;
	buf_addf(&e->line, "%" PRId64, id);
	end_line(e);
	return 0;
}

static int
write_post(struct export *e, int64_t rid, struct err *err)
{
	const struct export_kind *kind = e->request->kind;
	int may;

	if (e->graph != NULL)
		return graph_add_post(e->graph, e->db, rid, err);
	may = may_share_post(e, rid, err);
	if (may != 1)
		return may;
	if (e->request->format == OUT_IDS)
		return write_id(e, STMT_EXPORT_STANDING, rid, err);
	if (kind->is_flat && e->request->format == OUT_JSONL)
		return write_flat_post(e, rid, err);
	return write_rows(e, kind->rows, rid, err);
}

static int
write_user(struct export *e, int64_t id, struct err *err)
{
	struct user user;
	int rc;

	arena_reset(&e->arena);
	rc = read_user(e, id, &user, err);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	if (e->request->share != NULL &&
	    !share_take(e->request->share, user.state == STATE_PUBLIC, false))
		return 0;
	if (e->request->format == OUT_CSV)
		return write_rows(e, e->request->kind->rows, id, err);
	if (e->request->format == OUT_IDS)
		return write_id(e, STMT_EXPORT_USER_ROW, id, err);
	flat_add_user(&e->line, &user, e->request->share == NULL);
	end_line(e);
	return 0;
}

/* Go through keys that a statement gives. */
static int
each_key(struct export *e, enum statement s,
    int (*write)(struct export *e, int64_t key, struct err *err),
    struct err *err)
{
	const struct export_request *request = e->request;
	int rc = 0;

	while (!out_is_broken(e->out) && (rc = db_step(e->db, s, err)) == 1) {
		if (request->stopped != NULL && ++e->n % ASK_EVERY == 0 &&
		    request->stopped()) {
			rc = err_set(err, ERR_STOPPED, "stopped");
			break;
		}
		if (write(e, db_int(e->db, s, 0), err) == -1) {
			rc = -1;
			break;
		}
	}
	db_reset(e->db, s);
	return rc == 1 ? 0 : rc;
}

static int
each_post(struct export *e, struct err *err)
{
	const struct export_request *r = e->request;
	int rc = 0;

	if (r->users == NULL) {
		if (db_bind(e->db, STMT_EXPORT_ROWS, err, "ii", r->since,
			r->until) == -1)
			return -1;
		return each_key(e, STMT_EXPORT_ROWS, write_post, err);
	}
	for (size_t i = 0; i < r->users->n && rc == 0; i++) {
		if (db_bind(e->db, STMT_EXPORT_ROWS_OF, err, "iii", r->since,
			r->until, r->users->ids[i]) == -1)
			return -1;
		rc = each_key(e, STMT_EXPORT_ROWS_OF, write_post, err);
	}
	return rc;
}

static int
each_user(struct export *e, struct err *err)
{
	const struct id_set *users = e->request->users;
	int rc = 0;

	if (users == NULL) {
		if (db_bind(e->db, STMT_EXPORT_USERS, err, "") == -1)
			return -1;
		return each_key(e, STMT_EXPORT_USERS, write_user, err);
	}
	for (size_t i = 0; i < users->n && rc == 0; i++)
		rc = write_user(e, users->ids[i], err);
	return rc;
}

/* Documents that are not a table are written raw. */
static bool
is_table(const struct export_request *request)
{
	return request->format == OUT_CSV ||
	       (request->format == OUT_JSONL && !request->kind->is_flat);
}

int
export_run(struct store *store, const struct export_request *request,
    struct out *out, struct export_counts *counts, struct err *err)
{
	const struct export_kind *kind = request->kind;
	struct export e = {.store = store,
	    .db = store_db(store),
	    .request = request,
	    .out = out,
	    .counts = counts,
	    .arena = ARENA_INIT,
	    .line = BUF_INIT};
	int rc;

	*counts = (struct export_counts){.written = 0};
	if (is_table(request)) {
		out_begin(out, kind->name, kind->schema);
		out_columns(out, kind->columns, strlen(kind->types));
	}
	if (kind->is_graph)
		e.graph = graph_new();
	rc = kind->is_users ? each_user(&e, err) : each_post(&e, err);
	if (rc == 0 && e.graph != NULL)
		rc = graph_write(e.graph, store, request->format, out, counts,
		    err);
	graph_free(e.graph);
	arena_release(&e.arena);
	buf_release(&e.line);
	return rc;
}
