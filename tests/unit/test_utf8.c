/* UTF-8: decoding, repair, widths, cutting. */
#include "base/mem.h"
#include "base/utf8.h"
#include "hostile.h"
#include "unit.h"

#include <string.h>

/* Decoding always gets on, never reads past the end, and what it gives is a
 * scalar value. */
static void
decoding_gets_on(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		const struct hostile *h = &hostile[i];
		uint32_t c;

		for (size_t at = 0; at < h->len;) {
			size_t n = utf8_decode(h->text + at, h->len - at, &c);

			assert_true(n >= 1 && n <= h->len - at);
			assert_true(
			    c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff));
			at += n;
		}
	}
}

static void
repair(void **state)
{
	static const struct {
		const char *from, *to;
	} examples[] = {
	    {"plain", "plain"},
	    {"a\xff"
	     "b",
		"a\xef\xbf\xbd"
		"b"},
	    {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xed\xa0\xbd", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\xef\xbf\xbd", "\xef\xbf\xbd"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		struct buf buf = BUF_INIT;

		utf8_add_repaired(&buf, examples[i].from,
		    strlen(examples[i].from));
		assert_string_equal(buf.data, examples[i].to);
		assert_true(utf8_is_valid(buf.data, buf.len));
		buf_release(&buf);
	}
	assert_false(utf8_is_valid("a\xff", 2));
	assert_true(utf8_is_valid("\xef\xbf\xbd", 3));
}

static void
offsets(void **state)
{
	const char *s = "a\xc3\xa9\xf0\x9f\x98\x80z"; /* 1, 2, 4, 1 bytes */

	(void)state;
	assert_int_equal(utf8_count(s, 8), 4);
	assert_int_equal(utf8_offset(s, 8, 0), 0);
	assert_int_equal(utf8_offset(s, 8, 2), 3);
	assert_int_equal(utf8_offset(s, 8, 3), 7);
	assert_int_equal(utf8_offset(s, 8, 99), 8);
}

static void
widths(void **state)
{
	static const struct {
		const char *text;
		int width;
	} examples[] = {
	    {"", 0}, {"abc", 3}, {"\xc3\xa9", 1}, /* e acute */
	    {"e\xcc\x81", 1},                     /* the same, combined */
	    {"\xe5\xa4\xa9\xe6\xb0\x97", 4},      /* Han */
	    {"\xef\xbd\xb1", 1},                  /* narrow katakana */
	    {"\xf0\x9f\x98\x80", 2},
	    {"\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", 2},             /* skin tone */
	    {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 2}, /* joined */
	    {"\xe2\x9d\xa4\xef\xb8\x8f", 2},         /* heart, as a picture */
	    {"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", 2}, /* flag */
	    {"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7",
		4},
	    {"1\xef\xb8\x8f\xe2\x83\xa3", 2}, /* keycap */
	    {"\xd7\xa9\xd7\x9c", 2},          /* Hebrew */
	    {"\xe0\xb8\x81\xe0\xb8\xb3", 2},  /* Thai with a vowel */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++)
		if (utf8_width(examples[i].text, strlen(examples[i].text)) !=
		    examples[i].width)
			fail_msg("%zu: %d", i,
			    utf8_width(examples[i].text,
				strlen(examples[i].text)));
}

/* A cut never splits a cluster and never is too wide. */
static void
fitting(void **state)
{
	(void)state;
	assert_int_equal(utf8_fit("abc", 3, 2), 2);
	assert_int_equal(utf8_fit("\xe5\xa4\xa9\xe6\xb0\x97", 6, 3), 3);
	assert_int_equal(utf8_fit("e\xcc\x81x", 4, 1), 3);
	assert_int_equal(utf8_fit("abc", 3, 0), 0);
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		const struct hostile *h = &hostile[i];

		for (int width = 0; width < 12; width++) {
			size_t n = utf8_fit(h->text, h->len, width);

			assert_true(n <= h->len);
			assert_true(utf8_width(h->text, n) <= width);
		}
	}
}

static void
controls(void **state)
{
	static const uint32_t yes[] = {0, 0x1b, 0x7f, 0x9b, 0x61c, 0x200b,
	    0x200e, 0x2028, 0x202e, 0x2066, 0xfeff, 0xd800, 0xe0001};
	static const uint32_t no[] = {' ', 'a', 0xa0, 0x200c, 0x200d, 0xfe0f,
	    0x1f600, 0x5929, 0xfffd};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		assert_true(utf8_is_control(yes[i]));
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		assert_false(utf8_is_control(no[i]));
}

static void
scripts(void **state)
{
	(void)state;
	assert_true(utf8_is_unspaced(0x5929));
	assert_true(utf8_is_unspaced(0x3042));
	assert_true(utf8_is_unspaced(0x0e01));
	assert_false(utf8_is_unspaced('a'));
	assert_false(utf8_is_unspaced(0xac00)); /* Korean has blanks */
}

static void
lower(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	utf8_add_lower(&buf, "AbC\xc3\x84\xce\xa3!", 8);
	assert_string_equal(buf.data, "abc\xc3\xa4\xcf\x83!");
	buf_release(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(decoding_gets_on),
	    cmocka_unit_test(repair),
	    cmocka_unit_test(offsets),
	    cmocka_unit_test(widths),
	    cmocka_unit_test(fitting),
	    cmocka_unit_test(controls),
	    cmocka_unit_test(scripts),
	    cmocka_unit_test(lower),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
