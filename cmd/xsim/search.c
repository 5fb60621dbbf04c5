/*
 * Searches and the counts of what they would find.
 */
#include "xsim/bounds.h"
#include "xsim/endpoints.h"
#include "xsim/query.h"

#include "base/when.h"

#include <inttypes.h>
#include <string.h>

#define MAX_RECENT 512
#define MAX_ALL    1024
#define DAY_MS     INT64_C(86400000)

static bool
is_found(const struct call *call, const struct sim_post *post, const void *arg)
{
	/* Searches show no reposts (x-api.md 1.2). */
	return post->repost_of == 0 &&
	       query_matches(arg, &call->sim->world, post, false);
}

static int
read_query(struct call *call, struct query *query, size_t max)
{
	const char *text = request_param(call->request, "query");
	struct err err = ERR_INIT;

	if (strlen(text) < 1 || strlen(text) > max)
		return answer_invalid(call->answer, "query", text,
		    "The `query` query parameter value is not between 1 and "
		    "%zu characters long",
		    max);
	if (query_parse(query, text, false, &err) == -1)
		return answer_invalid(call->answer, "query", text, "%s",
		    err.text);
	return 0;
}

static int
check_sort(struct call *call)
{
	const char *value = request_param(call->request, "sort_order");

	if (value == NULL || strcmp(value, "recency") == 0 ||
	    strcmp(value, "relevancy") == 0)
		return 0;
	return answer_invalid(call->answer, "sort_order", value,
	    "The `sort_order` query parameter value [%s] is not one of "
	    "[recency,relevancy]",
	    value);
}

static void
answer_search(struct call *call, bool recent)
{
	int64_t range[2] = {10, recent ? 100 : 500};
	struct page_query page = {.window = WINDOW_ALL,
	    .filter = is_found,
	    .max = 10,
	    .bound = request_param(call->request, "query"),
	    .tokens = {"next_token", "pagination_token"},
	    .list = &call->sim->world.posts,
	    .ids = true};
	struct query query = {.op = OP_OR};

	page.arg = &query;
	if (request_int(call->request, call->answer, "max_results", range,
		&page.max) == 0 &&
	    read_query(call, &query, recent ? MAX_RECENT : MAX_ALL) == 0 &&
	    check_sort(call) == 0 &&
	    bounds_read_search(call, recent, &page.window) == 0)
		page_answer(call, &page);
	query_release(&query);
}

void
answer_search_recent(struct call *call)
{
	answer_search(call, true);
}

void
answer_search_all(struct call *call)
{
	answer_search(call, false);
}

struct counts {
	struct call *call;
	const struct query *query;
	struct window window;
	int64_t step_ms;
	struct buf data;
	int64_t total;
};

/* The first post of the list not before ms. */
static size_t
index_of(const struct post_list *list, int64_t ms)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->items[middle]->created_ms < ms)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t
count_span(struct counts *counts, int64_t start, int64_t end)
{
	const struct world *world = &counts->call->sim->world;
	const struct post_list *list = &world->posts;
	int64_t n = 0;

	for (size_t i = index_of(list, start);
	     i < list->n && list->items[i]->created_ms < end; i++) {
		const struct sim_post *post = list->items[i];

		if (window_holds(&counts->window, post) &&
		    is_found(counts->call, post, counts->query) &&
		    post_is_shown(world, post, counts->call->now_ms))
			n++;
	}
	return n;
}

static void
add_span(struct counts *counts, int64_t start, int64_t end)
{
	bool post_words = counts->call->selection.post_words;
	int64_t n = count_span(counts, start, end);
	struct json_writer w = {.buf = &counts->data};

	if (counts->data.len > 0)
		buf_addc(&counts->data, ',');
	json_write_begin(&w, NULL, '{');
	json_write_time(&w, "end", end / 1000);
	json_write_time(&w, "start", start / 1000);
	json_write_int(&w, post_words ? "post_count" : "tweet_count", n);
	json_write_end(&w, '}');
	counts->total += n;
}

static void
finish_counts(struct counts *counts, const char *next_token)
{
	bool post_words = counts->call->selection.post_words;
	struct buf *body = &counts->call->answer->body;

	buf_addf(body, "{\"data\":[%s],\"meta\":{\"%s\":%" PRId64,
	    counts->data.data,
	    post_words ? "total_post_count" : "total_tweet_count",
	    counts->total);
	if (next_token != NULL)
		buf_addf(body, ",\"next_token\":\"%s\"", next_token);
	buf_adds(body, "}}");
}

/* One page holds 31 days at most; the token says where the next ends. */
static void
count_page(struct counts *counts, uint64_t key)
{
	struct window *window = &counts->window;
	int64_t first = window->start_ms, start, end;
	struct page_token token = {.nonce = 1};
	struct buf text = BUF_INIT;

	if (window->end_ms - first > 31 * DAY_MS) {
		first = window->end_ms - 31 * DAY_MS;
		token.below = first;
		page_token_add(&text, &token, key);
	}
	for (start = first; start < window->end_ms; start = end) {
		end = start - start % counts->step_ms + counts->step_ms;
		if (end > window->end_ms)
			end = window->end_ms;
		add_span(counts, start, end);
	}
	finish_counts(counts, text.len > 0 ? text.data : NULL);
	buf_release(&text);
}

static int
read_granularity(struct call *call, struct counts *counts)
{
	const char *value = request_param(call->request, "granularity");

	counts->step_ms = DAY_MS / 24;
	if (value == NULL || strcmp(value, "hour") == 0)
		return 0;
	counts->step_ms = DAY_MS;
	if (strcmp(value, "day") == 0)
		return 0;
	counts->step_ms = 60000;
	if (strcmp(value, "minute") == 0)
		return 0;
	return answer_invalid(call->answer, "granularity", value,
	    "The `granularity` query parameter value [%s] is not one of "
	    "[minute,hour,day]",
	    value);
}

static int
read_counts_token(struct call *call, struct window *window, uint64_t key)
{
	static const char *const names[] = {"next_token", "pagination_token"};
	struct page_token token;

	for (size_t i = 0; i < 2; i++) {
		const char *text = request_param(call->request, names[i]);

		if (text == NULL)
			continue;
		if (page_token_read(text, &token, key) == -1)
			return answer_invalid(call->answer, names[i], text,
			    "The `%s` query parameter value [%s] is not valid",
			    names[i], text);
		window->end_ms = token.below;
	}
	return 0;
}

/* Bounds by id as times, so that the spans begin and end there. */
static void
bound_times(struct window *window)
{
	int64_t since = when_of_id_ms(window->since_id);

	if (window->since_id != 0 && since > window->start_ms)
		window->start_ms = since;
	if (window->until_id != INT64_MAX &&
	    when_of_id_ms(window->until_id) < window->end_ms)
		window->end_ms = when_of_id_ms(window->until_id);
	window->start_ms -= window->start_ms % 1000;
}

static void
answer_counts(struct call *call, bool recent)
{
	struct counts counts = {.call = call,
	    .window = WINDOW_ALL,
	    .data = BUF_INIT};
	struct query query = {.op = OP_OR};
	uint64_t key =
	    (uint64_t)map_key(request_param(call->request, "query")) +
	    call->sim->seed;

	counts.query = &query;
	if (read_query(call, &query, recent ? MAX_RECENT : MAX_ALL) == 0 &&
	    read_granularity(call, &counts) == 0 &&
	    bounds_read_search(call, recent, &counts.window) == 0 &&
	    read_counts_token(call, &counts.window, key) == 0) {
		bound_times(&counts.window);
		post_list_sort(&call->sim->world.posts);
		count_page(&counts, key);
		bill_charge(&call->sim->bill, &call->charge,
		    recent ? BILLED_COUNTS_RECENT : BILLED_COUNTS_ALL, 0,
		    call->now_ms / 1000);
	}
	query_release(&query);
	buf_release(&counts.data);
}

void
answer_counts_recent(struct call *call)
{
	answer_counts(call, true);
}

void
answer_counts_all(struct call *call)
{
	answer_counts(call, false);
}
