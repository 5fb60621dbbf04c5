#include "report/board.h"

#include "base/mem.h"
#include "base/when.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
finish_seen(const struct board *board, const struct seen *seen)
{
	struct board_row *row = find_row(board, seen->id);

	if (row != NULL)
		row->coverage = seen_share(seen);
}

/* What there is to be done, in this order. */
enum stage { READ_SUMS, READ_SEEN, FIT, SCORE, RANK, DONE };

struct board_work {
	struct store *store; /* borrowed */
	struct board_request request;
	struct window window;
	struct account_settings settings;
	struct masses masses;
	int64_t *ids; /* own; of a set */
	size_t n_ids, at;
	int64_t author;     /* whose sums were read last */
	struct board board; /* own */
	size_t cap;
	struct seen seen;
	bool is_reading;         /* the statement of READ_SEEN is under way */
	struct ranking *ranking; /* own */
	enum stage stage;
};

struct board_work *
board_begin(struct store *store, const struct board_request *request)
{
	struct board_work *work = mem_alloc(1, sizeof(*work));
	const struct id_set *set = request->set;

	*work = (struct board_work){.store = store,
	    .request = *request,
	    .window = *request->window,
	    .settings = *request->settings,
	    .masses = *request->masses,
	    .author = INT64_MIN};
	if (set != NULL) {
		work->ids = mem_alloc(set->n + 1, sizeof(*work->ids));
		memcpy(work->ids, set->ids, set->n * sizeof(*work->ids));
		work->n_ids = set->n;
	}
	return work;
}

void
board_work_free(struct board_work *work)
{
	if (work == NULL)
		return;
	if (work->is_reading)
		db_reset(store_db(work->store), STMT_COVERAGE_OF_USERS);
	ranking_free(work->ranking);
	board_release(&work->board);
	free(work->ids);
	free(work);
}

size_t
board_work_count(const struct board_work *work)
{
	return work->board.n;
}

/* Go to the next account: 1, 0 if there is none. */
static int
next_author(struct board_work *work, struct err *err)
{
	struct db *db = store_db(work->store);
	int64_t next;
	int rc;

	if (work->ids != NULL && work->at == work->n_ids)
		return 0;
	if (work->ids != NULL) {
		work->author = work->ids[work->at++];
		return 1;
	}
	rc = db_find_int(db, STMT_DAY_SUM_NEXT, &next, err, "i", work->author);
	if (rc == 1)
		work->author = next;
	return rc;
}

/* A day that belongs to the window, to a week of the screen, or to both; or
 * a whole week of the window. */
static void
add_day(const struct board_work *work, struct board_row *row, int64_t day,
    const void *packed, size_t len)
{
	int64_t before = work->request.today - day;

	if (day >= work->window.first_day)
		moments_add_packed(&row->sums, packed, len);
	if (work->request.today != 0 && before >= 0 &&
	    before < BOARD_WEEKS * 7) {
		int64_t week = BOARD_WEEKS - 1 - before / 7;
		struct moments sums = {{0}};

		moments_add_packed(&sums, packed, len);
		row->gives[week] += (float)(sums.sum[MOMENT_GIVE_REST] +
					    sums.sum[MOMENT_GIVE_AMPLIFY]);
		row->takes[week] += (float)sums.sum[MOMENT_TAKE];
	}
}

/* The first day of the weeks that the screen shows; INT64_MAX: none. */
static int64_t
first_shown(const struct board_work *work)
{
	int64_t today = work->request.today;

	return today == 0 ? INT64_MAX : today - BOARD_WEEKS * 7 + 1;
}

/* One account. */
static int
read_sums(struct board_work *work, struct err *err)
{
	struct db *db = store_db(work->store);
	struct board *board = &work->board;
	struct window window = work->window;
	enum statement s;
	struct board_row *row;
	int rc = next_author(work, err);

	if (rc != 1)
		return rc;
	if (first_shown(work) < window.first_day)
		window.first_day = first_shown(work);
	board->rows = mem_grow(board->rows, &work->cap, board->n + 1,
	    sizeof(*board->rows));
	row = &board->rows[board->n];
	*row = (struct board_row){.id = work->author, .coverage = NAN};
	if (window_bind_sums(&window, db, row->id, first_shown(work), &s,
		err) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		size_t len;
		const void *sums = db_blob(db, s, 1, &len);

		add_day(work, row, db_int(db, s, 0), sums, len);
	}
	board->n += row->sums.sum[MOMENT_POSTS] > 0;
	return rc == -1 ? -1 : 1;
}

static int
read_seen(struct board_work *work, struct err *err)
{
	struct db *db = store_db(work->store);
	const enum statement s = STMT_COVERAGE_OF_USERS;
	int64_t id;
	struct seen *seen = &work->seen;
	int rc;

	if (!work->is_reading && db_bind(db, s, err, "") == -1)
		return -1;
	rc = db_step(db, s, err);
	work->is_reading = rc == 1;
	id = rc == 1 ? db_int(db, s, 0) : 0;
	if (rc != 1 || id != seen->id)
		finish_seen(&work->board, seen);
	if (rc != 1)
		return rc;
	if (id != seen->id)
		*seen = seen_begin(id, &work->window, work->request.now,
		    db_int(db, s, 4));
	if (strcmp(db_text(db, s, 3), "seen") == 0)
		seen_add(seen, db_int(db, s, 1), db_int(db, s, 2));
	return 1;
}

static int
fit(struct board_work *work, struct err *err)
{
	struct board *board = &work->board;
	struct moments *sums = mem_alloc(board->n, sizeof(*sums));

	(void)err;
	for (size_t i = 0; i < board->n; i++)
		sums[i] = board->rows[i].sums;
	board->prior =
	    account_fit_prior(sums, board->n, &work->masses, &work->settings);
	board->scores = mem_alloc(board->n, sizeof(*board->scores));
	work->at = 0;
	free(sums);
	return 0;
}

static int
score(struct board_work *work, struct err *err)
{
	struct board *board = &work->board;
	size_t i = work->at;

	(void)err;
	if (i == board->n) {
		work->ranking =
		    ranking_begin(board->scores, board->n, &work->settings);
		return 0;
	}
	board->scores[i].id = board->rows[i].id;
	account_score(&board->scores[i], &board->rows[i].sums, &work->masses,
	    &board->prior, &work->settings);
	work->at++;
	return 1;
}

static int
rank(struct board_work *work, struct err *err)
{
	(void)err;
	return ranking_go(work->ranking);
}

/* A stage does a little and says whether there is more of it: 1, or 0. */
static int (*const stages[DONE])(struct board_work *work, struct err *err) = {
    [READ_SUMS] = read_sums,
    [READ_SEEN] = read_seen,
    [FIT] = fit,
    [SCORE] = score,
    [RANK] = rank,
};

int
board_go(struct board_work *work, bool (*pause)(void *arg), void *arg,
    struct err *err)
{
	while (work->stage < DONE) {
		int rc = stages[work->stage](work, err);

		if (rc == -1)
			return -1;
		if (rc == 0)
			work->stage++;
		if (pause != NULL && pause(arg))
			return 1;
	}
	return 0;
}

void
board_take(struct board_work *work, struct board *board)
{
	*board = work->board;
	work->board = (struct board){.rows = NULL};
}

int
board_load(struct store *store, const struct board_request *request,
    struct board *board, struct err *err)
{
	struct board_work *work = board_begin(store, request);
	int rc = board_go(work, NULL, NULL, err);

	*board = (struct board){.rows = NULL};
	if (rc == 0)
		board_take(work, board);
	board_work_free(work);
	return rc;
}

void
board_release(struct board *board)
{
	free(board->rows);
	free(board->scores);
	*board = (struct board){.rows = NULL};
}
