#include "judge/judged.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "judge/rescore.h"
#include "judge/weeks.h"
#include "score/moments.h"

#include <stdlib.h>

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
		int64_t at = judge_time(judge, i);

		dated[i] = (struct dated){when_local_day(at), i};
		is_ordered &= i == 0 || dated[i - 1].day <= dated[i].day;
	}
	if (!is_ordered)
		qsort(dated, n, sizeof(*dated), compare_dated);
	return dated;
}

/* As enum score_flag says. */
static int
score_flags(const struct verdict *verdict, const struct post_standing *standing)
{
	return (verdict->self_link ? SCORE_SELF_LINK : 0) |
	       (verdict->handoff ? SCORE_HANDOFF : 0) |
	       (verdict->low_confidence ? SCORE_LOW_CONFIDENCE : 0) |
	       (standing->is_repeat ? SCORE_REPEAT : 0) |
	       (standing->is_label ? SCORE_LABEL : 0) |
	       (int)verdict->form << SCORE_FORM_SHIFT;
}

static void
add_post(struct judged *judged, const struct verdict *verdict,
    const struct post_standing *standing, int64_t rid)
{
	struct judged_post *post = &judged->posts[judged->n_posts++];

	*post = (struct judged_post){.rid = rid,
	    .own_version = judged->own_version,
	    .flags = score_flags(verdict, standing),
	    .class = (unsigned char)verdict->class,
	    .weight = standing->weight,
	    .mass = standing->mass};
	for (int c = 0; c < CLASS_COUNT; c++)
		post->probs[c] = (unsigned char)(verdict->p[c] * 255 + 0.5);
}

static void
add_day(struct judged *judged, int64_t day, const struct moments *sums)
{
	unsigned char packed[MOMENTS_PACKED];
	size_t len = moments_pack(sums, packed);

	judged->days[judged->n_days++] = (struct judged_day){day, len};
	buf_add(&judged->sums, (const char *)packed, len);
}

/* A post as packs hold it: of what was stored of it, not of what that was
 * rounded from, so that packing it later gives the same. */
static void
pack_post(struct packing *packing, const struct judged_post *scored,
    const struct stored_post *stored, const struct referred *target)
{
	const struct post *post = &stored->post;
	const struct metrics *m = &post->metrics;
	enum post_form form =
	    (enum post_form)(scored->flags >> SCORE_FORM_SHIFT);
	struct packed_post packed = {.id = post->id,
	    .created_at = post->created_at,
	    .class = scored->class,
	    .form = (int)form,
	    .flags = scored->flags & ((1 << SCORE_FORM_SHIFT) - 1),
	    .give = scored->weight * scored->mass.give,
	    .take = scored->weight * scored->mass.take,
	    .certainty = scored->probs[scored->class] / 255.0,
	    .target_id = form == FORM_REPLY ? post->reply_to_user_id : 0,
	    .delay = -1,
	    .counts = {[PACK_LIKES] = m->likes,
		[PACK_REPOSTS] = m->reposts,
		[PACK_REPLIES] = m->replies,
		[PACK_QUOTES] = m->quotes,
		[PACK_IMPRESSIONS] = m->impressions},
	    .counts_after = -1};

	if (stored->metrics_at >= post->created_at)
		packed.counts_after = stored->metrics_at - post->created_at;
	if (packed.target_id == 0)
		packed.target_id = target->author_id;
	if (form == FORM_REPLY && post->reply_to_id != 0)
		packed.delay = pack_delay(post->created_at, post->reply_to_id,
		    target->created_at);
	for (size_t i = 0; i < post->n_links; i++)
		if (post->links[i].site != NULL && !post->links[i].is_media)
			packing_add_site(packing, &packed, post->links[i].site);
	packing_add(packing, &packed);
}

/* The day is full: its sums, and the blocks before it, whatever the zone. */
static void
end_day(struct judged *judged, struct packing *packing, int64_t day,
    struct moments *sums)
{
	add_day(judged, day, sums);
	packing_reach(packing, pack_block_of(day * 86400));
	*sums = (struct moments){{0}};
}

static int
judge_posts(struct judged *judged, const struct scorer *scorer,
    struct judge *judge, struct packing *packing, struct err *err)
{
	size_t n = judge_count(judge);
	struct dated *dated = order_by_day(judge);
	struct moments sums = {{0}};
	struct verdict verdict;
	struct post_standing standing;
	int rc = 0;

	judged->posts = mem_alloc(n + 1, sizeof(*judged->posts));
	judged->days = mem_alloc(n + 1, sizeof(*judged->days));
	for (size_t k = 0; k < n && rc == 0; k++) {
		size_t i = dated[k].index;

		rc = judge_verdict(judge, i, &verdict, &standing, NULL, err);
		if (rc == -1)
			break;
		add_post(judged, &verdict, &standing,
		    judge_post(judge, i)->rid);
		pack_post(packing, &judged->posts[judged->n_posts - 1],
		    judge_post(judge, i), &standing.target);
		moments_add_post(&sums, scorer_masses(scorer), &verdict,
		    standing.weight, standing.is_repeat);
		if (k + 1 < n && dated[k + 1].day == dated[k].day)
			continue;
		end_day(judged, packing, dated[k].day, &sums);
	}
	free(dated);
	return rc;
}

struct judged *
judged_new(struct store *store, const struct scorer *scorer, int64_t user_id,
    struct err *err)
{
	struct judge *judge = judge_open_sparing(store, scorer, user_id, err);
	struct packing *packing;
	struct judged *judged;

	if (judge == NULL)
		return NULL;
	packing = packing_new(user_id);
	judged = mem_alloc(1, sizeof(*judged));
	judged->user_id = user_id;
	judged->own_version =
	    (int64_t)(ownership_version(judge_ownership(judge)) >> 1);
	judged->sums = (struct buf)BUF_INIT;
	if (judge_posts(judged, scorer, judge, packing, err) == 0) {
		judged->own = judge_ownership_detach(judge);
		judged->packs = packing_end(packing);
	} else {
		packing_free(packing);
		judged_free(judged);
		judged = NULL;
	}
	judge_free(judge);
	return judged;
}

void
judged_free(struct judged *judged)
{
	if (judged == NULL)
		return;
	ownership_release(&judged->own);
	buf_release(&judged->sums);
	packs_free(judged->packs);
	free(judged->posts);
	free(judged->days);
	free(judged);
}

static int
put_own(struct store *store, const struct judged *judged, struct err *err)
{
	struct db *db = store_db(store);

	if (db_run(db, STMT_OWN_DROP_FOUND, err, "i", judged->user_id) == -1)
		return -1;
	for (size_t i = 0; i < judged->own.n; i++) {
		const struct own_item *item = &judged->own.items[i];

		if (item->by_user || item->status == OWN_NOT)
			continue;
		if (db_run(db, STMT_OWN_PUT, err, "issisi", judged->user_id,
			item->what, own_status_name(item->status), (int64_t)0,
			item->reason, clock_now()) == -1)
			return -1;
	}
	return 0;
}

static int
put_days(struct store *store, const struct judged *judged, struct err *err)
{
	const char *sums = judged->sums.data;

	for (size_t i = 0; i < judged->n_days; i++) {
		const struct judged_day *day = &judged->days[i];

		if (db_run(store_db(store), STMT_DAY_SUM_PUT, err, "iib",
			judged->user_id, day->day, (const void *)sums,
			day->len) == -1)
			return -1;
		sums += day->len;
	}
	return 0;
}

static int
drop_old(struct store *store, int64_t user_id, struct err *err)
{
	struct db *db = store_db(store);

	if (db_run(db, STMT_DAY_SUM_DROP, err, "i", user_id) == -1)
		return -1;
	return db_run(db, STMT_SCORES_DROP_GONE, err, "i", user_id);
}

int
judged_put_account(struct store *store, const struct judged *judged,
    struct err *err)
{
	if ((judged->was_scored &&
		drop_old(store, judged->user_id, err) == -1) ||
	    put_own(store, judged, err) == -1 ||
	    put_days(store, judged, err) == -1 ||
	    ((judged->was_scored || judged->n_days >= WEEKS_LEAST_DAYS) &&
		weeks_put(store, judged->user_id, err) == -1) ||
	    store_packs_put(store, judged->packs, err) == -1)
		return -1;
	return db_run(store_db(store), STMT_USER_SCORED, err, "iii",
	    judged->user_id, judged->own_version, clock_now());
}

static int
compare_rows(const void *a, const void *b)
{
	const struct judged_post *x = a, *y = b;

	return (x->rid > y->rid) - (x->rid < y->rid);
}

int
judged_put_posts(struct store *store, struct judged_post *posts, size_t n,
    int64_t scorer_id, struct err *err)
{
	if (n > 0)
		qsort(posts, n, sizeof(*posts), compare_rows);
	for (size_t i = 0; i < n; i++) {
		const struct judged_post *post = &posts[i];

		if (db_run(store_db(store), STMT_SCORE_PUT, err, "iibidddii",
			post->rid, (int64_t)post->class,
			(const void *)post->probs, sizeof(post->probs),
			(int64_t)post->flags, post->weight, post->mass.give,
			post->mass.take, scorer_id, post->own_version) == -1)
			return -1;
	}
	return 0;
}
