#include "xsim/stream.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "xsim/endpoints.h"
#include "xsim/rules.h"
#include "xsim/show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HEARTBEAT_MS 20000

struct stream {
	struct sim *sim;
	struct selection selection;
	struct map sent; /* posts */
	int64_t start_ms, beat_ms, beat_clock_ms;
	char *target; /* own */
	int64_t generation;
};

static void
refuse(struct call *call, int status, const char *title, const char *detail,
    const char *issue)
{
	struct json_writer w = {.buf = &call->answer->body};

	call->answer->status = status;
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "title", title);
	json_write_string(&w, "detail", detail);
	json_write_string(&w, "connection_issue", issue);
	json_write_string(&w, "type",
	    "https://api.twitter.com/2/problems/streaming-connection");
	json_write_end(&w, '}');
}

void
answer_stream(struct call *call)
{
	struct sim *sim = call->sim;
	struct stream *stream;

	if (sim->n_streams > 0 || call_fault(call, FAULT_STREAM_BUSY) != NULL) {
		refuse(call, 429, "ConnectionException",
		    "This stream is currently at the maximum allowed "
		    "connection limit.",
		    "TooManyConnections");
		return;
	}
	if (sim->rules->n == 0) {
		refuse(call, 409, "ConnectionException",
		    "Rules must be added before connecting to the stream.",
		    "RuleConfigurationIssue");
		return;
	}
	stream = mem_alloc(1, sizeof(*stream));
	stream->sim = sim;
	stream->selection = call->selection;
	stream->start_ms = call->now_ms;
	stream->beat_ms = clock_monotonic_ms();
	stream->beat_clock_ms = call->now_ms;
	stream->target = mem_strdup(call->target);
	stream->generation = sim->stream_generation;
	sim->n_streams++;
	call->answer->stream = stream;
	call->answer->travel = TRAVEL_STREAM;
}

void
stream_close(struct stream *stream)
{
	pthread_mutex_lock(&stream->sim->lock);
	stream->sim->n_streams--;
	pthread_mutex_unlock(&stream->sim->lock);
	map_release(&stream->sent);
	free(stream->target);
	free(stream);
}

size_t
stream_kill_all(struct sim *sim)
{
	sim->stream_generation++;
	return (size_t)sim->n_streams;
}

static bool
match_rules(const struct sim *sim, const struct sim_post *post,
    struct buf *matching)
{
	struct json_writer w = {.buf = matching};

	for (size_t i = 0; i < sim->rules->n; i++) {
		const struct rule *rule = &sim->rules->items[i];

		if (!query_matches(&rule->query, &sim->world, post, true))
			continue;
		json_write_begin(&w, NULL, '{');
		json_write_id(&w, "id", rule->id);
		json_write_string(&w, "tag",
		    rule->tag == NULL ? "" : rule->tag);
		json_write_end(&w, '}');
	}
	return matching->len > 0;
}

static void
send_post(struct stream *stream, struct call *call, struct sim_post *post,
    struct buf *to)
{
	struct buf matching = BUF_INIT;
	struct show show;

	if (match_rules(stream->sim, post, &matching)) {
		show_init(&show, call);
		show_post(&show, post);
		buf_addf(to, "{\"data\":%s", show.data.data);
		show_add_includes(&show, to);
		buf_addf(to, ",\"matching_rules\":[%s]}\r\n", matching.data);
		show_release(&show);
	}
	buf_release(&matching);
}

static void
send_posts(struct stream *stream, struct call *call, struct buf *to)
{
	const struct world *world = &stream->sim->world;
	struct post_list *list = &stream->sim->world.posts;

	post_list_sort(list);
	for (size_t i = post_list_below(list, when_to_id(stream->start_ms));
	     i < list->n; i++) {
		struct sim_post *post = list->items[i];

		if (map_get(&stream->sent, post->id) != NULL ||
		    post_visibility(world, post, call->now_ms) != SEEN)
			continue;
		map_set(&stream->sent, post->id, post);
		send_post(stream, call, post, to);
	}
	bill_add(&stream->sim->bill, "/2/tweets/search/stream", &call->charge);
}

/* A blank line every 20 seconds, of whichever clock runs faster. */
static void
send_heartbeat(struct stream *stream, struct buf *to)
{
	int64_t now = clock_monotonic_ms(), clock = clock_now_ms();

	if (to->len == 0 && now - stream->beat_ms < HEARTBEAT_MS &&
	    clock - stream->beat_clock_ms < HEARTBEAT_MS)
		return;
	if (to->len == 0)
		buf_adds(to, "\r\n");
	stream->beat_ms = now;
	stream->beat_clock_ms = clock;
}

bool
stream_next(struct stream *stream, struct buf *to)
{
	struct sim *sim = stream->sim;
	struct call call = {.sim = sim,
	    .selection = stream->selection,
	    .target = stream->target,
	    .now_ms = clock_now_ms()};
	bool go_on;

	pthread_mutex_lock(&sim->lock);
	go_on = stream->generation == sim->stream_generation;
	if (go_on && call_fault(&call, FAULT_STREAM_END) != NULL) {
		buf_adds(to,
		    "{\"errors\":[{\"title\":\"operational-disconnect\","
		    "\"disconnect_type\":\"UpstreamOperationalDisconnect\","
		    "\"detail\":\"This stream has been disconnected upstream "
		    "for operational reasons.\",\"type\":\"https://"
		    "api.twitter.com/2/problems/operational-disconnect\"}]}"
		    "\r\n");
		stream->generation = -1; /* the next call ends it */
	} else if (go_on && call_fault(&call, FAULT_STREAM_SILENT) == NULL) {
		send_posts(stream, &call, to);
		if (to->len > 0 &&
		    call_fault(&call, FAULT_STREAM_CUT) != NULL) {
			buf_truncate(to, to->len / 2);
			stream->generation = -1;
		} else {
			send_heartbeat(stream, to);
		}
	}
	pthread_mutex_unlock(&sim->lock);
	return go_on;
}

static void
answer_connections(struct call *call, bool kill)
{
	struct json_writer w = {.buf = &call->answer->body};
	int n = call->sim->n_streams;

	json_write_begin(&w, NULL, '{');
	if (kill) {
		json_write_begin(&w, "data", '{');
		json_write_int(&w, "successful_kills",
		    (int64_t)stream_kill_all(call->sim));
		json_write_int(&w, "failed_kills", 0);
		json_write_end(&w, '}');
	} else if (n > 0) {
		json_write_begin(&w, "data", '[');
		for (int i = 0; i < n; i++) {
			json_write_begin(&w, NULL, '{');
			json_write_string(&w, "endpoint_name",
			    "filtered_stream");
			json_write_id(&w, "id", i + 1);
			json_write_end(&w, '}');
		}
		json_write_end(&w, ']');
	}
	json_write_begin(&w, "meta", '{');
	json_write_int(&w, "result_count", n);
	json_write_end(&w, '}');
	json_write_end(&w, '}');
}

void
answer_connections_list(struct call *call)
{
	answer_connections(call, false);
}

void
answer_connections_kill(struct call *call)
{
	answer_connections(call, true);
}
