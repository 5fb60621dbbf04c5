/*
 * A walk: from the newest post of a source back to where the last walk
 * ended, newest first.  The cursor moves only when it arrives.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/job.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DAY (int64_t)86400
/* Recent search refuses a since_id older than 7 days; two minutes off the
 * edge are safe (x-api.md 1.2). */
#define SEARCH_REACH_S (7 * DAY - 120)
/* Recent search knows nothing of the last half minute. */
#define SEARCH_LAG_S 30
/* Pages in a row without an older post before a walk is called stuck. */
#define MAX_STALE_PAGES 10
/* So many of them end a walk that has no more tokens either. */
#define MAX_LAST_PAGES 3
#define RECHECK_S      DAY
#define RETRY_S        900

#define WALK_KIND "poll"

struct walk_state {
	const struct source *source; /* borrowed */
	struct walk walk;            /* own */
	bool begun;
	int stale_pages; /* in a row: without an older post */
};

static const enum endpoint endpoint_of[SOURCE_KIND_COUNT] = {
    [SOURCE_TIMELINE] = ENDPOINT_TIMELINE,
    [SOURCE_MENTIONS] = ENDPOINT_MENTIONS,
    [SOURCE_SEARCH] = ENDPOINT_SEARCH,
    [SOURCE_ARCHIVE] = ENDPOINT_SEARCH_ALL,
    [SOURCE_LIST] = ENDPOINT_LIST,
    [SOURCE_QUOTES] = ENDPOINT_QUOTES,
};

void
source_add_label(struct buf *buf, const struct source *source)
{
	if (source->name != NULL)
		buf_adds(buf, source->name);
	else if (source->handle != NULL)
		buf_addf(buf, "@%s", source->handle);
	else if (source->query != NULL)
		buf_addf(buf, "search '%s'", source->query);
	else
		buf_addf(buf, "%s %" PRId64, source_kind_names[source->kind],
		    source->user_id != 0 ? source->user_id : source->target_id);
	if (source->kind == SOURCE_MENTIONS)
		buf_adds(buf, " (mentions)");
}

/* The since_id of a new walk.  Posts can be indexed late: while the newest
 * one read is younger than the overlap, look again from that far back, but
 * not past UTC midnight, where a second look would be billed again. */
static int64_t
since_with_overlap(const struct source *source, int64_t overlap_s)
{
	int64_t now = clock_now();
	int64_t from = now - overlap_s;
	int64_t midnight = when_utc_day(now) * DAY;

	if (source->cursor == 0 || overlap_s == 0 ||
	    when_of_id_ms(source->cursor) / 1000 < from)
		return source->cursor;
	if (from < midnight)
		from = midnight;
	return when_to_id(from * 1000) < source->cursor
		   ? when_to_id(from * 1000)
		   : source->cursor;
}

/* A search cannot go back further than a week: what lies before is lost,
 * and that is written down. */
static int
clamp_to_reach(struct poller *poller, struct walk_state *state, struct err *err)
{
	int64_t floor_at = clock_now() - SEARCH_REACH_S;
	int64_t floor_id = when_to_id(floor_at * 1000);
	const struct source *source = state->source;

	if (source->kind != SOURCE_SEARCH || state->walk.since_id == 0 ||
	    state->walk.since_id >= floor_id)
		return 0;
	state->walk.since_id = floor_id;
	return store_coverage_add(poller->parts->store, source->id,
	    source->reached_at, floor_at, "missing", "reach", err);
}

static int
begin(struct poller *poller, struct walk_state *state, struct err *err)
{
	const struct poll_settings *settings = poller->parts->settings;
	const struct source *source = state->source;
	int rc = store_walk_get(poller->parts->store, source->id, WALK_KIND,
	    &state->walk, err);

	if (rc == -1)
		return -1;
	if (rc == 1)
		state->walk = (struct walk){
		    .since_id = since_with_overlap(source, settings->overlap_s),
		    .left_posts =
			source->cursor == 0 ? settings->first_posts : INT64_MAX,
		    .started_at = clock_now(),
		};
	state->begun = true;
	return clamp_to_reach(poller, state, err);
}

static enum job_next
walk_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct walk_state *state = job->state;
	struct walk *walk = &state->walk;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	const struct source *source = state->source;
	int64_t want = info->max;

	if (!state->begun && begin(poller, state, err) == -1)
		return JOB_ERROR;
	if (walk->left_posts < want)
		want = walk->left_posts;
	if (max_resources < want)
		want = max_resources;
	if (want < info->min) {
		if (max_resources < info->min)
			return JOB_TOO_EXPENSIVE;
		want = info->min;
	}
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .id = source->user_id != 0 ? source->user_id : source->target_id,
	    .query = source->query,
	    .max_results = (int)want,
	    .since_id = info->has_since ? walk->since_id : 0,
	    .token = walk->token,
	    .expand_references = poller->parts->settings->expand,
	};
	/* Without a token in mid-walk (it died) the ids lead on. */
	if (walk->token == NULL && walk->bottom_id != 0)
		request->until_id = walk->bottom_id;
	return JOB_REQUEST;
}

/* Ids of data on the page; false if there is none. */
static bool
page_span(const struct page *page, int64_t *newest, int64_t *oldest)
{
	*newest = 0;
	*oldest = INT64_MAX;
	for (size_t i = 0; i < page->n_posts; i++) {
		int64_t id = page->posts[i].id;

		if (page->posts[i].included)
			continue;
		*newest = id > *newest ? id : *newest;
		*oldest = id < *oldest ? id : *oldest;
	}
	return *newest != 0;
}

/* Why an account cannot be read, from the problems of an answer without
 * data; NULL if there is no such problem. */
static const char *
account_problem(const struct page *page, const struct source *source)
{
	if (page->n_data > 0)
		return NULL;
	for (size_t i = 0; i < page->n_problems; i++) {
		const struct problem *p = &page->problems[i];

		if (p->id != 0 && p->id != source->user_id &&
		    p->id != source->target_id)
			continue;
		switch (p->kind) {
		case PROBLEM_SUSPENDED:
			return "suspended";
		case PROBLEM_NOT_AUTHORIZED:
			return "protected";
		case PROBLEM_NOT_FOUND:
			return "not found";
		default:
			break;
		}
	}
	return NULL;
}

static int
fail_source(struct poller *poller, struct job *job, const char *why,
    int64_t again_s, struct err *err)
{
	struct walk_state *state = job->state;
	const struct poll_watcher *watcher = poller->parts->watcher;
	struct buf label = BUF_INIT;

	source_add_label(&label, state->source);
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, label.data, why);
	buf_release(&label);
	poller->report->failed++;
	job->finished = true;
	return store_source_problem(poller->parts->store, state->source->id,
	    why, clock_now() + again_s, err);
}

static int
fail_account(struct poller *poller, struct job *job, const char *why,
    struct err *err)
{
	struct walk_state *state = job->state;
	struct store *store = poller->parts->store;
	int64_t now = clock_now();
	int64_t from = state->source->reached_at != 0
			   ? state->source->reached_at
			   : state->walk.started_at;

	if (store_walk_drop(store, state->source->id, WALK_KIND, err) == -1 ||
	    store_coverage_add(store, state->source->id, from, now, "missing",
		why, err) == -1)
		return -1;
	return fail_source(poller, job, why, RECHECK_S, err);
}

/* From when on everything is now known: from the end of the walk before; for
 * the first one from its oldest post or, when it came to the very beginning,
 * from ever. */
static int64_t
covered_from(const struct walk_state *state, bool exhausted)
{
	const struct source *source = state->source;
	const struct walk *walk = &state->walk;
	bool within_reach =
	    walk->pages * 100 < endpoint_info[ENDPOINT_TIMELINE].reach;

	if (source->reached_at != 0)
		return source->reached_at;
	if (exhausted && source->kind == SOURCE_TIMELINE && within_reach)
		return 0;
	return walk->bottom_id == 0 ? walk->started_at
				    : when_of_id_ms(walk->bottom_id) / 1000;
}

static int
complete(struct poller *poller, struct job *job, bool exhausted,
    struct err *err)
{
	struct walk_state *state = job->state;
	const struct source *source = state->source;
	struct store *store = poller->parts->store;
	int64_t cursor = source->cursor, reached = state->walk.started_at;
	int64_t from = covered_from(state, exhausted);

	if (state->walk.top_id > cursor)
		cursor = state->walk.top_id;
	if (source->kind == SOURCE_SEARCH || source->kind == SOURCE_ARCHIVE)
		reached -= SEARCH_LAG_S;
	if (source->kind == SOURCE_SEARCH && source->reached_at != 0 &&
	    source->reached_at < reached - SEARCH_REACH_S)
		from = reached - SEARCH_REACH_S;
	if (from > reached)
		from = reached;
	if (store_walk_drop(store, source->id, WALK_KIND, err) == -1 ||
	    store_coverage_add(store, source->id, from, reached, "seen", NULL,
		err) == -1 ||
	    store_source_polled(store, source->id, cursor, reached, err) == -1)
		return -1;
	poller->report->polled++;
	job->finished = true;
	return 0;
}

/* Go on: by the page token, or, where tokens lead nowhere (to themselves, to
 * pages seen already, to nothing), by ids. */
static int
advance(struct poller *poller, struct job *job, const struct page *page,
    bool repeats, struct err *err)
{
	struct walk_state *state = job->state;
	struct walk *walk = &state->walk;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	const char *next = page->next_token;

	if (next != NULL && walk->token != NULL &&
	    strcmp(walk->token, next) == 0)
		repeats = true;
	if (info->has_since && walk->bottom_id != 0 && repeats)
		next = NULL;
	else if (next == NULL && !info->has_since)
		next = walk->token; /* once more: there are no ids to go by */
	mem_replace(&walk->token, next);
	return store_walk_put(poller->parts->store, state->source->id,
	    WALK_KIND, walk, err);
}

/* Is this the end?  A page without a token and without posts is not believed
 * at once when the page before promised more. */
static bool
is_complete(const struct walk_state *state, const struct page *page, bool any,
    bool known)
{
	const struct walk *walk = &state->walk;
	bool promised = walk->token != NULL || state->stale_pages > 1;

	if (known || walk->left_posts <= 0 ||
	    state->stale_pages >= MAX_STALE_PAGES)
		return true;
	if (page->next_token != NULL)
		return false;
	return any || !promised || walk->pages == 1 ||
	       state->stale_pages >= MAX_LAST_PAGES;
}

static int
walk_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct walk_state *state = job->state;
	struct walk *walk = &state->walk;
	const char *problem = account_problem(page, state->source);
	int64_t newest, oldest, was_bottom = walk->bottom_id;
	bool any = page_span(page, &newest, &oldest), known;

	if (problem != NULL)
		return fail_account(poller, job, problem, err);
	if (store_poll_count(poller->parts->store, state->source->id,
		walk->pages == 0, 1, (int64_t)page->n_posts, err) == -1)
		return -1;
	walk->pages++;
	if (any && newest > walk->top_id)
		walk->top_id = newest;
	if (any && (was_bottom == 0 || oldest < was_bottom))
		walk->bottom_id = oldest;
	state->stale_pages =
	    walk->bottom_id != was_bottom ? 0 : state->stale_pages + 1;
	if (walk->left_posts != INT64_MAX)
		walk->left_posts -= (int64_t)page->n_data;
	known = any && oldest <= walk->since_id; /* lists have no since_id */
	if (is_complete(state, page, any, known))
		return complete(poller, job, page->next_token == NULL, err);
	return advance(poller, job, page, any && state->stale_pages > 0, err);
}

static int
walk_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct walk_state *state = job->state;

	/* A page token does not live for ever: go on from the oldest id. */
	if (verdict->outcome == API_BAD_REQUEST && state->walk.token != NULL) {
		mem_replace(&state->walk.token, NULL);
		return store_walk_put(poller->parts->store, state->source->id,
		    WALK_KIND, &state->walk, err);
	}
	return fail_source(poller, job, verdict->text, RETRY_S, err);
}

static void
walk_free(struct job *job)
{
	struct walk_state *state = job->state;

	walk_release(&state->walk);
	free(state);
}

static const struct job_ops walk_ops = {walk_next, walk_page, walk_failed,
    walk_free};

void
walk_job(struct job *job, const struct source *source)
{
	struct walk_state *state = mem_alloc(1, sizeof(*state));

	state->source = source;
	*job = (struct job){
	    .ops = &walk_ops,
	    .state = state,
	    .endpoint = endpoint_of[source->kind],
	    .purpose = source_kind_names[source->kind],
	    .source = source,
	};
}
