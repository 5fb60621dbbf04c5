#include "report/moves.h"

#include "base/buf.h"
#include "base/mem.h"
#include "judge/rescore.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An account with either set of masses. */
struct mover {
	int64_t id;
	struct moments sums[2];
	struct account_score scores[2];
};

struct movers {
	struct mover *items; /* own; by id */
	size_t n, cap;
};

static int
check_masses(const struct masses *stored, const struct masses *other,
    const char *name, struct err *err)
{
	if (other->repeat_days != stored->repeat_days)
		return err_set(err, ERR_USAGE,
		    "%s has repeat_days %d, the stored scores %d: which posts "
		    "repeat others is stored; set score.weights to score anew",
		    name, other->repeat_days, stored->repeat_days);
	if (stored->thread_exponent == 0 && other->thread_exponent != 0)
		return err_set(err, ERR_USAGE,
		    "%s has a thread_exponent, the stored scores have none: "
		    "the length of threads is not known; set score.weights to "
		    "score anew",
		    name);
	return 0;
}

/* The weight that the thread of a post has by other masses: weights are
 * length^-rho. */
static double
reweigh(double weight, const struct masses *stored, const struct masses *masses)
{
	if (weight == 1 || masses->thread_exponent == stored->thread_exponent)
		return weight;
	return pow(weight, masses->thread_exponent / stored->thread_exponent);
}

/* The verdict of a row of STMT_SCORES_OF_AUTHOR, as far as sums need it. */
static bool
read_verdict(struct db *db, struct verdict *verdict, int64_t *flags)
{
	const enum statement s = STMT_SCORES_OF_AUTHOR;
	size_t len;
	const unsigned char *probs = db_blob(db, s, 1, &len);
	double total = 0;

	*flags = db_int(db, s, 2);
	*verdict = (struct verdict){
	    .class = (enum post_class)db_int(db, s, 0),
	    .self_link = (*flags & SCORE_SELF_LINK) != 0,
	    .handoff = (*flags & SCORE_HANDOFF) != 0,
	    .low_confidence = (*flags & SCORE_LOW_CONFIDENCE) != 0,
	    .form = (enum post_form)(*flags >> SCORE_FORM_SHIFT),
	};
	if (len != CLASS_COUNT)
		return false;
	for (int c = 0; c < CLASS_COUNT; c++)
		total += probs[c];
	for (int c = 0; c < CLASS_COUNT; c++)
		verdict->p[c] = total > 0 ? probs[c] / total : 0;
	return true;
}

static int
add_account(struct db *db, const struct moves_request *request, int64_t id,
    struct movers *movers, struct err *err)
{
	const enum statement s = STMT_SCORES_OF_AUTHOR;
	const struct masses *masses[2] = {request->a, request->b};
	struct mover mover = {.id = id};
	struct verdict verdict;
	int64_t flags;
	int rc;

	if (db_bind(db, s, err, "i", id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		double weight = db_real(db, s, 3);

		if (!read_verdict(db, &verdict, &flags))
			continue;
		for (int k = 0; k < 2; k++)
			moments_add_post(&mover.sums[k], masses[k], &verdict,
			    reweigh(weight, request->stored, masses[k]),
			    (flags & SCORE_REPEAT) != 0);
	}
	if (rc == 0 && mover.sums[0].sum[MOMENT_POSTS] > 0) {
		movers->items = mem_grow(movers->items, &movers->cap,
		    movers->n + 1, sizeof(*movers->items));
		movers->items[movers->n++] = mover;
	}
	return rc;
}

static int
read_movers(struct store *store, const struct moves_request *request,
    const struct id_set *set, struct movers *movers, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_SCORED;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 0);

		if (set != NULL && !id_set_has(set, id))
			continue;
		if (add_account(db, request, id, movers, err) == -1) {
			db_reset(db, s);
			return -1;
		}
	}
	return rc;
}

static struct mover *
find_mover(const struct movers *movers, int64_t id)
{
	size_t low = 0, high = movers->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (movers->items[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return &movers->items[low];
}

/* Score and rank everybody by one of the sets. */
static void
rank(struct movers *movers, int k, const struct masses *masses,
    const struct account_settings *settings)
{
	struct account_score *scores =
	    mem_alloc(movers->n + 1, sizeof(*scores));
	struct moments *sums = mem_alloc(movers->n + 1, sizeof(*sums));
	struct account_prior prior;

	for (size_t i = 0; i < movers->n; i++)
		sums[i] = movers->items[i].sums[k];
	prior = account_fit_prior(sums, movers->n, masses, settings);
	for (size_t i = 0; i < movers->n; i++) {
		scores[i].id = movers->items[i].id;
		account_score(&scores[i], &sums[i], masses, &prior, settings);
	}
	account_rank(scores, movers->n, settings);
	for (size_t i = 0; i < movers->n; i++)
		find_mover(movers, scores[i].id)->scores[k] = scores[i];
	free(scores);
	free(sums);
}

static int
places(const struct mover *mover)
{
	return mover->scores[0].rank - mover->scores[1].rank;
}

static bool
is_ranked(const struct mover *mover)
{
	return mover->scores[0].is_ranked && mover->scores[1].is_ranked;
}

/* Ranked ones first, the farthest movers first, then by what they were. */
static int
compare_movers(const void *a, const void *b)
{
	const struct mover *x = a, *y = b;
	int far = abs(places(y)) - abs(places(x));
	double change;

	if (is_ranked(x) != is_ranked(y))
		return is_ranked(x) ? -1 : 1;
	if (far != 0)
		return far;
	change = fabs(y->scores[1].balance.value - y->scores[0].balance.value) -
		 fabs(x->scores[1].balance.value - x->scores[0].balance.value);
	if (change != 0 && !isnan(change))
		return change > 0 ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"rank_a", "# A", OUT_RIGHT, false},
    {"rank_b", "# B", OUT_RIGHT, false},
    {"places", "Moves", OUT_RIGHT, false},
    {"ratio_a", "Ratio A", OUT_RIGHT, false},
    {"ratio_b", "Ratio B", OUT_RIGHT, false},
    {"tier_a", "With A", OUT_LEFT, false},
    {"tier_b", "With B", OUT_LEFT, false},
    {"posts", "Posts", OUT_RIGHT, false},
};

static int
put_handle(struct db *db, int64_t id, struct out *out, struct err *err)
{
	const enum statement s = STMT_USER_FIND;

	if (db_bind(db, s, err, "i", id) == -1 || db_step(db, s, err) == -1)
		return -1;
	out_text(out, db_text(db, s, 0));
	db_reset(db, s);
	return 0;
}

static int
put_mover(struct db *db, const struct mover *mover, struct out *out,
    struct err *err)
{
	if (put_handle(db, mover->id, out, err) == -1)
		return -1;
	out_id(out, mover->id);
	for (int k = 0; k < 2; k++) {
		if (mover->scores[k].is_ranked)
			out_int(out, mover->scores[k].rank);
		else
			out_text(out, NULL);
	}
	if (is_ranked(mover))
		out_int(out, places(mover));
	else
		out_text(out, NULL);
	for (int k = 0; k < 2; k++)
		out_real(out,
		    mover->scores[k].directional > 0
			? mover->scores[k].ratio.value
			: NAN,
		    2);
	for (int k = 0; k < 2; k++)
		out_text(out, account_tier_text(&mover->scores[k]));
	out_int(out, (int64_t)mover->scores[0].posts);
	out_row(out);
	return 0;
}

static int
put_movers(struct db *db, const struct moves_request *request,
    const struct movers *movers, struct out *out, struct err *err)
{
	int64_t moved = 0;
	int rc = 0;

	for (size_t i = 0; i < movers->n; i++)
		moved += is_ranked(&movers->items[i]) &&
			 places(&movers->items[i]) != 0;
	out_begin(out, "accounts", "givetake.moves.1");
	out_fact_text(out, "a", request->a_name);
	out_fact_text(out, "a_version", request->a->version);
	out_fact_text(out, "b", request->b_name);
	out_fact_text(out, "b_version", request->b->version);
	out_fact_int(out, "moved", moved);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < movers->n && rc == 0; i++)
		rc = put_mover(db, &movers->items[i], out, err);
	out_paragraph(out,
	    "A move of 3 is three places up with B.  The stored scores are as "
	    "they were; set score.weights to keep one of the two.");
	return rc;
}

int
report_moves(struct store *store, const struct moves_request *request,
    struct out *out, struct err *err)
{
	struct account_settings settings = account_defaults;
	struct movers movers = {.items = NULL};
	struct id_set set = {.ids = NULL};
	int rc = -1;

	settings.min_posts = (int)request->min_posts;
	if (check_masses(request->stored, request->a, request->a_name, err) ==
		-1 ||
	    check_masses(request->stored, request->b, request->b_name, err) ==
		-1)
		return -1;
	if (request->group != NULL &&
	    group_load(store, request->group, &set, err) == -1)
		return -1;
	if (read_movers(store, request, request->group != NULL ? &set : NULL,
		&movers, err) == -1)
		goto out;
	rank(&movers, 0, request->a, &settings);
	rank(&movers, 1, request->b, &settings);
	if (movers.n > 0)
		qsort(movers.items, movers.n, sizeof(*movers.items),
		    compare_movers);
	rc = put_movers(store_db(store), request, &movers, out, err);
out:
	free(movers.items);
	id_set_release(&set);
	return rc;
}
