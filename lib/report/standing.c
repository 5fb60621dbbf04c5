#include "report/standing.h"

#include "base/mem.h"
#include "base/when.h"

#include <math.h>
#include <stdlib.h>

#define DAY 86400

/* Days that are over, today's part included; at least an hour's part. */
static double
days_seen(const struct window *window, int64_t now)
{
	int64_t from = when_day_start(window->first_day);
	int64_t to = window->until + 1 < now ? window->until + 1 : now;

	return to - from < 3600 ? 1.0 / 24 : (double)(to - from) / DAY;
}

static void
judge_account(struct standing_account *account, double width, double min_posts,
    double days)
{
	const struct account_score *score = &account->score;
	double pace = score->directional / days, wanted = min_posts;
	bool is_narrow, is_tier;

	account->width = score->directional > 0
			     ? score->balance.high - score->balance.low
			     : NAN;
	account->is_short = score->directional < min_posts;
	is_narrow = account->width <= width;
	is_tier = score->tier != TIER_UNKNOWN &&
		  score->tier_probability >= STANDING_SURE;
	account->is_sure = !account->is_short && (is_narrow || is_tier);
	if (account->is_sure) {
		account->days_more = 0;
		return;
	}
	if (score->directional > 0 && !is_narrow) {
		double ratio = account->width / width;

		if (score->directional * ratio * ratio > wanted)
			wanted = score->directional * ratio * ratio;
	}
	account->days_more =
	    pace > 0 ? (wanted - score->directional) / pace : NAN;
}

static const struct account_score *
find_score(const struct board *board, int64_t id)
{
	for (size_t i = 0; i < board->n; i++)
		if (board->scores[i].id == id)
			return &board->scores[i];
	return NULL;
}

static void
fill_account(struct standing *standing, const struct roster_row *stay,
    const struct board *board)
{
	struct standing_account *account = &standing->accounts[standing->n++];
	const struct account_score *score = find_score(board, stay->user_id);

	*account = (struct standing_account){
	    .user_id = stay->user_id,
	    .handle = stay->handle,
	    .coverage = stay->coverage,
	};
	if (score != NULL)
		account->score = *score;
	standing->n_read += stay->user_id != 0;
	standing->posts += (int64_t)account->score.posts;
}

/* Of accounts that are watched, posts or none. */
static void
set_coverage(void *arg, int64_t user_id, double share)
{
	struct standing *standing = arg;

	for (size_t i = 0; i < standing->n; i++)
		if (standing->accounts[i].user_id == user_id)
			standing->accounts[i].coverage = share;
}

static void
sum_up(struct standing *standing, double width, int64_t min_posts, int64_t now)
{
	double seen = 0, days = days_seen(&standing->window, now);
	size_t watched = 0;

	for (size_t i = 0; i < standing->n; i++) {
		struct standing_account *account = &standing->accounts[i];

		judge_account(account, width, (double)min_posts, days);
		standing->n_short += account->is_short;
		standing->n_sure += account->is_sure;
		if (isnan(account->coverage))
			continue;
		seen += account->coverage;
		watched++;
	}
	standing->coverage = watched > 0 ? seen / (double)watched : NAN;
}

static void
count_days(struct standing *standing, const struct observation *observation,
    int64_t now)
{
	int64_t first = standing->window.first_day;
	int64_t today = when_local_day(now);

	standing->days = when_local_day(observation->ends_at - 1) - first + 1;
	if (today > standing->window.last_day)
		today = standing->window.last_day;
	standing->day = today < first ? 0 : today - first + 1;
	standing->is_over = now >= observation->ends_at;
}

static int
load_money(struct store *store, const struct observation *observation,
    int64_t now, struct standing *standing, struct err *err)
{
	int64_t today = when_utc_day(now);
	int64_t first = when_utc_day(observation->started_at) + 1;
	int64_t part,
	    days[2] = {first > today - 7 ? first : today - 7, today - 1};
	double left = (double)(observation->ends_at - now) / DAY;

	standing->pace = standing->forecast = -1;
	if (store_observation_spent(store, observation->id, days,
		&standing->spent, &part, err) == -1)
		return -1;
	if (observation->ended_at != 0 || days[1] < days[0])
		return 0;
	standing->pace = part / (days[1] - days[0] + 1);
	standing->forecast =
	    standing->spent +
	    (left > 0 ? (int64_t)((double)standing->pace * left) : 0);
	return 0;
}

struct standing_request
standing_request_of(const struct report_job *job,
    const struct observation *observation)
{
	return (struct standing_request){
	    .observation = observation,
	    .masses = scorer_masses(job->scorer),
	    .min_posts = job->request->min_posts,
	    .now = job->request->now,
	};
}

static int
load_board(struct store *store, const struct standing_request *request,
    struct standing *standing, struct err *err)
{
	struct account_settings settings = account_defaults;
	const struct board_request wanted = {.window = &standing->window,
	    .set = &standing->present,
	    .masses = request->masses,
	    .settings = &settings,
	    .now = request->now};

	settings.min_posts = (int)request->min_posts;
	observed_present(&standing->roster, &standing->present);
	return board_load(store, &wanted, &standing->board, err);
}

int
standing_load(struct store *store, const struct standing_request *request,
    struct standing *standing, struct err *err)
{
	const struct observation *observation = request->observation;
	int64_t now = request->now;

	*standing = (struct standing){.window = observed_window(observation)};
	if (store_roster(store, observation->id, &standing->roster, err) ==
		-1 ||
	    load_board(store, request, standing, err) == -1 ||
	    load_money(store, observation, now, standing, err) == -1 ||
	    store_observation_posts(store, observation->id, &standing->frozen,
		&standing->withdrawn, err) == -1)
		goto out;
	standing->accounts =
	    mem_alloc(standing->roster.n + 1, sizeof(*standing->accounts));
	for (size_t i = 0; i < standing->roster.n; i++)
		if (standing->roster.rows[i].left_at == 0)
			fill_account(standing, &standing->roster.rows[i],
			    &standing->board);
	if (standing->window.frozen == 0 &&
	    window_coverage(store, &standing->window, now, set_coverage,
		standing, err) == -1)
		goto out;
	count_days(standing, observation, now);
	sum_up(standing, observation->width, request->min_posts, now);
	return 0;
out:
	standing_release(standing);
	return -1;
}

void
standing_release(struct standing *standing)
{
	roster_release(&standing->roster);
	id_set_release(&standing->present);
	board_release(&standing->board);
	free(standing->accounts);
	*standing = (struct standing){.accounts = NULL};
}

bool
standing_is_enough(const struct standing *standing)
{
	return standing->n > 0 && standing->n_sure == standing->n;
}
