/*
 * Packs come account by account, in the same order read ahead or not.
 */
#include "unit.h"

#include "base/mem.h"
#include "report/pack_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ACCOUNTS = 60, BLOCKS = 30, LONGEST = 32000 };

static char path[64];
static struct store *store;
static struct id_set everybody;
static struct err err;

/* Some accounts have no packs, and every pack says whose it is. */
static bool
has_pack(int64_t id, int64_t block)
{
	return id % 7 != 0 && (id + block) % 5 != 0;
}

static size_t
len_of(int64_t id, int64_t block)
{
	return 16 + (size_t)(id * 7919 + block * 104729) % LONGEST;
}

static int
put_packs(void **state)
{
	unsigned char *pack = mem_alloc(LONGEST + 16, 1);

	(void)state;
	snprintf(path, sizeof(path), "/tmp/test_pack_rows.%d.db",
	    (int)getpid());
	store = store_open(path, STORE_WRITE, &err);
	assert_non_null(store);
	assert_int_equal(store_begin(store, &err), 0);
	for (int64_t id = 1; id <= ACCOUNTS; id++) {
		id_set_add(&everybody, id);
		for (int64_t block = 0; block < BLOCKS; block++) {
			memcpy(pack, &id, sizeof(id));
			memcpy(pack + sizeof(id), &block, sizeof(block));
			if (has_pack(id, block))
				assert_int_equal(db_run(store_db(store),
						     STMT_PACK_PUT, &err, "iib",
						     id, block,
						     (const void *)pack,
						     len_of(id, block)),
				    0);
		}
	}
	assert_int_equal(store_commit(store, &err), 0);
	free(pack);
	return 0;
}

static int
remove_packs(void **state)
{
	(void)state;
	store_close(store);
	id_set_release(&everybody);
	return unlink(path);
}

static void
check_row(const struct pack_row *row, int64_t id, int64_t block)
{
	int64_t said[2];

	assert_int_equal(row->author_id, id);
	assert_int_equal(row->block, block);
	assert_int_equal(row->len, len_of(id, block));
	memcpy(said, row->pack, sizeof(said));
	assert_int_equal(said[0], id);
	assert_int_equal(said[1], block);
}

/* Read them all; skip: what is left of an account after a pack of it. */
static void
check_span(const struct pack_span *span, bool skip)
{
	struct pack_rows *rows = pack_rows_new(span);
	struct pack_row row;

	for (int64_t id = 1; id <= ACCOUNTS; id++)
		for (int64_t i = span->first; i <= span->last; i++) {
			int64_t block = span->is_oldest_first
					    ? i
					    : span->first + span->last - i;

			if (!has_pack(id, block))
				continue;
			assert_int_equal(pack_rows_next(rows, &row, &err), 1);
			check_row(&row, id, block);
			if (!skip)
				continue;
			pack_rows_skip(rows);
			break;
		}
	assert_int_equal(pack_rows_next(rows, &row, &err), 0);
	assert_int_equal(pack_rows_next(rows, &row, &err), 0);
	pack_rows_free(rows);
}

static void
rows_come_in_order(void **state)
{
	(void)state;
	for (int i = 0; i < 8; i++) {
		const struct pack_span span = {.store = store,
		    .set = i & 1 ? &everybody : NULL,
		    .first = 3,
		    .last = BLOCKS - 2,
		    .is_oldest_first = (i & 2) != 0,
		    .is_alone = (i & 4) != 0};

		check_span(&span, false);
		if (span.is_alone)
			check_span(&span, true);
	}
}

/* Whoever has seen enough ends the reading, wherever it is. */
static void
reading_ends_anywhere(void **state)
{
	const struct pack_span span = {.store = store,
	    .set = &everybody,
	    .last = BLOCKS};

	(void)state;
	for (int n = 0; n < 200; n += 7) {
		struct pack_rows *rows = pack_rows_new(&span);
		struct pack_row row;

		for (int i = 0; i < n; i++)
			assert_int_equal(pack_rows_next(rows, &row, &err), 1);
		pack_rows_free(rows);
	}
	check_span(&(struct pack_span){.store = store,
		       .set = &everybody,
		       .last = BLOCKS - 1},
	    false);
}

/* What is kept is given again for the same span, and for no other. */
static void
rows_are_kept(void **state)
{
	struct pack_keep keep = PACK_KEEP_INIT;
	struct pack_span span = {.store = store,
	    .set = &everybody,
	    .last = 4,
	    .keep = &keep};
	struct pack_rows *rows = pack_rows_new(&span);
	struct pack_row row;

	(void)state;
	assert_int_equal(pack_rows_next(rows, &row, &err), 1);
	pack_rows_free(rows);
	assert_false(keep.is_whole);
	check_span(&span, false);
	assert_true(keep.is_whole);
	assert_int_equal(store_begin(store, &err), 0);
	assert_int_equal(db_exec(store_db(store), "DELETE FROM pack", &err), 0);
	check_span(&span, false);
	check_span(&span, false);
	span.last = 3;
	rows = pack_rows_new(&span);
	assert_int_equal(pack_rows_next(rows, &row, &err), 0);
	pack_rows_free(rows);
	store_rollback(store);
	check_span(&span, false);
	pack_keep_release(&keep);
}

/* What is large is read again. */
static void
much_is_not_kept(void **state)
{
	struct pack_keep keep = PACK_KEEP_INIT;
	struct pack_span span = {.store = store,
	    .set = &everybody,
	    .last = BLOCKS - 1,
	    .keep = &keep};

	(void)state;
	check_span(&span, false);
	assert_true(keep.is_too_much);
	check_span(&span, false);
	pack_keep_release(&keep);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_come_in_order),
	    cmocka_unit_test(reading_ends_anywhere),
	    cmocka_unit_test(rows_are_kept),
	    cmocka_unit_test(much_is_not_kept),
	};

	return cmocka_run_group_tests(tests, put_packs, remove_packs);
}
