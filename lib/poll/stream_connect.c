/*
 * The connection of the stream: made, lost, and made again.
 */
#include "base/clock.h"
#include "poll/backoff.h"
#include "poll/streaming.h"
#include "store/coverage.h"

#include <inttypes.h>

/* X sends a blank line every 20 seconds. */
#define SILENCE_MS 30000
/* A connection that lived so long was a good one. */
#define GOOD_MS 20000

int
stream_connect(struct stream *stream, struct err *err)
{
	struct api_request request = {.endpoint = ENDPOINT_STREAM,
	    .backfill_minutes = stream->settings->backfill_minutes};
	struct buf path = BUF_INIT;
	bool fits;
	int rc;

	if (stream_reserve(stream, &fits, err) == -1)
		return -1;
	stream->is_capped = !fits;
	if (!fits)
		return 0;
	api_add_path(&path, &request);
	rc = http_stream_open(stream->settings->http, path.data, err);
	buf_release(&path);
	stream->poller->report->requests++;
	stream->is_open = rc == 0;
	stream->is_suspect = false;
	stream->heard_ms = clock_now_ms();
	return rc;
}

/* From lost_at until now nothing was heard of what the rules bring: written
 * down as missing, until the cycle that follows reads it. */
static int
note_gap(struct stream *stream, struct err *err)
{
	struct store *store = stream->poller->parts->store;
	struct source_list sources = {.items = NULL};
	int64_t now = clock_now();
	int rc = store_source_list(store, &sources, err);

	if (rc == 0 && (rc = store_begin(store, err)) == 0) {
		for (size_t i = 0; i < sources.n && rc == 0; i++) {
			const struct source *source = &sources.items[i];
			int64_t from = source->reached_at > stream->lost_at
					   ? source->reached_at
					   : stream->lost_at;
			struct buf value = BUF_INIT;

			if (source->reached_at != 0 &&
			    stream_rule_value(source, &value))
				rc = store_coverage_add(store, source->id, from,
				    now, GAP_OUTAGE, err);
			buf_release(&value);
		}
		if (rc == 0)
			rc = store_commit(store, err);
		if (rc == -1)
			store_rollback(store);
	}
	source_list_release(&sources);
	if (rc == 0)
		stream_event(stream, "gap",
		    "nothing was heard for %" PRId64 " s; it is polled",
		    now - stream->lost_at);
	stream->lost_at = 0;
	return rc;
}

int
stream_connected(struct stream *stream, struct err *err)
{
	stream->is_connected = true;
	stream->connected_ms = clock_now_ms();
	stream->must_poll_all = true;
	stream->poll_at = stream->connected_ms / 1000 + STREAM_SETTLE_S;
	stream_event(stream, "connected", "the stream is open, %zu rules",
	    stream->rules.n);
	return stream->lost_at == 0 ? 0 : note_gap(stream, err);
}

int
stream_disconnect(struct stream *stream, struct err *err)
{
	bool is_cut;

	http_stream_close(stream->settings->http);
	stream->is_open = false;
	if (stream->is_connected && stream_take(stream, err) == -1)
		return -1;
	is_cut = stream->is_connected && stream->bytes.len > 0;
	buf_clear(&stream->bytes);
	if (stream->is_connected && stream->lost_at == 0)
		stream->lost_at = stream->heard_ms / 1000;
	stream->is_connected = false;
	return stream_unreserve(stream, is_cut, err);
}

/* Not to be connected before some time, as X asks. */
static void
back_off(struct stream *stream, enum backoff kind, const char *why)
{
	int64_t now = clock_now_ms(), wait;

	if (stream->connected_ms != 0 &&
	    stream->heard_ms - stream->connected_ms >= GOOD_MS)
		stream->failures = 0;
	stream->connected_ms = 0;
	wait = backoff_ms(kind, stream->failures++);
	if (stream->retry_ms < now + wait)
		stream->retry_ms = now + wait;
	stream_event(stream, "lost", "%s; connecting again in %" PRId64 " s",
	    why, (stream->retry_ms - now + 999) / 1000);
}

int
stream_ended(struct stream *stream, const struct http_answer *answer,
    struct err *err)
{
	struct api_verdict verdict;
	bool was_connected = answer->status == 200;

	if (stream_disconnect(stream, err) == -1)
		return -1;
	if (was_connected) {
		back_off(stream, BACKOFF_NETWORK,
		    answer->failure == HTTP_DONE ? "X has ended the stream"
						 : answer->reason);
		return 0;
	}
	api_judge(answer, &stream->poller->doc, &verdict);
	switch (verdict.outcome) {
	case API_AUTH:
		return err_set(err, ERR_AUTH, "the stream: %s", verdict.text);
	case API_CREDITS:
		return err_set(err, ERR_BUDGET, "the stream: %s", verdict.text);
	case API_RATE_LIMIT:
		if (verdict.wait_until_ms > stream->retry_ms)
			stream->retry_ms = verdict.wait_until_ms;
		back_off(stream, BACKOFF_LIMIT,
		    "X allows no (further) connection");
		return 0;
	default:
		back_off(stream,
		    answer->failure == HTTP_DONE ? BACKOFF_HTTP
						 : BACKOFF_NETWORK,
		    verdict.text);
		if (answer->status == 409) /* the rules are gone */
			stream->poll_at = clock_now();
		return 0;
	}
}

/* Nothing came in this slice.  A shared clock may have jumped in it: the
 * next slice tells. */
int
stream_silent(struct stream *stream, struct err *err)
{
	if (clock_now_ms() - stream->heard_ms < SILENCE_MS) {
		stream->is_suspect = false;
		return 0;
	}
	if (!stream->is_suspect) {
		stream->is_suspect = true;
		return 0;
	}
	if (stream_disconnect(stream, err) == -1)
		return -1;
	back_off(stream, BACKOFF_NETWORK, "the stream has gone silent");
	return 0;
}
