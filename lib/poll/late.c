#include "poll/late.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/walk.h"

#include <stdlib.h>

/* Requests of a source in a cycle; the rest has time. */
#define MAX_LOOKS 25

/* Of a source that the stream brings. */
#define MAX_STREAMED_SPANS (4 * LATE_MAX_SPANS)

struct late_state {
	const struct source *source; /* borrowed */
	enum endpoint endpoint;
	struct late_span span; /* asked for */
	int looks;
	bool is_rest; /* of a span that held more than a page */
};

static int
compare_newest_first(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

size_t
late_spans(int64_t *ids, size_t n, int64_t above_id, int64_t young_id,
    struct late_span *spans)
{
	int64_t above = above_id;
	size_t n_spans = 0;

	if (n > 1)
		qsort(ids, n, sizeof(*ids), compare_newest_first);
	for (size_t i = 0; i < n; i++) {
		int64_t since = ids[i] > young_id ? ids[i] : young_id;

		/* A page may repeat what stood on the one above. */
		if (above != 0 && ids[i] >= above)
			continue;
		if (above - 1 > since)
			spans[n_spans++] = (struct late_span){since, above};
		above = ids[i];
	}
	return n_spans;
}

int64_t
late_young_id(const struct poller *poller)
{
	int64_t overlap = poller->parts->settings->overlap_s;

	return overlap == 0 ? INT64_MAX
			    : when_to_id((clock_now() - overlap) * 1000);
}

int
late_note_page(struct poller *poller, const struct source *source,
    const struct page *page, int64_t above_id, struct err *err)
{
	int64_t *ids = mem_alloc(page->n_posts + 1, sizeof(*ids));
	struct late_span *spans = mem_alloc(page->n_posts + 1, sizeof(*spans));
	size_t n = 0, n_spans;
	int rc = 0;

	for (size_t i = 0; i < page->n_posts; i++)
		if (!page->posts[i].included)
			ids[n++] = page->posts[i].id;
	n_spans = late_spans(ids, n, above_id, late_young_id(poller), spans);
	for (size_t i = 0; i < n_spans && rc == 0; i++)
		rc = store_late_put(poller->parts->store, source->id, &spans[i],
		    err);
	free(ids);
	free(spans);
	return rc;
}

int
late_note_end(struct poller *poller, const struct source *source,
    int64_t since_id, int64_t bottom_id, struct err *err)
{
	struct late_span span;

	if (bottom_id == 0 || late_spans(&since_id, 1, bottom_id,
				  late_young_id(poller), &span) == 0)
		return 0;
	return store_late_put(poller->parts->store, source->id, &span, err);
}

/* The post stands in a span: it is none of what is to be found there. */
static int
divide_span(struct store *store, int64_t source_id, int64_t post_id,
    struct err *err)
{
	struct late_span span, lower;
	int rc = store_late_around(store, source_id, post_id, &span, err);

	if (rc != 0 || span.since_id >= post_id)
		return rc == -1 ? -1 : 0;
	lower = (struct late_span){span.since_id, post_id};
	span.since_id = post_id;
	return store_late_put(store, source_id, &span, err) == -1 ||
		       store_late_put(store, source_id, &lower, err) == -1
		   ? -1
		   : 0;
}

int
late_note_streamed(struct poller *poller, int64_t source_id, int64_t post_id,
    int64_t since_at, struct err *err)
{
	struct store *store = poller->parts->store;
	struct late_span span;
	int64_t was, waiting;

	if (store_source_advance(store, source_id, post_id, since_at, &was,
		err) == -1)
		return -1;
	if (was == 0 || was == post_id)
		return 0;
	if (was > post_id)
		return divide_span(store, source_id, post_id, err);
	if (store_late_count(store, source_id, &waiting, err) == -1)
		return -1;
	if (waiting > MAX_STREAMED_SPANS ||
	    late_spans(&was, 1, post_id, late_young_id(poller), &span) == 0)
		return 0;
	return store_late_put(store, source_id, &span, err);
}

/* The next span that has aged; 1: there is none.  Recent search refuses a
 * since_id older than a week. */
static int
next_span(struct poller *poller, struct late_state *state, struct err *err)
{
	struct store *store = poller->parts->store;
	const struct source *source = state->source;
	int64_t floor_id = when_to_id((clock_now() - SEARCH_REACH_S) * 1000);
	int rc;

	for (;;) {
		rc = store_late_next(store, source->id, late_young_id(poller),
		    &state->span, err);
		if (rc != 0 || state->endpoint != ENDPOINT_SEARCH)
			return rc;
		if (state->span.since_id < floor_id)
			state->span.since_id = floor_id;
		if (state->span.until_id > floor_id)
			return 0;
		if (store_late_drop(store, source->id, &state->span, err) == -1)
			return -1;
	}
}

static enum job_next
late_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct late_state *state = job->state;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	const struct source *source = state->source;
	int want = state->is_rest ? info->max : info->min;
	int rc = state->looks++ < MAX_LOOKS ? next_span(poller, state, err) : 1;

	if (rc != 0)
		return rc == -1 ? JOB_ERROR : JOB_FINISHED;
	if (job_should_wait(poller, max_resources, want)) {
		state->looks--;
		return JOB_LATER;
	}
	if (max_resources < info->min)
		return JOB_FINISHED; /* it waits in the table */
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .id = source->user_id,
	    .query = source->query,
	    .max_results = max_resources < want ? info->min : want,
	    .since_id = state->span.since_id,
	    .until_id = state->span.until_id,
	    .expand_references = poller->parts->settings->depth == DEPTH_FULL,
	};
	return JOB_REQUEST;
}

/* What came is there; a span that may hold more is asked for below it. */
static int
late_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct late_state *state = job->state;
	struct store *store = poller->parts->store;
	int64_t source_id = state->source->id;
	struct late_span rest = state->span;

	if (store_poll_count(store, source_id, 0, 1, (int64_t)page->n_posts,
		err) == -1)
		return -1;
	/* An account that cannot be read now: its walk deals with that. */
	if (page->n_data == 0 && page->n_problems > 0) {
		job->finished = true;
		return 0;
	}
	for (size_t i = 0; i < page->n_posts; i++)
		if (!page->posts[i].included &&
		    page->posts[i].id < rest.until_id)
			rest.until_id = page->posts[i].id;
	state->is_rest =
	    page->next_token != NULL && rest.until_id < state->span.until_id;
	if (store_late_drop(store, source_id, &state->span, err) == -1)
		return -1;
	return state->is_rest ? store_late_put(store, source_id, &rest, err)
			      : 0;
}

/* It stays for the next cycle, unless X will never answer it. */
static int
late_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct late_state *state = job->state;

	job->finished = true;
	return verdict->outcome == API_BAD_REQUEST
		   ? store_late_drop(poller->parts->store, state->source->id,
			 &state->span, err)
		   : 0;
}

static void
late_free(struct job *job)
{
	free(job->state);
}

static const struct job_ops late_ops = {late_next, late_page, late_failed, NULL,
    late_free};

void
late_job(struct job *job, const struct source *source)
{
	struct late_state *state = mem_alloc(1, sizeof(*state));

	state->source = source;
	state->endpoint = walk_endpoint(source->kind);
	*job = (struct job){
	    .ops = &late_ops,
	    .state = state,
	    .endpoint = state->endpoint,
	    .purpose = source_kind_names[source->kind],
	    .source = source,
	};
}
