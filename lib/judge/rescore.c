#include "judge/rescore.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "judge/crew.h"
#include "store/pack.h"

#include <stdlib.h>
#include <string.h>

/* What the stored scores and sums were made with, as one string: the scorer,
 * and the zone whose days the sums are of. */
static void
add_version(struct buf *buf, const struct scorer *scorer)
{
	buf_addf(buf, "%s %s ", scorer_model_version(scorer),
	    scorer_weights_version(scorer));
	when_add_system_zone(buf);
}

static int
is_current(struct store *store, const struct scorer *scorer, bool *current,
    struct err *err)
{
	struct buf now = BUF_INIT, then = BUF_INIT;
	int rc = store_meta(store, "scorer", &then, err);

	add_version(&now, scorer);
	*current = strcmp(now.data, then.data) == 0;
	buf_release(&now);
	buf_release(&then);
	return rc;
}

/* With another scorer every account is due. */
static int
note_scorer(struct store *store, const struct scorer *scorer, struct err *err)
{
	struct buf now = BUF_INIT;
	bool current;
	int rc = is_current(store, scorer, &current, err);

	if (rc == -1 || current)
		return rc;
	add_version(&now, scorer);
	if (store_begin(store, err) == -1 ||
	    db_run(store_db(store), STMT_USERS_TOUCH_ALL, err, "") == -1 ||
	    store_set_meta(store, "scorer", now.data, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		rc = -1;
	}
	buf_release(&now);
	return rc;
}

static int
scorer_row(struct store *store, const struct scorer *scorer, int64_t *id,
    struct err *err)
{
	struct db *db = store_db(store);
	const char *model = scorer_model_version(scorer);
	const char *weights = scorer_weights_version(scorer);
	int rc;

	if (db_bind(db, STMT_SCORER_FIND, err, "ss", model, weights) == -1 ||
	    (rc = db_step(db, STMT_SCORER_FIND, err)) == -1)
		return -1;
	if (rc == 1)
		*id = db_int(db, STMT_SCORER_FIND, 0);
	db_reset(db, STMT_SCORER_FIND);
	if (rc == 1)
		return 0;
	if (db_run(db, STMT_SCORER_INSERT, err, "ssi", model, weights,
		clock_now()) == -1)
		return -1;
	*id = db_last_rowid(db);
	return 0;
}

/* A post is judged by the posts that it answers, quotes or passes on, and by
 * their authors: where those changed, it is due as well. */
static int
note_referrers(struct store *store, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_CLEAN;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	rc = db_step(db, s, err);
	db_reset(db, s);
	if (rc != 1)
		return rc;
	if (store_begin(store, err) == -1)
		return -1;
	if (db_run(db, STMT_USERS_TOUCH_REFERRERS, err, "") == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static int
dirty_users(struct store *store, struct due **users, size_t *n, struct err *err)
{
	struct db *db = store_db(store);
	size_t cap = 0;
	int rc;

	if (db_bind(db, STMT_USERS_DIRTY, err, "") == -1)
		return -1;
	while ((rc = db_step(db, STMT_USERS_DIRTY, err)) == 1) {
		*users = mem_grow(*users, &cap, *n + 1, sizeof(**users));
		(*users)[(*n)++] = (struct due){db_int(db, STMT_USERS_DIRTY, 0),
		    db_int(db, STMT_USERS_DIRTY, 1) != 0};
	}
	return rc;
}

/* Accounts share a transaction, which costs as much as many of them do, and
 * their scores are stored in order.  Others who want to write wait so long. */
#define POSTS_PER_COMMIT 200000

/* Scores that wait to be stored. */
struct waiting {
	struct judged_post *posts; /* own */
	size_t n, cap;
};

struct rescoring {
	struct store *store;         /* borrowed */
	const struct scorer *scorer; /* borrowed */
	struct crew *crew;           /* own */
	struct waiting waiting;
	int64_t scorer_id;
	rescore_progress *progress; /* may be NULL */
	void *arg;
	size_t n_users;
	bool stops;
};

static int
take_in(struct rescoring *r, const struct judged *judged, struct err *err)
{
	struct waiting *w = &r->waiting;

	w->posts = mem_grow(w->posts, &w->cap, w->n + judged->n_posts,
	    sizeof(*w->posts));
	if (judged->n_posts > 0)
		memcpy(w->posts + w->n, judged->posts,
		    judged->n_posts * sizeof(*w->posts));
	w->n += judged->n_posts;
	return judged_put_account(r->store, judged, err);
}

static void
show(struct rescoring *r)
{
	if (r->progress == NULL || r->stops ||
	    r->progress(r->arg, (int64_t)crew_position(r->crew),
		(int64_t)r->n_users))
		return;
	r->stops = true;
	crew_close(r->crew);
}

/* Judge and store accounts, in one transaction. */
static int
score_some(struct rescoring *r, int64_t *n_posts, struct err *err)
{
	struct judged *judged;
	int rc = store_begin(r->store, err);

	r->waiting.n = 0;
	if (rc == 0)
		rc = scorer_row(r->store, r->scorer, &r->scorer_id, err);
	if (rc == -1)
		return -1;
	crew_open(r->crew, POSTS_PER_COMMIT);
	while ((rc = crew_next(r->crew, &judged, err)) == 1) {
		rc = take_in(r, judged, err);
		judged_free(judged);
		if (rc == -1)
			return -1;
		show(r);
	}
	*n_posts += (int64_t)r->waiting.n;
	if (rc == 0)
		rc = judged_put_posts(r->store, r->waiting.posts, r->waiting.n,
		    r->scorer_id, err);
	return rc == 0 ? store_commit(r->store, err) : -1;
}

static int
score_all(struct rescoring *r, int64_t *n_posts, struct err *err)
{
	int rc = 0;

	while (rc == 0 && !r->stops && crew_position(r->crew) < r->n_users)
		rc = score_some(r, n_posts, err);
	if (rc == -1) {
		crew_close(r->crew);
		store_rollback(r->store);
	}
	return rc;
}

static int
unpacked_users(struct store *store, int64_t **ids, size_t *n, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_UNPACKED;
	size_t cap = 0;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		*ids = mem_grow(*ids, &cap, *n + 1, sizeof(**ids));
		(*ids)[(*n)++] = db_int(db, s, 0);
	}
	return rc;
}

#define USERS_PER_COMMIT 100

/* Accounts that were scored, whose counters changed, or whose archive is
 * older than packs. */
static int
pack_all(struct rescoring *r, struct err *err)
{
	int64_t *ids = NULL;
	size_t n = 0;
	int rc = unpacked_users(r->store, &ids, &n, err);

	for (size_t i = 0; i < n && rc == 0 && !r->stops;) {
		rc = store_begin(r->store, err);
		for (size_t k = 0; k < USERS_PER_COMMIT && i < n && rc == 0;
		     k++)
			rc = store_pack_user(r->store, ids[i++], err);
		if (rc == 0)
			rc = store_commit(r->store, err);
		r->stops = r->progress != NULL &&
			   !r->progress(r->arg, (int64_t)i, (int64_t)n);
	}
	if (rc == -1)
		store_rollback(r->store);
	free(ids);
	return rc;
}

int
rescore(struct store *store, const struct scorer *scorer,
    rescore_progress *progress, void *arg, int64_t *n_posts, struct err *err)
{
	struct rescoring r = {.store = store,
	    .scorer = scorer,
	    .progress = progress,
	    .arg = arg};
	struct due *users = NULL;
	size_t n = 0;
	int rc = -1;

	*n_posts = 0;
	if (note_scorer(store, scorer, err) == -1 ||
	    note_referrers(store, err) == -1 ||
	    dirty_users(store, &users, &n, err) == -1)
		goto out;
	rc = 0;
	if (n > 0) {
		r.n_users = n;
		r.crew = crew_new(store, scorer, users, n);
		rc = score_all(&r, n_posts, err);
	}
	if (rc == 0 && !r.stops)
		rc = pack_all(&r, err);
out:
	crew_free(r.crew);
	free(r.waiting.posts);
	free(users);
	return rc;
}

int
rescore_touch_all(struct store *store, struct err *err)
{
	if (store_begin(store, err) == -1)
		return -1;
	if (db_run(store_db(store), STMT_USERS_TOUCH_ALL, err, "") == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

int
rescore_due(struct store *store, const struct scorer *scorer, int64_t *n_users,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_BEHIND_COUNT;
	bool current;

	if (is_current(store, scorer, &current, err) == -1 ||
	    db_bind(db, s, err, "") == -1 || db_step(db, s, err) == -1)
		return -1;
	*n_users = db_int(db, s, 0);
	db_reset(db, s);
	if (!current && *n_users == 0)
		*n_users = 1;
	return 0;
}
