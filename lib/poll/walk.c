/*
 * A walk: from the newest post of a source back to where the last walk
 * ended, newest first.  The cursor moves only when it arrives.
 */
#include "poll/walk.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/late.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Pages in a row without an older post before a walk is called stuck. */
#define MAX_STALE_PAGES 10
/* So many of them end a walk that has no more tokens either. */
#define MAX_LAST_PAGES 3
#define RECHECK_S      DAY
#define RETRY_S        900

/* What goes without since_id returns posts that are known already, so it is
 * asked for little at first, and for FACTOR times as much on each page. */
#define FIRST_PAGE  5
#define PAGE_FACTOR 4

static const enum endpoint endpoint_of[SOURCE_KIND_COUNT] = {
    [SOURCE_TIMELINE] = ENDPOINT_TIMELINE,
    [SOURCE_MENTIONS] = ENDPOINT_MENTIONS,
    [SOURCE_SEARCH] = ENDPOINT_SEARCH,
    [SOURCE_ARCHIVE] = ENDPOINT_SEARCH_ALL,
    [SOURCE_LIST] = ENDPOINT_LIST,
    [SOURCE_QUOTES] = ENDPOINT_QUOTES,
};

enum endpoint
walk_endpoint(enum source_kind kind)
{
	return endpoint_of[kind];
}

static int64_t
page_size(const struct walk_state *state, const struct endpoint_info *info)
{
	int64_t size = state->walk.pages == 0 ? state->first_page : info->max;

	if (!info->has_since && state->walk.since_id != 0) {
		size = FIRST_PAGE;
		for (int64_t i = 0; i < state->walk.pages && size < info->max;
		     i++)
			size *= PAGE_FACTOR;
	}
	if (size > info->max)
		size = info->max;
	return size < info->min ? info->min : size;
}

static enum job_next
walk_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct walk_state *state = job->state;
	struct walk *walk = &state->walk;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	const struct source *source = state->source;
	int64_t want;

	if (!state->begun && walk_begin(poller, state, err) == -1)
		return JOB_ERROR;
	if (state->is_held)
		return JOB_FINISHED;
	want = page_size(state, info);
	if (walk->left_posts < want)
		want = walk->left_posts;
	if (job_should_wait(poller, max_resources, want))
		return JOB_LATER;
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
	    .expand_references = poller->parts->settings->depth == DEPTH_FULL,
	};
	/* Else X goes back 30 days. */
	if (source->kind == SOURCE_ARCHIVE && walk->since_id == 0)
		request->start_at = ARCHIVE_START;
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
 * data; GAP_NONE if there is no such problem. */
static enum gap
account_problem(const struct page *page, const struct source *source)
{
	if (page->n_data > 0)
		return GAP_NONE;
	for (size_t i = 0; i < page->n_problems; i++) {
		const struct problem *p = &page->problems[i];

		if (p->id != 0 && p->id != source->user_id &&
		    p->id != source->target_id)
			continue;
		switch (p->kind) {
		case PROBLEM_SUSPENDED:
			return GAP_SUSPENDED;
		case PROBLEM_NOT_AUTHORIZED:
			return GAP_PROTECTED;
		case PROBLEM_NOT_FOUND:
			return GAP_NOT_FOUND;
		default:
			break;
		}
	}
	return GAP_NONE;
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
fail_account(struct poller *poller, struct job *job, enum gap gap,
    struct err *err)
{
	struct walk_state *state = job->state;

	if (store_walk_drop(poller->parts->store, state->source->id,
		state->kind, err) == -1 ||
	    walk_note_gap(poller, state, gap, err) == -1)
		return -1;
	return fail_source(poller, job, gap_names[gap], RECHECK_S, err);
}

static int
complete(struct poller *poller, struct job *job, bool exhausted,
    struct err *err)
{
	poller->report->polled++;
	job->finished = true;
	return walk_end(poller, job->state, exhausted, err);
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
	    state->kind, walk, err);
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
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	enum gap problem = account_problem(page, state->source);
	int64_t newest, oldest, was_bottom = walk->bottom_id;
	bool any = page_span(page, &newest, &oldest), known;

	if (problem != GAP_NONE)
		return fail_account(poller, job, problem, err);
	if (store_poll_count(poller->parts->store, state->source->id,
		walk->pages == 0, 1, (int64_t)page->n_posts, err) == -1)
		return -1;
	if (info->has_since &&
	    late_note_page(poller, state->source, page, was_bottom, err) == -1)
		return -1;
	walk->pages++;
	walk->posts += (int64_t)page->n_data;
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
		    state->kind, &state->walk, err);
	}
	if (verdict->outcome != API_BAD_REQUEST &&
	    walk_note_gap(poller, state, GAP_OUTAGE, err) == -1)
		return -1;
	return fail_source(poller, job, verdict->text, RETRY_S, err);
}

static int
walk_left_out(struct poller *poller, struct job *job, enum gap why,
    struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;
	struct walk_state *state = job->state;
	struct buf label = BUF_INIT;

	if (why == GAP_CAP) {
		source_add_label(&label, state->source);
		if (watcher->left_out != NULL)
			watcher->left_out(watcher->arg, label.data);
		buf_release(&label);
	}
	return strcmp(state->kind, WALK_BACKFILL) == 0
		   ? 0
		   : walk_note_gap(poller, state, why, err);
}

static void
walk_free(struct job *job)
{
	struct walk_state *state = job->state;

	walk_release(&state->walk);
	free(state);
}

static const struct job_ops walk_ops = {walk_next, walk_page, walk_failed,
    walk_left_out, walk_free};

void
walk_job(struct job *job, const struct source *source,
    const struct backfill *backfill)
{
	struct walk_state *state = mem_alloc(1, sizeof(*state));

	state->source = source;
	state->endpoint = endpoint_of[source->kind];
	state->backfill = backfill;
	state->kind = backfill != NULL && source->reached_at != 0
			  ? WALK_BACKFILL
			  : WALK_POLL;
	*job = (struct job){
	    .ops = &walk_ops,
	    .state = state,
	    .endpoint = endpoint_of[source->kind],
	    .purpose = source_kind_names[source->kind],
	    .source = source,
	};
}
