#include "store/user.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "store/store_private.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

/* The handle in lower case, for look-ups. */
static const char *
lower_handle(struct buf *buf, const char *username)
{
	if (username == NULL)
		return NULL;
	utf8_add_lower(buf, username, strlen(username));
	return buf->data;
}

static int
put_links(struct store *store, const struct user *user, struct err *err)
{
	if (db_run(store->db, STMT_PROFILE_LINK_DELETE, err, "i", user->id) ==
	    -1)
		return -1;
	for (size_t i = 0; i < user->n_links; i++)
		if (db_run(store->db, STMT_PROFILE_LINK_INSERT, err, "iis",
			user->id, (int64_t)i, user->links[i].url) == -1)
			return -1;
	return 0;
}

static int
put_profile(struct store *store, const struct user *user, const char *handle,
    int64_t seen_at, struct err *err)
{
	if (db_run(store->db, STMT_USER_UPDATE, err, "isssssIIsmmmmi", user->id,
		user->username, handle, user->name, user->description,
		user->url, user->created_at, user->pinned_id,
		user->verified_type, user->followers, user->following,
		user->posts, user->listed, seen_at) == -1)
		return -1;
	return put_links(store, user, err);
}

/* What is known of the account now, as far as it matters here. */
struct known {
	bool exists, same_names, same_profile, had_profile;
	int64_t profile_at;
	enum state state;
};

static int
compare(struct store *store, const struct user *user, struct known *known,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_USER_FIND;
	int rc;

	*known = (struct known){.exists = false};
	if (db_bind(db, s, err, "i", user->id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 0;
	known->exists = true;
	known->same_names =
	    same(db_text(db, s, 0), user->username) &&
	    (user->name == NULL || same(db_text(db, s, 1), user->name));
	known->had_profile = !db_is_null(db, s, 12);
	known->profile_at = db_int(db, s, 12);
	known->state = (enum state)db_int(db, s, 11);
	known->same_profile = known->had_profile && known->same_names &&
			      same(db_text(db, s, 2), user->description) &&
			      same(db_text(db, s, 3), user->url) &&
			      same(db_text(db, s, 6), user->verified_type) &&
			      db_int(db, s, 7) == user->followers &&
			      db_int(db, s, 8) == user->following &&
			      db_int(db, s, 9) == user->posts &&
			      db_int(db, s, 10) == user->listed;
	db_reset(db, s);
	return 0;
}

static int
put_changed(struct store *store, const struct user *user,
    const struct known *known, int64_t seen_at, struct err *err)
{
	struct buf lower = BUF_INIT;
	const char *handle = lower_handle(&lower, user->username);
	int rc = 0;

	if (known->had_profile && user->has_profile)
		rc = db_run(store->db, STMT_PROFILE_KEEP, err, "ii", seen_at,
		    user->id);
	if (rc == 0 && user->has_profile)
		rc = put_profile(store, user, handle, seen_at, err);
	else if (rc == 0 && user->username != NULL)
		rc = db_run(store->db, STMT_USER_NAMES, err, "isss", user->id,
		    user->username, handle, user->name);
	buf_release(&lower);
	return rc;
}

/* Was the account forgotten? */
static int
is_buried(struct store *store, int64_t id, struct err *err)
{
	int rc;

	if (!store->has_tombstones)
		return 0;
	if (db_bind(store->db, STMT_TOMBSTONE_FIND, err, "ii", (int64_t)0,
		id) == -1)
		return -1;
	rc = db_step(store->db, STMT_TOMBSTONE_FIND, err);
	db_reset(store->db, STMT_TOMBSTONE_FIND);
	return rc;
}

int
store_user_put(struct store *store, const struct user *user, int64_t seen_at,
    struct err *err)
{
	struct known known;
	int buried = is_buried(store, user->id, err);

	if (buried != 0)
		return buried == 1 ? 0 : -1;
	if (compare(store, user, &known, err) == -1)
		return -1;
	if (!known.exists &&
	    db_run(store->db, STMT_USER_INSERT, err, "i", user->id) == -1)
		return -1;
	if (seen_at < known.profile_at)
		return 0;
	if ((user->has_profile || user->from_archive) &&
	    known.state != user->state &&
	    store_user_state(store, user->id, user->state,
		user->state == STATE_PUBLIC ? NULL : "profile", err) == -1)
		return -1;
	if (user->has_profile && known.same_profile)
		return db_run(store->db, STMT_USER_SEEN, err, "ii", user->id,
		    seen_at);
	if (!user->has_profile && known.same_names)
		return 0;
	return put_changed(store, user, &known, seen_at, err);
}

int
store_user_asked(struct store *store, int64_t id, struct err *err)
{
	if (db_run(store->db, STMT_USER_INSERT, err, "i", id) == -1)
		return -1;
	return db_run(store->db, STMT_USER_SEEN, err, "ii", id, clock_now());
}

int
store_user_state(struct store *store, int64_t id, enum state state,
    const char *reason, struct err *err)
{
	if (db_run(store->db, STMT_USER_INSERT, err, "i", id) == -1)
		return -1;
	return db_run(store->db, STMT_USER_SET_STATE, err, "iisi", id,
	    (int64_t)state, reason, clock_now());
}

static int
get_links(struct store *store, struct arena *arena, struct user *user,
    struct err *err)
{
	struct db *db = store->db;
	struct link links[64] = {{0}};
	int rc;

	if (db_bind(db, STMT_PROFILE_LINKS, err, "i", user->id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_PROFILE_LINKS, err)) == 1 &&
	       user->n_links < 64)
		links[user->n_links++].url =
		    arena_strdup(arena, db_text(db, STMT_PROFILE_LINKS, 0));
	db_reset(db, STMT_PROFILE_LINKS);
	user->links = arena_alloc(arena, sizeof(links[0]) * user->n_links);
	memcpy(user->links, links, sizeof(links[0]) * user->n_links);
	return rc == -1 ? -1 : 0;
}

int
store_user_get(struct store *store, int64_t id, struct arena *arena,
    struct user *user, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_USER_FIND;
	int rc;

	*user = (struct user){.id = id};
	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 0)
		return 1;
	user->username = arena_strdup(arena, db_text(db, s, 0));
	user->name = arena_strdup(arena, db_text(db, s, 1));
	user->description = arena_strdup(arena, db_text(db, s, 2));
	user->url = arena_strdup(arena, db_text(db, s, 3));
	user->created_at = db_int(db, s, 4);
	user->pinned_id = db_int(db, s, 5);
	user->verified_type = arena_strdup(arena, db_text(db, s, 6));
	user->followers = db_is_null(db, s, 7) ? -1 : db_int(db, s, 7);
	user->following = db_is_null(db, s, 8) ? -1 : db_int(db, s, 8);
	user->posts = db_is_null(db, s, 9) ? -1 : db_int(db, s, 9);
	user->listed = db_is_null(db, s, 10) ? -1 : db_int(db, s, 10);
	user->state = (enum state)db_int(db, s, 11);
	user->has_profile = !db_is_null(db, s, 12);
	db_reset(db, s);
	return get_links(store, arena, user, err);
}

int
store_user_exists(struct store *store, int64_t id, struct err *err)
{
	int rc;

	if (db_bind(store->db, STMT_USER_FIND, err, "i", id) == -1)
		return -1;
	rc = db_step(store->db, STMT_USER_FIND, err);
	db_reset(store->db, STMT_USER_FIND);
	return rc;
}

int
store_user_profile_at(struct store *store, int64_t id, int64_t *at,
    struct err *err)
{
	struct db *db = store->db;
	int rc;

	*at = 0;
	if (db_bind(db, STMT_USER_FIND, err, "i", id) == -1 ||
	    (rc = db_step(db, STMT_USER_FIND, err)) == -1)
		return -1;
	if (rc == 1)
		*at = db_int(db, STMT_USER_FIND, 12);
	db_reset(db, STMT_USER_FIND);
	return 0;
}

int
store_user_by_handle(struct store *store, const char *handle, int64_t *id,
    struct err *err)
{
	struct buf lower = BUF_INIT;
	int rc;

	utf8_add_lower(&lower, handle, strlen(handle));
	rc = db_find_int(store->db, STMT_USER_BY_HANDLE, id, err, "s",
	    lower.data);
	buf_release(&lower);
	return rc == -1 ? -1 : 0;
}
