/* What keys do that is not about one line. */
#include "tui/screen.h"
#include "tui/ui.h"

#include <string.h>

static void
open_target(struct ui *ui)
{
	struct target target = ui_target(ui);
	const struct target about = ui_view(ui)->about;

	/* Not into the view that is open already. */
	if (target.kind == about.kind && target.id == about.id &&
	    (target.text == NULL || target.text == about.text))
		return;
	if (target.kind == TARGET_POST)
		ui_push(ui, &view_post, &target);
	else if (target.kind == TARGET_ACCOUNT)
		ui_push(ui, &view_account, &target);
	else if (target.kind == TARGET_SEARCH)
		ui_push(ui, &view_search, &target);
	else if (target.kind == TARGET_LINK)
		ui_say(ui, "%s", target.text);
}

static void
open_account(struct ui *ui)
{
	struct target target = ui_target(ui);

	if (target.account_id == 0)
		ui_say(ui, "this line is about no account");
	else
		ui_push(ui, &view_account,
		    &(struct target){.kind = TARGET_ACCOUNT,
			.id = target.account_id,
			.account_id = target.account_id});
}

static void
next_theme(struct ui *ui)
{
	ui->theme = (enum theme)((ui->theme + 1) % THEME_COUNT);
	screen_set_theme(ui->theme);
	ui_say(ui, "theme %s (setting tui.theme)", theme_names[ui->theme]);
}

static void
next_window(struct ui *ui)
{
	ui->window = (ui->window + 1) % UI_WINDOWS;
	ui_board_drop(ui);
	ui_reload(ui);
}

/* All, then each group in the order of the names. */
static void
next_group(struct ui *ui)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_TUI_GROUPS;
	struct buf next = BUF_INIT;
	struct err err = ERR_INIT;
	bool found = ui->group.len == 0, any = false;
	int rc = db_bind(db, s, &err, "");

	while (rc == 0 && db_step(db, s, &err) == 1) {
		any = true;
		if (found && next.len == 0)
			buf_adds(&next, db_text(db, s, 0));
		found |= strcmp(db_text(db, s, 0), ui->group.data) == 0;
		rc = 0;
	}
	if (!any)
		ui_say(ui, "there are no groups; see: givetake watch --help");
	buf_clear(&ui->group);
	buf_adds(&ui->group, next.data);
	buf_release(&next);
	ui_board_drop(ui);
	ui_reload(ui);
}

/* Views that the line has nothing to do with; each is there once. */
static void
go(struct ui *ui, const struct view_ops *ops)
{
	if (ui_view(ui)->ops == ops)
		return;
	ui_push(ui, ops, &(struct target){.kind = TARGET_NONE});
}

static bool
do_view(struct ui *ui, enum action action)
{
	struct target target;

	switch (action) {
	case ACTION_BOARD:
		go(ui, &view_board);
		return true;
	case ACTION_FEED:
		target = ui_view(ui)->about;
		if (target.kind == TARGET_ACCOUNT)
			ui_push(ui, &view_feed, &target);
		else
			go(ui, &view_feed);
		return true;
	case ACTION_ACCOUNT:
		open_account(ui);
		return true;
	case ACTION_ANSWERS:
		go(ui, &view_answers);
		return true;
	case ACTION_OBSERVATION:
		go(ui, &view_observation);
		return true;
	case ACTION_SOURCES:
		go(ui, &view_sources);
		return true;
	case ACTION_HELP:
		go(ui, &view_help);
		return true;
	case ACTION_RAW:
		target = ui_target(ui);
		if (target.kind == TARGET_POST)
			ui_push(ui, &view_raw, &target);
		else
			ui_say(ui, "this line is no post");
		return true;
	case ACTION_OPEN:
		open_target(ui);
		return true;
	case ACTION_BACK:
		ui_pop(ui);
		return true;
	case ACTION_QUIT:
		ui->running = false;
		return true;
	default:
		return false;
	}
}

bool
ui_do(struct ui *ui, enum action action)
{
	if (do_view(ui, action) || ui_ask(ui, action) || ui_line(ui, action) ||
	    ui_write(ui, action))
		return true;
	switch (action) {
	case ACTION_WINDOW:
		next_window(ui);
		break;
	case ACTION_GROUP:
		next_group(ui);
		break;
	case ACTION_THEME:
		next_theme(ui);
		break;
	case ACTION_REDRAW:
		screen_forget();
		ui_wrote(ui);
		break;
	default:
		ui_say(ui, "that has no meaning here");
		return false;
	}
	return true;
}
