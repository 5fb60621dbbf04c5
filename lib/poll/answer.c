/*
 * What an answer does to the job that asked: a page into the archive, another
 * try later, a wait, or the end.
 */
#include "base/clock.h"
#include "base/log.h"
#include "decode/v2.h"
#include "poll/job.h"

#include <inttypes.h>

#define MAX_ATTEMPTS 5
/* Jobs in a row that failed to the last attempt: X is down. */
#define MAX_GIVEN_UP 3
/* So many failures in a row look like an outage. */
#define OUTAGE         16
#define FIRST_RETRY_MS 500
#define FIRST_LIMIT_MS 60000
#define FIRST_SHORT_MS 2000

/* Settle with what the page holds; NULL: nothing was billed. */
static int
settle(struct poller *poller, struct job *job, int status,
    const struct page *page, struct err *err)
{
	const struct prices *prices = poller->parts->prices;
	const struct endpoint_info *info = &endpoint_info[job->endpoint];
	struct ledger_bill bill = {
	    .status = status,
	    .data_price = prices->of[info->price],
	    .post_price = prices->of[PRICE_POST],
	    .user_price = prices->of[PRICE_USER],
	    .per_request = info->per_request,
	    .data_is_users = info->price == PRICE_USER,
	    .page = page,
	};

	return ledger_settle(poller->parts->store, job->ledger_id, &bill, err);
}

static int
release_if_done(struct poller *poller, const struct job *job, struct err *err)
{
	if (!job->finished || job->source == NULL)
		return 0;
	return store_source_release(poller->parts->store, job->source->id,
	    poller->parts->owner, err);
}

/* A good answer: everything about it in one transaction. */
static int
take_page(struct poller *poller, struct job *job,
    const struct http_answer *answer, struct err *err)
{
	struct store *store = poller->parts->store;
	struct ingest_source from = {
	    .source_id = job->source != NULL ? job->source->id : 0,
	    .origin = job->path,
	    .body = answer->body.data,
	    .len = answer->body.len,
	    .seen_at = clock_now(),
	    .is_live = true,
	};
	struct ingest_counts before = poller->report->counts;

	decode_v2_page(poller->doc.root, &poller->page);
	for (size_t i = 0; job->is_context && i < poller->page.n_posts; i++)
		poller->page.posts[i].included = true;
	if (store_begin(store, err) == -1)
		return -1;
	if (ingest_page(store, poller->parts->sites, &poller->page, &from,
		&poller->report->counts, err) == -1 ||
	    settle(poller, job, answer->status, &poller->page, err) == -1 ||
	    job->ops->page(poller, job, &poller->page, err) == -1 ||
	    release_if_done(poller, job, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		poller->report->counts = before;
		return -1;
	}
	job->attempts = job->limited = 0;
	poller->failed = poller->given_up = 0;
	if (job->finished)
		job_finish(poller, job);
	return 0;
}

/* Give the job up, or let it try another way. */
static int
give_up(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct store *store = poller->parts->store;

	if (store_begin(store, err) == -1)
		return -1;
	if (job->ops->failed(poller, job, verdict, err) == -1 ||
	    release_if_done(poller, job, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	job->attempts = 0;
	if (job->finished)
		job_finish(poller, job);
	return 0;
}

/* Half of it certain, half of it chance, so that clients part ways. */
static int64_t
jittered(struct poller *poller, int64_t ms)
{
	return ms / 2 + (int64_t)rng_below(&poller->rng, (uint64_t)ms / 2 + 1);
}

static int64_t
retry_at(struct poller *poller, int nth)
{
	return clock_now_ms() +
	       jittered(poller, (int64_t)FIRST_RETRY_MS << nth);
}

/* When whatever is asked fails, do not try every source: pause, and in the
 * end give up the cycle. */
static int
notice_outage(struct poller *poller, const struct api_verdict *verdict,
    struct err *err)
{
	int rounds = ++poller->failed / OUTAGE;

	if (rounds >= MAX_ATTEMPTS || poller->given_up >= MAX_GIVEN_UP)
		return err_set(err, ERR_SERVICE,
		    "%s; nothing else came for a while, so this cycle ends; "
		    "all that was read is kept, try again later",
		    verdict->text);
	if (poller->failed % OUTAGE == 0)
		poller->pause_until_ms = retry_at(poller, rounds);
	return 0;
}

static int
retry_later(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	if (++job->attempts < MAX_ATTEMPTS) {
		job->not_before_ms = retry_at(poller, job->attempts);
	} else {
		if (give_up(poller, job, verdict, err) == -1)
			return -1;
		poller->given_up++;
	}
	return notice_outage(poller, verdict, err);
}

/* 2 s, 4 s, ... for the limit of a second; 1 min, 2 min, ... without a word
 * on how long. */
static int64_t
backed_off(int64_t first_ms, int limited)
{
	return first_ms << (limited < 5 ? limited - 1 : 4);
}

static void
wait_for_window(struct poller *poller, struct job *job,
    const struct api_verdict *verdict)
{
	int64_t now = clock_now_ms(), until = verdict->wait_until_ms;

	job->limited++;
	if (verdict->is_short)
		until = now + backed_off(FIRST_SHORT_MS, job->limited);
	else if (until <= now)
		until = now + backed_off(FIRST_LIMIT_MS, job->limited);
	ratelimit_block(&poller->limits, job->endpoint, until);
}

static int
act_on(struct poller *poller, struct job *job, const struct http_answer *answer,
    const struct api_verdict *verdict, struct err *err)
{
	switch (verdict->outcome) {
	case API_OK:
		return take_page(poller, job, answer, err);
	case API_RETRY:
		return retry_later(poller, job, verdict, err);
	case API_RATE_LIMIT:
		wait_for_window(poller, job, verdict);
		return 0;
	case API_AUTH:
		return err_set(err, ERR_AUTH, "%s", verdict->text);
	case API_CREDITS:
		return err_set(err, ERR_BUDGET, "%s", verdict->text);
	default:
		return give_up(poller, job, verdict, err);
	}
}

/* Nothing came that is billed; unless the request went out and its answer
 * was not understood: then the reservation stays. */
static int
settle_failure(struct poller *poller, struct job *job,
    const struct http_answer *answer, struct err *err)
{
	struct store *store = poller->parts->store;
	bool unknown = answer->sent &&
		       (answer->failure != HTTP_DONE || answer->status == 200);

	if (unknown)
		return 0;
	if (store_begin(store, err) == -1)
		return -1;
	if (settle(poller, job, answer->status, NULL, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

int
job_answer(struct poller *poller, const struct http_answer *answer,
    struct err *err)
{
	struct job *job = answer->tag;
	struct api_verdict verdict;

	job->in_flight = false;
	poller->in_flight_of[job->endpoint]--;
	ratelimit_answered(&poller->limits, job->endpoint, answer,
	    poller->in_flight_of[job->endpoint]);
	api_judge(answer, &poller->doc, &verdict);
	if (verdict.outcome != API_OK) {
		log_debug("%s: %s", job->path, verdict.text);
		if (settle_failure(poller, job, answer, err) == -1)
			return -1;
	}
	return act_on(poller, job, answer, &verdict, err);
}
