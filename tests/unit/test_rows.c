#include "base/rows.h"
#include "unit.h"

static void
reads_csv(void **state)
{
	struct rows rows = {.next =
				"\xef\xbb\xbfid,label,text\r\n"
				"1,promote,\"two\nlines, \"\"quoted\"\"\"\r\n"
				"\r\n"
				"=\"12\",'ask,\n"
				"3"};
	int id = rows_column(&rows, "id"), text = rows_column(&rows, "text");
	int label = rows_column(&rows, "label");

	(void)state;
	assert_int_equal(rows_column(&rows, "absent"), -1);
	assert_true(rows_next(&rows));
	assert_int_equal(rows.line, 2);
	assert_string_equal(rows_field(&rows, id), "1");
	assert_string_equal(rows_field(&rows, text), "two\nlines, \"quoted\"");
	assert_true(rows_next(&rows));
	assert_int_equal(rows.line, 5);
	assert_string_equal(rows_field(&rows, id), "12");
	assert_string_equal(rows_field(&rows, label), "ask");
	assert_string_equal(rows_field(&rows, text), "");
	assert_true(rows_next(&rows));
	assert_string_equal(rows_field(&rows, id), "3");
	assert_string_equal(rows_field(&rows, label), "");
	assert_string_equal(rows_field(&rows, -1), "");
	assert_false(rows_next(&rows));
	rows_release(&rows);
}

static void
reads_tabs(void **state)
{
	struct rows rows = {.next = "id\tlabel\n7\t\"as, it is\n"};

	(void)state;
	assert_true(rows_next(&rows));
	assert_string_equal(rows_field(&rows, rows_column(&rows, "label")),
	    "\"as, it is");
	assert_false(rows_next(&rows));
	rows_release(&rows);
}

static void
survives_anything(void **state)
{
	const char *const texts[] = {"", "\n", "a", "\"", "a,\"b", ",,,\n,\"\"",
	    "\r\n\r\n", "a\tb\n\"\t\""};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct rows rows = {.next = texts[i]};

		while (rows_next(&rows))
			assert_true(rows.n > 0);
		assert_string_equal(rows_field(&rows, 63), "");
		rows_release(&rows);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_csv),
	    cmocka_unit_test(reads_tabs),
	    cmocka_unit_test(survives_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
