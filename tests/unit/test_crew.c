/*
 * Two threads give what comes of the work in order, and anew where somebody
 * wrote meanwhile.
 */
#include "unit.h"

#include "base/mem.h"
#include "judge/crew.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ACCOUNTS = 3000, POSTS = 900 };

static char path[64];
static struct store *store;
static _Atomic int generation, n_alive;

struct done {
	size_t account;
	int generation;
};

static void *
work(const void *arg, size_t i, struct store *reader, size_t *n_posts,
    struct err *err)
{
	struct done *done = mem_alloc(1, sizeof(*done));

	assert_ptr_equal(arg, path);
	assert_non_null(reader);
	assert_int_equal(err->code, ERR_NONE);
	*done = (struct done){i, generation};
	*n_posts = POSTS;
	n_alive++;
	return done;
}

static void
drop(void *result)
{
	n_alive--;
	free(result);
}

static const struct crew_task task = {
    .work = work,
    .drop = drop,
    .arg = path,
    .n = ACCOUNTS,
};

/* Take accounts from first to last. */
static void
take(struct crew *crew, size_t first, size_t last)
{
	struct err err = ERR_INIT;
	size_t n_posts = 0;
	void *result;

	for (size_t i = first; i < last; i++) {
		const struct done *done;

		assert_int_equal(crew_next(crew, &result, &n_posts, &err), 1);
		done = result;
		assert_int_equal(done->account, i);
		assert_int_equal(done->generation, generation);
		drop(result);
	}
	assert_int_equal(n_posts, (last - first) * (POSTS + 1));
}

static void
work_is_done_anew(void **state)
{
	struct crew *crew = crew_new(store, &task);
	struct err err = ERR_INIT;
	size_t n_posts, at = 0;
	void *result;

	(void)state;
	for (int round = 0; round < 20; round++, at += 100) {
		take(crew, at, at + 100);
		generation++;
		crew_redo(crew);
	}
	take(crew, at, ACCOUNTS);
	assert_int_equal(crew_next(crew, &result, &n_posts, &err), 0);
	crew_free(crew);
	assert_int_equal(n_alive, 0);
}

static void
what_nobody_takes_is_dropped(void **state)
{
	struct crew *crew = crew_new(store, &task);

	(void)state;
	take(crew, 0, 300);
	crew_close(crew);
	crew_free(crew);
	assert_int_equal(n_alive, 0);
}

/* What tells that the work is to be done anew. */
static void
others_are_noticed(void **state)
{
	struct err err = ERR_INIT;
	struct store *other = store_open(path, STORE_WRITE, &err);
	bool is_changed;

	(void)state;
	assert_int_equal(db_is_changed(store_db(store), &is_changed, &err), 0);
	assert_int_equal(store_set_meta(store, "mine", "1", &err), 0);
	assert_int_equal(store_begin(store, &err), 0);
	assert_int_equal(db_is_changed(store_db(store), &is_changed, &err), 0);
	assert_false(is_changed);
	assert_int_equal(store_commit(store, &err), 0);
	assert_int_equal(store_set_meta(other, "theirs", "1", &err), 0);
	for (int want = 1; want >= 0; want--) {
		assert_int_equal(store_begin(store, &err), 0);
		assert_int_equal(db_is_changed(store_db(store), &is_changed,
				     &err),
		    0);
		assert_int_equal(is_changed, want);
		assert_int_equal(store_commit(store, &err), 0);
	}
	store_close(other);
}

static int
open_all(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	snprintf(path, sizeof(path), "/tmp/crew.%ld.db", (long)getpid());
	store = store_open(path, STORE_WRITE, &err);
	return store == NULL;
}

static int
close_all(void **state)
{
	(void)state;
	store_close(store);
	return unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(work_is_done_anew),
	    cmocka_unit_test(what_nobody_takes_is_dropped),
	    cmocka_unit_test(others_are_noticed),
	};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
