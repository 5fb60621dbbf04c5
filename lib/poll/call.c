#include "poll/call.h"

#include "base/clock.h"
#include "base/log.h"
#include "poll/backoff.h"

#define MAX_TRIES 4
#define SLICE_MS  200
#define NAP_MS    1000

static bool
should_stop(const struct poller *poller)
{
	const struct poll_watcher *watcher = poller->parts->watcher;

	return watcher->stop != NULL && watcher->stop(watcher->arg);
}

static int
stopped(struct err *err)
{
	return err_set(err, ERR_STOPPED, "stopped; all that was read is kept");
}

int
call_nap(struct poller *poller, int64_t ms, struct err *err)
{
	int64_t end = clock_now_ms() + ms;

	for (;;) {
		int64_t left = end - clock_now_ms();

		if (should_stop(poller))
			return stopped(err);
		if (left <= 0)
			return 0;
		clock_sleep_ms(
		    left < NAP_MS || clock_is_simulated() ? left : NAP_MS);
	}
}

int
call_wait(struct poller *poller, struct http *http, struct http_answer *answer,
    struct err *err)
{
	while (!should_stop(poller)) {
		int rc = http_wait(http, SLICE_MS, answer, err);

		if (rc != 0)
			return rc == 1 ? 0 : -1;
	}
	return stopped(err);
}

/* One try; *retry_ms is when another makes sense. */
static int
try_once(struct poller *poller, const struct call *call, int nth,
    int64_t *retry_ms, struct err *err)
{
	struct http *http = poller->parts->http;
	struct api_verdict verdict;
	struct http_answer answer = {.body = BUF_INIT};

	*retry_ms = -1;
	log_debug("%s %s", call->post_body == NULL ? "GET" : "POST",
	    call->path);
	if (http_start(http, call->path, call->post_body, NULL, err) == -1)
		return -1;
	poller->report->requests++;
	if (call_wait(poller, http, &answer, err) == -1)
		return -1;
	poller->last_status = answer.status;
	api_judge(&answer, &poller->doc, &verdict);
	http_answer_release(&answer);
	switch (verdict.outcome) {
	case API_OK:
		return 0;
	case API_AUTH:
		return err_set(err, ERR_AUTH, "%s", verdict.text);
	case API_CREDITS:
		return err_set(err, ERR_BUDGET, "%s", verdict.text);
	case API_RATE_LIMIT:
		*retry_ms = backoff_ms(BACKOFF_LIMIT, nth);
		if (verdict.wait_until_ms > 0)
			*retry_ms = verdict.wait_until_ms - clock_now_ms();
		return err_set(err, ERR_LATER, "%s", verdict.text);
	case API_RETRY:
		if (answer.status == 409)
			return err_set(err, ERR_DATA, "%s", verdict.text);
		*retry_ms = backoff_ms(BACKOFF_HTTP, nth);
		return err_set(err, ERR_SERVICE, "%s", verdict.text);
	default:
		return err_set(err, ERR_DATA, "%s", verdict.text);
	}
}

int
call_x(struct poller *poller, const struct call *call, struct err *err)
{
	int64_t retry_ms;

	for (int nth = 0;; nth++) {
		if (try_once(poller, call, nth, &retry_ms, err) == 0)
			return 0;
		if (retry_ms < 0 || nth + 1 >= MAX_TRIES ||
		    retry_ms > poller->parts->settings->max_wait_s * 1000)
			return -1;
		*err = (struct err)ERR_INIT;
		if (call_nap(poller, retry_ms, err) == -1)
			return -1;
	}
}
