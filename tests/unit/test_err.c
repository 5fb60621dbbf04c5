/* Errors: code, text, context, and texts that do not fit. */
#include "base/err.h"
#include "base/utf8.h"
#include "unit.h"

#include <errno.h>
#include <string.h>

static void
set_and_context(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&err, ERR_DATA, "line %d", 3), -1);
	assert_int_equal(err_context(&err, "file %s", "a"), -1);
	assert_int_equal(err.code, ERR_DATA);
	assert_string_equal(err.text, "file a: line 3");
}

static void
errno_text(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	errno = ENOENT;
	assert_int_equal(err_errno(&err, ERR_IO, "%s", "x"), -1);
	assert_int_equal(err.code, ERR_IO);
	assert_string_equal(err.text, "x: No such file or directory");
}

static void
null_is_fine(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, ERR_DATA, "x"), -1);
	assert_int_equal(err_context(NULL, "x"), -1);
	assert_int_equal(err_errno(NULL, ERR_DATA, "x"), -1);
}

/* Whatever is cut, no half character is left. */
static void
cut_at_a_character(void **state)
{
	char text[2000];
	struct err err = ERR_INIT;

	(void)state;
	for (size_t offset = 0; offset < 4; offset++) {
		memset(text, 'a', sizeof(text));
		for (size_t i = offset; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\xf0\x9f\x98\x80", 4);
		text[sizeof(text) - 4] = '\0';
		err_set(&err, ERR_DATA, "%s", text);
		assert_true(utf8_is_valid(err.text, strlen(err.text)));
		assert_true(strlen(err.text) > sizeof(err.text) - 8);
		for (int i = 0; i < 5; i++) {
			err_context(&err, "€%d", i);
			assert_true(utf8_is_valid(err.text, strlen(err.text)));
		}
	}
}

/* Context that alone fills the text leaves no room for the rest. */
static void
context_too_long(void **state)
{
	char text[2000];
	struct err err = ERR_INIT;

	(void)state;
	memset(text, 'b', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	err_set(&err, ERR_DATA, "a");
	err_context(&err, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
	errno = EIO;
	err_errno(&err, ERR_DATA, "%s", text);
	assert_int_equal(strlen(err.text), sizeof(err.text) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(set_and_context),
	    cmocka_unit_test(errno_text),
	    cmocka_unit_test(null_is_fine),
	    cmocka_unit_test(cut_at_a_character),
	    cmocka_unit_test(context_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
