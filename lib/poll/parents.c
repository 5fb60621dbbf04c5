/*
 * Buying the posts that replies reply to: each once, whatever comes of it.
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "poll/job.h"
#include "store/wanted.h"

#include <inttypes.h>
#include <stdlib.h>

#define BATCH 100
/* Asked for and not answered: perhaps another process is at it. */
#define CLAIM_S 300
/* Gone, says X, or nothing: it may be back some day. */
#define GONE_S (30 * (int64_t)86400)

struct parents_state {
	int64_t ids[BATCH]; /* of the batch in flight */
	size_t n;
	struct buf list; /* own: "1,2,3" */
};

static enum job_next
parents_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct parents_state *state = job->state;
	struct store *store = poller->parts->store;
	size_t n = max_resources < BATCH ? (size_t)max_resources : BATCH;

	if (store_wanted_collect(store, BATCH, err) == -1 ||
	    store_wanted_due(store, BATCH, state->ids, &state->n, err) == -1)
		return JOB_ERROR;
	if (state->n == 0)
		return JOB_FINISHED;
	if (max_resources < 1)
		return JOB_TOO_EXPENSIVE;
	if (state->n > n)
		state->n = n;
	buf_clear(&state->list);
	for (size_t i = 0; i < state->n; i++) {
		buf_addf(&state->list, "%s%" PRId64, i > 0 ? "," : "",
		    state->ids[i]);
		if (store_wanted_later(store, state->ids[i],
			clock_now() + CLAIM_S, err) == -1)
			return JOB_ERROR;
	}
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .ids = state->list.data,
	};
	return JOB_REQUEST;
}

static bool
is_on_page(const struct page *page, int64_t id)
{
	for (size_t i = 0; i < page->n_posts; i++)
		if (page->posts[i].id == id)
			return true;
	return false;
}

static int
parents_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct parents_state *state = job->state;
	struct store *store = poller->parts->store;

	for (size_t i = 0; i < state->n; i++) {
		int64_t id = state->ids[i];
		int rc = is_on_page(page, id)
			     ? store_wanted_bought(store, id, err)
			     : store_wanted_later(store, id,
				   clock_now() + GONE_S, err);

		if (rc == -1)
			return -1;
	}
	return 0;
}

static int
parents_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	(void)err;
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, "posts replied to",
		    verdict->text);
	poller->report->failed++;
	job->finished = true;
	return 0;
}

static int
parents_left_out(struct poller *poller, struct job *job, enum gap why,
    struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	(void)job;
	(void)err;
	if (why == GAP_CAP && watcher->left_out != NULL)
		watcher->left_out(watcher->arg, "posts replied to");
	return 0;
}

static void
parents_free(struct job *job)
{
	struct parents_state *state = job->state;

	buf_release(&state->list);
	free(state);
}

static const struct job_ops parents_ops = {parents_next, parents_page,
    parents_failed, parents_left_out, parents_free};

void
parents_job(struct job *job)
{
	struct parents_state *state = mem_alloc(1, sizeof(*state));

	state->list = (struct buf)BUF_INIT;
	*job = (struct job){
	    .ops = &parents_ops,
	    .state = state,
	    .endpoint = ENDPOINT_POSTS,
	    .purpose = "parents",
	    .is_context = true,
	};
}
