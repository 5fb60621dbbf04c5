#include "report/standing.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"

#include <inttypes.h>
#include <math.h>

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", NULL, OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"directional", "Give or take", OUT_RIGHT, false},
    {"give_share", "Gives among gives and takes", OUT_LEFT, false},
    {"give_share_low", NULL, OUT_RIGHT, false},
    {"give_share_high", NULL, OUT_RIGHT, false},
    {NULL, "90 %", OUT_LEFT, false},
    {"tier", "What it looks like", OUT_LEFT, false},
    {"tier_probability", "Sure", OUT_RIGHT, false},
    {"coverage", "Seen", OUT_RIGHT, false},
    {"enough", NULL, OUT_LEFT, false},
    {"days_more", NULL, OUT_RIGHT, false},
    {NULL, "Enough", OUT_LEFT, false},
};

/* "yes", "no", "in about 9 days", "not at this pace" */
static void
add_enough(struct buf *buf, const struct standing_account *account,
    bool has_ended)
{
	if (account->user_id == 0)
		buf_adds(buf, "not read yet");
	else if (account->is_sure)
		buf_adds(buf, "yes");
	else if (has_ended)
		buf_adds(buf, "no");
	else if (isnan(account->days_more) || account->days_more > 365)
		buf_adds(buf, "not at this pace");
	else
		buf_addf(buf, "in about %.0f days", ceil(account->days_more));
	if (account->user_id != 0 && account->is_short)
		buf_adds(buf, " (few posts)");
}

static void
put_account(struct out *out, const struct standing_account *account,
    bool has_ended)
{
	const struct account_score *score = &account->score;
	bool known = score->directional > 0;
	struct buf range = BUF_INIT, enough = BUF_INIT;

	if (known)
		buf_addf(&range, "%.0f-%.0f %%", 100 * score->balance.low,
		    100 * score->balance.high);
	add_enough(&enough, account, has_ended);
	out_text(out, account->handle);
	out_id(out, account->user_id);
	out_int(out, (int64_t)score->posts);
	out_int(out, (int64_t)score->directional);
	out_bar(out, known ? score->balance.value : NAN, 20);
	out_real(out, known ? score->balance.low : NAN, 3);
	out_real(out, known ? score->balance.high : NAN, 3);
	out_text(out, known ? range.data : NULL);
	out_text(out, known ? account_tier_text(score) : NULL);
	out_real(out,
	    score->tier == TIER_UNKNOWN ? NAN : score->tier_probability, 2);
	out_real(out, account->coverage, 2);
	out_bool(out, account->is_sure);
	out_real(out,
	    account->is_sure ? 0
	    : has_ended      ? NAN
			     : account->days_more,
	    1);
	out_text(out, enough.data);
	out_row(out);
	buf_release(&range);
	buf_release(&enough);
}

/* A fact in dollars, with a limit beside it where there is one. */
static void
put_money(struct out *out, const char *name, int64_t usd, int64_t limit)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	buf_adds(&text, "$");
	num_add_usd(&text, usd);
	num_add_usd(&json, usd);
	if (limit != 0) {
		buf_adds(&text, " of $");
		num_add_usd(&text, limit);
	}
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

static const char *
state_text(const struct observation *observation,
    const struct standing *standing)
{
	if (observation->ended_at != 0)
		return "ended";
	return standing->is_over ? "over" : "running";
}

static void
put_progress(struct out *out, const struct observation *observation,
    const struct standing *standing)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	out_fact_text(out, "state", state_text(observation, standing));
	buf_addf(&json, "{\"day\":%" PRId64 ",\"days\":%" PRId64 "}",
	    standing->day, standing->days);
	buf_addf(&text, "%" PRId64 " of %" PRId64, standing->day,
	    standing->days);
	out_fact_struct(out, "day", json.data, text.data);
	buf_clear(&json);
	buf_clear(&text);
	buf_addf(&json,
	    "{\"version\":%" PRId64 ",\"accounts\":%zu,\"read\":%zu}",
	    standing->roster.version, standing->n, standing->n_read);
	buf_addf(&text, "%zu accounts, version %" PRId64 " since ", standing->n,
	    standing->roster.version);
	when_add_local(&text, standing->roster.changed_at);
	if (standing->n_read < standing->n)
		buf_addf(&text, ", %zu not read yet",
		    standing->n - standing->n_read);
	out_fact_struct(out, "roster", json.data, text.data);
	out_fact_int(out, "posts", standing->posts);
	if (!isnan(standing->coverage))
		out_fact_real(out, "coverage", standing->coverage, 2);
	buf_release(&json);
	buf_release(&text);
}

static void
put_spending(struct out *out, const struct observation *observation,
    const struct standing *standing)
{
	put_money(out, "spent_usd", standing->spent, observation->budget);
	if (observation->budget != 0) {
		struct buf json = BUF_INIT;

		num_add_usd(&json, observation->budget);
		out_fact_struct(out, "budget_usd", json.data, NULL);
		buf_release(&json);
	}
	if (standing->pace >= 0)
		put_money(out, "pace_usd_a_day", standing->pace, 0);
	if (standing->forecast >= 0)
		put_money(out, "forecast_usd", standing->forecast,
		    observation->budget);
}

/* The budget is not going to last: until when it will. */
static void
say_budget(struct out *out, const struct observation *observation,
    const struct standing *standing)
{
	int64_t left = observation->budget - standing->spent;
	struct buf text = BUF_INIT;

	if (observation->budget == 0 || observation->ended_at != 0 ||
	    standing->forecast <= observation->budget)
		return;
	if (left <= 0)
		buf_adds(&text,
		    "The budget is spent: fetches leave its accounts out.");
	else
		buf_addf(&text,
		    "At this pace the budget lasts for %.0f more days, and "
		    "fetches leave its accounts out from then on.",
		    floor((double)left / (double)standing->pace));
	out_paragraph(out, text.data);
	buf_release(&text);
}

static void
say_enough(struct out *out, const struct observation *observation,
    const struct standing *standing, int64_t min_posts)
{
	struct buf text = BUF_INIT;

	if (standing_is_enough(standing))
		buf_addf(&text, "Enough has been seen of all %zu accounts%s",
		    standing->n,
		    observation->ended_at != 0
			? "."
			: ": more posts cost money and will hardly change "
			  "what they look like.  Next: givetake observe end");
	else
		buf_addf(&text,
		    "Enough has been seen of %zu of %zu accounts; %zu have "
		    "fewer than %" PRId64 " posts that give or take.",
		    standing->n_sure, standing->n, standing->n_short,
		    min_posts);
	out_paragraph(out, text.data);
	if (standing->is_over && observation->ended_at == 0)
		out_paragraph(out,
		    "Its days are past.  Next: givetake observe end");
	buf_clear(&text);
	buf_addf(&text,
	    "Enough: %" PRId64 " posts that give or take, and a 90 %% interval "
	    "of the give share no wider than %.0f points or a tier with a "
	    "probability of %.1f.",
	    min_posts, 100 * observation->width, STANDING_SURE);
	out_paragraph(out, text.data);
	buf_release(&text);
}

void
standing_put(const struct standing *standing,
    const struct observation *observation, int64_t min_posts, struct out *out)
{
	put_progress(out, observation, standing);
	put_spending(out, observation, standing);
	if (observation->ended_at != 0) {
		out_fact_time(out, "ended_at", observation->ended_at);
		out_fact_int(out, "frozen_posts", standing->frozen);
		out_fact_int(out, "withdrawn_since", standing->withdrawn);
	}
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < standing->n; i++)
		put_account(out, &standing->accounts[i],
		    observation->ended_at != 0);
	out_fact_int(out, "enough_accounts", (int64_t)standing->n_sure);
	out_fact_int(out, "short_accounts", (int64_t)standing->n_short);
	say_budget(out, observation, standing);
	say_enough(out, observation, standing, min_posts);
}
