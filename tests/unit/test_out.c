/* The sinks: what each format looks like, and that none lets strangers' text
 * break it. */

#include "base/mem.h"
#include "base/when.h"
#include "hostile.h"
#include "sinks.h"
#include "json/json.h"

#include <math.h>
#include <stdlib.h>

static void
table_looks(void **state)
{
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_TABLE, 0);
	write_document(sink.out, "ann");
	close_sink(&sink);
	assert_string_equal(sink.text,
	    "First words: ann\n"
	    "N: 2\n"
	    "\n"
	    "Account                   Id  Posts  Share  Bar   Last"
	    "              Why\n"
	    "ann      9223372036854775807     -3   0.50  ██░░  "
	    "2023-11-14 22:13  ann\n"
	    "-                          -     -3      -  -     -\n"
	    "\n"
	    "Half: 0.500\n"
	    "At: 2023-11-14 22:13\n"
	    "Window: ann\n"
	    "\n"
	    "ann\n");
	free(sink.text);
}

static void
csv_looks(void **state)
{
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_CSV, 0);
	write_document(sink.out, "ann");
	close_sink(&sink);
	assert_string_equal(sink.text,
	    "handle,id,posts,share,paid,last,why\n"
	    "ann,9223372036854775807,-3,0.50,true,2023-11-14T22:13:20Z,ann\n"
	    ",,-3,,true,,\n");
	free(sink.text);
}

static void
csv_for_spreadsheets(void **state)
{
	struct out_style style = {.excel = true};
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	struct out *out = out_new(OUT_CSV, file, &style);

	(void)state;
	write_document(out, "ann");
	assert_int_equal(out_end(out, NULL), 0);
	out_free(out);
	fclose(file);
	assert_string_equal(text,
	    "\xef\xbb\xbfhandle,id,posts,share,paid,last,why\r\n"
	    "ann,\"=\"\"9223372036854775807\"\"\",-3,0.50,true,"
	    "2023-11-14T22:13:20Z,ann\r\n"
	    ",,-3,,true,,\r\n");
	free(text);
}

static void
json_looks(void **state)
{
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_JSON, 0);
	write_document(sink.out, "ann");
	close_sink(&sink);
	assert_string_equal(sink.text,
	    "{\n"
	    "  \"schema\": \"test.1\",\n"
	    "  \"first_words\": \"ann\",\n"
	    "  \"n\": 2,\n"
	    "  \"accounts\": [\n"
	    "    {\"handle\":\"ann\",\"id\":\"9223372036854775807\","
	    "\"posts\":-3,\"share\":0.5,\"paid\":true,"
	    "\"last\":\"2023-11-14T22:13:20Z\",\"why\":{\"a\":[1]}},\n"
	    "    {\"handle\":null,\"id\":null,\"posts\":-3,\"share\":null,"
	    "\"paid\":true,\"last\":null,\"why\":{\"a\":[1]}}\n"
	    "  ],\n"
	    "  \"half\": 0.5,\n"
	    "  \"at\": \"2023-11-14T22:13:20Z\",\n"
	    "  \"window\": {\"from\":1}\n"
	    "}\n");
	free(sink.text);
}

static void
jsonl_looks(void **state)
{
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_JSONL, 0);
	out_begin(sink.out, "rows", "test.1");
	out_columns(sink.out, columns, 2);
	out_text(sink.out, "a");
	out_id(sink.out, 1);
	out_row(sink.out);
	out_text(sink.out, "b");
	out_id(sink.out, 2);
	out_row(sink.out);
	close_sink(&sink);
	assert_string_equal(sink.text, "{\"handle\":\"a\",\"id\":\"1\"}\n"
				       "{\"handle\":\"b\",\"id\":\"2\"}\n");
	free(sink.text);
}

/* A second table has its own member in JSON; CSV and JSON lines leave it
 * out. */
static void
two_tables(void **state)
{
	static const struct {
		enum out_format format;
		const char *text;
	} wanted[] = {
	    {OUT_JSON, "{\n  \"schema\": \"test.1\",\n  \"a\": [\n"
		       "    {\"handle\":\"x\"}\n  ],\n  \"b\": [\n"
		       "    {\"handle\":\"y\"}\n  ]\n}\n"},
	    {OUT_CSV, "handle\nx\n"},
	    {OUT_JSONL, "{\"handle\":\"x\"}\n"},
	    {OUT_TABLE, "Account\nx\n\nAccount\ny\n"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		struct sink sink;

		open_sink(&sink, wanted[i].format, 0);
		out_begin(sink.out, "a", "test.1");
		out_columns(sink.out, columns, 1);
		out_text(sink.out, "x");
		out_row(sink.out);
		out_next(sink.out, "b");
		out_columns(sink.out, columns, 1);
		out_text(sink.out, "y");
		out_row(sink.out);
		close_sink(&sink);
		assert_string_equal(sink.text, wanted[i].text);
		free(sink.text);
	}
}

/* No rows: an empty array, a header, and no table. */
static void
no_rows(void **state)
{
	static const struct {
		enum out_format format;
		const char *text;
	} wanted[] = {
	    {OUT_JSON, "{\n  \"schema\": \"test.1\",\n  \"a\": []\n}\n"},
	    {OUT_CSV, "handle\n"},
	    {OUT_JSONL, ""},
	    {OUT_TABLE, ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		struct sink sink;

		open_sink(&sink, wanted[i].format, 0);
		out_begin(sink.out, "a", "test.1");
		out_columns(sink.out, columns, 1);
		close_sink(&sink);
		assert_string_equal(sink.text, wanted[i].text);
		free(sink.text);
	}
}

/* Every line of a cut table fits, and a column begins at one place. */
static void
check_lines(const char *name, const char *text, int width)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		if (utf8_width(text, len) > width)
			fail_msg("%s: %.*s", name, (int)len, text);
		text += len + 1;
	}
}

static void
tables_fit(void **state)
{
	static const struct out_column two[] = {{"handle", "Text", OUT_LEFT,
						    true},
	    {"n", "#", OUT_LEFT, false}};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct sink sink;
		struct buf more = BUF_INIT;
		const char *line;
		size_t len;

		buf_adds(&more, hostile[i].text);
		buf_adds(&more, " and so many more words that it is cut");
		open_sink(&sink, OUT_TABLE, 24);
		out_begin(sink.out, NULL, "test.1");
		out_columns(sink.out, two, 2);
		out_text(sink.out, more.data);
		out_text(sink.out, "#");
		out_row(sink.out);
		close_sink(&sink);
		check_lines(hostile[i].name, sink.text, 24);
		assert_true(hostile_is_harmless(sink.text, sink.len));
		line = strchr(sink.text, '\n') + 1;
		len = (size_t)(strrchr(line, '#') - line);
		if (utf8_width(line, len) != 23 || strstr(line, "…") == NULL)
			fail_msg("%s: %s", hostile[i].name, line);
		free(sink.text);
		buf_release(&more);
	}
}

/* Sentences go on in the lines below, whatever they hold. */
static void
sentences_wrap(void **state)
{
	static const struct out_column two[] = {{"text", "Text", OUT_LEFT,
						    true},
	    {"n", "#", OUT_LEFT, false}};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct sink sink;
		struct buf more = BUF_INIT;

		buf_adds(&more, "so many words that they go on below ");
		buf_adds(&more, hostile[i].text);
		open_sink(&sink, OUT_TABLE, 24);
		out_begin(sink.out, NULL, "test.1");
		out_columns(sink.out, two, 2);
		out_text(sink.out, more.data);
		out_text(sink.out, "#");
		out_row(sink.out);
		close_sink(&sink);
		check_lines(hostile[i].name, sink.text, 24);
		assert_true(hostile_is_harmless(sink.text, sink.len));
		assert_non_null(strstr(sink.text,
		    "\nso many words that     #\nthey go on below"));
		free(sink.text);
		buf_release(&more);
	}
}

/* A long text at the end gets lines of its own, when little room is left. */
static void
long_texts_stand_below(void **state)
{
	static const struct out_column three[] = {{"class", "Class", OUT_LEFT,
						      false},
	    {"n", "#", OUT_RIGHT, false}, {"text", "Text", OUT_LEFT, true}};
	struct sink sink;

	(void)state;
	open_sink(&sink, OUT_TABLE, 30);
	out_begin(sink.out, NULL, "test.1");
	out_columns(sink.out, three, 3);
	out_text(sink.out, "insight");
	out_int(sink.out, 12345);
	out_text(sink.out, "The gauge learns in two places: near full, and "
			   "near empty.");
	out_row(sink.out);
	out_text(sink.out, "link");
	out_int(sink.out, 1);
	out_text(sink.out, "short");
	out_row(sink.out);
	close_sink(&sink);
	assert_string_equal(sink.text, "Class        #\n"
				       "insight  12345\n"
				       "      The gauge learns in two\n"
				       "      places: near full, and\n"
				       "      near empty.\n"
				       "link         1\n"
				       "      short\n");
	free(sink.text);
}

static void
ascii_tables(void **state)
{
	struct out_style style = {.width = 20, .ascii = true};
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	struct out *out = out_new(OUT_TABLE, file, &style);
	static const struct out_column two[] = {{"handle", "Text", OUT_LEFT,
						    true},
	    {"n", "#", OUT_LEFT, false}};

	(void)state;
	out_begin(out, NULL, "test.1");
	out_columns(out, two, 2);
	out_text(out, "many words that do not fit");
	out_bar(out, 0.5, 4);
	out_row(out);
	assert_int_equal(out_end(out, NULL), 0);
	out_free(out);
	fclose(file);
	assert_string_equal(text, "Text            #\nmany words ...  ##..\n");
	free(text);
}

static void
check_json(const char *name, const char *text, const char *string, size_t len)
{
	struct json_doc doc = JSON_DOC_INIT;
	struct err err = ERR_INIT;
	const struct json *row;

	if (json_parse(&doc, text, len, &err) == -1)
		fail_msg("%s: %s", name, err.text);
	assert_string_equal(json_string(json_get(doc.root, "first_words")),
	    string);
	row = json_first(json_get(doc.root, "accounts"));
	assert_string_equal(json_string(json_get(row, "handle")), string);
	assert_int_equal(json_count(json_get(doc.root, "accounts")), 2);
	json_release(&doc);
}

/* Cells per record of a CSV text by RFC 4180; false unless all have n. */
static bool
has_n_cells(const char *text, int n)
{
	int cells = 1;
	bool quoted = false;

	for (; *text != '\0'; text++) {
		if (*text == '"')
			quoted = !quoted;
		else if (*text == ',' && !quoted)
			cells++;
		if (*text != '\n' || quoted)
			continue;
		if (cells != n)
			return false;
		cells = 1;
	}
	return !quoted;
}

static void
check_hostile(const char *name, const char *text)
{
	struct buf repaired = BUF_INIT;
	struct sink sink;

	utf8_add_repaired(&repaired, text, strlen(text));
	open_sink(&sink, OUT_TABLE, 80);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!hostile_is_harmless(sink.text, sink.len))
		fail_msg("%s: table", name);
	free(sink.text);

	open_sink(&sink, OUT_CSV, 0);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!has_n_cells(sink.text, 7) ||
	    memchr(sink.text, '\033', sink.len) != NULL ||
	    !utf8_is_valid(sink.text, sink.len))
		fail_msg("%s: csv", name);
	free(sink.text);

	open_sink(&sink, OUT_JSON, 0);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!hostile_is_harmless(sink.text, sink.len))
		fail_msg("%s: json", name);
	check_json(name, sink.text, repaired.data, sink.len);
	free(sink.text);

	open_sink(&sink, OUT_JSONL, 0);
	write_document(sink.out, text);
	close_sink(&sink);
	if (!hostile_is_harmless(sink.text, sink.len) ||
	    strchr(sink.text, '\n')[1] != '{')
		fail_msg("%s: jsonl", name);
	free(sink.text);
	buf_release(&repaired);
}

static void
every_sink_bears_every_string(void **state)
{
	struct buf longest = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++)
		check_hostile(hostile[i].name, hostile[i].text);
	for (int i = 0; i < 50000; i++)
		buf_adds(&longest, "\xf0\x9f\x91\xa9\xe2\x80\x8d");
	check_hostile("very long", longest.data);
	buf_release(&longest);
}

static void
formats_by_name(void **state)
{
	(void)state;
	assert_int_equal(out_format_by_name("csv"), OUT_CSV);
	assert_int_equal(out_format_by_name("xml"), -1);
	assert_int_equal(out_format_by_path("a/b.json"), OUT_JSON);
	assert_int_equal(out_format_by_path("a/b.md"), OUT_MARKDOWN);
	assert_int_equal(out_format_by_path("a/b.html"), OUT_HTML);
	assert_int_equal(out_format_by_path("a.b/c"), -1);
	assert_int_equal(out_format_by_path("noending"), -1);
}

static void
colour_is_asked_for(void **state)
{
	FILE *file = fopen("/dev/null", "w");

	(void)state;
	assert_true(out_style_for(file, "always").colour);
	assert_false(out_style_for(file, "never").colour);
	assert_false(out_style_for(file, "auto").colour);
	fclose(file);
}

static void
failure_is_reported(void **state)
{
	struct out_style style = {.width = 0};
	struct err err = ERR_INIT;
	FILE *file = fopen("/dev/full", "w");
	struct out *out;

	(void)state;
	if (file == NULL)
		skip();
	out = out_new(OUT_CSV, file, &style);
	write_document(out, "ann");
	assert_int_equal(out_end(out, &err), -1);
	assert_int_equal(err.code, ERR_IO);
	out_free(out);
	fclose(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(table_looks),
	    cmocka_unit_test(csv_looks),
	    cmocka_unit_test(csv_for_spreadsheets),
	    cmocka_unit_test(json_looks),
	    cmocka_unit_test(jsonl_looks),
	    cmocka_unit_test(two_tables),
	    cmocka_unit_test(no_rows),
	    cmocka_unit_test(tables_fit),
	    cmocka_unit_test(sentences_wrap),
	    cmocka_unit_test(long_texts_stand_below),
	    cmocka_unit_test(ascii_tables),
	    cmocka_unit_test(every_sink_bears_every_string),
	    cmocka_unit_test(formats_by_name),
	    cmocka_unit_test(colour_is_asked_for),
	    cmocka_unit_test(failure_is_reported),
	};

	when_set_zone("UTC");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
