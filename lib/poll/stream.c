#include "poll/stream.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "poll/backoff.h"
#include "poll/streaming.h"
#include "store/coverage.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* X sends a blank line every 20 seconds. */
#define SILENCE_MS 30000
/* A connection that lived so long was a good one. */
#define GOOD_MS 20000
/* After a connection, when rules hold and posts have come through: what is
 * missing is polled then. */
#define SETTLE_S 30
#define SLICE_MS 500
/* Between cycles: what is watched may have changed. */
#define LONGEST_PAUSE_S 900
/* Of a cycle for rate limits: nobody listens to the stream meanwhile. */
#define LONGEST_WAIT_S 60

void
stream_event(struct stream *stream, const char *name, const char *format, ...)
{
	char text[640];
	va_list ap;

	if (stream->settings->event == NULL)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	stream->settings->event(stream->settings->arg, name, text);
}

static bool
should_end(const struct stream *stream)
{
	const struct poll_watcher *watcher = stream->poller->parts->watcher;

	return stream->is_capped || clock_now() >= stream->settings->until_at ||
	       (watcher->stop != NULL && watcher->stop(watcher->arg));
}

static void
add_counts(struct poll_report *sum, const struct poll_report *leg)
{
	const struct ingest_counts *in = &leg->counts;

	sum->counts.pages += in->pages;
	sum->counts.posts += in->posts;
	sum->counts.posts_new += in->posts_new;
	sum->counts.posts_richer += in->posts_richer;
	sum->counts.posts_refused += in->posts_refused;
	sum->counts.deleted += in->deleted;
	sum->counts.included += in->included;
	sum->counts.users += in->users;
	sum->counts.problems += in->problems;
	sum->counts.damaged += in->damaged;
	sum->requests += leg->requests;
	sum->sources = leg->sources;
	if (leg->polled > sum->polled)
		sum->polled = leg->polled;
	sum->failed += leg->failed;
	sum->leased += leg->leased;
	sum->capped += leg->capped;
	if (leg->capped > 0)
		sum->cap = leg->cap;
}

/* What failed now may work later: say so, and go on. */
static int
forgive(struct stream *stream, struct err *err)
{
	if (err->code != ERR_SERVICE && err->code != ERR_LATER)
		return -1;
	stream_event(stream, "trouble", "%s", err->text);
	*err = (struct err)ERR_INIT;
	return 0;
}

/* Rules in step; when they changed, what they did not bring yet is polled. */
static int
sync_rules(struct stream *stream, struct err *err)
{
	bool changed;

	if (stream_sync_rules(stream, &changed, err) == -1)
		return forgive(stream, err);
	stream->knows_rules = true;
	if (changed && stream->is_connected) {
		stream->must_poll_all = true;
		stream->poll_at = clock_now() + SETTLE_S;
	}
	return 0;
}

/* One polling cycle, as `run` makes it. */
static int
poll_once(struct stream *stream, struct err *err)
{
	struct poller_parts parts = *stream->poller->parts;
	struct poll_settings settings = *parts.settings;
	struct poll_report leg;
	int64_t latest = clock_now() + LONGEST_PAUSE_S;
	int rc;

	settings.schedule = stream->must_poll_all ? NULL : &schedule_default;
	if (settings.max_wait_s > LONGEST_WAIT_S)
		settings.max_wait_s = LONGEST_WAIT_S;
	parts.settings = &settings;
	rc = poll_cycle(&parts, &leg, err);
	add_counts(stream->poller->report, &leg);
	stream->poll_at =
	    leg.next_at == 0 || leg.next_at > latest ? latest : leg.next_at;
	if (rc == -1)
		return forgive(stream, err);
	stream->must_poll_all = false;
	stream->is_capped = leg.capped > 0;
	if (stream->settings->polled != NULL &&
	    stream->settings->polled(stream->settings->arg, err) == -1)
		return -1;
	return stream->is_capped ? 0 : sync_rules(stream, err);
}

static int
connect_stream(struct stream *stream, struct err *err)
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

/* X has answered with a stream. */
static int
note_connected(struct stream *stream, struct err *err)
{
	stream->is_connected = true;
	stream->connected_ms = clock_now_ms();
	stream_event(stream, "connected", "the stream is open, %zu rules",
	    stream->rules.n);
	stream->must_poll_all = true;
	stream->poll_at = clock_now() + SETTLE_S;
	return stream->lost_at == 0 ? 0 : note_gap(stream, err);
}

/* The connection is over; what came is taken first. */
static int
disconnect(struct stream *stream, struct err *err)
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

/* The stream has ended, or there never was one. */
static int
take_end(struct stream *stream, const struct http_answer *answer,
    struct err *err)
{
	struct api_verdict verdict;
	bool was_connected = answer->status == 200;

	if (disconnect(stream, err) == -1)
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
		return answer->status == 409 ? sync_rules(stream, err) : 0;
	}
}

/* Nothing came in this slice.  A shared clock may have jumped in it: the
 * next slice tells. */
static int
watch_silence(struct stream *stream, struct err *err)
{
	if (clock_now_ms() - stream->heard_ms < SILENCE_MS) {
		stream->is_suspect = false;
		return 0;
	}
	if (!stream->is_suspect) {
		stream->is_suspect = true;
		return 0;
	}
	if (disconnect(stream, err) == -1)
		return -1;
	back_off(stream, BACKOFF_NETWORK, "the stream has gone silent");
	return 0;
}

static int
listen_some(struct stream *stream, struct err *err)
{
	struct http *http = stream->settings->http;
	struct http_answer answer;
	size_t had = stream->bytes.len;
	int64_t slice = stream->poll_at - clock_now() <= 0 ? 0 : SLICE_MS;
	int rc = http_stream_read(http, slice, &stream->bytes, &answer, err);

	if (rc == -1)
		return -1;
	if (!stream->is_connected &&
	    (http_stream_status(http) == 200 ||
		(rc == 1 && answer.status == 200)) &&
	    note_connected(stream, err) == -1)
		return -1;
	if (rc == 1) {
		if (answer.status == 200)
			buf_add(&stream->bytes, answer.body.data,
			    answer.body.len);
		rc = take_end(stream, &answer, err);
		http_answer_release(&answer);
		return rc;
	}
	if (stream->bytes.len == had)
		return watch_silence(stream, err);
	stream->heard_ms = clock_now_ms();
	stream->is_suspect = false;
	return stream_take(stream, err);
}

/* Until the connection may be tried, or a cycle is due. */
static int
wait_closed(struct stream *stream, struct err *err)
{
	int64_t until = stream->poll_at * 1000;

	if (stream->retry_ms < until)
		until = stream->retry_ms;
	if (stream->settings->until_at < until / 1000)
		until = stream->settings->until_at * 1000;
	return call_nap(stream->poller, until - clock_now_ms(), err);
}

static int
step(struct stream *stream, struct err *err)
{
	if (stream->poll_at <= clock_now())
		return poll_once(stream, err);
	if (stream->is_open)
		return listen_some(stream, err);
	if (stream->retry_ms <= clock_now_ms() && stream->rules.n > 0)
		return connect_stream(stream, err);
	return wait_closed(stream, err);
}

/* The first cycle makes accounts known; then there must be rules. */
static int
begin(struct stream *stream, struct err *err)
{
	stream->must_poll_all = true;
	if (poll_once(stream, err) == -1)
		return -1;
	if (stream->is_capped || stream->rules.n > 0 || !stream->knows_rules)
		return 0;
	return err_set(err, ERR_USAGE,
	    "X has no rule for what is watched: the stream brings accounts, "
	    "mentions and searches; for the rest there is `givetake run`");
}

int
poll_stream(const struct poller_parts *parts,
    const struct stream_settings *settings, struct poll_report *report,
    struct err *err)
{
	struct stream stream = {.settings = settings, .bytes = BUF_INIT};
	struct err ignored = ERR_INIT;
	int rc;

	stream.poller = poller_new(parts, report);
	rc = begin(&stream, err);
	while (rc == 0 && !should_end(&stream))
		rc = step(&stream, err);
	if (rc == -1 && err->code == ERR_STOPPED)
		rc = 0;
	if (stream.is_open &&
	    disconnect(&stream, rc == -1 ? &ignored : err) == -1)
		rc = -1;
	if (stream.is_capped && report->capped == 0) {
		report->capped = 1;
		if (parts->watcher->left_out != NULL)
			parts->watcher->left_out(parts->watcher->arg,
			    "the stream");
	}
	stream_rules_release(&stream.rules);
	buf_release(&stream.bytes);
	poller_free(stream.poller);
	return rc;
}
