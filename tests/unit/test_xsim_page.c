/* The simulator's page tokens, faults and rich text. */

#include "base/mem.h"
#include "base/utf8.h"
#include "unit.h"
#include "xsim/fault.h"
#include "xsim/page.h"
#include "xsim/rich.h"

#include <string.h>

static void
tokens_come_back(void **state)
{
	static const int64_t ids[] = {1, 77, INT64_C(2124694776463753217),
	    INT64_MAX};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		struct page_token in = {ids[i], ids[0], (unsigned)i}, out;
		struct buf text = BUF_INIT;

		page_token_add(&text, &in, 99);
		assert_int_equal(text.len, 36);
		assert_int_equal(page_token_read(text.data, &out, 99), 0);
		assert_true(out.below == in.below && out.above == in.above &&
			    out.nonce == in.nonce);
		assert_int_equal(page_token_read(text.data, &out, 98), -1);
		text.data[5] = text.data[5] == 'a' ? 'b' : 'a';
		assert_int_equal(page_token_read(text.data, &out, 99), -1);
		buf_release(&text);
	}
}

static void
tokens_of_others_are_refused(void **state)
{
	static const char *const bad[] = {"", "7140dibdnow9c7btw3q0ggbybiz01",
	    "0123456789abcdefghijklmnopqrstuvwxyz",
	    "000000000000000000000000000000000000"};
	struct page_token out;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_int_equal(page_token_read(bad[i], &out, 1), -1);
}

static int
count_strikes(const char *text, uint64_t seed, int times)
{
	struct faults faults = {.seed = seed};
	struct err err = ERR_INIT;
	int n = 0;

	if (faults_add(&faults, text, &err) == -1)
		fail_msg("%s", err.text);
	for (int i = 0; i < times; i++)
		n += faults_strike(&faults, FAULT_503, "/2/tweets?ids=1") !=
		     NULL;
	faults_release(&faults);
	return n;
}

static void
faults_strike_as_told(void **state)
{
	int some;

	(void)state;
	assert_int_equal(count_strikes("503", 1, 10), 10);
	assert_int_equal(count_strikes("503:count=2", 1, 10), 2);
	assert_int_equal(count_strikes("503:after=7", 1, 10), 3);
	assert_int_equal(count_strikes("503:every=5", 1, 10), 2);
	assert_int_equal(count_strikes("503:path=/users", 1, 10), 0);
	assert_int_equal(count_strikes("503:path=ids=1", 1, 10), 10);
	assert_int_equal(count_strikes("500", 1, 10), 0);
	some = count_strikes("503:prob=0.3", 1, 1000);
	assert_in_range(some, 230, 370);
	assert_int_equal(count_strikes("503:prob=0.3", 1, 1000), some);
}

static void
faults_with_mistakes_are_refused(void **state)
{
	static const char *const bad[] = {"nonsense", "503:count",
	    "503:count=x", "503:colour=red", "503:prob=often",
	    "surrogate:in=nowhere"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct faults faults = {.seed = 1};
		struct err err = ERR_INIT;

		if (faults_add(&faults, bad[i], &err) != -1)
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(err.code, ERR_USAGE);
		faults_release(&faults);
	}
}

/* Each entity's offsets, in code points of the escaped text, hold it. */
static void
entities_stand_where_they_say(void **state)
{
	static const char *const shown[] = {"@zoe_k", "#caf\xc3\xa9",
	    "https://t.co/", "$ACME", "#\xe5\xa4\xa9\xe6\xb0\x97"};
	struct rich rich = RICH_INIT;
	struct world world;

	(void)state;
	world_init(&world);
	rich_add(&rich, &world,
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7 a<b & @zoe_k: "
	    "#caf\xc3\xa9, (https://a.example/x?y=1&z=2). $ACME "
	    "#\xe5\xa4\xa9\xe6\xb0\x97\xef\xbc\x81 me@x.example #1",
	    true, 1);
	assert_int_equal(rich.n, ARRAY_LEN(shown));
	assert_int_equal(rich.points,
	    utf8_count(rich.text.data, rich.text.len));
	assert_non_null(strstr(rich.text.data, "a&lt;b &amp; @zoe_k"));
	for (size_t i = 0; i < rich.n; i++) {
		size_t start = utf8_offset(rich.text.data, rich.text.len,
		    rich.entities[i].start);
		size_t end = utf8_offset(rich.text.data, rich.text.len,
		    rich.entities[i].end);

		assert_memory_equal(rich.text.data + start, shown[i],
		    strlen(shown[i]));
		if (rich.entities[i].kind != ENTITY_URL)
			assert_int_equal(end - start, strlen(shown[i]));
		else
			assert_int_equal(end - start, 23);
	}
	rich_release(&rich);
	world_release(&world);
}

static void
cutting_spares_entities(void **state)
{
	struct rich rich = RICH_INIT;
	struct world world;

	(void)state;
	world_init(&world);
	rich_add(&rich, &world, "one two https://a.example/x three", true, 1);
	rich_cut(&rich, 20);
	assert_string_equal(rich.text.data, "one two");
	assert_int_equal(rich.n, 0);
	rich_release(&rich);
	world_release(&world);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tokens_come_back),
	    cmocka_unit_test(tokens_of_others_are_refused),
	    cmocka_unit_test(faults_strike_as_told),
	    cmocka_unit_test(faults_with_mistakes_are_refused),
	    cmocka_unit_test(entities_stand_where_they_say),
	    cmocka_unit_test(cutting_spares_entities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
