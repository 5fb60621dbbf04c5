/*
 * Files of compliance jobs, up and down, by signed URLs of another server.
 */
#include "poll/batch.h"

#include <string.h>

/* For a file of ids to go up, or a result to come down. */
#define TRANSFER_MS    600000
#define TRANSFER_TRIES 3
#define PAUSE_MS       2000

/* One request to a signed URL, which takes no token; body NULL: a GET, whose
 * answer is added to result. */
static int
transfer_once(struct poller *poller, const char *url, const char *body,
    struct buf *result, struct err *err)
{
	struct buf base = BUF_INIT;
	size_t host = strcspn(url, ":"), path;
	struct http_answer answer;
	struct http *http;
	int rc = -1;

	host += strspn(url + host, ":/");
	path = host + strcspn(url + host, "/");
	buf_add(&base, url, path);
	http = http_new_other(poller->parts->http, base.data, TRANSFER_MS, err);
	if (http == NULL ||
	    (body == NULL
		    ? http_start(http, url + path, NULL, NULL, err)
		    : http_put(http, url + path, body, NULL, err)) == -1 ||
	    call_wait(poller, http, &answer, err) == -1)
		goto out;
	poller->report->requests++;
	rc = answer.failure == HTTP_DONE && answer.status / 100 == 2
		 ? 0
		 : err_set(err, ERR_SERVICE,
		       "the file of a compliance job did not go through "
		       "(%s, status %d); try again later",
		       answer.reason, answer.status);
	if (rc == 0 && result != NULL)
		buf_add(result, answer.body.data, answer.body.len);
	http_answer_release(&answer);
out:
	http_free(http);
	buf_release(&base);
	return rc;
}

int
batch_transfer(struct poller *poller, const char *url, const char *body,
    struct buf *result, struct err *err)
{
	if (url == NULL)
		return err_set(err, ERR_SERVICE,
		    "X gives no place for the file of a compliance job");
	for (int nth = 1;; nth++) {
		if (transfer_once(poller, url, body, result, err) == 0)
			return 0;
		if (err->code != ERR_SERVICE || nth >= TRANSFER_TRIES)
			return -1;
		*err = (struct err)ERR_INIT;
		if (call_nap(poller, (int64_t)PAUSE_MS * nth, err) == -1)
			return -1;
	}
}
