#include "report/engagement.h"
#include "report/cells.h"
#include "report/chart.h"

#include "base/mem.h"
#include "model/class.h"
#include "score/beta.h"
#include "score/verdict.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* The sides that are compared stand after the classes. */
enum { GIVES = CLASS_COUNT, TAKES, GROUPS };
enum { CHARTED = 24 };

/* Standard errors of a 90 % interval. */
#define Z90 1.645

const char *const engagement_names[ENGAGEMENT_MEASURES] = {
    [ENGAGEMENT_REPLIES] = "replies",
    [ENGAGEMENT_LIKES] = "likes",
    [ENGAGEMENT_REPOSTS] = "reposts",
    [ENGAGEMENT_IMPRESSIONS] = "impressions",
};

static const enum pack_count counted[ENGAGEMENT_MEASURES] = {
    [ENGAGEMENT_REPLIES] = PACK_REPLIES,
    [ENGAGEMENT_LIKES] = PACK_LIKES,
    [ENGAGEMENT_REPOSTS] = PACK_REPOSTS,
    [ENGAGEMENT_IMPRESSIONS] = PACK_IMPRESSIONS,
};

/* An account's posts of one class, or side. */
struct group {
	int64_t posts;
	struct median medians[ENGAGEMENT_MEASURES];
	struct recent recent;
};

struct account {
	int64_t id, posts;
	struct group groups[GROUPS];
};

struct gathering {
	struct account *accounts; /* own */
	size_t n, cap;
	struct counted values[CLASS_COUNT][ENGAGEMENT_MEASURES]; /* own */
	struct counted both; /* own; scratch */
	int64_t too_young, too_small;
};

static void
find_median(struct median *median, struct counted *values)
{
	size_t n = values->n_small + values->n_large;

	if (n >= ENGAGEMENT_MIN)
		counted_median(median, values);
	else
		*median = (struct median){NAN, NAN, NAN, n};
}

/* What the classes of a side have in common. */
static void
add_side(struct gathering *g, struct account *account, int side)
{
	enum class_group wanted = side == GIVES ? GROUP_GIVE : GROUP_TAKE;
	struct group *all = &account->groups[side];

	for (int c = 0; c < CLASS_COUNT; c++) {
		const struct group *group = &account->groups[c];

		if (class_info[c].group != wanted)
			continue;
		all->posts += group->posts;
		for (size_t i = 0; i < group->recent.n; i++)
			recent_add(&all->recent, group->recent.ids[i]);
	}
	for (int m = 0; m < ENGAGEMENT_MEASURES; m++) {
		counted_clear(&g->both);
		for (int c = 0; c < CLASS_COUNT; c++)
			if (class_info[c].group == wanted)
				counted_add_all(&g->both, &g->values[c][m]);
		find_median(&all->medians[m], &g->both);
	}
}

static void
end_account(struct gathering *g)
{
	struct account *account;

	if (g->n == 0)
		return;
	account = &g->accounts[g->n - 1];
	add_side(g, account, GIVES);
	add_side(g, account, TAKES);
	for (int c = 0; c < CLASS_COUNT; c++) {
		account->posts += account->groups[c].posts;
		for (int m = 0; m < ENGAGEMENT_MEASURES; m++) {
			find_median(&account->groups[c].medians[m],
			    &g->values[c][m]);
			counted_clear(&g->values[c][m]);
		}
	}
	/* Less says nothing, and there may be very many such. */
	if (account->posts < ENGAGEMENT_MIN) {
		g->too_small += account->posts > 0;
		g->n--;
	}
}

static void
begin_account(void *arg, int64_t author_id)
{
	struct gathering *g = arg;

	end_account(g);
	g->accounts =
	    mem_grow(g->accounts, &g->cap, g->n + 1, sizeof(*g->accounts));
	g->accounts[g->n++] = (struct account){.id = author_id};
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct gathering *g = arg;
	struct group *group = &g->accounts[g->n - 1].groups[post->class];

	(void)author_id;
	if (post->form == FORM_REPOST)
		return;
	if (post->counts_after < ENGAGEMENT_AGE) {
		g->too_young++;
		return;
	}
	group->posts++;
	recent_add(&group->recent, post->id);
	for (int m = 0; m < ENGAGEMENT_MEASURES; m++)
		if (post->counts[counted[m]] >= 0)
			counted_add(&g->values[post->class][m],
			    post->counts[counted[m]]);
}

static int
compare_accounts(const void *a, const void *b)
{
	const struct account *x = a, *y = b;

	if (x->posts != y->posts)
		return x->posts > y->posts ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static const struct out_column class_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"class", "Class", OUT_LEFT, false, OUT_KEY},
    {"posts", "Posts", OUT_RIGHT, false, OUT_COMPARED},
    {"replies", NULL, OUT_RIGHT, false, OUT_COMPARED},
    {"replies_low", NULL, OUT_RIGHT, false},
    {"replies_high", NULL, OUT_RIGHT, false},
    {NULL, "Replies (90 %)", OUT_LEFT, false},
    {"likes", NULL, OUT_RIGHT, false, OUT_COMPARED},
    {"likes_low", NULL, OUT_RIGHT, false},
    {"likes_high", NULL, OUT_RIGHT, false},
    {NULL, "Likes", OUT_LEFT, false},
    {"reposts", NULL, OUT_RIGHT, false, OUT_COMPARED},
    {"reposts_low", NULL, OUT_RIGHT, false},
    {"reposts_high", NULL, OUT_RIGHT, false},
    {NULL, "Reposts", OUT_LEFT, false},
    {"impressions", NULL, OUT_RIGHT, false, OUT_COMPARED},
    {"impressions_low", NULL, OUT_RIGHT, false},
    {"impressions_high", NULL, OUT_RIGHT, false},
    {NULL, "Views", OUT_LEFT, false},
    {"newest_posts", NULL, OUT_LEFT, true},
};

static const char *
group_name(int group)
{
	if (group == GIVES)
		return "all gives";
	return group == TAKES ? "all takes" : class_info[group].name;
}

static void
put_group(struct out *out, const char *handle, int64_t id, int number,
    const struct group *group)
{
	if (group->posts < ENGAGEMENT_MIN)
		out_aside(out);
	out_text(out, handle);
	out_id(out, id);
	out_text(out, group_name(number));
	out_int(out, group->posts);
	for (int m = 0; m < ENGAGEMENT_MEASURES; m++) {
		cells_put_median(out, &group->medians[m], 1);
		cells_put_range(out, &group->medians[m]);
	}
	cells_put_recent(out, &group->recent);
	out_row(out);
}

/* Likes of gives and takes, side by side for each of the first accounts. */
static int
put_chart(const struct report_job *job, const struct gathering *g,
    struct out *out, struct err *err)
{
	static const int sides[] = {GIVES, TAKES};
	static const enum chart_hue hues[] = {CHART_GIVE, CHART_TAKE};
	struct chart_point points[CHARTED];
	struct chart chart = {.kind = CHART_DOTS,
	    .title = "Likes of gives and of takes",
	    .alt = "The median of likes of each account's gives and takes, "
		   "with 90 % intervals.",
	    .unit = "likes",
	    .points = points};
	struct arena arena = ARENA_INIT;
	struct buf label = BUF_INIT;
	const char *handle;
	int rc = 0;

	for (size_t i = 0;
	     i < g->n * ARRAY_LEN(sides) && rc == 0 && chart.n < CHARTED; i++) {
		const struct account *account = &g->accounts[i / 2];
		const struct median *median =
		    &account->groups[sides[i % 2]].medians[ENGAGEMENT_LIKES];

		if (!isfinite(median->value))
			continue;
		rc = find_handle(job->store, account->id, &arena, &handle, err);
		buf_clear(&label);
		cells_add_account(&label, handle, account->id);
		buf_adds(&label, i % 2 == 0 ? ", gives" : ", takes");
		points[chart.n++] =
		    (struct chart_point){.label =
					     arena_strdup(&arena, label.data),
			.value = median->value,
			.low = median->low,
			.high = median->high,
			.hue = hues[i % 2]};
	}
	if (rc == 0 && chart.n > 1)
		out_chart(out, &chart);
	buf_release(&label);
	arena_release(&arena);
	return rc;
}

static int
put_accounts(const struct report_job *job, const struct gathering *g,
    struct out *out, struct err *err)
{
	int64_t limit = job->request->limit;
	size_t shown = limit > 0 ? (size_t)limit : ENGAGEMENT_ACCOUNTS;
	struct arena arena = ARENA_INIT;
	const char *handle;
	int rc = 0;

	out_columns(out, class_columns, ARRAY_LEN(class_columns));
	for (size_t i = 0; i < g->n && i < shown && rc == 0; i++) {
		const struct account *account = &g->accounts[i];

		rc = find_handle(job->store, account->id, &arena, &handle, err);
		for (int k = 0; k < GROUPS && rc == 0; k++)
			if (account->groups[k].posts > 0)
				put_group(out, handle, account->id, k,
				    &account->groups[k]);
	}
	arena_release(&arena);
	return rc;
}

/* In how many accounts the median of gives is above that of takes. */
struct comparison {
	int64_t more, less, equal;
	double share, low, high; /* of more among more and less */
};

static struct comparison
compare_sides(const struct gathering *g, int measure)
{
	struct comparison c = {.share = NAN, .low = NAN, .high = NAN};

	for (size_t i = 0; i < g->n; i++) {
		const struct group *groups = g->accounts[i].groups;
		double give = groups[GIVES].medians[measure].value;
		double take = groups[TAKES].medians[measure].value;

		c.more += give > take;
		c.less += give < take;
		c.equal += give == take;
	}
	if (c.more + c.less >= ENGAGEMENT_MIN) {
		double n = (double)(c.more + c.less);

		c.share = (double)c.more / n;
		beta_wilson(c.share, n, Z90, &c.low, &c.high);
	}
	return c;
}

static const struct out_column comparison_columns[] = {
    {"measure", "Of the medians", OUT_LEFT, false},
    {"gives_more", "Gives bring more", OUT_RIGHT, false},
    {"takes_more", "Takes bring more", OUT_RIGHT, false},
    {"equal", "Alike", OUT_RIGHT, false},
    {"share", "Share", OUT_RIGHT, false},
    {"share_low", "from (90 %)", OUT_RIGHT, false},
    {"share_high", "to", OUT_RIGHT, false},
    {"says", "Which says", OUT_LEFT, true},
};

static const char *
verdict_on(const struct comparison *c)
{
	if (!isfinite(c->share))
		return "too few accounts to say anything";
	if (c->low > 0.5)
		return "gives go with more, in most of these accounts";
	if (c->high < 0.5)
		return "gives go with less, in most of these accounts";
	return "no difference that could be told from chance";
}

static void
put_comparisons(struct out *out, const struct gathering *g)
{
	out_next(out, "comparisons");
	out_paragraph(out, "Accounts in which the median of all gives is "
			   "above, or below, that of all takes:");
	out_columns(out, comparison_columns, ARRAY_LEN(comparison_columns));
	for (int m = 0; m < ENGAGEMENT_MEASURES; m++) {
		struct comparison c = compare_sides(g, m);

		out_text(out, engagement_names[m]);
		out_int(out, c.more);
		out_int(out, c.less);
		out_int(out, c.equal);
		out_real(out, c.share, 3);
		out_real(out, c.low, 3);
		out_real(out, c.high, 3);
		out_text(out, verdict_on(&c));
		out_row(out);
	}
}

static void
put_caveats(struct out *out)
{
	struct buf text = BUF_INIT;

	buf_addf(&text,
	    "This is correlation: what a post is about, when it comes and how "
	    "many follow the account move these counts too, and answers are "
	    "replies, which fewer people see.  Each account is compared with "
	    "itself only.  Counts were read a day or more after the post; "
	    "medians have 90 %% intervals (order statistics) and are said of "
	    "%d posts and more, shares of %d accounts and more (Wilson).",
	    ENGAGEMENT_MIN, ENGAGEMENT_MIN);
	out_paragraph(out, text.data);
	buf_release(&text);
}

int
report_engagement(const struct report_job *job, struct out *out,
    struct err *err)
{
	struct gathering g = {.n = 0};
	const struct packs_visitor visitor = {.arg = &g,
	    .parts = PACK_COUNTED,
	    .account = begin_account,
	    .post = take_post};
	int rc = packs_each(job, &visitor, err);

	end_account(&g);
	if (g.n > 0)
		qsort(g.accounts, g.n, sizeof(*g.accounts), compare_accounts);
	if (rc == 0) {
		out_fact_int(out, "accounts", (int64_t)g.n);
		out_fact_int(out, "posts_needed", ENGAGEMENT_MIN);
		out_fact_int(out, "hours_needed", ENGAGEMENT_AGE / 3600);
		out_fact_int(out, "posts_too_young", g.too_young);
		out_fact_int(out, "accounts_too_small", g.too_small);
		rc = put_chart(job, &g, out, err);
	}
	if (rc == 0)
		rc = put_accounts(job, &g, out, err);
	if (rc == 0) {
		put_comparisons(out, &g);
		put_caveats(out);
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		for (int m = 0; m < ENGAGEMENT_MEASURES; m++)
			counted_release(&g.values[c][m]);
	counted_release(&g.both);
	free(g.accounts);
	return rc;
}
