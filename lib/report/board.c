#include "report/board.h"

#include "base/mem.h"
#include "base/when.h"

#include <math.h>
#include <stdlib.h>

/* A few accounts among many: each by itself. */
static int
read_sums_of(struct store *store, const struct window *window,
    const struct id_set *set, struct board *board, struct err *err)
{
	struct db *db = store_db(store);
	enum statement s;
	size_t len;
	int rc = 0;

	board->rows = mem_alloc(set->n, sizeof(*board->rows));
	for (size_t i = 0; i < set->n && rc == 0; i++) {
		struct board_row *row = &board->rows[board->n];

		*row = (struct board_row){.id = set->ids[i], .coverage = NAN};
		if (window_bind_sums(window, db, row->id, &s, err) == -1)
			return -1;
		while ((rc = db_step(db, s, err)) == 1) {
			const void *sums = db_blob(db, s, 1, &len);

			moments_add_packed(&row->sums, sums, len);
		}
		board->n += row->sums.sum[MOMENT_POSTS] > 0;
	}
	return rc;
}

/* Rows come by author, so each author's days follow one another. */
static int
read_all_sums(struct store *store, const struct window *window,
    struct board *board, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_DAY_SUMS;
	size_t cap = 0, len;
	int rc;

	if (db_bind(db, s, err, "ii", window->first_day, window->last_day) ==
	    -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 0);
		const void *sums = db_blob(db, s, 2, &len);

		if (board->n == 0 || board->rows[board->n - 1].id != id) {
			board->rows = mem_grow(board->rows, &cap, board->n + 1,
			    sizeof(*board->rows));
			board->rows[board->n++] =
			    (struct board_row){.id = id, .coverage = NAN};
		}
		moments_add_packed(&board->rows[board->n - 1].sums, sums, len);
	}
	return rc;
}

static struct board_row *
find_row(const struct board *board, int64_t id)
{
	size_t low = 0, high = board->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (board->rows[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < board->n && board->rows[low].id == id ? &board->rows[low]
							   : NULL;
}

const struct board_row *
board_row(const struct board *board, int64_t id)
{
	return find_row(board, id);
}

static void
set_coverage(void *arg, int64_t user_id, double share)
{
	struct board_row *row = find_row(arg, user_id);

	if (row != NULL)
		row->coverage = share;
}

static void
score_all(struct board *board, const struct masses *masses,
    const struct account_settings *settings)
{
	struct moments *sums = mem_alloc(board->n, sizeof(*sums));

	for (size_t i = 0; i < board->n; i++)
		sums[i] = board->rows[i].sums;
	board->prior = account_fit_prior(sums, board->n, masses, settings);
	board->scores = mem_alloc(board->n, sizeof(*board->scores));
	for (size_t i = 0; i < board->n; i++) {
		board->scores[i].id = board->rows[i].id;
		account_score(&board->scores[i], &sums[i], masses,
		    &board->prior, settings);
	}
	account_rank(board->scores, board->n, settings);
	free(sums);
}

int
board_load(struct store *store, const struct board_request *request,
    struct board *board, struct err *err)
{
	const struct window *window = request->window;
	int rc;

	*board = (struct board){.rows = NULL};
	rc = request->set != NULL
		 ? read_sums_of(store, window, request->set, board, err)
		 : read_all_sums(store, window, board, err);
	if (rc == -1 ||
	    window_coverage(store, window, request->now, set_coverage, board,
		err) == -1) {
		board_release(board);
		return -1;
	}
	score_all(board, request->masses, request->settings);
	return 0;
}

void
board_release(struct board *board)
{
	free(board->rows);
	free(board->scores);
	*board = (struct board){.rows = NULL};
}
