#include "store/source.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/when.h"
#include "store/store_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const source_kind_names[SOURCE_KIND_COUNT] = {
    [SOURCE_TIMELINE] = "timeline",
    [SOURCE_MENTIONS] = "mentions",
    [SOURCE_SEARCH] = "search",
    [SOURCE_ARCHIVE] = "archive",
    [SOURCE_LIST] = "list",
    [SOURCE_QUOTES] = "quotes",
};

static enum source_kind
kind_by_name(const char *name)
{
	for (int i = 0; i < SOURCE_KIND_COUNT; i++)
		if (strcmp(source_kind_names[i], name) == 0)
			return (enum source_kind)i;
	return SOURCE_TIMELINE;
}

void
source_add_label(struct buf *buf, const struct source *source)
{
	if (source->name != NULL)
		buf_adds(buf, source->name);
	else if (source->handle != NULL)
		buf_addf(buf, "@%s", source->handle);
	else if (source->query != NULL)
		buf_addf(buf, "search '%s'", source->query);
	else
		buf_addf(buf, "%s %" PRId64, source_kind_names[source->kind],
		    source->user_id != 0 ? source->user_id : source->target_id);
	if (source->kind == SOURCE_MENTIONS)
		buf_adds(buf, " (mentions)");
}

static void
source_release(struct source *source)
{
	free(source->name);
	free(source->handle);
	free(source->query);
	free(source->problem);
}

void
source_list_release(struct source_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		source_release(&list->items[i]);
	free(list->items);
	*list = (struct source_list){.items = NULL};
}

static int
find_same(struct store *store, const struct source *source, const char *handle,
    int64_t *id, bool *removed, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_SOURCE_SAME;
	int rc;

	*id = 0;
	if (db_bind(db, s, err, "ssIIs", source_kind_names[source->kind],
		handle, source->user_id, source->target_id,
		source->query) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		*id = db_int(db, s, 0);
		*removed = db_int(db, s, 1) != 0;
		db_reset(db, s);
	}
	return 0;
}

int
store_source_add(struct store *store, const struct source *source, int64_t *id,
    bool *is_new, struct err *err)
{
	struct db *db = store->db;
	struct buf lower = BUF_INIT;
	const char *handle = NULL;
	bool removed = false;
	int rc = -1;

	if (source->handle != NULL) {
		utf8_add_lower(&lower, source->handle, strlen(source->handle));
		handle = lower.data;
	}
	if (find_same(store, source, handle, id, &removed, err) == -1)
		goto out;
	*is_new = *id == 0 || removed;
	if (*id != 0) {
		rc = db_run(db, STMT_SOURCE_RESTORE, err, "is", *id,
		    source->name);
		goto out;
	}
	rc = db_run(db, STMT_SOURCE_INSERT, err, "sssIIsi",
	    source_kind_names[source->kind], source->name, handle,
	    source->user_id, source->target_id, source->query, clock_now());
	*id = db_last_rowid(db);
out:
	buf_release(&lower);
	return rc;
}

int
store_source_remove(struct store *store, int64_t id, struct err *err)
{
	return db_run(store->db, STMT_SOURCE_REMOVE, err, "i", id);
}

static void
read_source(struct db *db, struct source *source)
{
	const enum statement s = STMT_SOURCE_LIST;

	*source = (struct source){
	    .id = db_int(db, s, 0),
	    .kind = kind_by_name(db_text(db, s, 1)),
	    .name = mem_strdup(db_text(db, s, 2)),
	    .handle = mem_strdup(db_text(db, s, 3)),
	    .user_id = db_int(db, s, 4),
	    .target_id = db_int(db, s, 5),
	    .query = mem_strdup(db_text(db, s, 6)),
	    .added_at = db_int(db, s, 7),
	    .cursor = db_int(db, s, 8),
	    .reached_at = db_int(db, s, 9),
	    .polled_at = db_int(db, s, 10),
	    .next_at = db_int(db, s, 11),
	    .problem = mem_strdup(db_text(db, s, 12)),
	    .problem_at = db_int(db, s, 13),
	};
}

int
store_source_list(struct store *store, struct source_list *list,
    struct err *err)
{
	struct db *db = store->db;
	int rc;

	if (db_bind(db, STMT_SOURCE_LIST, err, "") == -1)
		return -1;
	while ((rc = db_step(db, STMT_SOURCE_LIST, err)) == 1) {
		list->items = mem_grow(list->items, &list->cap, list->n + 1,
		    sizeof(*list->items));
		read_source(db, &list->items[list->n++]);
	}
	return rc;
}

/* The twin takes the place of a source: what was wished for either is wished
 * for the twin, which holds all that was read. */
static int
join_sources(struct db *db, int64_t id, int64_t twin, struct err *err)
{
	return db_run(db, STMT_SOURCE_MOVE_GROUPS, err, "ii", id, twin) == -1 ||
		       db_run(db, STMT_SOURCE_LEAVE_GROUPS, err, "i", id) ==
			   -1 ||
		       db_run(db, STMT_SOURCE_MOVE_ROSTERS, err, "ii", id,
			   twin) == -1 ||
		       db_run(db, STMT_SOURCE_DELETE, err, "i", id) == -1 ||
		       db_run(db, STMT_SOURCE_RESTORE, err, "is", twin,
			   (const char *)NULL) == -1
		   ? -1
		   : 0;
}

int
store_source_resolve(struct store *store, int64_t id, int64_t user_id,
    const char *username, struct err *err)
{
	struct db *db = store->db;
	struct buf lower = BUF_INIT;
	int64_t twin;
	int rc =
	    db_find_int(db, STMT_SOURCE_TWIN, &twin, err, "ii", id, user_id);

	if (rc == -1 || (rc == 1 && join_sources(db, id, twin, err) == -1))
		return -1;
	if (rc == 1)
		id = twin;
	if (username != NULL)
		utf8_add_lower(&lower, username, strlen(username));
	rc = db_run(store->db, STMT_SOURCE_RESOLVE, err, "iis", id, user_id,
	    username == NULL ? NULL : lower.data);
	buf_release(&lower);
	return rc;
}

int
store_source_problem(struct store *store, int64_t id, const char *problem,
    int64_t next_at, struct err *err)
{
	return db_run(store->db, STMT_SOURCE_PROBLEM, err, "isii", id, problem,
	    clock_now(), next_at);
}

int
store_source_polled(struct store *store, int64_t id, int64_t cursor,
    int64_t reached_at, struct err *err)
{
	return db_run(store->db, STMT_SOURCE_POLLED, err, "iiii", id, cursor,
	    reached_at, clock_now());
}

int
store_source_advance(struct store *store, int64_t id, int64_t post_id,
    int64_t since_at, int64_t *was, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_SOURCE_CURSOR;
	int rc;

	*was = 0;
	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 0;
	if (db_int(db, s, 1) >= since_at)
		*was = db_int(db, s, 0);
	db_reset(db, s);
	if (*was == 0)
		return 0;
	return db_run(db, STMT_SOURCE_ADVANCE, err, "ii", id, post_id);
}

int
store_source_lease(struct store *store, const struct source *source,
    const char *owner, int64_t until, bool *taken, struct err *err)
{
	if (db_run(store->db, STMT_SOURCE_LEASE, err, "isiiiii", source->id,
		owner, until, clock_now(), source->polled_at,
		source->problem_at, source->user_id) == -1)
		return -1;
	*taken = db_changes(store->db) == 1;
	return 0;
}

int
store_source_release(struct store *store, int64_t id, const char *owner,
    struct err *err)
{
	return db_run(store->db, STMT_SOURCE_RELEASE, err, "is", id, owner);
}

int
store_source_renew(struct store *store, const char *owner, int64_t until,
    struct err *err)
{
	return db_run(store->db, STMT_SOURCE_RENEW, err, "si", owner, until);
}

int
store_source_release_all(struct store *store, const char *owner,
    struct err *err)
{
	return db_run(store->db, STMT_SOURCE_RELEASE_ALL, err, "s", owner);
}

int
store_source_leased(struct store *store, const char *owner, int64_t *n,
    struct err *err)
{
	return db_find_int(store->db, STMT_SOURCE_LEASED_BY_OTHERS, n, err,
		   "si", owner, clock_now()) == -1
		   ? -1
		   : 0;
}

int
store_group_add(struct store *store, const char *group, int64_t source_id,
    struct err *err)
{
	return db_run(store->db, STMT_GROUP_ADD, err, "si", group, source_id);
}

int
store_group_remove(struct store *store, const char *group, int64_t source_id,
    struct err *err)
{
	return db_run(store->db, STMT_GROUP_REMOVE, err, "si", group,
	    source_id);
}

int
store_groups_of(struct store *store, int64_t source_id, struct buf *names,
    struct err *err)
{
	struct db *db = store->db;
	int rc;

	if (db_bind(db, STMT_GROUPS_OF_SOURCE, err, "i", source_id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_GROUPS_OF_SOURCE, err)) == 1)
		buf_addf(names, "%s%s", names->len > 0 ? ", " : "",
		    db_text(db, STMT_GROUPS_OF_SOURCE, 0));
	return rc;
}

void
walk_release(struct walk *walk)
{
	free(walk->token);
	*walk = (struct walk){.token = NULL};
}

int
store_walk_get(struct store *store, int64_t source_id, const char *kind,
    struct walk *walk, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_WALK_FIND;
	int rc;

	if (db_bind(db, s, err, "is", source_id, kind) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*walk = (struct walk){
	    .since_id = db_int(db, s, 0),
	    .top_id = db_int(db, s, 1),
	    .bottom_id = db_int(db, s, 2),
	    .token = mem_strdup(db_text(db, s, 3)),
	    .left_posts = db_int(db, s, 4),
	    .pages = db_int(db, s, 5),
	    .posts = db_int(db, s, 6),
	    .started_at = db_int(db, s, 7),
	};
	db_reset(db, s);
	return 0;
}

int
store_walk_put(struct store *store, int64_t source_id, const char *kind,
    const struct walk *walk, struct err *err)
{
	return db_run(store->db, STMT_WALK_PUT, err, "isiiisiiii", source_id,
	    kind, walk->since_id, walk->top_id, walk->bottom_id, walk->token,
	    walk->left_posts, walk->pages, walk->posts, walk->started_at);
}

int
store_walk_drop(struct store *store, int64_t source_id, const char *kind,
    struct err *err)
{
	return db_run(store->db, STMT_WALK_DELETE, err, "is", source_id, kind);
}

int
store_poll_count(struct store *store, int64_t source_id, int64_t polls,
    int64_t requests, int64_t posts, struct err *err)
{
	return db_run(store->db, STMT_POLL_DAY_ADD, err, "iiiii", source_id,
	    when_utc_day(clock_now()), polls, requests, posts);
}

int
store_poll_days(struct store *store, int64_t source_id, int64_t first_day,
    int64_t *posts, int64_t *requests, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POLL_DAYS_OF_SOURCE;

	if (db_bind(db, s, err, "ii", source_id, first_day) == -1 ||
	    db_step(db, s, err) == -1)
		return -1;
	*posts = db_int(db, s, 0);
	*requests = db_int(db, s, 1);
	db_reset(db, s);
	return 0;
}

int
store_source_rate(struct store *store, int64_t source_id, double *posts_per_day,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POLL_DAY_RATE;
	int64_t today = when_utc_day(clock_now());

	if (db_bind(db, s, err, "ii", source_id, today - 13) == -1 ||
	    db_step(db, s, err) == -1)
		return -1;
	*posts_per_day = db_int(db, s, 0) == 0
			     ? 0
			     : (double)db_int(db, s, 0) /
				   (double)(today - db_int(db, s, 1) + 1);
	db_reset(db, s);
	return 0;
}
