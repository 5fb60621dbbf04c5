/* Pages and Markdown: how they look, what they link, and that strangers' text
 * stays text. */
#include "base/when.h"
#include "hostile.h"
#include "sinks.h"

#include <stdlib.h>

/* How often one string stands in another. */
static int
count(const char *text, const char *what)
{
	int n = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		n++;
	return n;
}

/* A page has our tags alone; Markdown none, and our links alone. */
static void
check_pages(const char *name, const char *text)
{
	struct sink sink;

	open_sink(&sink, OUT_HTML, 0);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!utf8_is_valid(sink.text, sink.len) ||
	    count(sink.text, "<script") != 1 || count(sink.text, "<td") != 14 ||
	    strstr(sink.text, " onmouseover=\"") != NULL)
		fail_msg("%s: html: %s", name, sink.text);
	free(sink.text);

	open_sink(&sink, OUT_MARKDOWN, 0);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!hostile_is_harmless(sink.text, sink.len) ||
	    strchr(sink.text, '<') != NULL ||
	    strstr(sink.text, "://evil") != NULL)
		fail_msg("%s: markdown: %s", name, sink.text);
	free(sink.text);
}

static void
markdown_looks(void **state)
{
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_MARKDOWN, 0);
	write_document(sink.out, "ann");
	close_sink(&sink);
	assert_string_equal(sink.text,
	    "# Test\n\n- **First words:** ann\n- **N:** 2\n\n"
	    "| Account | Id | Posts | Share | Bar | Last | Why |\n"
	    "| --- | ---: | ---: | ---: | --- | --- | --- |\n"
	    "| [&#64;ann](https://x.com/ann) | 9223372036854775807 | -3 | 0.50 "
	    "| 50 % | 2023-11-14 22:13 | ann |\n"
	    "| – | – | -3 | – | – | – |  |\n\n"
	    "- **Half:** 0.500\n- **At:** 2023-11-14 22:13\n"
	    "- **Window:** ann\n\nann\n\n");
	free(sink.text);
}

/* What a column's name says, pages link: handles, posts; text that only
 * looks like a link does not become one. */
static void
pages_link(void **state)
{
	static const struct out_column three[] = {{"to_handle", "Whom"},
	    {"post_id", "Which"}, {"posts", "All"}, {"name", "Name"}};
	static const int64_t ids[] = {123456789012345678, 9, 8, 7, 6};
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_HTML, 0);
	out_begin(sink.out, NULL, "test.1");
	out_columns(sink.out, three, 4);
	out_text(sink.out, "Ann_1");
	out_id(sink.out, 77);
	out_posts(sink.out, ids, 5);
	out_text(sink.out, "@nobody");
	out_row(sink.out);
	out_text(sink.out, "no handle");
	out_id(sink.out, 0);
	out_posts(sink.out, ids, 1);
	out_text(sink.out, NULL);
	out_row(sink.out);
	out_paragraph(sink.out, "As @bob said in 123456789012345678 (x@y), "
				"12345678901234567890, @sixteen_letters_");
	close_sink(&sink);
	assert_int_equal(count(sink.text, "href=\"https://x.com/Ann_1\""), 1);
	assert_int_equal(count(sink.text, "href=\"https://x.com/bob\""), 1);
	assert_int_equal(count(sink.text, "href=\"https://x.com/i/status/77\""),
	    1);
	assert_int_equal(count(sink.text, "href=\"https://x.com/i/status/"
					  "123456789012345678\""),
	    3);
	assert_int_equal(count(sink.text, "<summary>5 posts</summary>"), 1);
	assert_int_equal(count(sink.text, "x.com/nobody"), 0);
	assert_int_equal(count(sink.text, "x.com/sixteen"), 0);
	assert_int_equal(count(sink.text, "status/12345678901234567890"), 0);
	free(sink.text);
}

/* Rows that say too little are for machines, and for who asks. */
static void
asides_are_left_out(void **state)
{
	static const struct {
		enum out_format format;
		bool all;
		int rows;
	} cases[] = {{OUT_TABLE, false, 1}, {OUT_TABLE, true, 2},
	    {OUT_MARKDOWN, false, 1}, {OUT_HTML, false, 1}, {OUT_HTML, true, 2},
	    {OUT_JSON, false, 2}, {OUT_JSONL, false, 2}, {OUT_CSV, false, 2}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct out_style style = {.all = cases[i].all};
		char *text = NULL;
		size_t len = 0;
		FILE *file = open_memstream(&text, &len);
		struct out *out = out_new(cases[i].format, file, &style);

		out_begin(out, "rows", "test.1");
		out_columns(out, columns, 1);
		out_aside(out);
		out_text(out, "zebra1");
		out_row(out);
		out_text(out, "zebra2");
		out_row(out);
		assert_int_equal(out_end(out, NULL), 0);
		out_free(out);
		fclose(file);
		if ((count(text, "zebra1") > 0) != (cases[i].rows == 2) ||
		    count(text, "zebra2") == 0)
			fail_msg("%s: %s", out_format_name(cases[i].format),
			    text);
		free(text);
	}
}

static void
pages_bear_every_string(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++)
		check_pages(hostile[i].name, hostile[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(markdown_looks),
	    cmocka_unit_test(pages_link),
	    cmocka_unit_test(asides_are_left_out),
	    cmocka_unit_test(pages_bear_every_string),
	};

	when_set_zone("UTC");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
