#include "base/clock.h"
#include "base/when.h"
#include "poll/late.h"
#include "poll/walk.h"
#include "store/coverage.h"
#include "store/post.h"

#include <string.h>

/* Days of history that tell how many posts to expect. */
#define RATE_DAYS 28

/* A search cannot go back further than a week: what lies before is lost,
 * and that is written down. */
static int
clamp_to_reach(struct poller *poller, struct walk_state *state, struct err *err)
{
	int64_t floor_at = clock_now() - SEARCH_REACH_S;
	int64_t floor_id = when_to_id(floor_at * 1000);
	const struct source *source = state->source;

	if (source->kind != SOURCE_SEARCH)
		return 0;
	if (state->walk.since_id != 0 && state->walk.since_id < floor_id)
		state->walk.since_id = floor_id;
	if (source->reached_at == 0)
		return 0;
	return store_coverage_add(poller->parts->store, source->id,
	    source->reached_at, floor_at, GAP_REACH, err);
}

/* A backfill begins below the oldest post that was read. */
static int
begin_below(struct poller *poller, struct walk_state *state, struct err *err)
{
	struct store *store = poller->parts->store;
	const struct source *source = state->source;
	int64_t from = source->reached_at, oldest = 0;

	if (store_coverage_first(store, source->id, &from, err) == -1 ||
	    store_post_oldest(store, source->user_id, when_to_id(from * 1000),
		&oldest, err) == -1)
		return -1;
	state->walk.bottom_id = oldest != 0 ? oldest : when_to_id(from * 1000);
	state->walk.top_id = state->walk.bottom_id;
	return 0;
}

/* Posts that a poll will likely bring, and some more, so that one page holds
 * them; what is reserved for it then leaves room for other requests. */
static int
expect(struct poller *poller, struct walk_state *state, struct err *err)
{
	const struct source *source = state->source;
	int64_t now = clock_now(), posts, requests;
	int64_t days = (now - source->added_at) / DAY + 1;

	if (store_poll_days(poller->parts->store, source->id,
		when_utc_day(now) - RATE_DAYS, &posts, &requests, err) == -1)
		return -1;
	if (days > RATE_DAYS)
		days = RATE_DAYS;
	state->first_page =
	    10 + 3 * posts * (now - source->reached_at) / (days * DAY);
	return 0;
}

/* Where many spans wait to be asked for again, what is young is left for
 * later: it is read once, when it has aged. */
static int
hold_back(struct poller *poller, struct walk_state *state, struct err *err)
{
	int64_t young_id = late_young_id(poller), waiting;

	if (!endpoint_info[state->endpoint].has_since || young_id == INT64_MAX)
		return 0;
	if (store_late_count(poller->parts->store, state->source->id, &waiting,
		err) == -1)
		return -1;
	if (waiting <= LATE_MAX_SPANS)
		return 0;
	state->is_held = state->walk.since_id >= young_id;
	state->walk.bottom_id = young_id;
	state->walk.started_at = when_of_id_ms(young_id) / 1000;
	return 0;
}

static int
begin_new(struct poller *poller, struct walk_state *state, struct err *err)
{
	const struct poll_settings *settings = poller->parts->settings;
	const struct backfill *backfill = state->backfill;
	const struct source *source = state->source;

	state->walk = (struct walk){
	    .since_id = source->cursor,
	    .left_posts =
		source->cursor == 0 ? settings->first_posts : INT64_MAX,
	    .started_at = clock_now(),
	};
	if (backfill != NULL) {
		state->walk.left_posts = backfill->posts;
		state->walk.since_id =
		    backfill->since_at == 0
			? 0
			: when_to_id(backfill->since_at * 1000);
	}
	if (strcmp(state->kind, WALK_BACKFILL) == 0)
		return begin_below(poller, state, err);
	return hold_back(poller, state, err);
}

int
walk_begin(struct poller *poller, struct walk_state *state, struct err *err)
{
	const struct source *source = state->source;
	int rc = store_walk_get(poller->parts->store, source->id, state->kind,
	    &state->walk, err);

	if (rc == -1 || (rc == 1 && begin_new(poller, state, err) == -1))
		return -1;
	state->first_page = INT64_MAX;
	if (source->reached_at != 0 && state->backfill == NULL &&
	    expect(poller, state, err) == -1)
		return -1;
	state->begun = true;
	return state->backfill != NULL ? 0 : clamp_to_reach(poller, state, err);
}
