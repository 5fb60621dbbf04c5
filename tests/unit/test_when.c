/* Points in time: parsing, zones, days around clock changes, ids. */
#include "base/mem.h"
#include "base/when.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static void
check_time(const char *text, int64_t wanted)
{
	int64_t at = -1;

	if (when_parse_rfc3339(text, &at) != 0 || at != wanted)
		fail_msg("%s: %lld", text, (long long)at);
}

static void
rfc3339(void **state)
{
	static const char *const bad[] = {"", "2026-11-02", "2026-11-02T10:00",
	    "2026-13-02T10:00:00Z", "2026-00-02T10:00:00Z",
	    "2026-02-30T10:00:00Z", "2026-04-31T10:00:00Z",
	    "2025-02-29T10:00:00Z", "2026-11-02T24:00:00Z",
	    "2026-11-02T10:60:00Z", "2026-11-02T10:00:61Z",
	    "2026-11-02T10:00:00", "2026-11-02T10:00:00Zx",
	    "2026-11-02T10:00:00+1", "2026-11-02T10:00:00+25:00",
	    "2026-11-02T10:00:00+01:60", "2026-11-02T10:00:00.Z",
	    "26-11-02T10:00:00Z"};
	int64_t at;

	(void)state;
	check_time("1970-01-01T00:00:00Z", 0);
	check_time("2026-11-02T10:00:00Z", 1793613600);
	check_time("2026-11-02t10:00:00.123z", 1793613600);
	check_time("2026-11-02T11:00:00+01:00", 1793613600);
	check_time("2026-11-02T05:30:00-0430", 1793613600);
	check_time("2024-02-29T00:00:00Z", 1709164800);
	check_time("2000-02-29T00:00:00Z", 951782400);
	check_time("1969-12-31T23:59:59Z", -1);
	check_time("0001-01-01T00:00:00Z", -62135596800);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (when_parse_rfc3339(bad[i], &at) != -1)
			fail_msg("%s", bad[i]);
}

static void
rfc3339_written(void **state)
{
	static const int64_t times[] = {0, -1, 1793613600, 951782400,
	    4102444800, -62135596800, 253402300799};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(times); i++) {
		struct buf buf = BUF_INIT;

		when_add_rfc3339(&buf, times[i]);
		check_time(buf.data, times[i]);
		buf_release(&buf);
	}
}

static void
spans(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} good[] = {{"90s", 90}, {"15m", 900}, {"36h", 129600}, {"10d", 864000},
	    {"4w", 2419200}};
	static const char *const bad[] = {"", "s", "0d", "-1d", "1", "1y",
	    "1.5d", "d1", "1 d", "99999999999w", "1dd", "+1d"};
	int64_t n;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_int_equal(when_parse_span(good[i].text, &n), 0);
		assert_int_equal(n, good[i].seconds);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (when_parse_span(bad[i], &n) != -1)
			fail_msg("%s", bad[i]);
}

static int64_t
parse(const char *text, int64_t now)
{
	int64_t at = -1;

	if (when_parse(text, now, &at) != 0)
		fail_msg("%s", text);
	return at;
}

static void
what_users_write(void **state)
{
	static const char *const bad[] = {"", "tomorrowish", "2026-11",
	    "2026-02-30", "2026-11-02 25:00", "2026-11-02 10:00x", "0d"};
	int64_t now = 1793613600, at; /* 2026-11-02 10:00 UTC */

	(void)state;
	assert_true(when_set_zone("UTC"));
	assert_int_equal(parse("now", now), now);
	assert_int_equal(parse("today", now), now - 36000);
	assert_int_equal(parse("yesterday", now), now - 36000 - 86400);
	assert_int_equal(parse("4w", now), now - 2419200);
	assert_int_equal(parse("2026-11-02", now), now - 36000);
	assert_int_equal(parse("2026-11-02 10:00", now), now);
	assert_int_equal(parse("2026-11-02T10:00:30", now), now + 30);
	assert_true(when_set_zone("Europe/Berlin"));
	assert_int_equal(parse("2026-11-02 11:00", now), now);
	assert_int_equal(parse("2026-11-02T10:00:00Z", now), now);
	assert_int_equal(parse("today", now), now - 36000 - 3600);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (when_parse(bad[i], now, &at) != -1)
			fail_msg("%s", bad[i]);
}

static int64_t
instant(const char *text)
{
	int64_t at = -1;

	assert_int_equal(when_parse_rfc3339(text, &at), 0);
	return at;
}

/* A day has 23 or 25 hours when the clock changes; each second of it is of
 * the same local day. */
static void
days_around_clock_changes(void **state)
{
	static const struct {
		const char *zone, *begin;
		int hours;
	} days[] = {
	    {"Europe/Berlin", "2026-03-28T23:00:00Z", 23},
	    {"Europe/Berlin", "2026-10-24T22:00:00Z", 25},
	    {"America/New_York", "2026-11-01T04:00:00Z", 25},
	    {"America/New_York", "2026-03-08T05:00:00Z", 23},
	    {"Asia/Kathmandu", "2026-06-01T18:15:00Z", 24},
	    {"UTC", "2026-06-01T00:00:00Z", 24},
	    /* Midnight does not exist: the day begins at one. */
	    {"America/Santiago", "2026-09-06T04:00:00Z", 23},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		int64_t begin = instant(days[i].begin), day;
		int64_t end = begin + (int64_t)days[i].hours * 3600;

		assert_true(when_set_zone(days[i].zone));
		day = when_local_day(begin);
		assert_int_equal(when_local_day(begin - 1), day - 1);
		assert_int_equal(when_local_day(end - 1), day);
		assert_int_equal(when_local_day(end), day + 1);
		assert_int_equal(when_day_start(day), begin);
		assert_int_equal(when_day_start(day + 1), end);
	}
	when_set_zone("UTC");
}

static void
zones(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	assert_true(when_is_zone("UTC"));
	assert_true(when_is_zone("Europe/Berlin"));
	assert_false(when_is_zone("Europe"));
	assert_false(when_is_zone(""));
	assert_false(when_is_zone("Mars/Olympus"));
	assert_false(when_is_zone("../../etc/passwd"));
	assert_false(when_is_zone("/etc/passwd"));
	assert_false(when_set_zone("Mars/Olympus"));
	when_add_local(&buf, 0); /* fell back to UTC */
	assert_string_equal(buf.data, "1970-01-01 00:00");
	buf_clear(&buf);
	setenv("TZ", ":Europe/Paris", 1);
	when_add_system_zone(&buf);
	assert_string_equal(buf.data, "Europe/Paris");
	buf_clear(&buf);
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	when_add_system_zone(&buf);
	assert_string_equal(buf.data, "UTC");
	buf_release(&buf);
	when_set_zone("UTC");
}

static void
days(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	assert_int_equal(when_utc_day(0), 0);
	assert_int_equal(when_utc_day(-1), -1);
	assert_int_equal(when_utc_day(86399), 0);
	when_add_day(&buf, -1);
	assert_string_equal(buf.data, "1969-12-31");
	buf_clear(&buf);
	when_add_day(&buf, 20759);
	assert_string_equal(buf.data, "2026-11-02");
	buf_release(&buf);
}

static void
times_of_ids(void **state)
{
	(void)state;
	assert_int_equal(when_of_id_ms(20), 0);
	assert_int_equal(when_of_id_ms(29999999999), 0);
	assert_true(when_of_id_ms(1) == 0);
	/* The id that X's documentation takes apart. */
	assert_true(when_of_id_ms(1541815603606036480) == 1656432460105);
	assert_true(when_of_id_ms(when_to_id(1793613600123)) == 1793613600123);
	assert_int_equal(when_to_id(0), 0);
	assert_true(when_of_id_ms(INT64_MAX) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rfc3339),
	    cmocka_unit_test(rfc3339_written),
	    cmocka_unit_test(spans),
	    cmocka_unit_test(what_users_write),
	    cmocka_unit_test(days_around_clock_changes),
	    cmocka_unit_test(zones),
	    cmocka_unit_test(days),
	    cmocka_unit_test(times_of_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
