/*
 * What the stream brings, line by line: into the archive, and onto the bill.
 */
#include "base/clock.h"
#include "base/log.h"
#include "base/when.h"
#include "decode/v2.h"
#include "poll/late.h"
#include "poll/streaming.h"

#include <inttypes.h>
#include <string.h>

/* Posts that may be under way when the stream is ended: so many at least,
 * and twice what came at once the last time. */
#define MIN_MARGIN 10
/* No message of X comes near this. */
#define MAX_LINE ((size_t)4 * 1024 * 1024)

#define PURPOSE "stream"

static int64_t
post_price(const struct stream *stream)
{
	return stream->poller->parts->prices->of[PRICE_POST];
}

static struct ledger_entry
entry_for(const struct stream *stream, int64_t source_id, int64_t posts)
{
	return (struct ledger_entry){
	    .by = {.run_id = stream->poller->parts->run_id,
		.source_id = source_id},
	    .endpoint = endpoint_info[ENDPOINT_STREAM].name,
	    .purpose = PURPOSE,
	    .reserved = posts * post_price(stream),
	};
}

/* A row that reserves so many posts; in a transaction. */
static int
reserve_posts(struct stream *stream, int64_t posts, int64_t *id,
    struct err *err)
{
	const struct ledger_entry entry = entry_for(stream, 0, posts);

	return ledger_reserve(stream->poller->parts->store, &entry, id, err);
}

static int
drop_standing(struct stream *stream, struct err *err)
{
	const struct ledger_bill nothing = {.page = NULL};
	int64_t id = stream->standing_id;

	stream->standing_id = 0;
	return id == 0 ? 0
		       : ledger_settle(stream->poller->parts->store, id,
			     &nothing, err);
}

/* What may still be spent beside what is reserved. */
static int
read_left(struct stream *stream, int64_t *left, struct err *err)
{
	struct poller *poller = stream->poller;

	const struct ledger_spender by = {.run_id = poller->parts->run_id};

	return ledger_left(poller->parts->store, &by,
	    &poller->parts->settings->caps, left, &poller->report->cap, err);
}

int
stream_reserve(struct stream *stream, bool *fits, struct err *err)
{
	struct store *store = stream->poller->parts->store;
	int64_t left;

	stream->margin = MIN_MARGIN;
	if (store_begin(store, err) == -1)
		return -1;
	if (drop_standing(stream, err) == -1 ||
	    read_left(stream, &left, err) == -1)
		goto failed;
	*fits = left > stream->margin * post_price(stream);
	if (*fits && reserve_posts(stream, stream->margin, &stream->standing_id,
			 err) == -1)
		goto failed;
	if (store_commit(store, err) == 0)
		return 0;
failed:
	store_rollback(store);
	return -1;
}

int
stream_unreserve(struct stream *stream, bool is_cut, struct err *err)
{
	struct store *store = stream->poller->parts->store;
	int64_t id;

	if (store_begin(store, err) == -1)
		return -1;
	if (drop_standing(stream, err) == 0 &&
	    (!is_cut || reserve_posts(stream, 1, &id, err) == 0) &&
	    store_commit(store, err) == 0)
		return 0;
	store_rollback(store);
	return -1;
}

static int
bill_line(struct stream *stream, int64_t source_id, struct err *err)
{
	struct poller *poller = stream->poller;
	const struct ledger_bill bill = {
	    .status = 200,
	    .data_price = post_price(stream),
	    .post_price = post_price(stream),
	    .user_price = poller->parts->prices->of[PRICE_USER],
	    .page = &poller->page,
	};

	const struct ledger_entry entry = entry_for(stream, source_id, 0);
	int64_t id;

	return ledger_tally(poller->parts->store, &entry, &id, err) == -1
		   ? -1
		   : ledger_add(poller->parts->store, id, &bill, err);
}

static int64_t
source_of_rule(const struct stream *stream, int64_t rule_id)
{
	for (size_t i = 0; i < stream->rules.n; i++)
		if (stream->rules.items[i].id == rule_id)
			return stream->rules.items[i].source_id;
	return 0;
}

static int
note_source(struct stream *stream, int64_t source_id, struct err *err)
{
	const struct page *page = &stream->poller->page;
	struct store *store = stream->poller->parts->store;

	for (size_t i = 0; i < page->n_posts; i++)
		if (!page->posts[i].included &&
		    (late_note_streamed(stream->poller, source_id,
			 page->posts[i].id, stream->connected_ms / 1000,
			 err) == -1 ||
			store_poll_count(store, source_id, 0, 0, 1, err) == -1))
			return -1;
	return 0;
}

/* Every rule of ours that matched; *first is the source of one of them, 0:
 * the post came for somebody else's rule alone. */
static int
note_sources(struct stream *stream, int64_t *first, struct err *err)
{
	const struct json *rule =
	    json_first(json_get(stream->poller->doc.root, "matching_rules"));
	int64_t id, source_id;

	*first = 0;
	for (; rule != NULL; rule = json_next(rule)) {
		if (json_id(json_get(rule, "id"), &id) == -1)
			continue;
		source_id = source_of_rule(stream, id);
		if (source_id == 0)
			continue;
		*first = source_id;
		if (note_source(stream, source_id, err) == -1)
			return -1;
	}
	return 0;
}

static int
take_post(struct stream *stream, const char *line, size_t len, struct err *err)
{
	struct poller *poller = stream->poller;
	struct ingest_source from = {
	    .origin = endpoint_info[ENDPOINT_STREAM].path,
	    .body = line,
	    .len = len,
	    .seen_at = clock_now(),
	    .is_live = true,
	};

	decode_v2_page(poller->doc.root, &poller->page);
	if (note_sources(stream, &from.source_id, err) == -1 ||
	    bill_line(stream, from.source_id, err) == -1)
		return -1;
	if (from.source_id == 0)
		return 0;
	return ingest_page(poller->parts->store, poller->parts->sites,
	    &poller->page, &from, &poller->report->counts, err);
}

/* A word of X about the stream itself; what it does then is seen then. */
static void
take_message(struct stream *stream, const struct json *root)
{
	const struct json *first = json_first(json_get(root, "errors"));
	const char *text = json_string(json_get(first, "detail"));

	if (text == NULL)
		text = json_string(json_get(first, "title"));
	if (text != NULL)
		stream_event(stream, "message", "X: %.300s", text);
}

static int
take_line(struct stream *stream, const char *line, size_t len, int64_t *posts,
    struct err *err)
{
	struct poller *poller = stream->poller;
	struct err damage = ERR_INIT;
	int64_t id;

	if (len > 0 && line[len - 1] == '\r')
		len--;
	if (len == 0)
		return 0; /* a sign of life */
	if (json_parse(&poller->doc, line, len, &damage) == -1) {
		/* It was a post, as like as not, and will be found later. */
		log_warn("the stream: %s", damage.text);
		return reserve_posts(stream, 1, &id, err);
	}
	if (json_get(poller->doc.root, "data") == NULL) {
		take_message(stream, poller->doc.root);
		return 0;
	}
	(*posts)++;
	return take_post(stream, line, len, err);
}

/* All whole lines; in a transaction.  *taken is how many bytes they have. */
static int
take_lines(struct stream *stream, size_t *taken, struct err *err)
{
	const char *start = stream->bytes.data, *line = start, *end;
	int64_t posts = 0, left;

	while ((end = memchr(line, '\n',
		    stream->bytes.len - (size_t)(line - start))) != NULL) {
		if (take_line(stream, line, (size_t)(end - line), &posts,
			err) == -1)
			return -1;
		line = end + 1;
	}
	*taken = (size_t)(line - start);
	if (posts == 0)
		return 0;
	if (posts * 2 > stream->margin && stream->standing_id != 0) {
		stream->margin = posts * 2;
		if (drop_standing(stream, err) == -1 ||
		    reserve_posts(stream, stream->margin, &stream->standing_id,
			err) == -1)
			return -1;
	}
	if (read_left(stream, &left, err) == -1)
		return -1;
	stream->is_capped = left < post_price(stream);
	return 0;
}

int
stream_take(struct stream *stream, struct err *err)
{
	struct store *store = stream->poller->parts->store;
	struct ingest_counts before = stream->poller->report->counts;
	struct buf rest = BUF_INIT;
	size_t taken = 0;

	if (memchr(stream->bytes.data, '\n', stream->bytes.len) == NULL) {
		if (stream->bytes.len > MAX_LINE)
			buf_clear(&stream->bytes);
		return 0;
	}
	if (store_begin(store, err) == -1)
		return -1;
	if (take_lines(stream, &taken, err) == -1 ||
	    store_commit(store, err) == -1) {
		store_rollback(store);
		stream->poller->report->counts = before;
		return -1;
	}
	buf_add(&rest, stream->bytes.data + taken, stream->bytes.len - taken);
	buf_release(&stream->bytes);
	stream->bytes = rest;
	return 0;
}
