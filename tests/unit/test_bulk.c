/*
 * An archive comes out of a large import with the indexes of the schema, even
 * out of one that died, and is read meanwhile.
 */
#include "base/buf.h"
#include "store/bulk.h"
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
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

/* Who has the archive open reads on while it is filled. */
static void
test_readers_read_on(void **state)
{
	struct store *store = open_archive(), *reader;
	struct buf value = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	reader = store_open(path, STORE_READ, &err);
	assert_non_null(reader);
	assert_int_equal(store_bulk_begin(store, &err), 0);
	assert_int_equal(store_begin(store, &err), 0);
	assert_int_equal(store_set_meta(store, "test", "new", &err), 0);
	assert_int_equal(store_meta(reader, "test", &value, &err), 0);
	assert_int_equal(value.len, 0);
	assert_int_equal(store_commit(store, &err), 0);
	assert_int_equal(store_meta(reader, "test", &value, &err), 0);
	assert_string_equal(value.data, "new");
	assert_int_equal(store_bulk_settle(store, &err), 0);
	assert_int_equal(store_bulk_end(store, &err), 0);
	store_close(reader);
	store_close(store);
	buf_release(&value);
}

/* What was not committed when the writer died is not there, for readers that
 * come first as well. */
static void
test_the_dead_leave_nothing_half(void **state)
{
	struct store *store, *reader;
	struct buf value = BUF_INIT;
	struct err err = ERR_INIT;
	pid_t child = fork();
	int status;

	(void)state;
	assert_int_not_equal(child, -1);
	if (child == 0) {
		store = open_archive();
		if (store_bulk_begin(store, &err) == -1 ||
		    store_begin(store, &err) == -1 ||
		    store_set_meta(store, "test", "half", &err) == -1)
			_exit(1);
		db_exec(store_db(store), "PRAGMA cache_size = 1", &err);
		db_exec(store_db(store),
		    "CREATE TABLE half AS WITH n (i) AS "
		    "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
		    "SELECT i, 'something to write' FROM n",
		    &err);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	reader = store_open(path, STORE_READ, &err);
	assert_non_null(reader);
	assert_int_equal(store_meta(reader, "test", &value, &err), 0);
	assert_string_equal(value.data, "new");
	store_close(reader);
	store_close(open_archive());
	assert_int_equal(db_check(path, &err), 0);
	buf_release(&value);
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
	    cmocka_unit_test(test_readers_read_on),
	    cmocka_unit_test(test_the_dead_leave_nothing_half),
	    cmocka_unit_test(test_when_it_pays),
	};

	snprintf(path, sizeof(path), "/tmp/bulk.%ld.db", (long)getpid());
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
