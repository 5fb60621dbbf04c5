#include "unit.h"

#include "poll/backoff.h"

static void
test_network_errors_are_linear(void **state)
{
	(void)state;
	assert_int_equal(backoff_ms(BACKOFF_NETWORK, 0), 0);
	assert_int_equal(backoff_ms(BACKOFF_NETWORK, 1), 250);
	assert_int_equal(backoff_ms(BACKOFF_NETWORK, 3), 750);
	assert_int_equal(backoff_ms(BACKOFF_NETWORK, 64), 16000);
	assert_int_equal(backoff_ms(BACKOFF_NETWORK, 1000000), 16000);
}

static void
test_http_errors_double(void **state)
{
	(void)state;
	assert_int_equal(backoff_ms(BACKOFF_HTTP, 0), 5000);
	assert_int_equal(backoff_ms(BACKOFF_HTTP, 1), 10000);
	assert_int_equal(backoff_ms(BACKOFF_HTTP, 6), 320000);
	assert_int_equal(backoff_ms(BACKOFF_HTTP, 1000000), 320000);
}

static void
test_limits_begin_with_a_minute(void **state)
{
	(void)state;
	assert_int_equal(backoff_ms(BACKOFF_LIMIT, 0), 60000);
	assert_int_equal(backoff_ms(BACKOFF_LIMIT, 2), 240000);
	assert_int_equal(backoff_ms(BACKOFF_LIMIT, 9), 960000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_network_errors_are_linear),
	    cmocka_unit_test(test_http_errors_double),
	    cmocka_unit_test(test_limits_begin_with_a_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
