#include "unit.h"

#include "api/endpoint.h"
#include "api/outcome.h"
#include "api/ratelimit.h"
#include "model/handle.h"

#include <string.h>

static void
test_paths(void **state)
{
	struct buf path = BUF_INIT;
	struct api_request timeline = {.endpoint = ENDPOINT_TIMELINE,
	    .id = 42,
	    .max_results = 100,
	    .since_id = 7,
	    .token = "a/b"};
	struct api_request search = {.endpoint = ENDPOINT_SEARCH,
	    .query = "\"a b\" #c, from:d",
	    .max_results = 10,
	    .token = "t"};

	(void)state;
	api_add_path(&path, &timeline);
	assert_non_null(
	    strstr(path.data, "/2/users/42/tweets?max_results=100&since_id=7&"
			      "pagination_token=a%2Fb&tweet.fields="));
	assert_null(strstr(path.data, "referenced_tweets.id"));
	buf_clear(&path);
	api_add_path(&path, &search);
	assert_non_null(strstr(path.data,
	    "query=%22a%20b%22%20%23c,%20from%3Ad&max_results=10&"
	    "next_token=t"));
	buf_release(&path);
}

static void
test_worst_cost(void **state)
{
	struct prices prices;
	struct err err = ERR_INIT;
	struct api_request page = {.endpoint = ENDPOINT_TIMELINE,
	    .max_results = 100};
	struct api_request users = {.endpoint = ENDPOINT_USERS_BY,
	    .ids = "a,b,c"};
	struct api_request counts = {.endpoint = ENDPOINT_COUNTS};

	(void)state;
	assert_int_equal(price_load(&prices, NULL, &err), 0);
	assert_int_equal(api_worst_cost(&prices, &page), 500000);
	page.expand_references = true;
	assert_int_equal(api_worst_cost(&prices, &page), 1500000);
	assert_int_equal(api_worst_cost(&prices, &users), 30000);
	assert_int_equal(api_worst_cost(&prices, &counts), 5000);
	assert_int_equal(price_load(&prices, "post\t0.001\n", &err), 0);
	assert_int_equal(prices.of[PRICE_POST], 1000);
	assert_int_equal(price_load(&prices, "# x\npost 0.1\n", &err), -1);
	assert_non_null(strstr(err.text, "line 2"));
}

struct outcome_case {
	int status;
	const char *body;
	enum api_outcome outcome;
	const char *says;
};

static void
test_outcomes(void **state)
{
	static const struct outcome_case cases[] = {
	    {200, "{\"data\":[]}", API_OK, ""},
	    {200, "<html>busy</html>", API_RETRY, "not JSON"},
	    {200, "\"x\"", API_RETRY, "not JSON"},
	    {400,
		"{\"errors\":[{\"message\":\"'since_id' must be\"}],\"title\":"
		"\"Invalid Request\"}",
		API_BAD_REQUEST, "'since_id' must be"},
	    {401, "{\"title\":\"Unauthorized\",\"status\":401}", API_AUTH,
		"token"},
	    {402,
		"{\"title\":\"Payment Required\",\"type\":\"https://api.x.com/"
		"2/problems/credits-depleted\"}",
		API_CREDITS, "credits are used up"},
	    {402, "", API_CREDITS, "credits are used up"},
	    {403,
		"{\"title\":\"SpendCapReached\",\"reset_date\":"
		"\"2026-12-01\",\"type\":\"x/credits\"}",
		API_CREDITS, "2026-12-01"},
	    {403, "{\"detail\":\"not enrolled\"}", API_AUTH, "not enrolled"},
	    {404, "", API_NOT_FOUND, "404"},
	    {429, "{\"title\":\"Too Many Requests\"}", API_RATE_LIMIT, ""},
	    {429,
		"{\"title\":\"UsageCapExceeded\",\"type\":\"x/usage-capped\"}",
		API_CREDITS, "cap on post reads"},
	    {500, "", API_RETRY, "500"},
	    {503, "<html>", API_RETRY, "503"},
	    {302, "", API_RETRY, "302"},
	};
	struct json_doc doc = JSON_DOC_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct http_answer answer = {.status = cases[i].status,
		    .body = BUF_INIT,
		    .rate_remaining = -1,
		    .rate_reset = -1,
		    .retry_after = -1};
		struct api_verdict verdict;

		buf_adds(&answer.body, cases[i].body);
		api_judge(&answer, &doc, &verdict);
		if (verdict.outcome != cases[i].outcome ||
		    strstr(verdict.text, cases[i].says) == NULL)
			fail_msg("case %zu: outcome %d, %s", i, verdict.outcome,
			    verdict.text);
		http_answer_release(&answer);
	}
	json_release(&doc);
}

static void
test_rate_limits(void **state)
{
	struct ratelimit limits;
	struct http_answer answer = {.status = 200,
	    .rate_limit = 3,
	    .rate_remaining = 1,
	    .rate_reset = 1100,
	    .retry_after = -1};
	int64_t now = 1000000;

	(void)state;
	ratelimit_init(&limits);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_SEARCH, now), 0);
	ratelimit_sent(&limits, ENDPOINT_SEARCH, now);
	ratelimit_answered(&limits, ENDPOINT_SEARCH, &answer, 0);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_SEARCH, now), 0);
	ratelimit_sent(&limits, ENDPOINT_SEARCH, now);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_SEARCH, now),
	    101000);
	/* Another endpoint has a window of its own; a new one begins full. */
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_TIMELINE, now), 0);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_SEARCH, 1101000),
	    0);
	/* Absent headers are "unknown", not 0. */
	answer.rate_remaining = answer.rate_reset = -1;
	ratelimit_answered(&limits, ENDPOINT_TIMELINE, &answer, 0);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_TIMELINE, now), 0);
	ratelimit_block(&limits, ENDPOINT_TIMELINE, now + 5000);
	assert_int_equal(ratelimit_wait_ms(&limits, ENDPOINT_TIMELINE, now),
	    5000);
}

static void
test_handles(void **state)
{
	static const struct {
		const char *word, *handle;
		int64_t id;
		bool good;
	} cases[] = {
	    {"@ann", "ann", 0, true},
	    {"ann", "ann", 0, true},
	    {"x.com/ann", "ann", 0, true},
	    {"https://www.twitter.com/Ann_1/with_replies", "Ann_1", 0, true},
	    {"https://X.com/@ann?s=20", "ann", 0, true},
	    {"@12345", "12345", 0, true},
	    {"12345", "", 12345, true},
	    {"9223372036854775807", "", INT64_MAX, true},
	    {"9223372036854775808", "", 0, false},
	    {"@a b", "", 0, false},
	    {"@", "", 0, false},
	    {"", "", 0, false},
	    {"abcdefghijklmnop", "", 0, false},
	    {"a;drop", "", 0, false},
	    {"x.com/", "", 0, false},
	};
	int64_t id;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct account_name name;

		assert_int_equal(handle_parse(cases[i].word, &name),
		    cases[i].good);
		if (!cases[i].good)
			continue;
		assert_string_equal(name.handle, cases[i].handle);
		assert_int_equal(name.id, cases[i].id);
	}
	assert_true(handle_parse_post("17", &id));
	assert_true(handle_parse_post(
	    "https://x.com/ann/status/1234567890123456789?s=20", &id));
	assert_int_equal(id, 1234567890123456789);
	assert_false(handle_parse_post("@ann", &id));
	assert_false(handle_parse_post("https://x.com/ann", &id));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paths),
	    cmocka_unit_test(test_worst_cost),
	    cmocka_unit_test(test_outcomes),
	    cmocka_unit_test(test_rate_limits),
	    cmocka_unit_test(test_handles),
	};

	return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
