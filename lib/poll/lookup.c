/*
 * Looking accounts up, a hundred a request: handles that have no id yet, and
 * profiles that are old.  A user costs a cent, so neither is done twice.
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "poll/job.h"
#include "store/user.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BATCH     100
#define RECHECK_S 86400

struct lookup_state {
	const struct source_list *sources; /* borrowed */
	bool by_handle;
	int64_t older_than;
	size_t next, to; /* source to look at next; after the batch */
	int limit;       /* accounts a request */
	int n_ids;
	struct buf ids; /* own: "a,b,c" of the batch in flight */
	/* Own: the sources it is about, leased. */
	const struct source **batch;
	size_t n_batch, batch_cap;
};

/* Is this source's account to be looked up? */
static int
is_wanted(struct poller *poller, const struct lookup_state *state,
    const struct source *source, bool *wanted, struct err *err)
{
	int64_t profile_at;

	*wanted = false;
	if (source->next_at > clock_now())
		return 0;
	if (state->by_handle) {
		*wanted = source->user_id == 0 && source->handle != NULL;
		return 0;
	}
	if (source->user_id == 0)
		return 0;
	if (store_user_profile_at(poller->parts->store, source->user_id,
		&profile_at, err) == -1)
		return -1;
	*wanted = profile_at <= state->older_than;
	return 0;
}

static bool
is_listed(const struct buf *ids, const char *id)
{
	size_t len = strlen(id);

	for (const char *p = ids->data; (p = strstr(p, id)) != NULL; p += len)
		if ((p == ids->data || p[-1] == ',') &&
		    (p[len] == ',' || p[len] == '\0'))
			return true;
	return false;
}

static void
add_account(struct lookup_state *state, const struct source *source)
{
	struct buf id = BUF_INIT;

	state->batch = mem_grow(state->batch, &state->batch_cap,
	    state->n_batch + 1, sizeof(*state->batch));
	state->batch[state->n_batch++] = source;
	if (state->by_handle)
		buf_adds(&id, source->handle);
	else
		buf_addf(&id, "%" PRId64, source->user_id);
	if (!is_listed(&state->ids, id.data)) {
		buf_addf(&state->ids, "%s%s", state->n_ids > 0 ? "," : "",
		    id.data);
		state->n_ids++;
	}
	buf_release(&id);
}

static enum job_next
lookup_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct lookup_state *state = job->state;
	const struct poller_parts *parts = poller->parts;
	bool wanted, any = false, taken;

	buf_clear(&state->ids);
	state->n_ids = 0;
	state->n_batch = 0;
	for (state->to = state->next;
	     state->to < state->sources->n && state->n_ids < state->limit;
	     state->to++) {
		const struct source *source = &state->sources->items[state->to];

		if (is_wanted(poller, state, source, &wanted, err) == -1)
			return JOB_ERROR;
		any |= wanted;
		if (wanted && state->n_ids >= max_resources)
			break;
		if (!wanted)
			continue;
		if (store_source_lease(parts->store, source, parts->owner,
			clock_now() + LEASE_S, &taken, err) == -1)
			return JOB_ERROR;
		if (taken)
			add_account(state, source);
	}
	if (state->n_ids == 0)
		return any && max_resources <= 0 ? JOB_TOO_EXPENSIVE
						 : JOB_FINISHED;
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .ids = state->ids.data,
	};
	return JOB_REQUEST;
}

static const struct user *
find_user(const struct page *page, const struct source *source)
{
	for (size_t i = 0; i < page->n_users; i++) {
		const struct user *user = &page->users[i];

		if (source->user_id != 0
			? user->id == source->user_id
			: user->username != NULL &&
			      strcasecmp(user->username, source->handle) == 0)
			return user;
	}
	return NULL;
}

/* What X says of an account that it did not return. */
static const char *
find_problem(const struct page *page, const struct source *source)
{
	char id[24];

	snprintf(id, sizeof(id), "%" PRId64, source->user_id);
	for (size_t i = 0; i < page->n_problems; i++) {
		const struct problem *p = &page->problems[i];
		const char *asked = source->user_id != 0 ? id : source->handle;

		if (p->value == NULL || strcasecmp(p->value, asked) != 0)
			continue;
		if (p->kind == PROBLEM_SUSPENDED)
			return "suspended";
		return "no such account";
	}
	return "X does not return this account";
}

static int
fail_source(struct poller *poller, const struct source *source, const char *why,
    struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;
	struct buf label = BUF_INIT;

	source_add_label(&label, source);
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, label.data, why);
	buf_release(&label);
	poller->report->failed++;
	return store_source_problem(poller->parts->store, source->id, why,
	    clock_now() + RECHECK_S, err);
}

static int
take_source(struct poller *poller, const struct lookup_state *state,
    const struct source *source, const struct page *page, struct err *err)
{
	const struct user *user = find_user(page, source);

	if (user != NULL) {
		if (store_user_asked(poller->parts->store, user->id, err) == -1)
			return -1;
		return store_source_resolve(poller->parts->store, source->id,
		    user->id, user->username, err);
	}
	if (!state->by_handle &&
	    store_user_asked(poller->parts->store, source->user_id, err) == -1)
		return -1;
	return fail_source(poller, source, find_problem(page, source), err);
}

/* The batch is done with: go on behind it. */
static int
end_batch(struct poller *poller, struct lookup_state *state, struct err *err)
{
	for (size_t i = 0; i < state->n_batch; i++)
		if (store_source_release(poller->parts->store,
			state->batch[i]->id, poller->parts->owner, err) == -1)
			return -1;
	state->next = state->to;
	state->limit = BATCH;
	return 0;
}

static int
lookup_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct lookup_state *state = job->state;

	for (size_t i = 0; i < state->n_batch; i++)
		if (take_source(poller, state, state->batch[i], page, err) ==
		    -1)
			return -1;
	return end_batch(poller, state, err);
}

/* Whom X refuses to look up is tried again tomorrow; the others go on. */
static int
lookup_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct lookup_state *state = job->state;
	const struct poll_watcher *watcher = poller->parts->watcher;

	if (verdict->outcome == API_BAD_REQUEST && state->n_ids > 1) {
		state->limit = state->n_ids / 2; /* one of them is at fault */
		return 0;
	}
	if (verdict->outcome == API_BAD_REQUEST) {
		for (size_t i = 0; i < state->n_batch; i++)
			if (fail_source(poller, state->batch[i], verdict->text,
				err) == -1)
				return -1;
		return end_batch(poller, state, err);
	}
	poller->report->failed += (int64_t)state->n_batch;
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, "looking accounts up",
		    verdict->text);
	job->finished = true;
	return end_batch(poller, state, err);
}

static void
lookup_free(struct job *job)
{
	struct lookup_state *state = job->state;

	buf_release(&state->ids);
	free(state->batch);
	free(state);
}

static const struct job_ops lookup_ops = {lookup_next, lookup_page,
    lookup_failed, NULL, lookup_free};

static struct lookup_state *
make_job(struct job *job, const struct source_list *sources,
    enum endpoint endpoint, const char *purpose)
{
	struct lookup_state *state = mem_alloc(1, sizeof(*state));

	state->sources = sources;
	state->limit = BATCH;
	state->ids = (struct buf)BUF_INIT;
	*job = (struct job){
	    .ops = &lookup_ops,
	    .state = state,
	    .endpoint = endpoint,
	    .purpose = purpose,
	};
	return state;
}

void
lookup_handles_job(struct job *job, const struct source_list *sources)
{
	make_job(job, sources, ENDPOINT_USERS_BY, "handles")->by_handle = true;
}

void
lookup_profiles_job(struct job *job, const struct source_list *sources,
    int64_t older_than)
{
	make_job(job, sources, ENDPOINT_USERS, "profiles")->older_than =
	    older_than;
}
