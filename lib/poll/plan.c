#include "poll/plan.h"

#include <math.h>

#define DAY 86400.0
/* 80 % of a normal distribution lie within so many deviations. */
#define Z80 1.2816
/* Posts come in bursts: so much more variance than if each came by itself. */
#define BURST 4.0
/* A new account without history or counts, in posts a day. */
#define GUESS_LOW    0.5
#define GUESS_LIKELY 8.0
#define GUESS_HIGH   60.0
/* Posts of a day that lists and quotes return again at least. */
#define REREAD 5.0
#define PAGE   100.0
#define WINDOW 900

static struct plan_range
scaled(struct plan_range range, double low, double likely, double high)
{
	return (struct plan_range){range.low * low, range.likely * likely,
	    range.high * high};
}

static struct plan_range
sum_of(struct plan_range a, struct plan_range b)
{
	double low = hypot(a.likely - a.low, b.likely - b.low);
	double high = hypot(a.high - a.likely, b.high - b.likely);
	double likely = a.likely + b.likely;

	return (
	    struct plan_range){fmax(0, likely - low), likely, likely + high};
}

struct plan_range
plan_expect(double posts, double days, double more_days)
{
	/* Half a post more, so that silence is not taken for certain. */
	double mean = (posts + 0.5) / days * more_days;
	double spread = Z80 * sqrt(BURST * mean * (1 + more_days / days));

	return (struct plan_range){fmax(0, mean - spread), mean, mean + spread};
}

/* Counts leave reposts out: by the account's own share of them, or from none
 * to more reposts than posts. */
static struct plan_range
with_reposts(struct plan_range range, double share)
{
	double more = isnan(share) || share > 0.9 ? NAN : 1 / (1 - share);

	if (isnan(more))
		return scaled(range, 1, 1.3, 2.5);
	return scaled(range, more, more, more);
}

/* Posts that appear in so many days. */
static struct plan_range
expect(const struct plan_source *source, double days)
{
	struct plan_range range;

	if (source->basis == PLAN_GUESS)
		return (struct plan_range){GUESS_LOW * days,
		    GUESS_LIKELY * days, GUESS_HIGH * days};
	range = plan_expect(source->posts, source->days, days);
	if (source->basis == PLAN_COUNTS &&
	    source->endpoint == ENDPOINT_TIMELINE)
		range = with_reposts(range, source->repost_share);
	return range;
}

/* What the depth buys beside so many posts. */
static struct plan_range
beside(const struct plan_source *source, enum depth depth,
    struct plan_range posts)
{
	double replies = source->reply_share;

	if (depth == DEPTH_LEAN)
		return scaled(posts, 0, 0, 0);
	if (depth == DEPTH_FULL)
		return scaled(posts, 0.3, 0.7, 1.5);
	if (isnan(replies))
		return scaled(posts, 0.1, 0.4, 0.8);
	return scaled(posts, replies, replies, replies);
}

/* What is read now: what came since the last time; of a new source its
 * newest posts, of which there may be fewer. */
static struct plan_range
expect_now(const struct plan_source *source)
{
	double first = (double)source->first_posts;

	if (first > 0)
		return (struct plan_range){first * 0.3, first, first};
	return expect(source, (double)source->idle_s / DAY);
}

static double
lookups_of(const struct plan_source *source,
    const struct plan_settings *settings)
{
	if (!source->has_profile)
		return 0;
	return floor(
	    (double)settings->span_s / (double)settings->profile_every_s);
}

static struct plan_range
price(const struct prices *prices, struct plan_range posts,
    struct plan_range others, double users)
{
	double post = (double)prices->of[PRICE_POST];
	double user = (double)prices->of[PRICE_USER] * users;

	return (struct plan_range){(posts.low + others.low) * post + user,
	    (posts.likely + others.likely) * post + user,
	    (posts.high + others.high) * post + user};
}

void
plan_source_line(const struct plan_source *source,
    const struct plan_settings *settings, struct plan_line *line)
{
	const struct endpoint_info *info = &endpoint_info[source->endpoint];
	double days = (double)settings->span_s / DAY;
	double polls =
	    ceil((double)settings->span_s / (double)settings->every_s);
	double users = source->is_new_account;

	line->posts_now = expect_now(source);
	line->posts = sum_of(line->posts_now, expect(source, days));
	if (!info->has_since) {
		line->posts_now.high += REREAD;
		line->posts.likely += REREAD * days;
		line->posts.high += REREAD * days;
	}
	line->others_now = beside(source, settings->depth, line->posts_now);
	line->others = beside(source, settings->depth, line->posts);
	line->usd_now =
	    price(settings->prices, line->posts_now, line->others_now, users);
	line->usd = price(settings->prices, line->posts, line->others,
	    users + lookups_of(source, settings));
	line->requests_now = 1 + floor(line->posts_now.likely / PAGE) + users;
	line->requests =
	    line->requests_now + polls +
	    floor((line->posts.likely - line->posts_now.likely) / PAGE);
}

int64_t
plan_wait_s(enum endpoint endpoint, double requests)
{
	int window = endpoint_info[endpoint].window;

	if (window == 0 || requests <= window)
		return 0;
	return ((int64_t)ceil(requests / window) - 1) * WINDOW;
}

void
plan_add(struct plan_line *sum, const struct plan_line *line)
{
	sum->posts_now = sum_of(sum->posts_now, line->posts_now);
	sum->posts = sum_of(sum->posts, line->posts);
	sum->others_now = sum_of(sum->others_now, line->others_now);
	sum->others = sum_of(sum->others, line->others);
	sum->usd_now = sum_of(sum->usd_now, line->usd_now);
	sum->usd = sum_of(sum->usd, line->usd);
	sum->requests_now += line->requests_now;
	sum->requests += line->requests;
}

double
plan_fits(double left_usd, double usd)
{
	if (usd <= left_usd)
		return 1;
	return left_usd <= 0 ? 0 : left_usd / usd;
}
