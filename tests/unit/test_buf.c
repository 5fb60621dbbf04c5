/* Growing strings. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

static void
starts_empty(void **state)
{
	struct buf buf = BUF_INIT;
	char *text;

	(void)state;
	assert_string_equal(buf.data, "");
	buf_clear(&buf);
	buf_add(&buf, "x", 0);
	assert_int_equal(buf.len, 0);
	text = buf_detach(&buf);
	assert_string_equal(text, "");
	free(text);
	buf_release(&buf);
	buf_release_secret(&buf);
}

static void
grows(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		buf_addc(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.data[buf.len], '\0');
	}
	assert_int_equal(buf.len, 10000);
	assert_int_equal(strlen(buf.data), 10000);
	buf_truncate(&buf, 26);
	assert_string_equal(buf.data, "abcdefghijklmnopqrstuvwxyz");
	buf_truncate(&buf, 100);
	assert_int_equal(buf.len, 26);
	buf_release_secret(&buf);
	assert_int_equal(buf.len, 0);
}

static void
formats(void **state)
{
	struct buf buf = BUF_INIT;
	char *detached;

	(void)state;
	buf_addf(&buf, "%d-%s", 5, "x");
	buf_addf(&buf, "%s", "");
	buf_adds(&buf, "!");
	assert_string_equal(buf.data, "5-x!");
	detached = buf_detach(&buf);
	assert_string_equal(detached, "5-x!");
	assert_int_equal(buf.len, 0);
	free(detached);
}

static void
keeps_nul_bytes(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_add(&buf, "a\0b", 3);
	assert_int_equal(buf.len, 3);
	assert_memory_equal(buf.data, "a\0b", 4);
	buf_release(&buf);
}

static void
utf8(void **state)
{
	static const unsigned points[] = {0x24, 0x7f, 0x80, 0x7ff, 0x800,
	    0xffff, 0x10000, 0x10ffff};
	struct buf buf = BUF_INIT;
	uint32_t c;
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(points); i++)
		buf_add_utf8(&buf, points[i]);
	for (size_t i = 0; i < ARRAY_LEN(points); i++) {
		at += utf8_decode(buf.data + at, buf.len - at, &c);
		assert_int_equal(c, points[i]);
	}
	assert_int_equal(at, buf.len);
	buf_release(&buf);
}

static void
memory_helpers(void **state)
{
	char *s = NULL;
	size_t cap = 0;
	int *items = NULL;

	(void)state;
	assert_null(mem_strdup(NULL));
	mem_replace(&s, "one");
	mem_replace(&s, "two");
	assert_string_equal(s, "two");
	mem_replace(&s, NULL);
	assert_null(s);
	items = mem_grow(items, &cap, 5, sizeof(*items));
	assert_true(cap >= 5);
	for (size_t i = 0; i < cap; i++)
		assert_int_equal(items[i], 0);
	free(items);
	free(mem_alloc(0, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(starts_empty),
	    cmocka_unit_test(grows),
	    cmocka_unit_test(formats),
	    cmocka_unit_test(keeps_nul_bytes),
	    cmocka_unit_test(utf8),
	    cmocka_unit_test(memory_helpers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
