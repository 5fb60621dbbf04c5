/* Reading and writing JSON, with what real servers and strangers send. */
#include "base/mem.h"
#include "unit.h"
#include "json/json.h"

#include <math.h>
#include <string.h>

static struct json_doc doc = JSON_DOC_INIT;

static int
release(void **state)
{
	(void)state;
	json_release(&doc);
	return 0;
}

static const struct json *
parse(const char *text)
{
	struct err err = ERR_INIT;

	if (json_parse(&doc, text, strlen(text), &err) == -1)
		fail_msg("%s: %s", text, err.text);
	return doc.root;
}

static void
not_json(void **state)
{
	static const char *const bad[] = {"", " ", "{", "[1,", "{\"a\"}",
	    "{\"a\":}", "nul", "tru", "[1] x", "{} {}", "\"open", "'a'",
	    "{a:1}", "[1,]", "{\"a\":1,}", "// x\n1", "-", "\"\\x\"",
	    "\"\\u12\"", "\xef\xbb\xbf", "[1] ]", "+1", ".5", "NaN",
	    "Infinity"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err err = ERR_INIT;

		if (json_parse(&doc, bad[i], strlen(bad[i]), &err) != -1)
			fail_msg("taken: %s", bad[i]);
		assert_int_equal(err.code, ERR_DATA);
		assert_null(doc.root);
	}
}

static void
values(void **state)
{
	const struct json *root =
	    parse(" {\"s\":\"x\",\"i\":12,\"si\":\"34\",\"r\":1.5,\"t\":true,"
		  "\"n\":null,\"a\":[1,2,3],\"o\":{\"k\":\"v\"}} \r\n");

	(void)state;
	assert_true(json_is_object(root));
	assert_string_equal(json_string(json_get(root, "s")), "x");
	assert_int_equal(json_int(json_get(root, "i"), -1), 12);
	assert_int_equal(json_int(json_get(root, "si"), -1), 34);
	assert_int_equal(json_int(json_get(root, "s"), -1), -1);
	assert_true(json_real(json_get(root, "r"), 0) == 1.5);
	assert_true(json_bool(json_get(root, "t")));
	assert_false(json_bool(json_get(root, "n")));
	assert_int_equal(json_count(json_get(root, "a")), 3);
	assert_string_equal(json_string(json_get(json_get(root, "o"), "k")),
	    "v");
	assert_string_equal(json_name(json_first(root)), "s");
	assert_true(json_is_number(json_first(json_get(root, "a"))));
	assert_true(json_is_array(json_get2(root, "zz", "a")));
}

/* Lookups may run into nothing at any step. */
static void
absent(void **state)
{
	const struct json *root = parse("{\"a\":\"b\"}");

	(void)state;
	assert_null(json_get(json_get(root, "a"), "b"));
	assert_null(json_get(NULL, "b"));
	assert_null(json_get(root, "A"));
	assert_null(json_first(NULL));
	assert_null(json_next(NULL));
	assert_null(json_name(NULL));
	assert_null(json_string(NULL));
	assert_int_equal(json_count(NULL), 0);
	assert_int_equal(json_int(NULL, 7), 7);
	assert_true(json_real(NULL, 2.5) == 2.5);
	assert_false(json_bool(NULL));
}

static void
ids(void **state)
{
	const struct json *root = parse("[\"9223372036854775807\","
					"9223372036854775807,"
					"\"9223372036854775808\",\"-1\",\"\"]");
	const struct json *node = json_first(root);
	int64_t id = 0;

	(void)state;
	assert_int_equal(json_id(node, &id), 0);
	assert_true(id == INT64_MAX);
	for (node = json_next(node); node != NULL; node = json_next(node))
		assert_int_equal(json_id(node, &id), -1);
	assert_int_equal(json_id(NULL, &id), -1);
}

/* A number past 2^53 may have been rounded, so it is not given. */
static void
big_numbers(void **state)
{
	(void)state;
	assert_int_equal(json_int(parse("9007199254740991"), -1),
	    9007199254740991);
	assert_int_equal(json_int(parse("9007199254740995"), -1), -1);
	assert_int_equal(json_int(parse("1e300"), -1), -1);
	assert_int_equal(json_int(parse("-1e300"), -1), -1);
	assert_int_equal(json_int(parse("1e400"), -1), -1);
}

static void
escapes(void **state)
{
	static const char *const examples[][2] = {
	    {"\"\\u0041\\n\\/\\\"\"", "A\n/\""},
	    {"\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80"},
	    {"\"\\uD83D\\uDE00x\"", "\xf0\x9f\x98\x80x"},
	    /* lone surrogates, in the wrong order, before other escapes */
	    {"\"a\\ud83d\"", "a\xef\xbf\xbd"},
	    {"\"\\ud83dz\"", "\xef\xbf\xbdz"},
	    {"\"\\ude00\\ud83d\"", "\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\"\\ud83d\\n\"", "\xef\xbf\xbd\n"},
	    {"\"\\ud83d\\ud83d\\ude00\"", "\xef\xbf\xbd\xf0\x9f\x98\x80"},
	    {"\"\\ud83d\\u0041\"", "\xef\xbf\xbd"
				   "A"},
	    {"\"\\\\ud83d\"", "\\ud83d"},
	    {"\"\\\\\\ud83d\"", "\\\xef\xbf\xbd"},
	    {"\"a\\u0000b\"", "a\xef\xbf\xbd"
			      "b"},
	    {"\"\\u0000\\u0000\"", "\xef\xbf\xbd\xef\xbf\xbd"},
	    {"\"a\xff"
	     "b\"",
		"a\xef\xbf\xbd"
		"b"},
	    {"\"\xed\xa0\xbd\"", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++)
		assert_string_equal(json_string(parse(examples[i][0])),
		    examples[i][1]);
}

/* A NUL byte is neither a blank nor the end. */
static void
nul_bytes(void **state)
{
	(void)state;
	assert_int_equal(json_parse(&doc, "[1]\0[2]", 7, NULL), -1);
	assert_int_equal(json_parse(&doc, "[1,\0 2]", 7, NULL), -1);
	assert_int_equal(json_parse(&doc, "[1]\0", 4, NULL), -1);
}

/* Input that is not followed by a NUL is not read past its end. */
static void
exact_length(void **state)
{
	static const char text[] = "[1][2]";
	char *copy = mem_copy("{\"a\":\"\\ud83d", 11);

	(void)state;
	assert_int_equal(json_parse(&doc, text, 3, NULL), 0);
	assert_int_equal(json_count(doc.root), 1);
	assert_int_equal(json_parse(&doc, copy, 11, NULL), -1);
	mem_replace(&copy, NULL);
}

/* The first of two members of one name counts. */
static void
duplicate_keys(void **state)
{
	const struct json *root = parse("{\"a\":1,\"a\":2}");

	(void)state;
	assert_int_equal(json_int(json_get(root, "a"), -1), 1);
	assert_int_equal(json_count(root), 2);
}

static void
deep_nesting(void **state)
{
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_addc(&text, '[');
	for (int i = 0; i < 200; i++)
		buf_addc(&text, ']');
	assert_int_equal(json_parse(&doc, text.data, text.len, &err), 0);
	buf_clear(&text);
	for (int i = 0; i < 100000; i++)
		buf_adds(&text, i % 2 == 0 ? "[" : "{\"a\":");
	assert_int_equal(json_parse(&doc, text.data, text.len, &err), -1);
	assert_int_equal(err.code, ERR_DATA);
	buf_release(&text);
}

/* A document is used again and again; a failure leaves nothing behind. */
static void
reuse(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(json_count(parse("[1,2,{\"a\":\"b\"}]")), 3);
		assert_int_equal(json_parse(&doc, "[", 1, NULL), -1);
	}
}

static void
written_back(void **state)
{
	static const char text[] =
	    "{\"a\":[1,2.5,-3,true,false,null,\"x\\ny\"],\"b\":{},\"c\":[]}";
	struct buf buf = BUF_INIT;

	(void)state;
	json_add(&buf, parse(text));
	assert_string_equal(buf.data, text);
	buf_clear(&buf);
	json_add(&buf, NULL);
	assert_string_equal(buf.data, "null");
	buf_release(&buf);
}

static void
writer(void **state)
{
	struct buf buf = BUF_INIT;
	struct json_writer w = {.buf = &buf};

	(void)state;
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "s", "a\"b");
	json_write_string(&w, "none", NULL);
	json_write_id(&w, "id", INT64_MAX);
	json_write_id(&w, "no_id", 0);
	json_write_int(&w, "i", INT64_MIN);
	json_write_begin(&w, "list", '[');
	json_write_real(&w, NULL, 0.5, 4);
	json_write_real(&w, NULL, -0.0, 2);
	json_write_real(&w, NULL, 2, 2);
	json_write_real(&w, NULL, 2, 0);
	json_write_real(&w, NULL, NAN, 2);
	json_write_bool(&w, NULL, true);
	json_write_null(&w, NULL);
	json_write_text(&w, NULL, "{\"x\":1}");
	json_write_end(&w, ']');
	json_write_begin(&w, "empty", '[');
	json_write_end(&w, ']');
	json_write_time(&w, "at", 0);
	json_write_node(&w, "node", NULL);
	json_write_end(&w, '}');
	assert_string_equal(buf.data,
	    "{\"s\":\"a\\\"b\",\"none\":null,\"id\":\"9223372036854775807\","
	    "\"no_id\":null,\"i\":-9223372036854775808,"
	    "\"list\":[0.5,0.0,2.0,2,null,true,null,{\"x\":1}],\"empty\":[],"
	    "\"at\":\"1970-01-01T00:00:00Z\",\"node\":null}");
	buf_release(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(not_json),
	    cmocka_unit_test(values),
	    cmocka_unit_test(absent),
	    cmocka_unit_test(ids),
	    cmocka_unit_test(big_numbers),
	    cmocka_unit_test(escapes),
	    cmocka_unit_test(nul_bytes),
	    cmocka_unit_test(exact_length),
	    cmocka_unit_test(duplicate_keys),
	    cmocka_unit_test(deep_nesting),
	    cmocka_unit_test(reuse),
	    cmocka_unit_test(written_back),
	    cmocka_unit_test(writer),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
