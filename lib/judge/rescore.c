#include "judge/rescore.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "judge/crew.h"
#include "judge/judged.h"
#include "judge/weeks.h"
#include "store/bulk.h"
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
	int rc =
	    db_find_int(db, STMT_SCORER_FIND, id, err, "ss", model, weights);

	if (rc != 0)
		return rc == -1 ? -1 : 0;
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
	/* Who refers to what is found by indexes. */
	if (store_bulk_end(store, err) == -1 || store_begin(store, err) == -1)
		return -1;
	if (db_run(db, STMT_USERS_TOUCH_REFERRERS, err, "") == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

/* An account that something is due of. */
struct due {
	int64_t user_id;
	bool was_scored;
};

struct due_list {
	struct due *items; /* own */
	size_t n, cap;
};

/* Those that a statement names. */
static int
find_due(struct store *store, enum statement s, struct due_list *due,
    struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	due->n = 0;
	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		due->items = mem_grow(due->items, &due->cap, due->n + 1,
		    sizeof(*due->items));
		due->items[due->n++] =
		    (struct due){db_int(db, s, 0), db_int(db, s, 1) != 0};
	}
	return rc;
}

/* Accounts share a transaction, which costs as much as many of them do, and
 * their scores are stored in order.  Others who want to write wait so long. */
#define POSTS_PER_COMMIT 100000

/* Scores that wait to be stored. */
struct waiting {
	struct judged_post *posts; /* own */
	size_t n, cap;
};

struct rescoring {
	struct store *store;         /* borrowed */
	const struct scorer *scorer; /* borrowed */
	struct due_list due;         /* own */
	struct waiting waiting;
	int64_t scorer_id;
	rescore_progress *progress; /* may be NULL */
	void *arg;
	bool has_scored, stops;
};

/* What is done with all that is due: the work, and storing what came of one
 * account and of all in a transaction. */
struct duty {
	enum statement due;
	void *(*work)(const void *arg, size_t i, struct store *store,
	    size_t *n_posts, struct err *err);
	void (*drop)(void *result);
	int (*put)(struct rescoring *r, void *result, struct err *err);
	int (*put_all)(struct rescoring *r, struct err *err);
};

static void *
judge_one(const void *arg, size_t i, struct store *store, size_t *n_posts,
    struct err *err)
{
	const struct rescoring *r = arg;
	const struct due *due = &r->due.items[i];
	struct judged *judged = judged_new(store, r->scorer, due->user_id, err);

	if (judged != NULL) {
		judged->was_scored = due->was_scored;
		*n_posts = judged->n_posts;
	}
	return judged;
}

static void
drop_judged(void *result)
{
	judged_free(result);
}

static int
put_judged(struct rescoring *r, void *result, struct err *err)
{
	const struct judged *judged = result;
	struct waiting *w = &r->waiting;

	w->posts = mem_grow(w->posts, &w->cap, w->n + judged->n_posts,
	    sizeof(*w->posts));
	if (judged->n_posts > 0)
		memcpy(w->posts + w->n, judged->posts,
		    judged->n_posts * sizeof(*w->posts));
	w->n += judged->n_posts;
	return judged_put_account(r->store, judged, err);
}

static int
put_scores(struct rescoring *r, struct err *err)
{
	size_t n = r->waiting.n;

	r->waiting.n = 0;
	if (scorer_row(r->store, r->scorer, &r->scorer_id, err) == -1)
		return -1;
	return judged_put_posts(r->store, r->waiting.posts, n, r->scorer_id,
	    err);
}

static const struct duty scoring = {STMT_USERS_DIRTY, judge_one, drop_judged,
    put_judged, put_scores};

static void *
pack_one(const void *arg, size_t i, struct store *store, size_t *n_posts,
    struct err *err)
{
	const struct rescoring *r = arg;

	return store_packs_make(store, r->due.items[i].user_id, n_posts, err);
}

static void
drop_packs(void *result)
{
	packs_free(result);
}

static int
put_packs(struct rescoring *r, void *result, struct err *err)
{
	return store_packs_put(r->store, result, err);
}

/* Accounts whose counters changed though they were not scored, or whose
 * archive is older than packs. */
static const struct duty packing = {STMT_USERS_UNPACKED, pack_one, drop_packs,
    put_packs, NULL};

/* What follows the scoring does not show as beginning anew. */
static void
show(struct rescoring *r, struct crew *crew)
{
	int64_t n = (int64_t)r->due.n;
	int64_t done = r->has_scored ? n : (int64_t)crew_position(crew);

	if (r->progress == NULL || r->stops || r->progress(r->arg, done, n))
		return;
	r->stops = true;
	crew_close(crew);
}

/* What others judged holds unless somebody else wrote since the last
 * transaction. */
static int
begin(struct rescoring *r, struct crew *crew, struct err *err)
{
	bool is_changed;

	if (store_begin(r->store, err) == -1 ||
	    db_is_changed(store_db(r->store), &is_changed, err) == -1)
		return -1;
	if (is_changed)
		crew_redo(crew);
	/* Something that only the writer can do while others judge. */
	return store_bulk_finish(r->store, err);
}

/* A transaction full: 1, after the last 0. */
static int
do_some(struct rescoring *r, const struct duty *duty, struct crew *crew,
    int64_t *n, struct err *err)
{
	size_t n_posts = 0;
	void *result;
	int rc = begin(r, crew, err) == -1 ? -1 : 1;

	while (rc == 1 && n_posts < POSTS_PER_COMMIT) {
		rc = crew_next(crew, &result, &n_posts, err);
		if (rc != 1)
			break;
		if (duty->put(r, result, err) == -1)
			rc = -1;
		duty->drop(result);
		show(r, crew);
	}
	*n += (int64_t)r->waiting.n;
	if (rc == -1 ||
	    (duty->put_all != NULL && duty->put_all(r, err) == -1) ||
	    store_commit(r->store, err) == -1)
		return -1;
	mem_trim();
	return rc;
}

/* All that is due; *n counts the posts that were judged. */
static int
do_all(struct rescoring *r, const struct duty *duty, int64_t *n,
    struct err *err)
{
	struct crew_task task = {.work = duty->work,
	    .drop = duty->drop,
	    .arg = r};
	struct crew *crew;
	bool is_changed;
	int rc;

	if (db_is_changed(store_db(r->store), &is_changed, err) == -1 ||
	    find_due(r->store, duty->due, &r->due, err) == -1)
		return -1;
	if (r->due.n == 0)
		return 0;
	task.n = r->due.n;
	crew = crew_new(r->store, &task);
	do
		rc = do_some(r, duty, crew, n, err);
	while (rc == 1 && !r->stops);
	crew_close(crew);
	crew_free(crew);
	if (rc == -1)
		store_rollback(r->store);
	return rc == -1 ? -1 : 0;
}

int
rescore(struct store *store, const struct scorer *scorer,
    rescore_progress *progress, void *arg, int64_t *n_posts, struct err *err)
{
	struct rescoring r = {.store = store,
	    .scorer = scorer,
	    .progress = progress,
	    .arg = arg};
	int rc;

	*n_posts = 0;
	rc = note_scorer(store, scorer, err);
	if (rc == 0)
		rc = weeks_catch_up(store, err);
	if (rc == 0)
		rc = note_referrers(store, err);
	if (rc == 0)
		rc = do_all(&r, &scoring, n_posts, err);
	if (rc == 0)
		rc = store_bulk_end(store, err);
	r.has_scored = *n_posts > 0;
	if (rc == 0 && !r.stops)
		rc = do_all(&r, &packing, n_posts, err);
	free(r.waiting.posts);
	free(r.due.items);
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
	bool current, weeks;

	if (is_current(store, scorer, &current, err) == -1 ||
	    weeks_due(store, &weeks, err) == -1 ||
	    db_find_int(store_db(store), STMT_USERS_BEHIND_COUNT, n_users, err,
		"") == -1)
		return -1;
	if ((!current || weeks) && *n_users == 0)
		*n_users = 1;
	return 0;
}
