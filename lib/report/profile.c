#include "report/profile.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"

#include <inttypes.h>
#include <stdlib.h>

/* What moved the sums most, and then what is surest, comes first.  Posts stand
 * in one row, the newest last. */
static int
compare_takes(const void *a, const void *b)
{
	const struct profile_post *x = *(const struct profile_post *const *)a;
	const struct profile_post *y = *(const struct profile_post *const *)b;
	double p = x->verdict.p[x->verdict.class];
	double q = y->verdict.p[y->verdict.class];

	if (x->take != y->take)
		return x->take > y->take ? -1 : 1;
	if (p != q)
		return p > q ? -1 : 1;
	return x > y ? -1 : 1;
}

static int
compare_gives(const void *a, const void *b)
{
	const struct profile_post *x = *(const struct profile_post *const *)a;
	const struct profile_post *y = *(const struct profile_post *const *)b;

	if (x->give != y->give)
		return x->give > y->give ? -1 : 1;
	return compare_takes(a, b);
}

static const struct out_column post_columns[] = {
    {"id", "Post", OUT_LEFT, false},
    {"created_at", "When", OUT_LEFT, false},
    {"class", "Class", OUT_LEFT, false},
    {"probability", "Sure", OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false},
    {"takes", "Takes", OUT_RIGHT, false},
    {"reason", "Because it", OUT_LEFT, true},
    {"text", "Text", OUT_LEFT, true},
};

static int
put_moved(const struct profile *profile, const struct profile_post *moved,
    struct out *out, struct err *err)
{
	size_t i = (size_t)(moved - profile->posts);
	const struct post *post = &judge_post(profile->judge, i)->post;
	const struct verdict *verdict = &moved->verdict;
	const char *reason = "is labelled so by you";

	if (!moved->is_label &&
	    judge_reason(profile->judge, i, &reason, err) == -1)
		return -1;
	out_id(out, post->id);
	out_time(out, post->created_at);
	out_text(out, class_info[verdict->class].name);
	out_real(out, verdict->p[verdict->class], 2);
	out_real(out, moved->give, 2);
	out_real(out, moved->take, 2);
	out_text(out, reason);
	out_text(out, post->text);
	out_row(out);
	return 0;
}

int
profile_judge(struct profile *profile, struct err *err)
{
	struct judge *judge = profile->judge;
	const struct window *window = profile->window;
	struct post_standing standing;

	profile->posts = mem_alloc(judge_count(judge), sizeof(*profile->posts));
	for (size_t i = 0; i < judge_count(judge); i++) {
		struct profile_post *post = &profile->posts[i];
		int64_t day = when_local_day(judge_time(judge, i));

		post->is_in_window =
		    day >= window->first_day && day <= window->last_day;
		if (!post->is_in_window)
			continue;
		if (judge_verdict(judge, i, &post->verdict, &standing, NULL,
			err) == -1)
			return -1;
		post->is_label = standing.is_label;
		post->give = standing.mass.give * standing.weight;
		post->take = standing.mass.take * standing.weight;
	}
	return 0;
}

static int
put_side(const struct profile *profile, int limit, bool gives, struct out *out,
    struct err *err)
{
	size_t n = 0, count = judge_count(profile->judge);
	const struct profile_post **moved = mem_alloc(count, sizeof(*moved));
	int rc = 0;

	for (size_t i = 0; i < count; i++) {
		const struct profile_post *post = &profile->posts[i];

		if (post->is_in_window && (gives ? post->give : post->take) > 0)
			moved[n++] = post;
	}
	if (n > 0)
		qsort(moved, n, sizeof(*moved),
		    gives ? compare_gives : compare_takes);
	for (size_t i = 0; i < n && i < (size_t)limit && rc == 0; i++)
		rc = put_moved(profile, moved[i], out, err);
	if (n == 0)
		out_paragraph(out, "None.");
	free(moved);
	return rc;
}

int
profile_put_posts(const struct profile *profile, int limit, struct out *out,
    struct err *err)
{
	out_paragraph(out, "\nThe posts that give most:");
	out_columns(out, post_columns, ARRAY_LEN(post_columns));
	if (put_side(profile, limit, true, out, err) == -1)
		return -1;
	out_next(out, "takes_most");
	out_paragraph(out, "The posts that take most:");
	out_columns(out, post_columns, ARRAY_LEN(post_columns));
	return put_side(profile, limit, false, out, err);
}

static const struct out_column own_columns[] = {
    {"what", "Belongs to it", OUT_LEFT, false},
    {"status", "Status", OUT_LEFT, false},
    {"links", "Links", OUT_RIGHT, false},
    {"reason", "Because it is", OUT_LEFT, true},
};

void
profile_put_own(struct out *out, const struct ownership *own)
{
	out_next(out, "own");
	out_paragraph(out, "Sites and handles that belong to the account:");
	out_columns(out, own_columns, ARRAY_LEN(own_columns));
	for (size_t i = 0; i < own->n; i++) {
		const struct own_item *item = &own->items[i];

		out_text(out, item->what);
		out_text(out, own_status_name(item->status));
		out_int(out, item->links);
		out_text(out, item->by_user ? "set by you" : item->reason);
		out_row(out);
	}
}

void
profile_put_facts(struct out *out, const struct user *user,
    const struct account_score *score, const struct moments *sums)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%" PRId64, user->id);
	if (user->username != NULL)
		out_fact_text(out, "handle", user->username);
	out_fact_text(out, "id", text.data);
	if (user->name != NULL)
		out_fact_text(out, "name", user->name);
	out_fact_int(out, "posts", (int64_t)score->posts);
	for (int c = 0; c < CLASS_COUNT; c++)
		out_fact_int(out, class_info[c].name,
		    (int64_t)sums->sum[MOMENT_ANSWER + c]);
	out_fact_real(out, "gives", score->gives, 1);
	out_fact_real(out, "takes", score->takes, 1);
	if (score->gives_capped > 0)
		out_fact_real(out, "gives_capped_for_reposts",
		    score->gives_capped, 1);
	if (score->directional > 0) {
		out_fact_real(out, "ratio", score->ratio.value, 2);
		out_fact_real(out, "ratio_low", score->ratio.low, 2);
		out_fact_real(out, "ratio_high", score->ratio.high, 2);
	}
	out_fact_text(out, "tier", account_tier_text(score));
	buf_release(&text);
}
