#include "report/cells.h"
#include "report/firsts.h"

#include "base/mem.h"
#include "judge/rescore.h"
#include "model/class.h"
#include "score/verdict.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 10, SIDES = 3 };

const char *const posts_by_names[POSTS_BY_COUNT] = {
    [POSTS_BY_ENGAGEMENT] = "engagement",
    [POSTS_BY_CERTAINTY] = "certainty",
    [POSTS_BY_TIME] = "time",
};

enum posts_by
posts_by_name(const char *name)
{
	for (int i = 0; i < POSTS_BY_COUNT; i++)
		if (name != NULL && strcmp(name, posts_by_names[i]) == 0)
			return (enum posts_by)i;
	return POSTS_BY_ENGAGEMENT;
}

/* A post that may be shown. */
struct candidate {
	int64_t author_id, rank; /* by what was asked for; more comes first */
	struct packed_post post;
};

struct side {
	struct firsts first; /* own; candidates */
	int64_t all;         /* that could be shown */
};

struct choosing {
	const struct report_request *request;
	struct side sides[SIDES]; /* by class_group */
	int64_t close_calls, reposts;
};

static const char *const side_names[SIDES] = {
    [GROUP_GIVE] = "give",
    [GROUP_TAKE] = "take",
    [GROUP_NEUTRAL] = "neutral",
};

/* Likes, reposts, replies and quotes, as far as they are known. */
static int64_t
engagement_of(const struct packed_post *post)
{
	int64_t sum = 0;

	for (int i = 0; i < PACK_IMPRESSIONS; i++)
		sum += post->counts[i] > 0 ? post->counts[i] : 0;
	return sum;
}

static int64_t
rank_of(const struct packed_post *post, int by)
{
	switch (by) {
	case POSTS_BY_CERTAINTY:
		return (int64_t)(post->certainty * 255 + 0.5);
	case POSTS_BY_TIME:
		return post->created_at;
	default:
		return engagement_of(post);
	}
}

static bool
comes_first(int64_t rank, const struct packed_post *post,
    const struct candidate *other)
{
	if (rank != other->rank)
		return rank > other->rank;
	if (post->certainty != other->post.certainty)
		return post->certainty > other->post.certainty;
	return post->id > other->post.id;
}

static bool
comes_before(const void *left, const void *right)
{
	const struct candidate *a = left;

	return comes_first(a->rank, &a->post, right);
}

static void
keep(struct side *side, int64_t author_id, int64_t rank,
    const struct packed_post *post)
{
	const struct candidate *last = firsts_last(&side->first);

	side->all++;
	if (last == NULL || comes_first(rank, post, last))
		firsts_add(&side->first,
		    &(struct candidate){author_id, rank, *post});
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct choosing *choosing = arg;
	int only = choosing->request->only_class;
	enum class_group group = class_info[post->class].group;

	if (only != 0 ? post->class != only - 1
		      : group != GROUP_GIVE && group != GROUP_TAKE)
		return;
	if (group == GROUP_EXCLUDED)
		group = GROUP_NEUTRAL;
	if (post->form == FORM_REPOST) {
		choosing->reposts++;
		return;
	}
	if (post->flags & SCORE_LOW_CONFIDENCE) {
		choosing->close_calls++;
		return;
	}
	keep(&choosing->sides[group], author_id,
	    rank_of(post, choosing->request->by), post);
}

static const struct out_column columns[] = {
    {"side", "Side", OUT_LEFT, false},
    {"post_id", "Post", OUT_LEFT, false, OUT_KEY},
    {"handle", "By", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false},
    {"created_at", "When", OUT_LEFT, false},
    {"class", "Class", OUT_LEFT, false},
    {"probability", "Sure", OUT_RIGHT, false},
    {"form", NULL, OUT_LEFT, false},
    {"gives", NULL, OUT_RIGHT, false},
    {"takes", NULL, OUT_RIGHT, false},
    {"engagement", "Reactions", OUT_RIGHT, false},
    {"likes", NULL, OUT_RIGHT, false},
    {"reposts", NULL, OUT_RIGHT, false},
    {"replies", NULL, OUT_RIGHT, false},
    {"quotes", NULL, OUT_RIGHT, false},
    {"impressions", "Views", OUT_RIGHT, false},
    {"text", "Text", OUT_LEFT, true},
};

static int
put_candidate(const struct report_job *job, const char *side,
    const struct candidate *candidate, struct out *out, struct err *err)
{
	const struct packed_post *post = &candidate->post;
	struct arena arena = ARENA_INIT;
	struct shown_post shown;
	int rc = find_post(job->store, post->id, &arena, &shown, err);

	if (rc == 0) {
		out_text(out, side);
		out_id(out, post->id);
		out_text(out, shown.handle);
		out_id(out, candidate->author_id);
		out_time(out, post->created_at);
		out_text(out, class_info[post->class].name);
		out_real(out, post->certainty, 2);
		out_text(out, post_form_name((enum post_form)post->form));
		out_real(out, post->give, 2);
		out_real(out, post->take, 2);
		out_int(out, engagement_of(post));
		for (int i = 0; i < PACK_COUNTS; i++)
			cells_put_count(out, post->counts[i]);
		out_text(out, shown.text);
		out_row(out);
	}
	arena_release(&arena);
	return rc == -1 ? -1 : 0;
}

static int
put_side(const struct report_job *job, const char *side,
    const struct firsts *first, struct out *out, struct err *err)
{
	const struct candidate *candidates = first->items;
	int rc = 0;

	for (size_t i = 0; i < first->n && rc == 0; i++)
		rc = put_candidate(job, side, &candidates[i], out, err);
	return rc;
}

static void
put_facts(struct out *out, const struct choosing *choosing)
{
	struct buf text = BUF_INIT;

	out_fact_text(out, "by", posts_by_names[choosing->request->by]);
	if (choosing->request->only_class != 0)
		out_fact_text(out, "class",
		    class_info[choosing->request->only_class - 1].name);
	for (int i = 0; i < SIDES; i++)
		if (choosing->sides[i].all > 0) {
			buf_clear(&text);
			buf_addf(&text, "%ss", side_names[i]);
			out_fact_int(out,
			    i == GROUP_NEUTRAL ? "neutral" : text.data,
			    choosing->sides[i].all);
		}
	out_fact_int(out, "close_calls_left_out", choosing->close_calls);
	out_fact_int(out, "reposts_left_out", choosing->reposts);
	buf_release(&text);
}

static int
put_posts(const struct report_job *job, const struct choosing *choosing,
    struct out *out, struct err *err)
{
	int rc = 0;

	put_facts(out, choosing);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (int i = 0; i < SIDES && rc == 0; i++)
		rc = put_side(job, side_names[i], &choosing->sides[i].first,
		    out, err);
	out_paragraph(out,
	    "Reactions are likes, reposts, replies and quotes, as X counted "
	    "them at the last look: they depend on how many follow an account "
	    "and are no sign of giving.  Plain reposts and close calls are "
	    "left out.  The classes are of posts, not of persons; ask for the "
	    "evidence with: givetake explain POST");
	return rc;
}

int
report_posts(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t limit = job->request->limit;
	struct choosing choosing = {.request = job->request};
	const struct packs_visitor visitor = {.arg = &choosing,
	    .parts = PACK_MASSES | PACK_COUNTED,
	    .post = take_post};
	int rc;

	for (int i = 0; i < SIDES; i++)
		choosing.sides[i].first =
		    (struct firsts){.size = sizeof(struct candidate),
			.max = limit > 0 ? (size_t)limit : SHOWN,
			.comes_before = comes_before};
	rc = packs_each(job, &visitor, err);
	if (rc == 0)
		rc = put_posts(job, &choosing, out, err);
	for (int i = 0; i < SIDES; i++)
		free(choosing.sides[i].first.items);
	return rc;
}
