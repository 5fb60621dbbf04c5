/* Strangers' text in every place it is written to. */

#include "base/mem.h"
#include "base/text.h"
#include "hostile.h"
#include "unit.h"
#include "json/json.h"

#include <string.h>

static void
terminal_is_harmless(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT;

		text_add_terminal(&buf, hostile[i].text, hostile[i].len);
		if (!hostile_is_harmless(buf.data, buf.len) ||
		    memchr(buf.data, '\n', buf.len) != NULL)
			fail_msg("%s", hostile[i].name);
		buf_release(&buf);
	}
}

static void
terminal_keeps_what_is_fine(void **state)
{
	static const char *const fine[] = {"plain words",
	    "\xe5\xa4\xa9\xe6\xb0\x97",
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
	    "\xe2\x9d\xa4\xef\xb8\x8f", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(fine); i++) {
		struct buf buf = BUF_INIT;

		text_add_terminal(&buf, fine[i], strlen(fine[i]));
		assert_string_equal(buf.data, fine[i]);
		buf_release(&buf);
	}
}

/* Undo RFC 4180: true if s is exactly one cell, put into cell. */
static bool
is_one_cell(const char *s, size_t len, struct buf *cell)
{
	size_t i = 0;

	if (len == 0 || s[0] != '"') {
		buf_add(cell, s, len);
		return strpbrk(cell->data, ",\"\r\n") == NULL;
	}
	for (i = 1; i < len; i++) {
		if (s[i] == '"' && (i + 1 == len || s[i + 1] != '"'))
			return i + 1 == len;
		i += s[i] == '"';
		buf_addc(cell, s[i]);
	}
	return false;
}

static void
csv_is_one_harmless_cell(void **state)
{
	static const char *const formulas[] = {"=", "+", "-", "@", "\t", "\r",
	    "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
	    "\xef\xbc\xa0"};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT, cell = BUF_INIT;

		text_add_csv(&buf, hostile[i].text, hostile[i].len);
		if (!is_one_cell(buf.data, buf.len, &cell))
			fail_msg("%s: %s", hostile[i].name, buf.data);
		for (size_t j = 0; j < ARRAY_LEN(formulas); j++)
			if (strncmp(cell.data, formulas[j],
				strlen(formulas[j])) == 0)
				fail_msg("%s: a formula", hostile[i].name);
		if (!utf8_is_valid(buf.data, buf.len) ||
		    memchr(buf.data, '\033', buf.len) != NULL)
			fail_msg("%s: bytes", hostile[i].name);
		buf_release(&buf);
		buf_release(&cell);
	}
}

static void
json_reads_back(void **state)
{
	struct json_doc doc = JSON_DOC_INIT;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT, want = BUF_INIT;
		struct err err = ERR_INIT;

		text_add_json(&buf, hostile[i].text, hostile[i].len);
		if (!hostile_is_harmless(buf.data, buf.len) ||
		    memchr(buf.data, '\n', buf.len) != NULL)
			fail_msg("%s: bytes", hostile[i].name);
		if (json_parse(&doc, buf.data, buf.len, &err) == -1)
			fail_msg("%s: %s", hostile[i].name, err.text);
		utf8_add_repaired(&want, hostile[i].text, hostile[i].len);
		assert_string_equal(json_string(doc.root), want.data);
		buf_release(&buf);
		buf_release(&want);
	}
	json_release(&doc);
}

static void
html_has_no_markup(void **state)
{
	static const char *const entities[] = {"&amp;", "&lt;", "&gt;",
	    "&quot;", "&#39;"};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT;

		text_add_html(&buf, hostile[i].text, hostile[i].len);
		assert_true(utf8_is_valid(buf.data, buf.len));
		if (strpbrk(buf.data, "<>\"'") != NULL ||
		    strlen(buf.data) != buf.len)
			fail_msg("%s: %s", hostile[i].name, buf.data);
		for (const char *p = buf.data; *p != '\0'; p++) {
			size_t j = 0;

			while (
			    *p == '&' && j < ARRAY_LEN(entities) &&
			    strncmp(p, entities[j], strlen(entities[j])) != 0)
				j++;
			if (j == ARRAY_LEN(entities))
				fail_msg("%s: %s", hostile[i].name, p);
		}
		buf_release(&buf);
	}
}

static void
html_keeps_line_ends(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	text_add_html(&buf, "a\r\nb\rc\td", 8);
	assert_string_equal(buf.data, "a\nb\nc\td");
	buf_release(&buf);
}

static void
csv_examples(void **state)
{
	static const char *const examples[][2] = {{"plain", "plain"}, {"", ""},
	    {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""}, {"=1", "\"'=1\""},
	    {"@ann hi", "\"'@ann hi\""}, {"a\nb", "\"a\nb\""},
	    {"a;b", "\"a;b\""}, {"3-2", "3-2"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		struct buf buf = BUF_INIT;

		text_add_csv(&buf, examples[i][0], strlen(examples[i][0]));
		assert_string_equal(buf.data, examples[i][1]);
		buf_release(&buf);
	}
}

static void
entities_are_decoded_once(void **state)
{
	static const char *const examples[][2] = {{"a &amp; b", "a & b"},
	    {"&amp;lt;", "&lt;"}, {"&lt;3 &gt;", "<3 >"},
	    {"&copy; &", "&copy; &"}, {"&am", "&am"}, {"", ""}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		struct buf buf = BUF_INIT;

		text_add_unescaped(&buf, examples[i][0],
		    strlen(examples[i][0]));
		assert_string_equal(buf.data, examples[i][1]);
		buf_release(&buf);
	}
}

static void
wrapping(void **state)
{
	static const struct {
		const char *text, *wrapped;
		int used;
	} examples[] = {
	    {"", "", 0},
	    {"one two", "one two", 0},
	    {"one two three", "one two\n> three", 0},
	    {"one  two", "one  two", 0},
	    {"one two", "one\n> two", 4},
	    {"a\nb\n", "a\n> b\n", 0},
	    {"much-too-long-a-word b", "much-too-long-a-word\n> b", 0},
	    {"\xe5\xa4\xa9\xe6\xb0\x97 \xe5\xa4\xa9\xe6\xb0\x97",
		"\xe5\xa4\xa9\xe6\xb0\x97\n> \xe5\xa4\xa9\xe6\xb0\x97", 0},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		struct buf buf = BUF_INIT;

		text_add_wrapped(&buf, examples[i].text, examples[i].used, "> ",
		    8);
		assert_string_equal(buf.data, examples[i].wrapped);
		buf_release(&buf);
	}
}

static void
distances(void **state)
{
	char longest[100];

	(void)state;
	assert_int_equal(text_distance("fetch", "fetch"), 0);
	assert_int_equal(text_distance("fetch", "fecth"), 1);
	assert_int_equal(text_distance("watch", "wtch"), 1);
	assert_int_equal(text_distance("kitten", "sitting"), 3);
	assert_int_equal(text_distance("", "abc"), 3);
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_true(text_distance(longest, "a") > 30);
}

static void
nearest_word(void **state)
{
	static const char *const words[] = {"watch", "fetch", "report", NULL};
	static const char *const none[] = {NULL};

	(void)state;
	assert_string_equal(text_nearest("fecth", words), "fetch");
	assert_string_equal(text_nearest("reprot", words), "report");
	assert_null(text_nearest("xyzzyplugh", words));
	assert_null(text_nearest("fetch", none));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terminal_is_harmless),
	    cmocka_unit_test(terminal_keeps_what_is_fine),
	    cmocka_unit_test(csv_is_one_harmless_cell),
	    cmocka_unit_test(csv_examples),
	    cmocka_unit_test(json_reads_back),
	    cmocka_unit_test(html_has_no_markup),
	    cmocka_unit_test(html_keeps_line_ends),
	    cmocka_unit_test(entities_are_decoded_once),
	    cmocka_unit_test(wrapping),
	    cmocka_unit_test(distances),
	    cmocka_unit_test(nearest_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
