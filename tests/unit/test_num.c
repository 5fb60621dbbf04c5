/* Numbers, ids and money from strings and back. */
#include "base/mem.h"
#include "base/num.h"
#include "base/rand.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>

static void
integers(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} good[] = {{"0", 0}, {"-0", 0}, {"007", 7}, {"-12", -12},
	    {"9223372036854775807", INT64_MAX},
	    {"-9223372036854775808", INT64_MIN}};
	static const char *const bad[] = {"", "-", "+1", " 1", "1 ", "1.0",
	    "1e3", "0x1", "9223372036854775808", "-9223372036854775809",
	    "99999999999999999999999", "--1", "1,000"};
	int64_t n;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_int_equal(num_parse(good[i].text, INT64_MIN, INT64_MAX,
				     &n),
		    0);
		assert_true(n == good[i].value);
	}
	n = 42;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (num_parse(bad[i], INT64_MIN, INT64_MAX, &n) != -1)
			fail_msg("%s", bad[i]);
	assert_int_equal(num_parse("11", 1, 10, &n), -1);
	assert_int_equal(num_parse("0", 1, 10, &n), -1);
	assert_int_equal(n, 42);
}

static void
ids(void **state)
{
	int64_t id = 0;

	(void)state;
	assert_int_equal(num_parse_id("9223372036854775807", &id), 0);
	assert_true(id == INT64_MAX);
	assert_int_equal(num_parse_id("9223372036854775808", &id), -1);
	assert_int_equal(num_parse_id("-1", &id), -1);
	assert_int_equal(num_parse_id("", &id), -1);
	assert_int_equal(num_parse_id("00000000000000000001", &id), -1);
	assert_int_equal(num_parse_id("1.29E+18", &id), -1);
}

/* As printf prints them. */
static void
printed(void **state)
{
	static const double fixed[] = {0, -0.0, 0.5, 1.5, 2.5, 0.125, -0.375,
	    0.005, 1.005, 1e11, 1e12, 123456789012.5, 1e300, -1e-9, 0.9995,
	    999999.9999995, INFINITY, NAN};
	struct buf text = BUF_INIT;
	struct rng rng;
	char expected[400];

	(void)state;
	rng_seed(&rng, 1);
	for (int i = 0; i < 200000; i++) {
		double real = rng_normal(&rng) * pow(10, (double)(i % 14) - 6);
		int digits = i % 8;

		if (i < 8 * (int)ARRAY_LEN(fixed))
			real = fixed[i / 8];
		else if (i % 3 == 0)
			real = rint(real * 2000) / 2000;
		buf_clear(&text);
		num_add_real(&text, real, digits);
		snprintf(expected, sizeof(expected), "%.*f", digits, real);
		assert_string_equal(text.data, expected);
	}
	buf_clear(&text);
	num_add_int(&text, INT64_MIN);
	buf_addc(&text, ' ');
	num_add_int(&text, 0);
	buf_addc(&text, ' ');
	num_add_int(&text, INT64_MAX);
	assert_string_equal(text.data,
	    "-9223372036854775808 0 9223372036854775807");
	buf_release(&text);
}

static void
rounded_ids(void **state)
{
	(void)state;
	assert_true(num_is_rounded_id("1.29E+18"));
	assert_true(num_is_rounded_id("1,29e+18"));
	assert_false(num_is_rounded_id("1290000000000000000"));
	assert_false(num_is_rounded_id("E18"));
	assert_false(num_is_rounded_id(""));
	assert_false(num_is_rounded_id("12ab"));
}

static void
reals(void **state)
{
	static const char *const bad[] = {"", "-", ".", "1e5", "inf", "nan",
	    "1,5", " 1", "1 ", "+1", "1.2.3"};
	double x = 0;

	(void)state;
	assert_int_equal(num_parse_real("-12.5", &x), 0);
	assert_true(x == -12.5);
	assert_int_equal(num_parse_real(".25", &x), 0);
	assert_true(x == 0.25);
	assert_int_equal(num_parse_real("3.", &x), 0);
	assert_true(x == 3);
	/* As near as a literal is. */
	assert_int_equal(num_parse_real("0.1", &x), 0);
	assert_true(x == 0.1);
	assert_int_equal(num_parse_real("123456.789", &x), 0);
	assert_true(fabs(x - 123456.789) < 1e-9);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (num_parse_real(bad[i], &x) != -1)
			fail_msg("%s", bad[i]);
}

static void
dollars(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} good[] = {{"1", 1000000}, {"0.25", 250000}, {"$2.50", 2500000},
	    {"0", 0}, {".5", 500000}, {"0.005", 5000}, {"0.000001", 1},
	    {"1000000000", 1000000000000000}};
	static const char *const bad[] = {"", "$", "-1", "1.0000001", "1e3",
	    "1,5", "1000000001", "1000000000.5", "99999999999999999999", "1 $",
	    "."};
	int64_t n;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		if (num_parse_usd(good[i].text, &n) != 0 || n != good[i].value)
			fail_msg("%s", good[i].text);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (num_parse_usd(bad[i], &n) != -1)
			fail_msg("%s", bad[i]);
}

static void
dollars_written(void **state)
{
	static const struct {
		int64_t value;
		const char *text;
	} examples[] = {{0, "0.00"}, {5000, "0.0050"}, {12340000, "12.34"},
	    {-250000, "-0.25"}, {999999, "1.0000"}, {1, "0.0000"},
	    {50, "0.0001"}, {1999999990000, "1999999.99"},
	    {INT64_MIN, "-9223372036854.7758"},
	    {INT64_MAX, "9223372036854.7758"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		struct buf buf = BUF_INIT;

		num_add_usd(&buf, examples[i].value);
		assert_string_equal(buf.data, examples[i].text);
		buf_release(&buf);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(integers),
	    cmocka_unit_test(ids),
	    cmocka_unit_test(printed),
	    cmocka_unit_test(rounded_ids),
	    cmocka_unit_test(reals),
	    cmocka_unit_test(dollars),
	    cmocka_unit_test(dollars_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
