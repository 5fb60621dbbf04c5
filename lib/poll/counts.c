/*
 * Requests that return numbers instead of posts: counts of a query, and X's
 * own record of what was read.
 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/job.h"

#include <stdlib.h>

struct counts_state {
	struct post_count *counts; /* borrowed */
	size_t n, next;
	struct buf token; /* own: of the next page of this query */
};

static enum job_next
counts_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	struct counts_state *state = job->state;

	(void)err;
	if (state->next == state->n)
		return JOB_FINISHED;
	if (job_should_wait(poller, max_resources, 1))
		return JOB_LATER;
	if (max_resources < 1)
		return JOB_TOO_EXPENSIVE;
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .query = state->counts[state->next].query,
	    .granularity = "day",
	    .token = state->token.len > 0 ? state->token.data : NULL,
	};
	return JOB_REQUEST;
}

/* Add the numbers of the page's spans; a page may begin late. */
static void
add_spans(struct post_count *count, const struct json *data)
{
	for (const struct json *item = json_first(data); item != NULL;
	     item = json_next(item)) {
		int64_t posts =
		    json_int(json_get2(item, "tweet_count", "post_count"), 0);
		const char *start = json_string(json_get(item, "start"));
		const char *end = json_string(json_get(item, "end"));
		int64_t from, to, day;

		if (start == NULL || end == NULL || posts < 0 ||
		    when_parse_rfc3339(start, &from) == -1 ||
		    when_parse_rfc3339(end, &to) == -1)
			continue;
		if (count->from == 0 || from < count->from)
			count->from = from;
		if (to > count->to)
			count->to = to;
		count->posts += posts;
		day = when_utc_day(from) - when_utc_day(count->from);
		if (day >= 0 && day < (int64_t)ARRAY_LEN(count->of_day))
			count->of_day[day] += posts;
	}
}

static int
counts_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct counts_state *state = job->state;
	struct post_count *count = &state->counts[state->next];

	(void)err;
	if (state->token.len == 0)
		count->posts = count->from = count->to = 0;
	add_spans(count, json_get(poller->doc.root, "data"));
	buf_clear(&state->token);
	if (page->next_token != NULL)
		buf_adds(&state->token, page->next_token);
	else
		state->next++;
	job->finished = state->next == state->n;
	return 0;
}

/* The others are still worth asking. */
static int
counts_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	struct counts_state *state = job->state;
	const struct poll_watcher *watcher = poller->parts->watcher;

	(void)err;
	if (watcher->failed != NULL)
		watcher->failed(watcher->arg, state->counts[state->next].query,
		    verdict->text);
	poller->report->failed++;
	buf_clear(&state->token);
	state->next++;
	job->finished = state->next == state->n;
	return 0;
}

static void
counts_free(struct job *job)
{
	struct counts_state *state = job->state;

	buf_release(&state->token);
	free(state);
}

static const struct job_ops counts_ops = {counts_next, counts_page,
    counts_failed, NULL, counts_free};

void
counts_job(struct job *job, struct post_count *counts, size_t n)
{
	struct counts_state *state = mem_alloc(1, sizeof(*state));

	*state = (struct counts_state){
	    .counts = counts,
	    .n = n,
	    .token = BUF_INIT,
	};
	for (size_t i = 0; i < n; i++)
		counts[i].posts = -1;
	*job = (struct job){
	    .ops = &counts_ops,
	    .state = state,
	    .endpoint = ENDPOINT_COUNTS,
	    .purpose = "counts",
	    .is_apart = true,
	};
}

static enum job_next
usage_next(struct poller *poller, struct job *job, int64_t max_resources,
    struct api_request *request, struct err *err)
{
	const struct usage *usage = job->state;

	(void)poller;
	(void)max_resources;
	(void)err;
	*request = (struct api_request){
	    .endpoint = job->endpoint,
	    .days = usage->n_days,
	};
	return JOB_REQUEST;
}

static int
usage_page(struct poller *poller, struct job *job, const struct page *page,
    struct err *err)
{
	struct usage *usage = job->state;
	const struct json *data = json_get(poller->doc.root, "data");
	const struct json *days =
	    json_get(json_get(data, "daily_project_usage"), "usage");

	(void)page;
	(void)err;
	usage->project_usage = json_int(json_get(data, "project_usage"), -1);
	usage->project_cap = json_int(json_get(data, "project_cap"), -1);
	for (const struct json *item = json_first(days); item != NULL;
	     item = json_next(item)) {
		const char *date = json_string(json_get(item, "date"));
		int64_t at, posts = json_int(json_get(item, "usage"), -1);

		if (date == NULL || posts < 0 ||
		    when_parse_rfc3339(date, &at) == -1)
			continue;
		usage->days = mem_grow(usage->days, &usage->cap, usage->n + 1,
		    sizeof(*usage->days));
		usage->days[usage->n++] =
		    (struct usage_day){when_utc_day(at), posts};
	}
	job->finished = true;
	return 0;
}

static int
usage_failed(struct poller *poller, struct job *job,
    const struct api_verdict *verdict, struct err *err)
{
	(void)poller;
	(void)job;
	return err_set(err, ERR_SERVICE, "asking X for the usage: %s",
	    verdict->text);
}

static void
usage_free(struct job *job)
{
	(void)job;
}

static const struct job_ops usage_ops = {usage_next, usage_page, usage_failed,
    NULL, usage_free};

void
usage_job(struct job *job, struct usage *usage)
{
	*job = (struct job){
	    .ops = &usage_ops,
	    .state = usage,
	    .endpoint = ENDPOINT_USAGE,
	    .purpose = "usage",
	    .is_apart = true,
	};
}
