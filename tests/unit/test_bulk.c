/*
 * An archive comes out of a large import with the indexes of the schema, even
 * out of one that died.
 */
#include "base/buf.h"
#include "store/bulk.h"
#include "unit.h"

#include <stdio.h>
#include <unistd.h>

static char path[64];

static struct store *
open_archive(void)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(path, STORE_WRITE, &err);

	if (store == NULL)
		fail_msg("%s", err.text);
	return store;
}

/* The plans of all statements tell which indexes there are. */
static void
add_plans(struct store *store, struct buf *plans)
{
	struct err err = ERR_INIT;

	for (int s = 0; s < STMT_COUNT; s++)
		assert_int_equal(db_explain(store_db(store), (enum statement)s,
				     plans, &err),
		    0);
}

static void
test_indexes_come_back(void **state)
{
	struct buf before = BUF_INIT, during = BUF_INIT, after = BUF_INIT;
	struct store *store = open_archive();
	struct err err = ERR_INIT;

	(void)state;
	add_plans(store, &before);
	assert_int_equal(store_bulk_begin(store, &err), 0);
	add_plans(store, &during);
	assert_string_not_equal(before.data, during.data);
	assert_int_equal(store_bulk_end(store, &err), 0);
	add_plans(store, &after);
	assert_string_equal(before.data, after.data);

	/* One that dies in between, or before all were made. */
	for (int settles = 0; settles < 2; settles++) {
		assert_int_equal(store_bulk_begin(store, &err), 0);
		if (settles)
			assert_int_equal(store_bulk_settle(store, &err), 0);
		store_close(store);
		store = open_archive();
		buf_clear(&after);
		add_plans(store, &after);
		assert_string_equal(before.data, after.data);
	}
	store_close(store);
	buf_release(&before);
	buf_release(&during);
	buf_release(&after);
}

static void
test_when_it_pays(void **state)
{
	struct store *store = open_archive();
	struct err err = ERR_INIT;
	bool pays;

	(void)state;
	assert_int_equal(store_bulk_pays(store, 1000000, &pays, &err), 0);
	assert_true(pays);
	assert_int_equal(store_bulk_pays(store, 100, &pays, &err), 0);
	assert_false(pays);
	store_close(store);
}

static int
tear_down(void **state)
{
	char beside[80];

	(void)state;
	unlink(path);
	snprintf(beside, sizeof(beside), "%s-wal", path);
	unlink(beside);
	snprintf(beside, sizeof(beside), "%s-shm", path);
	unlink(beside);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_indexes_come_back),
	    cmocka_unit_test(test_when_it_pays),
	};

	snprintf(path, sizeof(path), "/tmp/bulk.%ld.db", (long)getpid());
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
