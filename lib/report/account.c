#include "report/board.h"
#include "report/card.h"
#include "report/cells.h"
#include "report/chart.h"
#include "report/profile.h"
#include "report/relations.h"

#include "base/mem.h"
#include "base/when.h"
#include "model/class.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { POSTS = 10, PARTNERS = 10, CHARTED = 26, SIDES = 3, MOST = 1000 };

/* A week from Monday on, in the report zone. */
struct week {
	int64_t monday; /* day */
	int64_t posts, classes[CLASS_COUNT];
	struct recent recent;
};

struct weeks {
	struct week *items; /* own */
	size_t n, cap;
};

static struct week *
week_of(struct weeks *weeks, int64_t monday)
{
	for (size_t i = weeks->n; i > 0; i--)
		if (weeks->items[i - 1].monday == monday)
			return &weeks->items[i - 1];
	weeks->items = mem_grow(weeks->items, &weeks->cap, weeks->n + 1,
	    sizeof(*weeks->items));
	weeks->items[weeks->n] = (struct week){.monday = monday};
	return &weeks->items[weeks->n++];
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct week *week =
	    week_of(arg, when_monday(when_local_day(post->created_at)));

	(void)author_id;
	week->posts++;
	week->classes[post->class]++;
	recent_add(&week->recent, post->id);
}

static int
compare_weeks(const void *a, const void *b)
{
	const struct week *x = a, *y = b;

	return (x->monday > y->monday) - (x->monday < y->monday);
}

/* In order, with the weeks between that have no post: a gap is seen, then.
 * Times are X's and may lie: nothing is filled in over MOST weeks. */
static void
order_weeks(struct weeks *weeks)
{
	size_t n = weeks->n;

	if (n == 0)
		return;
	qsort(weeks->items, n, sizeof(*weeks->items), compare_weeks);
	for (size_t i = 1; i < n; i++)
		for (int64_t monday = weeks->items[i - 1].monday + 7;
		     monday < weeks->items[i].monday && weeks->n < MOST;
		     monday += 7) {
			weeks->items = mem_grow(weeks->items, &weeks->cap,
			    weeks->n + 1, sizeof(*weeks->items));
			weeks->items[weeks->n++] =
			    (struct week){.monday = monday};
		}
	qsort(weeks->items, weeks->n, sizeof(*weeks->items), compare_weeks);
}

static int64_t
count_side(const int64_t classes[CLASS_COUNT], enum class_group group)
{
	int64_t n = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		n += class_info[c].group == group ? classes[c] : 0;
	return n;
}

static enum chart_hue
hue_of(enum class_group group)
{
	if (group == GROUP_GIVE)
		return CHART_GIVE;
	return group == GROUP_TAKE ? CHART_TAKE : CHART_NEUTRAL;
}

static void
put_mix(struct out *out, const struct weeks *weeks)
{
	struct chart_point points[CLASS_COUNT];
	const struct chart chart = {.kind = CHART_BARS,
	    .title = "What its posts do",
	    .alt = "Posts of each class in the window.",
	    .unit = "posts",
	    .points = points,
	    .n = CLASS_COUNT};

	for (int c = 0; c < CLASS_COUNT; c++) {
		points[c] = (struct chart_point){.label = class_info[c].name,
		    .low = NAN,
		    .high = NAN,
		    .hue = hue_of(class_info[c].group)};
		for (size_t i = 0; i < weeks->n; i++)
			points[c].value += (double)weeks->items[i].classes[c];
	}
	out_chart(out, &chart);
}

/* The last weeks by side. */
static void
chart_weeks(struct out *out, const struct weeks *weeks)
{
	static const struct chart_column columns[SIDES] = {{"gives",
							       CHART_GIVE},
	    {"neutral", CHART_NEUTRAL}, {"takes", CHART_TAKE}};
	static const enum class_group sides[SIDES] = {GROUP_GIVE, GROUP_NEUTRAL,
	    GROUP_TAKE};
	struct chart_point points[CHARTED];
	double cells[CHARTED * SIDES];
	struct arena arena = ARENA_INIT;
	struct chart chart = {.kind = CHART_STACK,
	    .title = "Week by week",
	    .alt = "Gives, neutral posts and takes of each of the last weeks.",
	    .unit = "posts",
	    .points = points,
	    .columns = columns,
	    .n_columns = SIDES,
	    .cells = cells};
	size_t first = weeks->n > CHARTED ? weeks->n - CHARTED : 0;

	for (size_t i = first; i < weeks->n; i++) {
		const struct week *week = &weeks->items[i];
		struct buf label = BUF_INIT;

		when_add_day(&label, week->monday);
		points[chart.n] =
		    (struct chart_point){.label =
					     arena_strdup(&arena, label.data),
			.value = (double)week->posts,
			.low = NAN,
			.high = NAN};
		for (int s = 0; s < SIDES; s++)
			cells[chart.n * SIDES + (size_t)s] =
			    (double)count_side(week->classes, sides[s]);
		chart.n++;
		buf_release(&label);
	}
	if (chart.n > 1)
		out_chart(out, &chart);
	arena_release(&arena);
}

static const struct out_column week_columns[] = {
    {"week", "Week of", OUT_LEFT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"give_posts", "Gives", OUT_RIGHT, false},
    {"take_posts", "Takes", OUT_RIGHT, false},
    {"answer", "answer", OUT_RIGHT, false},
    {"link", "link", OUT_RIGHT, false},
    {"insight", "insight", OUT_RIGHT, false},
    {"amplify", "amplify", OUT_RIGHT, false},
    {"ask", "ask", OUT_RIGHT, false},
    {"promote", "promote", OUT_RIGHT, false},
    {"chatter", "chatter", OUT_RIGHT, false},
    {"other", "other", OUT_RIGHT, false},
    {"newest_posts", "Newest", OUT_LEFT, true},
};

static void
put_weeks(struct out *out, const struct weeks *weeks)
{
	struct buf day = BUF_INIT;

	out_next(out, "weeks");
	chart_weeks(out, weeks);
	out_paragraph(out, "Week by week:");
	out_columns(out, week_columns, ARRAY_LEN(week_columns));
	for (size_t i = 0; i < weeks->n; i++) {
		const struct week *week = &weeks->items[i];

		buf_clear(&day);
		when_add_day(&day, week->monday);
		out_text(out, day.data);
		out_int(out, week->posts);
		out_int(out, count_side(week->classes, GROUP_GIVE));
		out_int(out, count_side(week->classes, GROUP_TAKE));
		for (int c = 0; c < CLASS_COUNT; c++)
			out_int(out, week->classes[c]);
		cells_put_recent(out, &week->recent);
		out_row(out);
	}
	buf_release(&day);
}

static void
put_share(struct out *out, const char *name, const struct interval *share)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	buf_addf(&json, "{\"value\":%.3f,\"low\":%.3f,\"high\":%.3f}",
	    share->value, share->low, share->high);
	buf_addf(&text, "%.0f %% (%.0f to %.0f %%)", share->value * 100,
	    share->low * 100, share->high * 100);
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

static void
put_rank(struct out *out, const struct account_score *score)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	buf_addf(&json, "{\"value\":%d,\"low\":%d,\"high\":%d}", score->rank,
	    score->rank_low, score->rank_high);
	buf_addf(&text, "%d (80 %%: %d to %d)", score->rank, score->rank_low,
	    score->rank_high);
	out_fact_struct(out, "rank", json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

/* The numbers that a person is shown first, with their intervals. */
static void
put_score(struct out *out, const struct account_score *score,
    const struct board_row *row)
{
	if (score->judged > 0) {
		put_share(out, "gives_of_posts", &score->give_share);
		put_share(out, "takes_of_posts", &score->take_share);
		put_share(out, "chatter_of_posts", &score->chatter_share);
	}
	if (score->is_ranked)
		put_rank(out, score);
	if (row != NULL && isfinite(row->coverage))
		out_fact_real(out, "coverage", row->coverage, 2);
}

/* Its numbers as the leaderboard has them: prior and rank depend on the
 * others. */
static int
put_numbers(const struct report_job *job, const struct user *user,
    struct out *out, struct err *err)
{
	const struct report_request *request = job->request;
	struct account_settings settings = account_defaults;
	struct board_request wanted = {.window = &request->window,
	    .set = request->roster,
	    .masses = scorer_masses(job->scorer),
	    .settings = &settings,
	    .now = request->now};
	const struct account_score *score = NULL;
	struct account_score nothing = {.id = user->id};
	const struct board_row *row;
	struct moments zero = {{0}};
	struct board board;

	settings.min_posts = (int)request->min_posts;
	if (board_load(job->store, &wanted, &board, err) == -1)
		return -1;
	for (size_t i = 0; i < board.n; i++)
		if (board.scores[i].id == user->id)
			score = &board.scores[i];
	row = board_row(&board, user->id);
	profile_put_facts(out, user, score != NULL ? score : &nothing,
	    row != NULL ? &row->sums : &zero);
	put_score(out, score != NULL ? score : &nothing, row);
	board_release(&board);
	return 0;
}

static const struct out_column partner_columns[] = {
    {"handle", "Turns to", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"posts", "Posts", OUT_RIGHT, false},
    {"reposts", "Reposts", OUT_RIGHT, false},
    {"quotes", "Quotes", OUT_RIGHT, false},
    {"answers", "Answers", OUT_RIGHT, false},
    {"replies", "Other replies", OUT_RIGHT, false},
    {"newest_posts", "Newest", OUT_LEFT, true},
};

static int
put_partners(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t limit = job->request->limit;
	struct relations relations;

	if (relations_load(job, limit > 0 ? (size_t)limit : PARTNERS,
		&relations, err) == -1)
		return -1;
	out_next(out, "partners");
	out_paragraph(out, "Whom it turns to most:");
	out_columns(out, partner_columns, ARRAY_LEN(partner_columns));
	for (size_t i = 0; i < relations.n_pairs; i++) {
		const struct relation *pair = &relations.pairs[i];

		out_text(out, pair->to_handle);
		out_id(out, pair->to);
		out_int(out, pair->total);
		for (int k = 0; k < RELATION_KINDS; k++)
			out_int(out, pair->counts[k]);
		cells_put_recent(out, &pair->recent);
		out_row(out);
	}
	relations_release(&relations);
	return 0;
}

static int
put_judged(const struct report_job *job, struct judge *judge, struct out *out,
    struct err *err)
{
	const struct report_request *request = job->request;
	int limit = request->limit > 0 && request->limit < INT32_MAX
			? (int)request->limit
			: POSTS;
	struct profile profile = {.judge = judge, .window = &request->window};
	struct card card = {.posts = 0};
	int rc = profile_judge(&profile, err);

	if (rc == 0)
		rc = card_load(job->store, job->scorer, &profile, &card, err);
	if (rc == 0)
		rc = profile_put_posts(&profile, limit, out, err);
	if (rc == 0) {
		profile_put_own(out, judge_ownership(judge));
		card_put(&card, out);
	}
	card_release(&card);
	free(profile.posts);
	return rc;
}

int
report_account(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t user_id = job->request->user_id;
	struct judge *judge = judge_open(job->store, job->scorer, user_id, err);
	struct weeks weeks = {.items = NULL};
	const struct packs_visitor visitor = {.arg = &weeks, .post = take_post};
	int rc = -1;

	if (judge == NULL)
		return -1;
	if (packs_each(job, &visitor, err) == -1 ||
	    put_numbers(job, judge_user(judge), out, err) == -1)
		goto out;
	order_weeks(&weeks);
	put_mix(out, &weeks);
	if (put_judged(job, judge, out, err) == -1)
		goto out;
	put_weeks(out, &weeks);
	if (voice_put(job, user_id, out, err) == -1 ||
	    put_partners(job, out, err) == -1)
		goto out;
	out_paragraph(out,
	    "All of this is of the content mix of posts, not of a person. "
	    "Of an account's links and answers the archive holds what was "
	    "collected.");
	rc = 0;
out:
	free(weeks.items);
	judge_free(judge);
	return rc;
}
