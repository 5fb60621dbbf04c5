/* The leaderboard of the window and group: shown as it was kept, worked out
 * anew a few milliseconds at a time, kept again. */
#include "base/clock.h"
#include "base/when.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <string.h>

#define SLICE_MS 6

static void
add_name(const struct ui *ui, struct buf *name)
{
	buf_addf(name, "%d %s", ui_windows[ui->window].days, ui->group.data);
}

static int
begin(struct ui *ui, struct err *err)
{
	struct account_settings settings = account_defaults;
	struct window window = ui_window_now(ui);
	struct id_set set = {.ids = NULL};
	struct board_request request = {.window = &window,
	    .set = ui->group.len > 0 ? &set : NULL,
	    .masses = ui->settings->masses,
	    .settings = &settings,
	    .now = clock_now(),
	    .today = when_local_day(clock_now())};
	int rc = 0;

	settings.min_posts = (int)ui->settings->min_posts;
	if (ui->group.len > 0)
		rc = group_load(ui->store, ui->group.data, &set, err);
	if (rc == 0)
		ui->board.work = board_begin(ui->store, &request);
	id_set_release(&set);
	return rc;
}

/* What was kept will do for the first look. */
static int
load_kept(struct ui *ui, struct err *err)
{
	struct ui_board *board = &ui->board;
	struct buf name = BUF_INIT;
	int rc;

	add_name(ui, &name);
	rc = shown_load(ui->store, name.data, &board->shown, err);
	board->is_there = board->shown.n > 0;
	buf_release(&name);
	return rc;
}

int
ui_board_want(struct ui *ui, struct err *err)
{
	struct ui_board *board = &ui->board;

	if (!board->is_there && board->work == NULL && load_kept(ui, err) == -1)
		return -1;
	if (board->is_fresh || board->work != NULL)
		return 0;
	if (begin(ui, err) == 0)
		return 0;
	board->is_fresh = true; /* asking again would not help */
	return -1;
}

void
ui_board_drop(struct ui *ui)
{
	board_work_free(ui->board.work);
	shown_release(&ui->board.shown);
	ui->board = (struct ui_board){.work = NULL};
}

void
ui_board_stale(struct ui *ui)
{
	ui->board.is_fresh = false;
	ui->board.again = ui->board.work != NULL;
}

/* Nobody is to wait for this, and nothing is lost without it. */
static void
keep(struct ui *ui)
{
	struct buf name = BUF_INIT;
	struct err err = ERR_INIT;

	add_name(ui, &name);
	edit_shown(&ui->editor, name.data, &ui->board.shown, &err);
	buf_release(&name);
}

static int
finish(struct ui *ui, struct err *err)
{
	struct ui_board *board = &ui->board;
	struct shown before = board->shown;
	struct board numbers;
	int rc;

	board_take(board->work, &numbers);
	board_work_free(board->work);
	board->work = NULL;
	rc = shown_make(&board->shown, ui->store, &numbers, clock_now(), err);
	board_release(&numbers);
	board->is_there = rc == 0;
	board->is_fresh = !board->again;
	board->again = false;
	if (rc == 0 && !shown_is_same(&before, &board->shown))
		keep(ui);
	shown_release(&before);
	return rc;
}

struct slice {
	int64_t until_ms;
};

static bool
is_over(void *arg)
{
	const struct slice *slice = arg;

	return clock_monotonic_ms() >= slice->until_ms || screen_is_wanted();
}

bool
ui_board_go(struct ui *ui)
{
	struct slice slice = {clock_monotonic_ms() + SLICE_MS};
	struct err err = ERR_INIT;
	int rc;

	if (ui->board.work == NULL)
		return false;
	rc = board_go(ui->board.work, is_over, &slice, &err);
	if (rc == 1)
		return true;
	if (rc == 0)
		rc = finish(ui, &err);
	if (rc == -1) {
		ui_fail(ui, &err);
		board_work_free(ui->board.work);
		ui->board.work = NULL;
		ui->board.is_fresh = true;
	}
	if (ui_view(ui)->ops == &view_board ||
	    ui_view(ui)->ops == &view_account)
		ui_reload(ui);
	ui->changed = true;
	return true;
}
