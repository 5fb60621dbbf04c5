#include "judge/rescore.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "judge/judge.h"
#include "score/moments.h"
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

/* As enum score_flag says. */
static int
score_flags(const struct verdict *verdict, const struct standing *standing)
{
	return (verdict->self_link ? SCORE_SELF_LINK : 0) |
	       (verdict->handoff ? SCORE_HANDOFF : 0) |
	       (verdict->low_confidence ? SCORE_LOW_CONFIDENCE : 0) |
	       (standing->is_repeat ? SCORE_REPEAT : 0) |
	       (standing->is_label ? SCORE_LABEL : 0) |
	       (int)verdict->form << SCORE_FORM_SHIFT;
}

static int
put_score(struct store *store, const struct judge *judge, size_t i,
    const struct verdict *verdict, const struct standing *standing,
    const int64_t versions[2], struct err *err)
{
	unsigned char probs[CLASS_COUNT];

	for (int c = 0; c < CLASS_COUNT; c++)
		probs[c] = (unsigned char)(verdict->p[c] * 255 + 0.5);
	return db_run(store_db(store), STMT_SCORE_PUT, err, "iibidddii",
	    judge_post(judge, i)->rid, (int64_t)verdict->class,
	    (const void *)probs, sizeof(probs),
	    (int64_t)score_flags(verdict, standing), standing->weight,
	    standing->mass.give, standing->mass.take, versions[0], versions[1]);
}

static int
put_day(struct store *store, int64_t user_id, int64_t day,
    const struct moments *sums, struct err *err)
{
	unsigned char packed[MOMENTS_PACKED];
	size_t len = moments_pack(sums, packed);

	return db_run(store_db(store), STMT_DAY_SUM_PUT, err, "iib", user_id,
	    day, (const void *)packed, len);
}

static int
put_own(struct store *store, int64_t user_id, const struct ownership *own,
    struct err *err)
{
	struct db *db = store_db(store);

	if (db_run(db, STMT_OWN_DROP_FOUND, err, "i", user_id) == -1)
		return -1;
	for (size_t i = 0; i < own->n; i++) {
		const struct own_item *item = &own->items[i];

		if (item->by_user || item->status == OWN_NOT)
			continue;
		if (db_run(db, STMT_OWN_PUT, err, "issisi", user_id, item->what,
			own_status_name(item->status), (int64_t)0, item->reason,
			clock_now()) == -1)
			return -1;
	}
	return 0;
}

/* A post and its local day. */
struct dated {
	int64_t day;
	size_t index;
};

static int
compare_dated(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

/* The posts by day.  They come in the order of their ids, which is nearly
 * always that of time, but ids are X's and may lie. */
static struct dated *
order_by_day(const struct judge *judge)
{
	size_t n = judge_count(judge);
	struct dated *dated = mem_alloc(n + 1, sizeof(*dated));
	bool is_ordered = true;

	for (size_t i = 0; i < n; i++) {
		int64_t at = judge_post(judge, i)->post.created_at;

		dated[i] = (struct dated){when_local_day(at), i};
		is_ordered &= i == 0 || dated[i - 1].day <= dated[i].day;
	}
	if (!is_ordered)
		qsort(dated, n, sizeof(*dated), compare_dated);
	return dated;
}

static int
put_posts(struct store *store, const struct scorer *scorer, struct judge *judge,
    const int64_t versions[2], struct err *err)
{
	int64_t user_id = judge_user(judge)->id;
	size_t n = judge_count(judge);
	struct dated *dated = order_by_day(judge);
	struct moments sums = {{0}};
	struct verdict verdict;
	struct standing standing;
	int rc = 0;

	for (size_t k = 0; k < n && rc == 0; k++) {
		size_t i = dated[k].index;

		if (judge_verdict(judge, i, &verdict, &standing, NULL, err) ==
			-1 ||
		    put_score(store, judge, i, &verdict, &standing, versions,
			err) == -1) {
			rc = -1;
			break;
		}
		moments_add_post(&sums, scorer_masses(scorer), &verdict,
		    standing.weight, standing.is_repeat);
		if (k + 1 < n && dated[k + 1].day == dated[k].day)
			continue;
		rc = put_day(store, user_id, dated[k].day, &sums, err);
		sums = (struct moments){{0}};
	}
	free(dated);
	return rc;
}

static int
drop_sums(struct store *store, int64_t user_id, struct err *err)
{
	struct db *db = store_db(store);

	if (db_run(db, STMT_DAY_SUM_DROP, err, "i", user_id) == -1)
		return -1;
	return db_run(db, STMT_SCORES_DROP_GONE, err, "i", user_id);
}

/* An account whose scores are due. */
struct due {
	int64_t user_id;
	bool was_scored;
};

static int
rescore_user(struct store *store, const struct scorer *scorer,
    const struct due *due, int64_t scorer_id, int64_t *n_posts, struct err *err)
{
	int64_t user_id = due->user_id;
	struct db *db = store_db(store);
	struct judge *judge = judge_open(store, scorer, user_id, err);
	int64_t versions[2] = {scorer_id, 0};
	int rc = -1;

	if (judge == NULL)
		return -1;
	versions[1] = (int64_t)(ownership_version(judge_ownership(judge)) >> 1);
	if ((due->was_scored && drop_sums(store, user_id, err) == -1) ||
	    put_own(store, user_id, judge_ownership(judge), err) == -1 ||
	    put_posts(store, scorer, judge, versions, err) == -1 ||
	    store_pack_user(store, user_id, err) == -1 ||
	    db_run(db, STMT_USER_SCORED, err, "iii", user_id, versions[1],
		clock_now()) == -1)
		goto out;
	*n_posts += (int64_t)judge_count(judge);
	rc = 0;
out:
	judge_free(judge);
	return rc;
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

/* Accounts with few posts share a transaction, which costs as much as they
 * do. */
#define POSTS_PER_COMMIT 10000

/* Accounts whose posts are scored but not packed: their counters changed, or
 * the archive is older than packs. */
static int
pack_rest(struct store *store, rescore_progress *progress, void *arg,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_UNPACKED;
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		ids = mem_grow(ids, &cap, n + 1, sizeof(*ids));
		ids[n++] = db_int(db, s, 0);
	}
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = store_begin(store, err);
		if (rc == 0)
			rc = store_pack_user(store, ids[i], err);
		if (rc == 0)
			rc = store_commit(store, err);
		if (progress != NULL &&
		    !progress(arg, (int64_t)i + 1, (int64_t)n))
			break;
	}
	if (rc == -1)
		store_rollback(store);
	free(ids);
	return rc;
}

int
rescore(struct store *store, const struct scorer *scorer,
    rescore_progress *progress, void *arg, int64_t *n_posts, struct err *err)
{
	int64_t scorer_id = 0, since_commit = 0;
	struct due *users = NULL;
	size_t n = 0;
	int rc = -1;

	*n_posts = 0;
	if (note_scorer(store, scorer, err) == -1 ||
	    note_referrers(store, err) == -1 ||
	    dirty_users(store, &users, &n, err) == -1)
		goto out;
	rc = n == 0 ? 0 : store_begin(store, err);
	if (n > 0 && rc == 0)
		rc = scorer_row(store, scorer, &scorer_id, err);
	for (size_t i = 0; i < n && rc == 0; i++) {
		int64_t before = *n_posts;

		rc = rescore_user(store, scorer, &users[i], scorer_id, n_posts,
		    err);
		since_commit += *n_posts - before + 1;
		if (rc == 0 && since_commit >= POSTS_PER_COMMIT) {
			since_commit = 0;
			rc = store_commit(store, err);
			if (rc == 0 && progress != NULL &&
			    !progress(arg, (int64_t)i + 1, (int64_t)n))
				goto out;
			if (rc == 0)
				rc = store_begin(store, err);
		}
	}
	if (n > 0 && rc == 0)
		rc = store_commit(store, err);
	if (rc == -1)
		store_rollback(store);
	else
		rc = pack_rest(store, progress, arg, err);
out:
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
