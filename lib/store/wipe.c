#include "store/wipe.h"

#include "base/blob.h"
#include "base/buf.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PAGE ((size_t)256 * 1024 * 1024)

void
id_list_add(struct id_list *list, int64_t id)
{
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(*list->items));
	list->items[list->n++] = id;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

void
id_list_sort(struct id_list *list)
{
	size_t n = 0;

	if (list->n == 0)
		return;
	qsort(list->items, list->n, sizeof(*list->items), compare_ids);
	for (size_t i = 0; i < list->n; i++)
		if (n == 0 || list->items[n - 1] != list->items[i])
			list->items[n++] = list->items[i];
	list->n = n;
}

bool
id_list_has(const struct id_list *list, int64_t id)
{
	return list->n > 0 && bsearch(&id, list->items, list->n,
				  sizeof(*list->items), compare_ids) != NULL;
}

void
id_list_release(struct id_list *list)
{
	free(list->items);
	*list = (struct id_list){.items = NULL};
}

static int
read_ids(struct db *db, enum statement s, int64_t key, struct id_list *ids,
    struct err *err)
{
	int rc;

	if (db_bind(db, s, err, "i", key) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		if (!db_is_null(db, s, 0))
			id_list_add(ids, db_int(db, s, 0));
	return rc;
}

static int
remove_by(struct db *db, const enum statement *statements, size_t n,
    int64_t key, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (db_run(db, statements[i], err, "i", key) == -1)
			return -1;
	return 0;
}

static int
remove_row(struct store *store, int64_t rid, const char *text, struct err *err)
{
	static const enum statement by_rid[] = {STMT_LINK_DELETE,
	    STMT_MENTION_DELETE, STMT_HASHTAG_DELETE, STMT_MEDIA_DELETE,
	    STMT_WIPE_METRICS, STMT_WIPE_REVISIONS, STMT_WIPE_SCORE,
	    STMT_WIPE_SIGHTING, STMT_WIPE_POST};

	if (db_run(store->db, STMT_FTS_DELETE, err, "is", rid, text) == -1)
		return -1;
	return remove_by(store->db, by_rid, ARRAY_LEN(by_rid), rid, err);
}

int
store_wipe_post(struct store *store, int64_t id, const char *reason,
    struct id_list *pages, struct id_list *more, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_WIPE_POST_FIND;
	struct buf text = BUF_INIT;
	int64_t rid, author;
	int rc;

	if (store_tombstone(store, "post", id, reason, err) == -1 ||
	    db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 0;
	rid = db_int(db, s, 0);
	author = db_int(db, s, 1);
	buf_adds(&text, db_text(db, s, 2));
	if (!db_is_null(db, s, 3))
		id_list_add(pages, db_int(db, s, 3));
	db_reset(db, s);
	rc = read_ids(db, STMT_WIPE_SIGHTINGS, rid, pages, err);
	if (rc == 0)
		rc = read_ids(db, STMT_WIPE_REPOSTS, id, more, err);
	if (rc == 0)
		rc = remove_row(store, rid, text.data, err);
	if (rc == 0)
		rc = store_touch_user(store, author, err);
	if (rc == 0)
		rc = db_run(db, STMT_PACK_DROP, err, "i", author);
	if (rc == 0)
		rc = db_run(db, STMT_POST_REFERRERS_TOUCH, err, "i", id);
	buf_release(&text);
	return rc;
}

int
store_wipe_posts_of(struct store *store, int64_t user_id, struct id_list *posts,
    struct err *err)
{
	return read_ids(store->db, STMT_WIPE_POSTS_OF, user_id, posts, err);
}

int
store_wipe_names(struct store *store, int64_t user_id, struct buf *names,
    struct err *err)
{
	struct db *db = store->db;
	int rc;

	if (db_bind(db, STMT_WIPE_NAMES, err, "i", user_id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_WIPE_NAMES, err)) == 1)
		buf_addf(names, "%s\n", db_text(db, STMT_WIPE_NAMES, 0));
	return rc;
}

/* Run a statement for each name: with id and "@name", or without an id with
 * the bare name. */
static int
for_names(struct store *store, enum statement s, const char *names, int64_t id,
    struct err *err)
{
	struct buf at = BUF_INIT;
	int rc = 0;

	for (const char *p = names; *p != '\0' && rc == 0;
	     p += strcspn(p, "\n") + 1) {
		buf_clear(&at);
		buf_addf(&at, "@%.*s", (int)strcspn(p, "\n"), p);
		rc = id != 0 ? db_run(store->db, s, err, "is", id, at.data)
			     : db_run(store->db, s, err, "s", at.data + 1);
	}
	buf_release(&at);
	return rc;
}

int
store_wipe_user(struct store *store, int64_t id, const char *names,
    struct id_list *pages, struct err *err)
{
	static const enum statement by_user[] = {STMT_WIPE_MENTIONS,
	    STMT_WIPE_PROFILE_CHANGES, STMT_PROFILE_LINK_DELETE,
	    STMT_DAY_SUM_DROP, STMT_WEEK_SUM_DROP, STMT_PACK_DROP,
	    STMT_OWN_DROP_FOUND, STMT_WIPE_PROBLEMS, STMT_WIPE_USER};

	if (read_ids(store->db, STMT_WIPE_MENTION_PAGES, id, pages, err) ==
		-1 ||
	    for_names(store, STMT_WIPE_MENTIONS_BY_NAME, names, 0, err) == -1)
		return -1;
	return remove_by(store->db, by_user, ARRAY_LEN(by_user), id, err);
}

int
store_forget_user(struct store *store, int64_t id, const char *names,
    struct err *err)
{
	static const enum statement by_user[] = {STMT_WIPE_USER_TAGS,
	    STMT_WIPE_USER_NOTES, STMT_WIPE_LATE,
	    STMT_OBSERVATION_FORGET_ACCOUNTS, STMT_OBSERVATION_FORGET_DAYS,
	    STMT_OBSERVATION_FORGET_POSTS, STMT_WIPE_SOURCE};

	if (store_tombstone(store, "user", id, "forgotten", err) == -1 ||
	    for_names(store, STMT_WIPE_OWN, names, id, err) == -1)
		return -1;
	return remove_by(store->db, by_user, ARRAY_LEN(by_user), id, err);
}

int
store_page_get(struct store *store, int64_t page_id, struct buf *body,
    struct buf *origin, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_WIPE_PAGE_FIND;
	const void *frame;
	size_t len;
	int rc;

	if (db_bind(db, s, err, "i", page_id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	frame = db_blob(db, s, 0, &len);
	rc = blob_add_plain(body, frame, len, MAX_PAGE, err);
	buf_adds(origin, db_text(db, s, 1));
	db_reset(db, s);
	return rc;
}

int
store_page_put(struct store *store, int64_t page_id, const char *body,
    size_t len, const char *origin, struct err *err)
{
	struct buf frame = BUF_INIT;
	int rc;

	blob_add_compressed(&frame, body, len);
	rc = db_run(store->db, STMT_WIPE_PAGE_PUT, err, "ibs", page_id,
	    (const void *)frame.data, frame.len, origin);
	buf_release(&frame);
	return rc;
}

int
store_page_remove(struct store *store, int64_t page_id, struct err *err)
{
	return db_run(store->db, STMT_PAGE_DROP, err, "i", page_id);
}

int
store_tombstone_lift(struct store *store, int64_t post_id, bool *lifted,
    struct err *err)
{
	if (db_run(store->db, STMT_TOMBSTONE_LIFT, err, "i", post_id) == -1)
		return -1;
	*lifted = db_changes(store->db) == 1;
	return 0;
}

int
store_scrub(struct store *store, struct err *err)
{
	if (db_run(store->db, STMT_FTS_OPTIMIZE, err, "") == -1)
		return -1;
	return db_scrub(store->db, err);
}
