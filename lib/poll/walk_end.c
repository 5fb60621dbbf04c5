#include "base/clock.h"
#include "base/when.h"
#include "poll/late.h"
#include "poll/walk.h"
#include "store/coverage.h"
#include "store/user.h"

#include <string.h>

/* Recent search knows nothing of the last half minute. */
#define SEARCH_LAG_S 30

int
walk_note_gap(struct poller *poller, const struct walk_state *state,
    enum gap gap, struct err *err)
{
	int64_t from = state->source->reached_at;

	if (from == 0)
		from = state->begun ? state->walk.started_at : clock_now();
	return store_coverage_add(poller->parts->store, state->source->id, from,
	    clock_now(), gap, err);
}

/* A walk that found no further page: did it come to the very beginning, or
 * to the end of what X shows?  *first_at: of the account, 0 where unknown. */
static int
is_beginning(struct poller *poller, const struct walk_state *state,
    bool *beginning, int64_t *first_at, struct err *err)
{
	const struct source *source = state->source;
	int64_t reach = endpoint_info[state->endpoint].reach;
	struct arena arena = ARENA_INIT;
	struct user user = {.id = 0};
	int rc = 1;

	*first_at = 0;
	*beginning = reach != 0 && state->walk.posts < reach - reach / 20;
	if (source->kind == SOURCE_TIMELINE)
		rc = store_user_get(poller->parts->store, source->user_id,
		    &arena, &user, err);
	if (rc == 0) {
		*first_at = user.created_at;
		if (user.posts >= 0)
			*beginning = user.posts <= reach;
	}
	arena_release(&arena);
	return rc == -1 ? -1 : 0;
}

/* Time below the oldest post read, when there is no further page: seen, or
 * out of reach.  *from moves down if it was seen. */
static int
cover_below(struct poller *poller, const struct walk_state *state,
    int64_t *from, struct err *err)
{
	const struct source *source = state->source;
	int64_t first_at, since_ms = when_of_id_ms(state->walk.since_id);
	bool beginning;

	if (state->backfill != NULL && since_ms != 0) {
		*from = since_ms / 1000 < *from ? since_ms / 1000 : *from;
		return 0;
	}
	if (source->kind == SOURCE_SEARCH || source->kind == SOURCE_ARCHIVE) {
		*from = source->kind == SOURCE_ARCHIVE
			    ? ARCHIVE_START
			    : state->walk.started_at - SEARCH_REACH_S;
		return 0;
	}
	if (is_beginning(poller, state, &beginning, &first_at, err) == -1)
		return -1;
	if (!beginning)
		return store_coverage_add(poller->parts->store, source->id,
		    first_at, *from, GAP_REACH, err);
	*from = first_at < *from ? first_at : *from;
	return 0;
}

/* From when on everything is now known: from the end of the walk before; for
 * the first one, and for a backfill, from its oldest post, or further down
 * when there was no page below. */
static int
covered_from(struct poller *poller, const struct walk_state *state,
    bool exhausted, int64_t *from, struct err *err)
{
	const struct source *source = state->source;
	const struct walk *walk = &state->walk;
	int64_t floor_at = walk->started_at - SEARCH_REACH_S;

	*from = source->reached_at;
	if (*from != 0 && state->backfill == NULL) {
		if (source->kind == SOURCE_SEARCH && *from < floor_at)
			*from = floor_at;
		return 0;
	}
	*from = walk->bottom_id == 0 ? walk->started_at
				     : when_of_id_ms(walk->bottom_id) / 1000;
	return exhausted ? cover_below(poller, state, from, err) : 0;
}

/* The end of a backfill: what lies above it was known. */
static int
complete_below(struct poller *poller, const struct walk_state *state,
    int64_t from, struct err *err)
{
	struct store *store = poller->parts->store;
	const struct source *source = state->source;
	int64_t to = source->reached_at;

	if (store_coverage_first(store, source->id, &to, err) == -1)
		return -1;
	return store_coverage_add(store, source->id, from, to, GAP_NONE, err);
}

/* The end of a poll: the cursor moves. */
static int
complete_above(struct poller *poller, const struct walk_state *state,
    int64_t from, struct err *err)
{
	struct store *store = poller->parts->store;
	const struct source *source = state->source;
	int64_t cursor = source->cursor, reached = state->walk.started_at;

	if (state->walk.top_id > cursor)
		cursor = state->walk.top_id;
	if (source->kind == SOURCE_SEARCH || source->kind == SOURCE_ARCHIVE)
		reached -= SEARCH_LAG_S;
	if (store_coverage_add(store, source->id, from, reached, GAP_NONE,
		err) == -1)
		return -1;
	return store_source_polled(store, source->id, cursor, reached, err);
}

int
walk_end(struct poller *poller, const struct walk_state *state, bool exhausted,
    struct err *err)
{
	int64_t from;

	if (covered_from(poller, state, exhausted, &from, err) == -1 ||
	    store_walk_drop(poller->parts->store, state->source->id,
		state->kind, err) == -1)
		return -1;
	if (exhausted && endpoint_info[state->endpoint].has_since &&
	    late_note_end(poller, state->source, state->walk.since_id,
		state->walk.bottom_id, err) == -1)
		return -1;
	return strcmp(state->kind, WALK_BACKFILL) == 0
		   ? complete_below(poller, state, from, err)
		   : complete_above(poller, state, from, err);
}
