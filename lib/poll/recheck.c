/*
 * Asking X whether what is archived still stands, a hundred a request, and
 * taking out what does not.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "ingest/wipe.h"
#include "model/post.h"
#include "poll/job.h"
#include "store/post.h"
#include "store/user.h"

#include <inttypes.h>
#include <stdlib.h>

#define BATCH 100

/* One post or account, as the archive has it. */
struct item {
	int64_t id, state_at;
	enum state state;
};

struct recheck_state {
	struct recheck *recheck; /* borrowed */
	bool of_users;
	int64_t last_id;
	struct item items[BATCH]; /* of the batch in flight */
	size_t n;
	struct buf list; /* own: "1,2,3" */
};

static int
read_batch(struct poller *poller, struct recheck_state *state, struct err *err)
{
	struct db *db = store_db(poller->parts->store);
	const enum statement s =
	    state->of_users ? STMT_RECHECK_USERS : STMT_RECHECK_POSTS;
	int rc;

	state->n = 0;
	buf_clear(&state->list);
	if (db_bind(db, s, err, "i", state->last_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1 && state->n < BATCH) {
		state->items[state->n] = (struct item){
		    .id = db_int(db, s, 0),
		    .state = (enum state)db_int(db, s, 1),
		    .state_at = db_int(db, s, 2),
		};
		buf_addf(&state->list, "%s%" PRId64, state->n > 0 ? "," : "",
		    state->items[state->n].id);
		state->n++;
	}
	db_reset(db, s);
	return rc == -1 ? -1 : 0;
}

static enum job_next
recheck_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct recheck_state *state = job->state;

	if (read_batch(poller, state, err) == -1)
		return JOB_ERROR;
	if (state->n == 0)
		return JOB_FINISHED;
	if (max_resources < (int64_t)state->n)
		return JOB_TOO_EXPENSIVE;
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .ids = state->list.data,
	};
	return JOB_REQUEST;
}

static bool
is_served(const struct recheck_state *state, const struct page *page,
    int64_t id)
{
	if (state->of_users) {
		for (size_t i = 0; i < page->n_users; i++)
			if (page->users[i].id == id)
				return true;
		return false;
	}
	for (size_t i = 0; i < page->n_posts; i++)
		if (page->posts[i].id == id)
			return true;
	return false;
}

static enum state
said_of(const struct page *page, int64_t id)
{
	for (size_t i = 0; i < page->n_problems; i++) {
		const struct problem *problem = &page->problems[i];

		if (problem->id != id)
			continue;
		if (problem->kind == PROBLEM_SUSPENDED)
			return STATE_SUSPENDED;
		if (problem->kind == PROBLEM_NOT_AUTHORIZED)
			return STATE_PROTECTED;
	}
	return STATE_MISSING;
}

/* "Not found" is also what X says in its bad hours: it counts when it was
 * said on another day too, or if one word is to be enough. */
static bool
is_certain(const struct recheck *recheck, const struct item *item,
    enum state said)
{
	return said != STATE_MISSING || recheck->at_once ||
	       (item->state == STATE_MISSING &&
		   when_utc_day(item->state_at) < when_utc_day(clock_now()));
}

static int
wipe_item(struct poller *poller, struct recheck_state *state, int64_t id,
    enum state said, struct err *err)
{
	struct store *store = poller->parts->store;
	struct id_list one = {.items = NULL};
	int rc;

	if (state->of_users)
		return wipe_user(store, id, said, &state->recheck->wiped, err);
	id_list_add(&one, id);
	rc = wipe_posts(store, &one, state_name(said), &state->recheck->wiped,
	    err);
	id_list_release(&one);
	return rc;
}

static int
take_gone(struct poller *poller, struct recheck_state *state,
    const struct item *item, enum state said, struct err *err)
{
	struct store *store = poller->parts->store;

	if (is_certain(state->recheck, item, said))
		return wipe_item(poller, state, item->id, said, err);
	state->recheck->missing++;
	if (item->state == STATE_MISSING)
		return 0;
	return state->of_users ? store_user_state(store, item->id, said,
				     "not found in a check", err)
			       : store_post_state(store, item->id, said,
				     "not found in a check", err);
}

static int
recheck_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct recheck_state *state = job->state;

	for (size_t i = 0; i < state->n; i++) {
		const struct item *item = &state->items[i];

		state->recheck->checked++;
		if (!is_served(state, page, item->id) &&
		    take_gone(poller, state, item, said_of(page, item->id),
			err) == -1)
			return -1;
	}
	state->last_id = state->items[state->n - 1].id;
	return 0;
}

static int
recheck_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	(void)poller;
	(void)job;
	return err_set(err, ERR_SERVICE, "checking what is archived: %s",
	    verdict->text);
}

static void
recheck_free(struct job *job)
{
	struct recheck_state *state = job->state;

	buf_release(&state->list);
	free(state);
}

static const struct job_ops recheck_ops = {recheck_next, recheck_page,
    recheck_failed, NULL, recheck_free};

void
recheck_job(struct job *job, struct recheck *recheck, bool of_users)
{
	struct recheck_state *state = mem_alloc(1, sizeof(*state));

	state->recheck = recheck;
	state->of_users = of_users;
	state->list = (struct buf)BUF_INIT;
	*job = (struct job){
	    .ops = &recheck_ops,
	    .state = state,
	    .endpoint = of_users ? ENDPOINT_USERS : ENDPOINT_POSTS,
	    .purpose = "compliance",
	    .is_apart = true,
	    .is_context = true,
	};
}
