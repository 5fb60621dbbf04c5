#include "tui/ui.h"

#include "base/clock.h"
#include "base/mem.h"
#include "tui/screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TICK_MS     1000
#define PROGRESS_MS 100 /* between drawings of what goes on */
#define WHEEL_LINES 3
#define DAY         86400

const struct ui_window ui_windows[UI_WINDOWS] = {{"all time", 0},
    {"12 weeks", 84}, {"4 weeks", 28}, {"1 week", 7}};

struct window
ui_window_now(const struct ui *ui)
{
	int days = ui_windows[ui->window].days;

	return window_of(days == 0 ? 0 : clock_now() - (int64_t)days * DAY,
	    INT64_MAX);
}

void
ui_add_scope(const struct ui *ui, struct buf *words)
{
	char last[16];

	if (ui_windows[ui->window].days > 0) {
		snprintf(last, sizeof(last), "%dd",
		    ui_windows[ui->window].days);
		ui_add_word(words, "--last");
		ui_add_word(words, last);
	}
	if (ui->group.len > 0) {
		ui_add_word(words, "--group");
		ui_add_word(words, ui->group.data);
	}
}

void
ui_say(struct ui *ui, const char *format, ...)
{
	char text[640];
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	buf_clear(&ui->message);
	buf_adds(&ui->message, text);
	ui->message_is_error = false;
	ui->message_until_ms = 0;
}

void
ui_fail(struct ui *ui, const struct err *err)
{
	if (err->code == ERR_LATER)
		ui_say(ui, "the archive is busy, try again");
	else
		ui_say(ui, "%s", err->text);
	ui->message_is_error = true;
}

static bool
move_cursor(struct ui *ui, enum action action)
{
	struct list *list = &ui_view(ui)->list;

	switch (action) {
	case ACTION_UP:
		list_move(list, -1);
		break;
	case ACTION_DOWN:
		list_move(list, 1);
		break;
	case ACTION_PAGE_UP:
		list_page(list, -1);
		break;
	case ACTION_PAGE_DOWN:
		list_page(list, 1);
		break;
	case ACTION_FIRST:
		list_to(list, 0);
		break;
	case ACTION_LAST:
		list_to(list, list->n > 0 ? list->n - 1 : 0);
		break;
	default:
		return false;
	}
	ui_read_on(ui);
	return true;
}

static void
act(struct ui *ui, enum action action)
{
	struct view *view = ui_view(ui);
	struct err err = ERR_INIT;
	int rc = 0;

	if (view->ops->action != NULL)
		rc = view->ops->action(ui, view, action, &err);
	if (rc == -1)
		ui_fail(ui, &err);
	else if (rc == 2)
		ui_reload(ui);
	if (rc == 0 && !move_cursor(ui, action))
		ui_do(ui, action);
}

/* A click selects a line, another one opens it. */
static void
click(struct ui *ui)
{
	struct view *view = ui_view(ui);
	int row = screen_click_row() - 1 - view->ops->has_header;
	size_t line = view->list.top + (size_t)(row < 0 ? 0 : row);

	if (row < 0 || (size_t)row >= view->list.height || line >= view->list.n)
		return;
	if (line == view->list.cursor)
		act(ui, ACTION_OPEN);
	else
		list_to(&view->list, line);
}

/* True if the key was of the mouse. */
static bool
mouse(struct ui *ui, uint32_t code)
{
	if (code < SPECIAL_CLICK || code > SPECIAL_WHEEL_DOWN)
		return false;
	if (ui->prompt.action != ACTION_NONE)
		return true;
	if (code == SPECIAL_CLICK) {
		click(ui);
		return true;
	}
	list_move(&ui_view(ui)->list,
	    code == SPECIAL_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
	ui_read_on(ui);
	return true;
}

static void
key(struct ui *ui, uint32_t code)
{
	enum action action;

	ui->changed = true;
	if (mouse(ui, code))
		return;
	if (ui->prompt.action != ACTION_NONE) {
		ui_typed(ui, code);
		return;
	}
	action = keys_action(&ui->keys, code);
	buf_clear(&ui->message);
	if (action != ACTION_NONE)
		act(ui, action);
	else
		ui_say(ui, "no such key; ? shows them all");
}

/* What an event brought, keys first: they are what somebody waits for. */
static void
obey(struct ui *ui, const struct screen_events *events)
{
	uint32_t code;

	if (events->redraw)
		ui_rebuild(ui);
	while (ui->running && events->key && (code = screen_key()) != KEY_NONE)
		key(ui, code);
	if (!ui->running)
		return;
	if (events->output)
		ui_hear(ui);
	if (events->child_ended)
		ui_reap(ui);
	ui->changed |= events->redraw || events->output || events->child_ended;
}

/* Use the time in which nobody types.  True if there is more to do. */
static bool
work(struct ui *ui)
{
	return ui_catch_up(ui) || ui_board_go(ui);
}

/* How long nothing is to be done. */
static int
until_next(const struct ui *ui, int64_t ticked, int64_t now)
{
	int64_t at = ticked + TICK_MS;

	if (ui->score_at_ms != 0 && ui->score_at_ms < at &&
	    !child_is_running(&ui->score))
		at = ui->score_at_ms;
	return at > now ? (int)(at - now) : 0;
}

static int
loop(struct ui *ui)
{
	int64_t ticked = clock_monotonic_ms(), drawn = 0, now;
	struct screen_events events;
	int fds[SCREEN_FDS];
	bool busy = false;

	ui->changed = true;
	while (ui->running) {
		now = clock_monotonic_ms();
		if (ui->changed || (busy && now - drawn >= PROGRESS_MS)) {
			ui_draw(ui);
			ui->changed = false;
			drawn = now;
		}
		screen_wait(fds, ui_child_fds(ui, fds),
		    busy ? 0 : until_next(ui, ticked, now), &events);
		if (events.stop_signal != 0)
			return events.stop_signal;
		obey(ui, &events);
		/* Show first what a key did, then work on what it began. */
		busy = ui->changed || (ui->running && work(ui));
		if (!ui->running || ui->changed)
			continue;
		ui_start_due(ui);
		if (clock_monotonic_ms() - ticked >= TICK_MS) {
			ui_tick(ui);
			ticked = clock_monotonic_ms();
		}
	}
	return 0;
}

static void
release(struct ui *ui)
{
	while (ui->n_views > 0)
		ui_release_view(&ui->views[--ui->n_views]);
	ui_board_drop(ui);
	child_stop(&ui->fetch);
	child_release(&ui->fetch);
	/* What these do is wanted, whether somebody looks or not. */
	child_release(&ui->score);
	child_release(&ui->writer);
	editor_release(&ui->editor);
	prompt_release(&ui->prompt);
	buf_release(&ui->message);
	buf_release(&ui->find);
	buf_release(&ui->group);
	free(ui);
}

static int
run(struct ui *ui, struct err *err)
{
	ui_begin_status(ui);
	ui_push(ui, &view_board, &(struct target){.kind = TARGET_NONE});
	if (ui->n_views == 0)
		return err_set(err, ERR_IO, "%s", ui->message.data);
	ui->score_at_ms = clock_monotonic_ms();
	return loop(ui);
}

int
tui_run(struct store *store, const struct tui_settings *settings,
    struct err *err)
{
	struct ui *ui = mem_alloc(1, sizeof(*ui));
	int rc = -1;

	*ui = (struct ui){.store = store,
	    .settings = settings,
	    .theme = settings->theme,
	    .editor = {.path = store_path(store)},
	    .prompt = PROMPT_INIT,
	    .fetch = CHILD_INIT,
	    .score = CHILD_INIT,
	    .writer = CHILD_INIT,
	    .message = BUF_INIT,
	    .find = BUF_INIT,
	    .group = BUF_INIT,
	    .running = true};
	if (keys_load(&ui->keys, settings->keys, err) == -1) {
		err_context(err, "tui.keys");
		goto out;
	}
	if (screen_open(settings->mouse, err) == -1)
		goto out;
	screen_set_theme(ui->theme);
	rc = run(ui, err);
	screen_close();
out:
	release(ui);
	return rc;
}
