#include "store/post.h"

#include "base/clock.h"
#include "store/entity.h"
#include "store/store_private.h"

#include <string.h>

/* Columns of STMT_POST_FIND. */
enum {
	F_RID,
	F_AUTHOR,
	F_CREATED,
	F_TEXT,
	F_LANG,
	F_SOURCE,
	F_CONVERSATION,
	F_REPLY_TO,
	F_REPLY_TO_USER,
	F_QUOTE_OF,
	F_REPOST_OF,
	F_EDIT_ROOT,
	F_SUPERSEDED,
	F_TRUNCATED,
	F_PAID,
	F_INCLUDED,
	F_STATE,
	F_WITHHELD,
	F_REPOSTS, /* and five more counters */
	F_METRICS_AT = F_REPOSTS + METRIC_COUNT,
	F_PAGE
};

static int
is_buried(struct store *store, const struct post *post, struct err *err)
{
	int rc;

	if (!store->has_tombstones)
		return 0;
	if (db_bind(store->db, STMT_TOMBSTONE_FIND, err, "ii", post->id,
		post->author_id) == -1)
		return -1;
	rc = db_step(store->db, STMT_TOMBSTONE_FIND, err);
	db_reset(store->db, STMT_TOMBSTONE_FIND);
	return rc;
}

static int64_t
superseded_by(const struct post *post)
{
	return post->edit_latest > post->id ? post->edit_latest : 0;
}

static int
insert(struct store *store, const struct post *post, int64_t seen_at,
    int64_t page_id, struct err *err)
{
	const struct metrics *m = &post->metrics;

	return db_run(store->db, STMT_POST_INSERT, err,
	    "iiisssIIIIIIIiiiiismmmmmmiIi", post->id, post->author_id,
	    post->created_at, post->text, post->lang, post->source,
	    post->conversation_id, post->reply_to_id, post->reply_to_user_id,
	    post->quote_of_id, post->repost_of_id, post->edit_root,
	    superseded_by(post), (int64_t)post->truncated,
	    (int64_t)post->sensitive, (int64_t)post->paid,
	    (int64_t)post->included, (int64_t)post->state, post->withheld,
	    m->reposts, m->replies, m->likes, m->quotes, m->bookmarks,
	    m->impressions, seen_at, page_id, (int64_t)store_parts_of(post));
}

/* An edit retires the versions before it. */
static int
retire_older(struct store *store, const struct post *post, struct err *err)
{
	if (post->edit_root == 0 || post->edit_root == post->id)
		return 0;
	return db_run(store->db, STMT_POST_SUPERSEDE, err, "ii", post->id,
	    post->edit_root);
}

static int
finish_insert(struct store *store, const struct post *post, struct err *err)
{
	int64_t rid = db_last_rowid(store->db);

	if (store_entities_put(store, rid, post, err) == -1 ||
	    db_run(store->db, STMT_FTS_INSERT, err, "is", rid, post->text) ==
		-1 ||
	    retire_older(store, post, err) == -1)
		return -1;
	return store_touch_user(store, post->author_id, err);
}

/* What is in the row, merged with what the new sight of the post says. */
struct merge {
	int64_t rid, metrics_at, page_id;
	struct post post;
	struct metrics old_metrics;
	const char *old_text;
	bool text_changed, fields_changed, metrics_changed;
};

static void
take_id(int64_t *known, int64_t seen, bool *changed)
{
	if (*known == 0 && seen != 0) {
		*known = seen;
		*changed = true;
	}
}

static void
take_string(const char **known, const char *seen, bool *changed)
{
	if (*known == NULL && seen != NULL) {
		*known = seen;
		*changed = true;
	}
}

static void
read_row(struct db *db, struct arena *arena, struct merge *merge)
{
	const enum statement s = STMT_POST_FIND;
	struct post *p = &merge->post;

	merge->rid = db_int(db, s, F_RID);
	merge->metrics_at = db_int(db, s, F_METRICS_AT);
	merge->page_id = db_int(db, s, F_PAGE);
	merge->old_text = arena_strdup(arena, db_text(db, s, F_TEXT));
	p->author_id = db_int(db, s, F_AUTHOR);
	p->created_at = db_int(db, s, F_CREATED);
	p->text = merge->old_text;
	p->lang = arena_strdup(arena, db_text(db, s, F_LANG));
	p->source = arena_strdup(arena, db_text(db, s, F_SOURCE));
	p->conversation_id = db_int(db, s, F_CONVERSATION);
	p->reply_to_id = db_int(db, s, F_REPLY_TO);
	p->reply_to_user_id = db_int(db, s, F_REPLY_TO_USER);
	p->quote_of_id = db_int(db, s, F_QUOTE_OF);
	p->repost_of_id = db_int(db, s, F_REPOST_OF);
	p->edit_root = db_int(db, s, F_EDIT_ROOT);
	p->edit_latest = db_int(db, s, F_SUPERSEDED);
	p->truncated = db_int(db, s, F_TRUNCATED) != 0;
	p->paid = db_int(db, s, F_PAID) != 0;
	p->included = db_int(db, s, F_INCLUDED) != 0;
	p->state = (enum state)db_int(db, s, F_STATE);
	p->withheld = arena_strdup(arena, db_text(db, s, F_WITHHELD));
	for (int i = 0; i < METRIC_COUNT; i++)
		metrics_set(&merge->old_metrics, i,
		    db_is_null(db, s, F_REPOSTS + i)
			? -1
			: db_int(db, s, F_REPOSTS + i));
}

/* The fuller text wins: a whole one over a cut one, then the longer. */
static bool
is_fuller(const struct post *seen, const struct merge *merge)
{
	if (*seen->text == '\0' || strcmp(seen->text, merge->old_text) == 0)
		return false;
	if (seen->truncated != merge->post.truncated)
		return merge->post.truncated;
	return strlen(seen->text) > strlen(merge->old_text);
}

static void
merge_fields(struct merge *merge, const struct post *seen)
{
	struct post *p = &merge->post;
	bool *changed = &merge->fields_changed;

	take_id(&p->author_id, seen->author_id, changed);
	take_id(&p->created_at, seen->created_at, changed);
	take_string(&p->lang, seen->lang, changed);
	take_string(&p->source, seen->source, changed);
	take_string(&p->withheld, seen->withheld, changed);
	take_id(&p->conversation_id, seen->conversation_id, changed);
	take_id(&p->reply_to_id, seen->reply_to_id, changed);
	take_id(&p->reply_to_user_id, seen->reply_to_user_id, changed);
	take_id(&p->quote_of_id, seen->quote_of_id, changed);
	take_id(&p->repost_of_id, seen->repost_of_id, changed);
	take_id(&p->edit_root, seen->edit_root, changed);
	if (superseded_by(seen) > p->edit_latest) {
		p->edit_latest = superseded_by(seen);
		*changed = true;
	}
	if (seen->paid && !p->paid)
		p->paid = *changed = true;
	if (p->included && !seen->included) {
		p->included = false;
		*changed = true;
	}
	if (p->state != seen->state) { /* X serves it (again) */
		p->state = seen->state;
		*changed = true;
	}
	if (is_fuller(seen, merge)) {
		merge->text_changed = *changed = true;
		p->text = seen->text;
		p->truncated = seen->truncated;
	}
}

static void
merge_metrics(struct merge *merge, const struct post *seen, int64_t seen_at)
{
	merge->post.metrics = merge->old_metrics;
	if (seen_at < merge->metrics_at)
		return;
	for (int i = 0; i < METRIC_COUNT; i++) {
		int64_t count = metrics_get(&seen->metrics, i);

		if (count < 0 || count == metrics_get(&merge->old_metrics, i))
			continue;
		metrics_set(&merge->post.metrics, i, count);
		merge->metrics_changed = true;
	}
}

static int
write_fields(struct store *store, const struct merge *merge, struct err *err)
{
	const struct post *p = &merge->post;

	return db_run(store->db, STMT_POST_UPDATE, err, "iiisssIIIIIIIiiiis",
	    merge->rid, p->author_id, p->created_at, p->text, p->lang,
	    p->source, p->conversation_id, p->reply_to_id, p->reply_to_user_id,
	    p->quote_of_id, p->repost_of_id, p->edit_root, p->edit_latest,
	    (int64_t)p->truncated, (int64_t)p->paid, (int64_t)p->included,
	    (int64_t)p->state, p->withheld);
}

static int
write_text(struct store *store, const struct merge *merge, int64_t seen_at,
    struct err *err)
{
	struct db *db = store->db;

	if (db_run(db, STMT_REVISION_KEEP, err, "iis", merge->rid, seen_at,
		merge->old_text) == -1 ||
	    db_run(db, STMT_FTS_DELETE, err, "is", merge->rid,
		merge->old_text) == -1)
		return -1;
	return db_run(db, STMT_FTS_INSERT, err, "is", merge->rid,
	    merge->post.text);
}

static int
write_metrics(struct store *store, const struct merge *merge, int64_t seen_at,
    struct err *err)
{
	const struct metrics *m = &merge->post.metrics;

	if (db_run(store->db, STMT_METRIC_KEEP, err, "ii", seen_at,
		merge->rid) == -1)
		return -1;
	return db_run(store->db, STMT_POST_METRICS, err, "immmmmmi", merge->rid,
	    m->reposts, m->replies, m->likes, m->quotes, m->bookmarks,
	    m->impressions, seen_at);
}

static int
write_merge(struct store *store, const struct post *seen,
    const struct merge *merge, int64_t seen_at, struct err *err)
{
	if (merge->text_changed && write_text(store, merge, seen_at, err) == -1)
		return -1;
	if (merge->fields_changed &&
	    (write_fields(store, merge, err) == -1 ||
		retire_older(store, seen, err) == -1 ||
		store_touch_user(store, merge->post.author_id, err) == -1))
		return -1;
	if (merge->metrics_changed)
		return write_metrics(store, merge, seen_at, err);
	return 0;
}

static int
merge_into_row(struct store *store, const struct post *seen, int64_t seen_at,
    enum put *put, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct merge merge = {.rid = 0};
	bool entities_changed = false;
	int rc = -1;

	if (db_bind(store->db, STMT_POST_FIND, err, "i", seen->id) == -1 ||
	    db_step(store->db, STMT_POST_FIND, err) != 1)
		goto out;
	read_row(store->db, &arena, &merge);
	db_reset(store->db, STMT_POST_FIND);
	merge_fields(&merge, seen);
	merge_metrics(&merge, seen, seen_at);
	if (write_merge(store, seen, &merge, seen_at, err) == -1 ||
	    store_entities_merge(store, merge.rid, seen, merge.text_changed,
		&entities_changed, err) == -1)
		goto out;
	*put = merge.fields_changed || entities_changed ? PUT_RICHER : PUT_SAME;
	rc = entities_changed
		 ? store_touch_user(store, merge.post.author_id, err)
		 : 0;
out:
	arena_release(&arena);
	return rc;
}

int
store_post_put(struct store *store, const struct post *post, int64_t seen_at,
    int64_t page_id, enum put *put, struct err *err)
{
	int buried = is_buried(store, post, err);

	if (buried == -1)
		return -1;
	if (buried) {
		*put = PUT_REFUSED;
		return 0;
	}
	if (insert(store, post, seen_at, page_id, err) == -1)
		return -1;
	if (db_changes(store->db) == 1) {
		*put = PUT_NEW;
		return finish_insert(store, post, err);
	}
	return merge_into_row(store, post, seen_at, put, err);
}

int
store_post_sighted(struct store *store, int64_t id, int64_t page_id,
    struct err *err)
{
	struct db *db = store->db;
	int64_t rid, first;
	int rc;

	if (db_bind(db, STMT_POST_FIND, err, "i", id) == -1 ||
	    (rc = db_step(db, STMT_POST_FIND, err)) == -1)
		return -1;
	if (rc == 0)
		return 0;
	rid = db_int(db, STMT_POST_FIND, F_RID);
	first = db_int(db, STMT_POST_FIND, F_PAGE);
	db_reset(db, STMT_POST_FIND);
	if (first == page_id)
		return 0;
	return db_run(db, STMT_SIGHTING_INSERT, err, "ii", rid, page_id);
}

int
store_post_state(struct store *store, int64_t id, enum state state,
    const char *reason, struct err *err)
{
	struct db *db = store->db;

	if (db_run(db, STMT_POST_SET_STATE, err, "iisi", id, (int64_t)state,
		reason, clock_now()) == -1)
		return -1;
	return db_changes(db) == 0
		   ? 0
		   : db_run(db, STMT_USER_TOUCH_AUTHOR, err, "i", id);
}
