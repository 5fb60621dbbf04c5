#include "base/num.h"
#include "store/ledger.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
find(struct ui *ui, bool forward)
{
	struct view *view = ui_view(ui);
	size_t n = view->list.n, header = view->ops->has_header;

	if (ui->find.len == 0) {
		ui_say(ui, "nothing to find; / asks what");
		return;
	}
	for (size_t step = 1; step <= n; step++) {
		size_t i = forward ? (view->list.cursor + step) % n
				   : (view->list.cursor + n - step) % n;

		if (doc_matches(&view->doc, i + header, ui->find.data)) {
			list_to(&view->list, i);
			return;
		}
	}
	ui_say(ui, "no line here has \"%s\"%s", ui->find.data,
	    view->ops->more != NULL ? " (of those read so far); s searches all"
				    : "");
}

static void
mark(struct ui *ui)
{
	struct view *view = ui_view(ui);
	size_t line = view->list.cursor + view->ops->has_header;

	if (line < view->doc.n && view->doc.lines[line].key != 0)
		marks_toggle(&view->marks, view->doc.lines[line].key);
	list_move(&view->list, 1);
	ui_rebuild(ui);
}

/* The address on the web of what the line is about. */
static bool
add_address(struct ui *ui, struct buf *url)
{
	struct target target = ui_target(ui);

	if (target.kind == TARGET_LINK && target.text != NULL)
		buf_adds(url, target.text);
	else if (target.kind == TARGET_POST)
		buf_addf(url, "https://x.com/i/status/%" PRId64, target.id);
	else if (target.account_id != 0)
		buf_addf(url, "https://x.com/i/user/%" PRId64,
		    target.account_id);
	else
		ui_say(ui, "this line has no address");
	return url->len > 0;
}

static void
browse(struct ui *ui)
{
	const char *argv[] = {getenv("BROWSER"), NULL, NULL};
	struct buf url = BUF_INIT;
	struct err err = ERR_INIT;

	if (argv[0] == NULL || *argv[0] == '\0')
		argv[0] = "xdg-open";
	if (add_address(ui, &url)) {
		argv[1] = url.data;
		if (strncmp(url.data, "https://", 8) != 0)
			ui_say(ui, "only https links are opened; Y copies it");
		else if (child_let_go(argv, &err) == -1)
			ui_fail(ui, &err);
		else
			ui_say(ui, "%s %s", argv[0], url.data);
	}
	buf_release(&url);
}

static void
copy(struct ui *ui, bool address)
{
	const struct view *view = ui_view(ui);
	size_t line = view->list.cursor + view->ops->has_header;
	struct buf text = BUF_INIT;

	if (address) {
		add_address(ui, &text);
	} else if (line < view->doc.n) {
		const struct line *l = &view->doc.lines[line];

		buf_add(&text, view->doc.text.data + l->start,
		    l->end - l->start);
	}
	if (text.len > 0) {
		screen_copy(text.data, text.len);
		ui_say(ui, "copied, if the terminal allows it (OSC 52)");
	}
	buf_release(&text);
}

/* The view as plain text, into a file that is new. */
static void
export_view(struct ui *ui, const char *path)
{
	const struct doc *doc = &ui_view(ui)->doc;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *file = fd == -1 ? NULL : fdopen(fd, "w");

	if (file == NULL) {
		ui_say(ui, "%s: %s", path, strerror(errno));
		ui->message_is_error = true;
		return;
	}
	for (size_t i = 0; i < doc->n; i++) {
		const struct line *line = &doc->lines[i];

		fwrite(doc->text.data + line->start, 1, line->end - line->start,
		    file);
		fputc('\n', file);
	}
	ui_say(ui, "%zu lines written to %s", doc->n, path);
	if (fclose(file) == EOF) {
		ui_say(ui, "%s: %s", path, strerror(errno));
		ui->message_is_error = true;
	}
}

static void
ask_fetch(struct ui *ui)
{
	struct buf question = BUF_INIT;

	if (ui->child.pid != 0) {
		ui_say(ui, "a fetch is under way");
		return;
	}
	buf_adds(&question, "Read what is new from X? It may cost up to ");
	if (ui->settings->cap_run == LEDGER_NO_CAP) {
		buf_adds(&question, "any amount (no fetch.max_cost)");
	} else {
		buf_adds(&question, "$");
		num_add_usd(&question, ui->settings->cap_run);
	}
	buf_adds(&question, " (y/n)");
	ui_ask(ui, ACTION_FETCH, question.data, "");
	buf_release(&question);
}

static void
start_fetch(struct ui *ui, const char *answer)
{
	struct err err = ERR_INIT;

	if (strcmp(answer, "y") != 0 && strcmp(answer, "yes") != 0)
		return;
	if (child_start(&ui->child, ui->settings->fetch, &err) == -1)
		ui_fail(ui, &err);
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
	ui_wrote(ui);
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
	ui_wrote(ui);
}

void
ui_ask(struct ui *ui, enum action action, const char *question,
    const char *initial)
{
	prompt_open(&ui->prompt, action, question, initial);
}

void
ui_answer(struct ui *ui, const char *answer)
{
	enum action action = ui->prompt.action;

	prompt_close(&ui->prompt);
	switch (action) {
	case ACTION_FIND:
		buf_clear(&ui->find);
		buf_adds(&ui->find, answer);
		find(ui, true);
		break;
	case ACTION_SEARCH:
		if (*answer != '\0')
			ui_push(ui, &view_search,
			    &(struct target){.text = answer});
		break;
	case ACTION_TAG:
		ui_tag(ui, answer);
		break;
	case ACTION_NOTE:
		ui_note(ui, answer);
		break;
	case ACTION_EXPORT:
		if (*answer != '\0')
			export_view(ui, answer);
		break;
	case ACTION_FETCH:
		start_fetch(ui, answer);
		break;
	default:
		break;
	}
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

static bool
do_ask(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_FIND:
		ui_ask(ui, action, "Find:", "");
		return true;
	case ACTION_SEARCH:
		ui_ask(ui, action,
		    "Search (words from:ana class:answer since:4w):", "");
		return true;
	case ACTION_TAG:
		ui_ask(ui, action, "Tag:", "");
		return true;
	case ACTION_NOTE:
		ui_ask(ui, action, "Note:", "");
		return true;
	case ACTION_EXPORT:
		ui_ask(ui, action,
		    "Write this view to the file:", "givetake-view.txt");
		return true;
	case ACTION_FETCH:
		ask_fetch(ui);
		return true;
	default:
		return false;
	}
}

static bool
do_line(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_MARK:
		mark(ui);
		return true;
	case ACTION_BROWSER:
		browse(ui);
		return true;
	case ACTION_COPY:
	case ACTION_COPY_LINK:
		copy(ui, action == ACTION_COPY_LINK);
		return true;
	default:
		return ui_write(ui, action);
	}
}

bool
ui_do(struct ui *ui, enum action action)
{
	if (do_view(ui, action) || do_ask(ui, action) || do_line(ui, action))
		return true;
	switch (action) {
	case ACTION_FIND_NEXT:
	case ACTION_FIND_PREVIOUS:
		find(ui, action == ACTION_FIND_NEXT);
		break;
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
