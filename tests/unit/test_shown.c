/* Leaderboards in slices, kept and shown again; statements that are stopped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "score/mass.h"
#include "tui/shown.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ACCOUNTS 40
#define DAYS     400
#define TODAY    20000

static struct store *store;
static struct masses masses;
static struct err err = ERR_INIT;

static void
must(int rc)
{
	if (rc == -1)
		fail_msg("%s", err.text);
}

static void
put_day(int64_t id, int64_t day)
{
	struct verdict verdict = {.form = FORM_POST};
	struct moments sums = {{0}};
	unsigned char packed[MOMENTS_PACKED];

	verdict.class =
	    (id + day) % (2 + id % 5) == 0 ? CLASS_PROMOTE : CLASS_INSIGHT;
	verdict.p[verdict.class] = 1;
	moments_add_post(&sums, &masses, &verdict, 1, false);
	must(db_run(store_db(store), STMT_DAY_SUM_PUT, &err, "iib", id, day,
	    (const void *)packed, moments_pack(&sums, packed)));
}

static int
open_archive(void **state)
{
	static char path[64];

	snprintf(path, sizeof(path), "/tmp/shown.%ld.db", (long)getpid());
	store = store_open(path, STORE_WRITE, &err);
	assert_non_null(store);
	must(mass_load(&masses, NULL, &err));
	must(store_begin(store, &err));
	for (int64_t id = 1; id <= ACCOUNTS; id++) {
		char handle[16];

		snprintf(handle, sizeof(handle), "ana%d", (int)id);
		must(db_run(store_db(store), STMT_USER_INSERT, &err, "i", id));
		must(db_run(store_db(store), STMT_USER_NAMES, &err, "isss", id,
		    handle, handle, "Ana"));
		for (int64_t day = 0; day < DAYS; day += id)
			put_day(id, TODAY - day);
	}
	must(store_commit(store, &err));
	*state = path;
	return 0;
}

static int
close_archive(void **state)
{
	char path[80];

	store_close(store);
	unlink(*state);
	snprintf(path, sizeof(path), "%s-wal", (char *)*state);
	unlink(path);
	snprintf(path, sizeof(path), "%s-shm", (char *)*state);
	unlink(path);
	return 0;
}

static struct board_request
request_of(const struct window *window)
{
	return (struct board_request){.window = window,
	    .masses = &masses,
	    .settings = &account_defaults,
	    .now = (int64_t)TODAY * 86400,
	    .today = TODAY};
}

static bool
always(void *arg)
{
	++*(int *)arg;
	return true;
}

static void
test_slices_make_the_same_board(void **state)
{
	struct window window = window_of(0, INT64_MAX);
	struct board_request request = request_of(&window);
	struct board_work *work;
	struct board whole, sliced;
	int slices = 0, rc;

	(void)state;
	must(board_load(store, &request, &whole, &err));
	work = board_begin(store, &request);
	while ((rc = board_go(work, always, &slices, &err)) == 1)
		continue;
	must(rc);
	assert_int_equal(board_work_count(work), ACCOUNTS);
	board_take(work, &sliced);
	board_work_free(work);
	assert_true(slices > 2 * ACCOUNTS);
	assert_int_equal(sliced.n, ACCOUNTS);
	assert_int_equal(whole.n, ACCOUNTS);
	for (size_t i = 0; i < ACCOUNTS; i++) {
		assert_int_equal(whole.scores[i].id, sliced.scores[i].id);
		assert_int_equal(whole.scores[i].rank, sliced.scores[i].rank);
		assert_int_equal(whole.scores[i].rank_high,
		    sliced.scores[i].rank_high);
		assert_memory_equal(&whole.rows[i].sums, &sliced.rows[i].sums,
		    sizeof(whole.rows[i].sums));
	}
	board_release(&whole);
	board_release(&sliced);
}

/* A board that is given up in the middle leaves nothing behind. */
static void
test_work_is_dropped(void **state)
{
	struct window window = window_of(0, INT64_MAX);
	struct board_request request = request_of(&window);

	(void)state;
	for (int at = 1; at < 60; at += 4) {
		struct board_work *work = board_begin(store, &request);
		int slices = 0;

		while (slices < at)
			assert_int_equal(board_go(work, always, &slices, &err),
			    1);
		board_work_free(work);
	}
	test_slices_make_the_same_board(state);
}

static void
test_weeks_are_of_their_days(void **state)
{
	/* A window that leaves the older weeks out. */
	struct window window =
	    window_of((int64_t)(TODAY - 6) * 86400, INT64_MAX);
	struct board_request request = request_of(&window);
	struct board board;
	const struct board_row *row;
	float posts = 0;

	(void)state;
	must(board_load(store, &request, &board, &err));
	row = board_row(&board, 1);
	assert_non_null(row);
	assert_int_equal((int)row->sums.sum[MOMENT_POSTS], 7);
	for (int w = 0; w < BOARD_WEEKS; w++)
		posts += row->gives[w] + row->takes[w];
	assert_true(posts > 8 * 7 * 0.4F);
	/* Seven weeks apart: in the first and in the last. */
	row = board_row(&board, 40);
	assert_non_null(row);
	assert_true(row->gives[BOARD_WEEKS - 1] + row->takes[7] > 0);
	assert_true(row->gives[6] + row->takes[6] == 0);
	board_release(&board);
}

static void
test_kept_and_shown_again(void **state)
{
	struct window window = window_of(0, INT64_MAX);
	struct board_request request = request_of(&window);
	struct shown shown, again;
	struct board board;

	(void)state;
	must(board_load(store, &request, &board, &err));
	must(shown_make(&shown, store, &board, 77, &err));
	board_release(&board);
	assert_int_equal(shown.n, ACCOUNTS);
	assert_string_equal(shown_find(&shown, 7)->handle, "ana7");
	assert_null(shown_find(&shown, 7000));

	must(shown_load(store, "0 ", &again, &err));
	assert_int_equal(again.n, 0);
	must(store_begin(store, &err));
	must(shown_save(store, "0 ", &shown, &err));
	must(store_commit(store, &err));
	must(shown_load(store, "0 ", &again, &err));
	assert_int_equal(again.at, 77);
	assert_true(shown_is_same(&shown, &again));
	again.rows[0].rank++;
	assert_false(shown_is_same(&shown, &again));
	shown_release(&again);

	/* Bytes that are none of ours are as good as nothing. */
	must(db_run(store_db(store), STMT_TUI_SHOWN_PUT, &err, "sib", "bad",
	    (int64_t)1, (const void *)"0123456789abcdef", (size_t)16));
	must(shown_load(store, "bad", &again, &err));
	assert_int_equal(again.n, 0);
	shown_release(&again);

	/* Who is erased is shown no more. */
	must(db_run(store_db(store), STMT_WIPE_USER, &err, "i", (int64_t)40));
	must(shown_load(store, "0 ", &again, &err));
	assert_int_equal(again.n, 0);
	shown_release(&again);
	shown_release(&shown);
}

static void
test_statement_is_stopped(void **state)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUMS_OF;
	int asked = 0, rows = 0, rc;

	(void)state;
	db_set_stop(db, always, &asked);
	must(db_bind(db, s, &err, "iii", (int64_t)1, INT64_MIN, INT64_MAX));
	while ((rc = db_step(db, s, &err)) == 1)
		rows++;
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, ERR_STOPPED);
	assert_int_equal(asked, 1);
	assert_in_range(rows, 0, DAYS - 1);

	/* And runs whole when nobody stops it. */
	db_set_stop(db, NULL, NULL);
	rows = 0;
	must(db_bind(db, s, &err, "iii", (int64_t)1, INT64_MIN, INT64_MAX));
	while ((rc = db_step(db, s, &err)) == 1)
		rows++;
	assert_int_equal(rc, 0);
	assert_int_equal(rows, DAYS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_slices_make_the_same_board),
	    cmocka_unit_test(test_work_is_dropped),
	    cmocka_unit_test(test_weeks_are_of_their_days),
	    cmocka_unit_test(test_statement_is_stopped),
	    cmocka_unit_test(test_kept_and_shown_again),
	};

	return cmocka_run_group_tests(tests, open_archive, close_archive);
}
