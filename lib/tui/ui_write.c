/* What the user says of posts and accounts, by way of the editor. */
#include "store/user.h"
#include "tui/ui.h"

void
ui_wrote(struct ui *ui)
{
	ui_board_stale(ui);
	ui_reload(ui);
}

/* Say how a write went, "done" in words of its own. */
static bool
report(struct ui *ui, int rc, const struct err *err)
{
	if (rc == -1)
		ui_fail(ui, err);
	else
		ui_wrote(ui);
	return rc == 0;
}

static void
label(struct ui *ui, int class)
{
	struct view *view = ui_view(ui);
	struct target target = ui_target(ui);
	struct err err = ERR_INIT;

	if (target.kind == TARGET_LINK)
		target = view->about;
	if (target.kind != TARGET_POST) {
		ui_say(ui, "this line is no post");
		return;
	}
	ui_make_way(ui);
	if (!report(ui, edit_label(&ui->editor, target.id, class, &err), &err))
		return;
	ui_score_soon(ui);
	if (class == -1)
		ui_say(ui, "your word is taken back");
	else
		ui_say(ui, "labelled %s; u undoes it", class_info[class].name);
}

static void
own(struct ui *ui, bool is_own)
{
	struct target target = ui_target(ui);
	struct err err = ERR_INIT;

	if (target.kind != TARGET_OWN || target.text == NULL) {
		ui_say(ui, "this line is no site; an account's view (A) lists "
			   "them");
		return;
	}
	ui_make_way(ui);
	if (!report(ui,
		edit_own(&ui->editor, target.account_id, target.text, is_own,
		    &err),
		&err))
		return;
	ui_score_soon(ui);
	ui_say(ui, "noted; u undoes it");
}

static void
undo(struct ui *ui)
{
	struct err err = ERR_INIT;
	int rc;

	ui_make_way(ui);
	rc = edit_undo(&ui->editor, &err);
	if (rc == 1) {
		ui_say(ui, "nothing to undo");
	} else if (report(ui, rc, &err)) {
		ui_score_soon(ui);
		ui_say(ui, "undone");
	}
}

/* Tags and notes are on posts or accounts. */
static bool
subject(struct ui *ui, const char **kind, int64_t *id)
{
	struct target target = ui_target(ui);

	if (target.kind == TARGET_LINK)
		target = ui_view(ui)->about;
	if (target.kind == TARGET_POST) {
		*kind = "post";
		*id = target.id;
		return true;
	}
	*kind = "user";
	*id = target.account_id;
	if (*id == 0)
		ui_say(ui, "this line is about no post and no account");
	return *id != 0;
}

void
ui_tag(struct ui *ui, const char *name)
{
	struct err err = ERR_INIT;
	const char *kind;
	int64_t id;
	bool is_on;

	ui_make_way(ui);
	if (*name != '\0' && subject(ui, &kind, &id) &&
	    report(ui, edit_tag(&ui->editor, kind, id, name, &is_on, &err),
		&err))
		ui_say(ui, "tag \"%s\" is %s", name, is_on ? "on" : "off");
}

void
ui_note(struct ui *ui, const char *text)
{
	struct err err = ERR_INIT;
	const char *kind;
	int64_t id;

	ui_make_way(ui);
	if (*text != '\0' && subject(ui, &kind, &id) &&
	    report(ui, edit_note(&ui->editor, kind, id, text, &err), &err))
		ui_say(ui, "noted");
}

/* Append the handle of an account, if it is known. */
static void
add_handle(struct ui *ui, int64_t id, struct buf *buf)
{
	struct arena arena = ARENA_INIT;
	struct err err = ERR_INIT;
	struct user user;

	if (store_user_get(ui->store, id, &arena, &user, &err) == 0 &&
	    user.username != NULL)
		buf_adds(buf, user.username);
	arena_release(&arena);
}

static void
watch(struct ui *ui, bool on)
{
	struct target target = ui_target(ui);
	struct buf handle = BUF_INIT;
	struct err err = ERR_INIT;
	bool changed = false;
	int rc;

	if (target.account_id == 0) {
		ui_say(ui, "this line is about no account");
		return;
	}
	add_handle(ui, target.account_id, &handle);
	ui_make_way(ui);
	if (on)
		rc = edit_watch(&ui->editor, target.account_id,
		    handle.len > 0 ? handle.data : NULL, &changed, &err);
	else
		rc = edit_unwatch(&ui->editor, target.account_id, &changed,
		    &err);
	if (report(ui, rc, &err))
		ui_say(ui, "@%s is %s%s", handle.data,
		    on == changed ? ""
		    : on          ? "already "
				  : "not ",
		    on        ? "watched"
		    : changed ? "watched no longer"
			      : "watched");
	buf_release(&handle);
}

void
ui_put_into_group(struct ui *ui, const char *name)
{
	struct target target = ui_target(ui);
	struct err err = ERR_INIT;
	bool is_in;

	if (target.account_id == 0) {
		ui_say(ui, "this line is about no account");
		return;
	}
	ui_make_way(ui);
	if (report(ui,
		edit_group(&ui->editor, target.account_id, name, &is_in, &err),
		&err))
		ui_say(ui, "%s group \"%s\"",
		    is_in ? "put into" : "taken out of", name);
}

bool
ui_write(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_UNLABEL:
		label(ui, -1);
		return true;
	case ACTION_OWN_YES:
	case ACTION_OWN_NO:
		own(ui, action == ACTION_OWN_YES);
		return true;
	case ACTION_UNDO:
		undo(ui);
		return true;
	case ACTION_STAR:
		ui_tag(ui, "star");
		return true;
	case ACTION_WATCH:
	case ACTION_UNWATCH:
		watch(ui, action == ACTION_WATCH);
		return true;
	default:
		if (action < ACTION_LABEL_1 || action > ACTION_LABEL_8)
			return false;
		label(ui, (int)(action - ACTION_LABEL_1));
		return true;
	}
}
