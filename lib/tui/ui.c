#include "tui/ui.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/ledger.h"
#include "tui/screen.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#define TICK_MS 1000
#define DAY     86400

const struct ui_window ui_windows[UI_WINDOWS] = {{"all time", 0},
    {"12 weeks", 84}, {"4 weeks", 28}, {"1 week", 7}};

bool
marks_has(const struct marks *marks, int64_t key)
{
	for (size_t i = 0; i < marks->n; i++)
		if (marks->keys[i] == key)
			return true;
	return false;
}

void
marks_toggle(struct marks *marks, int64_t key)
{
	for (size_t i = 0; i < marks->n; i++) {
		if (marks->keys[i] == key) {
			marks->keys[i] = marks->keys[--marks->n];
			return;
		}
	}
	marks->keys = mem_grow(marks->keys, &marks->cap, marks->n + 1,
	    sizeof(*marks->keys));
	marks->keys[marks->n++] = key;
}

struct view *
ui_view(struct ui *ui)
{
	return &ui->views[ui->n_views - 1];
}

struct target
ui_target(struct ui *ui)
{
	const struct view *view = ui_view(ui);
	size_t line = view->list.cursor + view->ops->has_header;
	struct target target = {.kind = TARGET_NONE};

	if (line < view->doc.n)
		target = view->doc.lines[line].target;
	/* A line about nothing is about what the view is about. */
	return target.kind == TARGET_NONE ? view->about : target;
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

static size_t
height_for(const struct view *view)
{
	int height = screen_rows() - 2 - view->ops->has_header;

	return height > 0 ? (size_t)height : 1;
}

/* Where the text of the cursor's line begins: a measure of place that does
 * not depend much on the width. */
static size_t
line_at(const struct view *view, size_t offset)
{
	size_t i = view->doc.n;

	while (i > 0 && view->doc.lines[i - 1].start > offset)
		i--;
	return i > 0 ? i - 1 : 0;
}

void
ui_rebuild(struct ui *ui)
{
	struct view *view = ui_view(ui);
	size_t header = view->ops->has_header, line, found;
	size_t above = view->list.cursor - view->list.top, offset = 0;
	int width = screen_columns();
	int64_t key = 0;

	line = view->list.cursor + header;
	if (line < view->doc.n) {
		key = view->doc.lines[line].key;
		offset = view->doc.lines[line].start;
	}
	doc_clear(&view->doc);
	view->ops->build(ui, view, width);
	found = doc_find(&view->doc, key);
	if (found == view->doc.n)
		found =
		    width == view->built_width ? line : line_at(view, offset);
	found = found > header ? found - header : 0;
	view->list.cursor = found;
	view->list.top = found > above ? found - above : 0;
	list_resize(&view->list,
	    view->doc.n > header ? view->doc.n - header : 0, height_for(view));
	view->built_width = width;
}

void
ui_reload(struct ui *ui)
{
	struct view *view = ui_view(ui);
	struct err err = ERR_INIT;

	if (view->ops->load != NULL && view->ops->load(ui, view, &err) == -1)
		ui_fail(ui, &err);
	ui_rebuild(ui);
}

static void
release_view(struct view *view)
{
	view->ops->close(view);
	doc_release(&view->doc);
	free(view->marks.keys);
	free((char *)(uintptr_t)view->about.text);
}

void
ui_push(struct ui *ui, const struct view_ops *ops, const struct target *about)
{
	struct view *view = &ui->views[ui->n_views];
	struct err err = ERR_INIT;

	if (ui->n_views == UI_DEPTH) {
		ui_say(ui, "too deep: go back first");
		return;
	}
	*view = (struct view){.ops = ops, .doc = DOC_INIT, .about = *about};
	view->about.text = mem_strdup(about->text);
	view->doc.ascii = ui->settings->ascii;
	if (ops->open != NULL)
		ops->open(view);
	if (ops->load != NULL && ops->load(ui, view, &err) == -1) {
		ui_fail(ui, &err);
		release_view(view);
		return;
	}
	ui->n_views++;
	ui_rebuild(ui);
}

void
ui_pop(struct ui *ui)
{
	release_view(ui_view(ui));
	ui->n_views--;
	if (ui->n_views == 0)
		ui->running = false;
	else
		ui_reload(ui);
}

struct window
ui_window_now(const struct ui *ui)
{
	int days = ui_windows[ui->window].days;

	return window_of(days == 0 ? 0 : clock_now() - (int64_t)days * DAY,
	    INT64_MAX);
}

void
ui_drop_board(struct ui *ui)
{
	if (ui->has_board)
		board_release(&ui->board);
	ui->has_board = false;
}

int
ui_board(struct ui *ui, struct err *err)
{
	struct account_settings settings = account_defaults;
	struct id_set set = {.ids = NULL};
	struct window window = ui_window_now(ui);
	const struct board_request wanted = {.window = &window,
	    .set = ui->group.len > 0 ? &set : NULL,
	    .masses = scorer_masses(ui->scorer),
	    .settings = &settings,
	    .now = clock_now()};
	int rc = 0;

	if (ui->has_board)
		return 0;
	settings.min_posts = (int)ui->settings->min_posts;
	if (ui->group.len > 0)
		rc = group_load(ui->store, ui->group.data, &set, err);
	if (rc == 0)
		rc = board_load(ui->store, &wanted, &ui->board, err);
	id_set_release(&set);
	ui->has_board = rc == 0;
	return rc;
}

/* A statement of one number. */
static int64_t
number(struct ui *ui, enum statement s, const char *types, int64_t parameter)
{
	struct db *db = store_db(ui->store);
	struct err err = ERR_INIT;
	int64_t n = 0;

	if (db_bind(db, s, &err, types, parameter) == 0 &&
	    db_step(db, s, &err) == 1) {
		n = db_int(db, s, 0);
		db_reset(db, s);
	}
	return n;
}

static void
read_status(struct ui *ui)
{
	int64_t today = when_utc_day(clock_now());
	time_t now = (time_t)clock_now();
	struct tm parts;

	if (ui->settings->cap_month != LEDGER_NO_CAP &&
	    gmtime_r(&now, &parts) != NULL)
		today -= parts.tm_mday - 1;
	ui->last_fetch = number(ui, STMT_TUI_LAST_FETCH, "", 0);
	ui->spent = number(ui, STMT_TUI_SPENT_SINCE, "i", today);
}

/* Somebody else wrote: show it without moving the reader. */
static void
tick(struct ui *ui)
{
	int64_t version = number(ui, STMT_TUI_DATA_VERSION, "", 0);

	if (version == ui->data_version)
		return;
	ui->data_version = version;
	ui_drop_board(ui);
	read_status(ui);
	ui_reload(ui);
}

static void
child_done(struct ui *ui)
{
	const char *said = ui->child.line.data;

	if (WIFEXITED(ui->child.status) && WEXITSTATUS(ui->child.status) == 0) {
		ui_say(ui, "fetch: %s", *said != '\0' ? said : "done");
	} else {
		ui_say(ui, "fetch ended early: %s", said);
		ui->message_is_error = true;
	}
}

/* Read on where the cursor has come near the end of what was read. */
static void
read_on(struct ui *ui)
{
	struct view *view = ui_view(ui);
	struct err err = ERR_INIT;
	int rc = 0;

	if (view->ops->more == NULL)
		return;
	if (view->list.cursor + view->list.height >= view->list.n)
		rc = view->ops->more(ui, view, true, &err);
	else if (view->list.cursor < view->list.height)
		rc = view->ops->more(ui, view, false, &err);
	if (rc == 1)
		ui_rebuild(ui);
	else if (rc == -1)
		ui_fail(ui, &err);
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
	read_on(ui);
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

static void
key(struct ui *ui, uint32_t code)
{
	struct buf answer = BUF_INIT;

	if (ui->prompt.action == ACTION_NONE) {
		enum action action = keys_action(&ui->keys, code);

		buf_clear(&ui->message);
		if (action != ACTION_NONE)
			act(ui, action);
		else
			ui_say(ui, "no such key; ? shows them all");
		return;
	}
	switch (prompt_key(&ui->prompt, code)) {
	case PROMPT_OPEN:
		break;
	case PROMPT_CANCELLED:
		prompt_close(&ui->prompt);
		break;
	case PROMPT_DONE:
		buf_adds(&answer, ui->prompt.text.data);
		ui_answer(ui, answer.data);
		break;
	}
	buf_release(&answer);
}

static int
loop(struct ui *ui)
{
	struct screen_events events;
	int64_t ticked = clock_monotonic_ms(), now;
	uint32_t code;

	while (ui->running) {
		ui_draw(ui);
		now = clock_monotonic_ms();
		screen_wait(ui->child.fd,
		    ticked + TICK_MS > now ? (int)(ticked + TICK_MS - now) : 0,
		    &events);
		if (events.stop_signal != 0)
			return events.stop_signal;
		if (events.child_output)
			child_read(&ui->child);
		if (events.child_ended && child_reap(&ui->child))
			child_done(ui);
		if (events.redraw)
			ui_rebuild(ui);
		while (ui->running && events.key &&
		       (code = screen_key()) != KEY_NONE)
			key(ui, code);
		if (ui->running && clock_monotonic_ms() - ticked >= TICK_MS) {
			tick(ui);
			ticked = clock_monotonic_ms();
		}
	}
	return 0;
}

static void
release(struct ui *ui)
{
	while (ui->n_views > 0)
		release_view(&ui->views[--ui->n_views]);
	ui_drop_board(ui);
	child_release(&ui->child);
	editor_release(&ui->editor);
	prompt_release(&ui->prompt);
	buf_release(&ui->message);
	buf_release(&ui->find);
	buf_release(&ui->group);
	free(ui);
}

int
tui_run(struct store *store, const struct scorer *scorer,
    const struct tui_settings *settings, struct err *err)
{
	struct ui *ui = mem_alloc(1, sizeof(*ui));
	int rc = -1;

	*ui = (struct ui){.store = store,
	    .scorer = scorer,
	    .settings = settings,
	    .theme = settings->theme,
	    .editor = {.path = store_path(store), .scorer = scorer},
	    .prompt = PROMPT_INIT,
	    .child = CHILD_INIT,
	    .message = BUF_INIT,
	    .find = BUF_INIT,
	    .group = BUF_INIT,
	    .running = true};
	if (keys_load(&ui->keys, settings->keys, err) == -1) {
		err_context(err, "tui.keys");
		goto out;
	}
	if (screen_open(err) == -1)
		goto out;
	screen_set_theme(ui->theme);
	ui->data_version = number(ui, STMT_TUI_DATA_VERSION, "", 0);
	read_status(ui);
	ui_push(ui, &view_board, &(struct target){.kind = TARGET_NONE});
	rc = ui->n_views == 0 ? err_set(err, ERR_IO, "%s", ui->message.data)
			      : loop(ui);
	screen_close();
out:
	release(ui);
	return rc;
}
