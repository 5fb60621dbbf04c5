#include "poll/stream.h"

#include "base/clock.h"
#include "poll/streaming.h"

#include <stdarg.h>
#include <stdio.h>

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
		stream->poll_at = clock_now() + STREAM_SETTLE_S;
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
	    stream_connected(stream, err) == -1)
		return -1;
	if (rc == 1) {
		if (answer.status == 200)
			buf_add(&stream->bytes, answer.body.data,
			    answer.body.len);
		rc = stream_ended(stream, &answer, err);
		http_answer_release(&answer);
		return rc;
	}
	if (stream->bytes.len == had)
		return stream_silent(stream, err);
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
		return stream_connect(stream, err);
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
	    stream_disconnect(&stream, rc == -1 ? &ignored : err) == -1)
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
