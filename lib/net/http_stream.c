#include "net/http_private.h"

#include "base/clock.h"

int
http_stream_open(struct http *http, const char *path, struct err *err)
{
	struct transfer *t;

	http_stream_close(http);
	t = transfer_new(http, path);
	if (transfer_start(http, t, err) == -1)
		return -1;
	http->stream = t;
	return 0;
}

int
http_stream_status(const struct http *http)
{
	long status = 0;

	if (http->stream != NULL)
		curl_easy_getinfo(http->stream->easy, CURLINFO_RESPONSE_CODE,
		    &status);
	return (int)status;
}

/* Take what has come so far. */
static bool
take_bytes(struct http *http, struct buf *bytes)
{
	struct buf *body = &http->stream->answer.body;

	if (body->len == 0 || http_stream_status(http) != 200)
		return false;
	buf_add(bytes, body->data, body->len);
	buf_clear(body);
	return true;
}

int
http_stream_read(struct http *http, int64_t timeout_ms, struct buf *bytes,
    struct http_answer *answer, struct err *err)
{
	int64_t end = clock_monotonic_ms() + timeout_ms;
	int running;

	for (;;) {
		int64_t left = end - clock_monotonic_ms();

		if (curl_multi_perform(http->multi, &running) != CURLM_OK)
			return err_set(err, ERR_BUG, "libcurl has failed");
		if (take_bytes(http, bytes))
			return 0;
		if (transfer_finished(http, answer)) {
			http->stream = NULL;
			return 1;
		}
		if (left <= 0)
			return 0;
		if (curl_multi_poll(http->multi, NULL, 0, (int)left, NULL) !=
		    CURLM_OK)
			return err_set(err, ERR_BUG, "libcurl has failed");
	}
}

void
http_stream_close(struct http *http)
{
	if (http->stream == NULL)
		return;
	curl_multi_remove_handle(http->multi, http->stream->easy);
	http->in_flight--;
	transfer_free(http->stream);
	http->stream = NULL;
}
