#include "store/post.h"

#include "store/entity.h"
#include "store/store_private.h"

#include <string.h>

/* A copy, or the one that is there already. */
static const char *
copy_unless_same(struct arena *arena, const char *s, const char *there)
{
	if (s != NULL && there != NULL && strcmp(s, there) == 0)
		return there;
	return arena_strdup(arena, s);
}

/* Columns of STMT_POSTS_OF_AUTHOR and STMT_POST_BY_ID.  Posts of an account
 * mostly have the language and app of the one before (or NULL). */
static void
read_post(struct db *db, enum statement s, struct arena *arena,
    struct stored_post *stored, const struct post *before)
{
	struct post *p = &stored->post;

	*stored = (struct stored_post){.rid = db_int(db, s, 0)};
	p->id = db_int(db, s, 1);
	p->created_at = db_int(db, s, 2);
	p->text = arena_strdup(arena, db_text(db, s, 3));
	p->lang = copy_unless_same(arena, db_text(db, s, 4),
	    before == NULL ? NULL : before->lang);
	p->source = copy_unless_same(arena, db_text(db, s, 5),
	    before == NULL ? NULL : before->source);
	p->conversation_id = db_int(db, s, 6);
	p->reply_to_id = db_int(db, s, 7);
	p->reply_to_user_id = db_int(db, s, 8);
	p->quote_of_id = db_int(db, s, 9);
	p->repost_of_id = db_int(db, s, 10);
	p->truncated = db_int(db, s, 11) != 0;
	p->sensitive = db_int(db, s, 12) != 0;
	p->paid = db_int(db, s, 13) != 0;
	for (int i = 0; i < METRIC_COUNT; i++)
		metrics_set(&p->metrics, i,
		    db_is_null(db, s, 14 + i) ? -1 : db_int(db, s, 14 + i));
	stored->metrics_at = db_int(db, s, 14 + METRIC_COUNT);
}

int
store_post_get(struct store *store, int64_t id, struct arena *arena,
    struct stored_post *stored, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POST_BY_ID;
	int rc;

	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	read_post(db, s, arena, stored, NULL);
	stored->post.author_id = db_int(db, s, 15 + METRIC_COUNT);
	stored->post.state = (enum state)db_int(db, s, 16 + METRIC_COUNT);
	db_reset(db, s);
	return store_entities_get(store, stored->rid, arena, &stored->post,
	    err);
}

int
store_post_referred(struct store *store, int64_t id, struct arena *arena,
    struct post *post, struct user *author, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POST_REFERRED;
	int rc;

	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	*post = (struct post){.id = id,
	    .author_id = db_int(db, s, 0),
	    .created_at = db_int(db, s, 1),
	    .state = (enum state)db_int(db, s, 2),
	    .text = arena_strdup(arena, db_text(db, s, 3)),
	    .lang = arena_strdup(arena, db_text(db, s, 4))};
	*author = (struct user){.id = db_int(db, s, 5),
	    .username = arena_strdup(arena, db_text(db, s, 6))};
	db_reset(db, s);
	return 0;
}

int
store_posts_count(struct store *store, int64_t author_id, size_t *n,
    struct err *err)
{
	int64_t count;

	if (db_find_int(store->db, STMT_POSTS_OF_AUTHOR_COUNT, &count, err, "i",
		author_id) == -1)
		return -1;
	*n = (size_t)count;
	return 0;
}

int
store_posts_some(struct store *store, const struct posts_wanted *wanted,
    struct arena *arena, struct stored_post **posts, size_t *n, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POSTS_OF_AUTHOR;
	int rc;

	*n = 0;
	*posts = arena_alloc(arena, (wanted->max + 1) * sizeof(**posts));
	if (db_bind(db, s, err, "iiii", wanted->author_id, wanted->from_id,
		wanted->to_id, (int64_t)wanted->max) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		read_post(db, s, arena, &(*posts)[*n],
		    *n == 0 ? NULL : &(*posts)[*n - 1].post);
		(*posts)[(*n)++].post.author_id = wanted->author_id;
	}
	return rc == -1 ? -1
			: store_entities_of_author(store, wanted->author_id,
			      arena, *posts, *n, err);
}

int
store_posts_of(struct store *store, int64_t author_id, struct arena *arena,
    struct stored_post **posts, size_t *n, struct err *err)
{
	struct posts_wanted all = {author_id, INT64_MIN, INT64_MAX, 0};

	if (store_posts_count(store, author_id, &all.max, err) == -1)
		return -1;
	return store_posts_some(store, &all, arena, posts, n, err);
}

int
store_post_oldest(struct store *store, int64_t author_id, int64_t from_id,
    int64_t *found, struct err *err)
{
	return db_find_int(store->db, STMT_POST_OLDEST_SINCE, found, err, "ii",
		   author_id, from_id) == -1
		   ? -1
		   : 0;
}

int
store_post_tally(struct store *store, int64_t author_id, int64_t from_id,
    int64_t to_id, struct post_tally *tally, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_POSTS_IN_SPAN;

	if (db_bind(db, s, err, "iii", author_id, from_id, to_id) == -1 ||
	    db_step(db, s, err) == -1)
		return -1;
	tally->posts = db_int(db, s, 0);
	tally->replies = db_int(db, s, 1);
	tally->reposts = db_int(db, s, 2);
	db_reset(db, s);
	return 0;
}
