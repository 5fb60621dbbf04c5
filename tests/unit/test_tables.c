/* The small base modules that tables of data rest on. */
#include "base/hash.h"
#include "base/idn.h"
#include "base/num.h"
#include "base/tsv.h"
#include "base/url.h"
#include "unit.h"

#include <string.h>

static void
rows_are_read(void **state)
{
	struct tsv tsv = {.next = "# comment\n\na\tb\tc\r\n#tag\tx\n#\nlast",
	    .what = "t.tsv"};
	struct err err = ERR_INIT;

	(void)state;
	assert_true(tsv_next(&tsv));
	assert_int_equal(tsv.line, 3);
	assert_int_equal(tsv.n, 3);
	assert_string_equal(tsv.fields[2], "c");
	assert_string_equal(tsv.fields[7], "");
	assert_true(tsv_next(&tsv));
	assert_string_equal(tsv.fields[0], "#tag");
	assert_true(tsv_next(&tsv));
	assert_string_equal(tsv.fields[0], "last");
	assert_int_equal(tsv.line, 6);
	assert_int_equal(tsv_error(&tsv, &err, "bad %d", 7), -1);
	assert_string_equal(err.text, "t.tsv:6: bad 7");
	assert_int_equal(err.code, ERR_CONFIG);
	assert_false(tsv_next(&tsv));
	tsv_release(&tsv);
	tsv = (struct tsv){.next = NULL};
	assert_false(tsv_next(&tsv));
	tsv_release(&tsv);
	tsv = (struct tsv){.next = "1\t2\t3\t4\t5\t6\t7\t8\t9\n"};
	assert_true(tsv_next(&tsv));
	assert_int_equal(tsv.n, TSV_FIELDS);
	assert_string_equal(tsv.fields[7], "8");
	tsv_release(&tsv);
}

static void
maps_keep_what_they_are_given(void **state)
{
	struct hash_map map = HASH_MAP_INIT;

	(void)state;
	assert_int_equal(hash_map_get(&map, 0), -1);
	for (int i = 0; i < 5000; i++)
		hash_map_set(&map, hash_mix(HASH_START, (uint64_t)i), i);
	hash_map_set(&map, 0, 77); /* any key is good */
	hash_map_set(&map, 0, 78);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(hash_map_get(&map,
				     hash_mix(HASH_START, (uint64_t)i)),
		    i);
	assert_int_equal(hash_map_get(&map, 0), 78);
	assert_int_equal(hash_map_get(&map, 1), -1);
	assert_int_equal(map.n, 5001);
	hash_map_release(&map);
	assert_int_equal(hash_map_get(&map, 0), -1);
}

static void
maps_with_room_do_not_move(void **state)
{
	struct hash_map map = HASH_MAP_INIT;
	const struct hash_slot *slots;

	(void)state;
	hash_map_set(&map, 3, 33);
	hash_map_reserve(&map, 1000);
	slots = map.slots;
	for (uint64_t i = 10; i < 1009; i++)
		hash_map_set(&map, i, (int)i);
	assert_ptr_equal(map.slots, slots);
	assert_int_equal(hash_map_get(&map, 3), 33);
	assert_int_equal(hash_map_get(&map, 1008), 1008);
	hash_map_reserve(&map, 1); /* never less */
	assert_ptr_equal(map.slots, slots);
	hash_map_release(&map);
}

/* From the definition of FNV-1a. */
static void
hashes_have_known_values(void **state)
{
	(void)state;
	assert_true(hash_bytes(HASH_START, "", 0) == HASH_START);
	assert_true(
	    hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hash_bytes(HASH_START, "foobar", 6) ==
		    UINT64_C(0x85944171f73967e8));
}

static void
check_idn(const char *host, const char *want)
{
	char got[256] = "";
	size_t n = idn_to_ascii(host, strlen(host), got, sizeof(got));

	if (strcmp(got, want) != 0 || n != strlen(want))
		fail_msg("%s gives %s", host, got);
}

/* Some of the names are those of RFC 3492, section 7.1. */
static void
hosts_become_ascii(void **state)
{
	char tiny[5];

	(void)state;
	check_idn("Example.COM", "example.com");
	check_idn("b\xc3\xbc"
		  "cher.example",
	    "xn--bcher-kva.example");
	check_idn("\xe4\xbb\x96\xe4\xbb\xac\xe4\xb8\xba\xe4\xbb\x80\xe4\xb9\x88"
		  "\xe4\xb8\x8d\xe8\xaf\xb4\xe4\xb8\xad\xe6\x96\x87",
	    "xn--ihqwcrb4cv8a8dqg056pqjye");
	check_idn("\xe5\xae\x89\xe5\xae\xa4\xe5\xa5\x88\xe7\xbe\x8e\xe6\x81\xb5"
		  "-with-super-monkeys",
	    "xn---with-super-monkeys-pc58ag80a8qai00g7n9n");
	/* An ideographic full stop parts labels. */
	check_idn("\xe4\xbe\x8b\xe3\x81\x88\xe3\x80\x82jp", "xn--r8jz45g.jp");
	check_idn("a b.example", "");
	check_idn("a..example", "");
	check_idn("\xff.example", "");
	check_idn("\xe2\x80\xae.example", "");
	assert_int_equal(idn_to_ascii("abcdef", 6, tiny, sizeof(tiny)), 0);
}

static void
urls_are_split(void **state)
{
	struct url_parts parts;

	(void)state;
	assert_true(
	    url_split("HTTPS://Ada:pw@Example.COM:8443/a/b?x=1#y", &parts));
	assert_string_equal(parts.host, "example.com");
	assert_int_equal(parts.path_len, 4);
	assert_memory_equal(parts.path, "/a/b", 4);
	assert_int_equal(parts.query_len, 3);
	assert_memory_equal(parts.query, "x=1", 3);
	assert_true(url_split("example.com#x", &parts));
	assert_int_equal(parts.path_len, 0);
	assert_int_equal(parts.query_len, 0);
	assert_true(url_split("http://a.example?q", &parts));
	assert_int_equal(parts.query_len, 1);
	assert_false(url_split("localhost", &parts));
	assert_false(url_split("ftp://a.example/", &parts));
	assert_false(url_split("http://a.example:port/", &parts));
	assert_false(url_split("http:///x", &parts));
	assert_string_equal(parts.host, "");
}

static void
fractions_are_rounded_once(void **state)
{
	double x;

	(void)state;
	assert_int_equal(num_parse_real("0.75", &x), 0);
	assert_true(x == 0.75);
	assert_int_equal(num_parse_real("-12.345", &x), 0);
	assert_true(x == -12.345);
	assert_int_equal(num_parse_real("1.", &x), 0);
	assert_int_equal(num_parse_real(".", &x), -1);
	assert_int_equal(num_parse_real("1e3", &x), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read),
	    cmocka_unit_test(maps_keep_what_they_are_given),
	    cmocka_unit_test(maps_with_room_do_not_move),
	    cmocka_unit_test(hashes_have_known_values),
	    cmocka_unit_test(hosts_become_ascii),
	    cmocka_unit_test(urls_are_split),
	    cmocka_unit_test(fractions_are_rounded_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
