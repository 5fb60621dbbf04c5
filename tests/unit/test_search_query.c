#include "hostile.h"
#include "search/search.h"
#include "unit.h"

#include <string.h>

#define NOW INT64_C(1791000000)

static void
matches(const char *text, const char *match, const char *reject)
{
	struct search_query query;
	struct err err = ERR_INIT;

	if (search_parse(text, NOW, &query, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	if (match == NULL)
		assert_null(query.match);
	else
		assert_string_equal(query.match, match);
	if (reject == NULL)
		assert_null(query.reject);
	else
		assert_string_equal(query.reject, reject);
	search_release(&query);
}

static void
fails(const char *text, const char *why)
{
	struct search_query query;
	struct err err = ERR_INIT;

	assert_int_equal(search_parse(text, NOW, &query, &err), -1);
	assert_int_equal(err.code, ERR_USAGE);
	if (strstr(err.text, why) == NULL)
		fail_msg("%s: %s", text, err.text);
	search_release(&query);
}

static void
test_words(void **state)
{
	(void)state;
	matches("", NULL, NULL);
	matches("  solar  panel ", "\"solar\" AND \"panel\"", NULL);
	matches("\"release notes\" x", "\"release notes\" AND \"x\"", NULL);
	matches("batter*", "\"batter\" *", NULL);
	matches("a -b -\"c d\"", "(\"a\") NOT (\"b\" OR \"c d\")", NULL);
	matches("-b", NULL, "\"b\"");
	matches("\"not closed", "\"not closed\"", NULL);
	matches("天気", "\"天気\"", NULL);
}

/* Whatever the full-text index takes for its syntax is only data. */
static void
test_syntax_is_data(void **state)
{
	(void)state;
	matches("a AND b OR (c",
	    "\"a\" AND \"AND\" AND \"b\" AND \"OR\" AND "
	    "\"(c\"",
	    NULL);
	matches("NEAR(x,2)", "\"NEAR(x,2)\"", NULL);
	matches("text:x", "\"text:x\"", NULL);
	matches("^x {a}:b a+b", "\"^x\" AND \"{a}:b\" AND \"a+b\"", NULL);
	matches("https://a.example/?q=1", "\"https://a.example/?q=1\"", NULL);
	matches("12:30", "\"12:30\"", NULL);
	matches("a'b;--", "\"a'b;--\"", NULL);
}

static void
test_filters(void **state)
{
	struct search_query query;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(search_parse("from:@Ana -class:promote has:link "
				      "group:\"My Team\" is:reply lang:DE "
				      "site:Example.ORG since:2026-10-01 "
				      "until:1d word",
			     NOW, &query, &err),
	    0);
	assert_int_equal(query.n_filters, 9);
	assert_string_equal(query.match, "\"word\"");
	assert_string_equal(query.filters[0].value, "@ana");
	assert_true(query.filters[1].negated);
	assert_int_equal(query.filters[1].number, 5);
	assert_int_equal(query.filters[2].number, HAS_LINK);
	assert_string_equal(query.filters[3].value, "My Team");
	assert_int_equal(query.filters[4].number, IS_REPLY);
	assert_string_equal(query.filters[5].value, "de");
	assert_string_equal(query.filters[6].value, "example.org");
	assert_int_equal(query.until, NOW - 86400);
	assert_true(query.since < query.until);
	search_release(&query);
}

static void
test_mistakes(void **state)
{
	(void)state;
	fails("form:ana", "did you mean from:");
	fails("class:good", "answer");
	fails("has:links", "one of link");
	fails("is:cat", "one of reply");
	fails("since:soonish", "since:soonish is no time");
	fails("-since:1d", "opposite");
	fails("from:a.b", "no account");
	fails("!!", "no letter or digit");
	fails("\xf0\x9f\x8e\x89", "no letter or digit");
}

/* Nothing that strangers write breaks the parser, and quotes are paired. */
static void
test_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct search_query query;
		struct err err = ERR_INIT;
		size_t quotes = 0;

		search_parse(hostile[i].text, NOW, &query, &err);
		for (const char *p = query.match; p != NULL && *p != '\0'; p++)
			quotes += *p == '"';
		assert_int_equal(quotes % 2, 0);
		search_release(&query);
	}
}

static void
test_too_many(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 101; i++)
		buf_adds(&text, "a ");
	fails(text.data, "more than 100");
	buf_release(&text);
}

static void
shows(const char *text, const char *words, int width, const char *snippet)
{
	struct search_query query;
	struct err err = ERR_INIT;
	struct buf buf = BUF_INIT;

	assert_int_equal(search_parse(words, NOW, &query, &err), 0);
	search_add_snippet(&buf, text, &query, width);
	assert_string_equal(buf.data, snippet);
	buf_release(&buf);
	search_release(&query);
}

static void
test_snippet(void **state)
{
	(void)state;
	shows("short", "short", 20, "short");
	shows("one two three four five six seven eight nine ten eleven", "TEN",
	    32, "…six seven eight nine ten eleven");
	shows("one two three four five six seven", "absent", 16,
	    "one two three f…");
	/* "and" begins a word; it does not in "thousand". */
	shows("a thousand times and then some more of the same again", "and",
	    20, "a thousand times an…");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_syntax_is_data),
	    cmocka_unit_test(test_filters),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_too_many),
	    cmocka_unit_test(test_snippet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
