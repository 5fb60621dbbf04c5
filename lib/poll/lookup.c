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
	size_t next;     /* source to look at next */
	size_t from, to; /* sources of the batch in flight */
	struct buf ids;  /* own: "a,b,c" of the batch */
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
add_account(struct lookup_state *state, const struct source *source, int *n)
{
	struct buf id = BUF_INIT;

	if (state->by_handle)
		buf_adds(&id, source->handle);
	else
		buf_addf(&id, "%" PRId64, source->user_id);
	if (!is_listed(&state->ids, id.data)) {
		buf_addf(&state->ids, "%s%s", *n > 0 ? "," : "", id.data);
		(*n)++;
	}
	buf_release(&id);
}

static enum job_next
lookup_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct lookup_state *state = job->state;
	int n = 0;
	bool wanted, any = false;

	buf_clear(&state->ids);
	state->from = state->next;
	for (state->to = state->from;
	     state->to < state->sources->n && n < BATCH; state->to++) {
		const struct source *source = &state->sources->items[state->to];

		if (is_wanted(poller, state, source, &wanted, err) == -1)
			return JOB_ERROR;
		any |= wanted;
		if (wanted && n >= max_resources)
			break;
		if (wanted)
			add_account(state, source, &n);
	}
	if (n == 0)
		return any ? JOB_TOO_EXPENSIVE : JOB_FINISHED;
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
take_source(struct poller *poller, const struct lookup_state *state,
    const struct source *source, const struct page *page, struct err *err)
{
	const struct poll_watcher *watcher = poller->parts->watcher;
	const struct user *user = find_user(page, source);
	struct buf label = BUF_INIT;
	const char *why;

	if (user != NULL) {
		if (store_user_asked(poller->parts->store, user->id, err) == -1)
			return -1;
		return store_source_resolve(poller->parts->store, source->id,
		    user->id, user->username, err);
	}
	if (!state->by_handle &&
	    store_user_asked(poller->parts->store, source->user_id, err) == -1)
		return -1;
	why = find_problem(page, source);
	source_add_label(&label, source);
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, label.data, why);
	buf_release(&label);
	poller->report->failed++;
	return store_source_problem(poller->parts->store, source->id, why,
	    clock_now() + RECHECK_S, err);
}

static int
lookup_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct lookup_state *state = job->state;
	bool wanted;

	for (size_t i = state->from; i < state->to; i++) {
		const struct source *source = &state->sources->items[i];
		bool was_asked;

		if (state->by_handle) {
			if (is_wanted(poller, state, source, &wanted, err) ==
			    -1)
				return -1;
			was_asked = wanted;
		} else {
			char id[24];

			snprintf(id, sizeof(id), "%" PRId64, source->user_id);
			was_asked = is_listed(&state->ids, id);
		}
		if (was_asked &&
		    take_source(poller, state, source, page, err) == -1)
			return -1;
	}
	state->next = state->to;
	return 0;
}

static int
lookup_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	(void)poller;
	(void)job;
	return err_set(err, ERR_SERVICE, "looking accounts up: %s",
	    verdict->text);
}

static void
lookup_free(struct job *job)
{
	struct lookup_state *state = job->state;

	buf_release(&state->ids);
	free(state);
}

static const struct job_ops lookup_ops = {lookup_next, lookup_page,
    lookup_failed, lookup_free};

static struct lookup_state *
make_job(struct job *job, const struct source_list *sources,
    enum endpoint endpoint, const char *purpose)
{
	struct lookup_state *state = mem_alloc(1, sizeof(*state));

	state->sources = sources;
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
