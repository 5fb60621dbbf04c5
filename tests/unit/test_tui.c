/* What the TUI works out without a terminal: glyphs, lists, keys, lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "hostile.h"
#include "tui/doc.h"
#include "tui/glyph.h"
#include "tui/keys.h"
#include "tui/list.h"
#include "tui/prompt.h"
#include "tui/raw.h"

#include <locale.h>
#include <string.h>

/* What is no glyph of one or two plain cells is none at all. */
static void
test_hostile_text_is_harmless(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		const char *s = hostile[i].text;
		size_t len = hostile[i].len;

		for (size_t k = 0; k < len;) {
			struct glyph glyph;
			size_t n = glyph_next(s + k, len - k, false, &glyph);

			assert_true(n > 0 && n <= len - k);
			assert_in_range(glyph.width, 0, 2);
			for (int c = 0; glyph.chars[c] != 0; c++) {
				uint32_t code = (uint32_t)glyph.chars[c];

				assert_true(code >= 0x20 && code != 0x7f);
				assert_false(code >= 0x80 && code < 0xa0);
				assert_false(code >= 0x202a && code <= 0x202e);
				assert_false(code >= 0x2066 && code <= 0x2069);
				assert_int_not_equal(code, 0x200d);
				assert_int_not_equal(code, 0xfe0f);
			}
			k += n;
		}
	}
}

static void
test_doubtful_widths(void **state)
{
	static const struct {
		const char *text;
		int columns;
	} cases[] = {
	    {"abc", 3}, {"\xe7\x95\x8c", 2},         /* Han */
	    {"e\xcc\x81", 1},                        /* e and acute */
	    {"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", 2}, /* a flag: DE */
	    {"\xe2\x9d\xa4\xef\xb8\x8f", 1},         /* heart, VS16 */
	    {"1\xef\xb8\x8f\xe2\x83\xa3", 1},        /* a keycap */
	    {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7", 2}, /* joined */
	    {"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", 2},             /* skin tone */
	    {"a\xe2\x80\x8b"
	     "b",
		2}, /* zero width space */
	    {"\xe2\x80\xae"
	     "x",
		1}, /* override */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(glyph_columns(cases[i].text,
				     strlen(cases[i].text), false),
		    cases[i].columns);
	assert_int_equal(glyph_columns("\xe7\x95\x8c", 3, true), 1);
}

static void
test_wrapping(void **state)
{
	const char *text = "one two  three\nfour aVeryLongWord";
	const char *lines[] = {"one two ", "three", "four", "aVeryLong",
	    "Word"};
	size_t len = strlen(text), i = 0, n = 0, next;

	(void)state;
	while (i < len) {
		size_t end = glyph_wrap(text + i, len - i, 9, false, &next);

		assert_true(n < ARRAY_LEN(lines));
		assert_int_equal(end, strlen(lines[n]));
		assert_memory_equal(text + i, lines[n], end);
		assert_true(next > 0);
		i += next;
		n++;
	}
	assert_int_equal(n, ARRAY_LEN(lines));
	/* A picture that does not fit is taken all the same. */
	assert_true(glyph_wrap("\xe7\x95\x8c", 3, 1, false, &next) == 3);
}

static void
test_list(void **state)
{
	struct list list = {.n = 0};

	(void)state;
	list_resize(&list, 0, 10);
	list_move(&list, 5);
	assert_int_equal(list.cursor, 0);
	list_resize(&list, 100, 10);
	list_move(&list, 12);
	assert_int_equal(list.cursor, 12);
	assert_int_equal(list.top, 3);
	list_page(&list, 1);
	assert_int_equal(list.cursor, 22);
	assert_int_equal(list.top, 13);
	list_resize(&list, 100, 4);
	assert_int_equal(list.cursor, 22);
	assert_true(list.top <= 22 && 22 < list.top + 4);
	list_page(&list, 1000);
	assert_int_equal(list.cursor, 99);
	assert_int_equal(list.top, 96);
	list_page(&list, -1000);
	assert_int_equal(list.cursor, 0);
	assert_int_equal(list.top, 0);
	list_to(&list, 50);
	list_resize(&list, 20, 4);
	assert_int_equal(list.cursor, 19);
}

/* Every action can be reached, and no key does two things. */
static void
test_default_keys(void **state)
{
	struct err err = ERR_INIT;
	struct keys keys;

	(void)state;
	assert_int_equal(keys_load(&keys, "", &err), 0);
	for (int a = 1; a < ACTION_COUNT; a++) {
		assert_int_not_equal(keys.keys[a][0], KEY_NONE);
		assert_non_null(action_info[a].help);
		for (int i = 0; i < KEYS_PER_ACTION; i++)
			if (keys.keys[a][i] != KEY_NONE)
				assert_int_equal(keys_action(&keys,
						     keys.keys[a][i]),
				    a);
	}
	assert_int_equal(keys_action(&keys, 'j'), ACTION_DOWN);
	assert_int_equal(keys_action(&keys, SPECIAL_DOWN), ACTION_DOWN);
	assert_int_equal(keys_action(&keys, 0x10ffff), ACTION_NONE);
}

static void
test_keys_bound_anew(void **state)
{
	static const char *const bad[] = {"nothing=x", "down", "down=Sideways",
	    "down=a,b,c,d,e", "=x"};
	struct err err = ERR_INIT;
	struct keys keys;
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(keys_load(&keys, "quit=^C,X  up=j label-ask=,", &err),
	    0);
	assert_int_equal(keys_action(&keys, 3), ACTION_QUIT);
	assert_int_equal(keys_action(&keys, 'X'), ACTION_QUIT);
	assert_int_equal(keys_action(&keys, 'Q'), ACTION_NONE);
	assert_int_equal(keys_action(&keys, 'j'), ACTION_UP);
	assert_int_equal(keys_action(&keys, 'k'), ACTION_NONE);
	assert_int_equal(keys_action(&keys, ','), ACTION_LABEL_5);
	keys_add(&text, &keys, ACTION_QUIT);
	assert_string_equal(text.data, "^C, X");
	buf_release(&text);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		assert_int_equal(keys_load(&keys, bad[i], &err), -1);
		assert_int_equal(err.code, ERR_CONFIG);
	}
}

static void
test_prompt(void **state)
{
	struct prompt prompt = PROMPT_INIT;

	(void)state;
	prompt_open(&prompt, ACTION_FIND, "Find:", "ab cd");
	assert_int_equal(prompt_key(&prompt, 0xe9), PROMPT_OPEN);
	assert_string_equal(prompt.text.data, "ab cd\xc3\xa9");
	prompt_key(&prompt, CODE_BACKSPACE);
	assert_string_equal(prompt.text.data, "ab cd");
	prompt_key(&prompt, SPECIAL_UP);
	prompt_key(&prompt, 0x202e);
	assert_string_equal(prompt.text.data, "ab cd");
	prompt_key(&prompt, 'W' & 0x1f);
	assert_string_equal(prompt.text.data, "ab ");
	assert_int_equal(prompt_key(&prompt, CODE_ENTER), PROMPT_DONE);
	prompt_key(&prompt, 'U' & 0x1f);
	assert_string_equal(prompt.text.data, "");
	assert_int_equal(prompt_key(&prompt, CODE_BACKSPACE), PROMPT_CANCELLED);
	assert_int_equal(prompt_key(&prompt, CODE_ESCAPE), PROMPT_CANCELLED);
	prompt_release(&prompt);
}

static void
test_lines(void **state)
{
	struct doc doc = DOC_INIT;
	struct buf wrapped = BUF_INIT;
	const struct line *line;

	(void)state;
	doc.ascii = true;
	doc_line(&doc, 7);
	doc_cell(&doc, ROLE_NAME, "longer than that", 8);
	doc_cell(&doc, ROLE_TEXT, "12", -4);
	doc_to(&doc, 15);
	doc_bar(&doc, ROLE_GIVE, 0.5, 4);
	line = &doc.lines[0];
	assert_int_equal(line->columns, 19);
	assert_memory_equal(doc.text.data, "longer ~  12   ##..", 19);
	doc_wrap(&doc, "Some words that are wrapped", NULL, 2, 12);
	assert_int_equal(doc.n, 4);
	assert_int_equal(doc_find(&doc, 7), 0);
	assert_int_equal(doc_find(&doc, 8), doc.n);
	doc_wrap(&doc, "wrapped", NULL, 2, 12);
	buf_adds(&wrapped, "  wrapped");
	assert_int_equal(doc_find_text(&doc, &wrapped, 0), 3);
	assert_int_equal(doc_find_text(&doc, &wrapped, 3), 3);
	assert_int_equal(doc_find_text(&doc, &wrapped, 4), 4);
	assert_int_equal(doc_find_text(&doc, &wrapped, 99), 4);
	buf_adds(&wrapped, "!");
	assert_int_equal(doc_find_text(&doc, &wrapped, 2), doc.n);
	buf_release(&wrapped);
	assert_true(doc_matches(&doc, 1, "SOME"));
	assert_false(doc_matches(&doc, 0, "some"));
	doc_release(&doc);
}

static void
test_raw_post(void **state)
{
	const char *json = "{\"data\":[{\"id\":\"1\",\"text\":\"a \\\"}\"},"
			   "{\"text\":\"b\",\"ref\":{\"id\":\"9\"},"
			   "\"id\":\"2\"}]}";
	struct buf text = BUF_INIT;

	(void)state;
	raw_add_post(&text, json, strlen(json), 1);
	assert_string_equal(text.data,
	    "{\n  \"id\": \"1\",\n  \"text\": \"a \\\"}\"\n}");
	buf_clear(&text);
	raw_add_post(&text, json, strlen(json), 2);
	assert_non_null(strstr(text.data, "\"b\""));
	assert_null(strstr(text.data, "\"1\""));
	buf_clear(&text);
	raw_add_post(&text, json, strlen(json), 3);
	assert_int_equal(text.len, 0);
	/* Damaged: nothing, and no harm. */
	for (size_t len = 0; len < strlen(json); len++) {
		buf_clear(&text);
		raw_add_post(&text, json, len, 2);
	}
	raw_add_post(&text, "]]}}[[{\"id\":\"2\"", 15, 2);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hostile_text_is_harmless),
	    cmocka_unit_test(test_doubtful_widths),
	    cmocka_unit_test(test_wrapping),
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_default_keys),
	    cmocka_unit_test(test_keys_bound_anew),
	    cmocka_unit_test(test_prompt),
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_raw_post),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
