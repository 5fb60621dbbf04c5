/* What is done with the line of the cursor, and with all of them. */
#include "base/shell.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
ui_find(struct ui *ui, bool forward)
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

/* To the terminal, and to the command that the user set for it. */
static void
copy_text(struct ui *ui, const struct buf *text)
{
	struct err err = ERR_INIT;
	struct shell shell;

	screen_copy(text->data, text->len);
	if (*ui->settings->copy == '\0') {
		ui_say(ui, "copied, if the terminal allows it (OSC 52)");
		return;
	}
	if (shell_start(&shell, ui->settings->copy, SHELL_WRITE, &err) == -1) {
		ui_fail(ui, &err);
		return;
	}
	/* A line fits into the pipe; a command that does not read is not
	 * waited for. */
	fcntl(shell.fd, F_SETFL, O_NONBLOCK);
	if (write(shell.fd, text->data, text->len) == (ssize_t)text->len)
		ui_say(ui, "copied");
	else
		ui_say(ui, "tui.copy does not take it");
	close(shell.fd);
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
	if (text.len > 0)
		copy_text(ui, &text);
	buf_release(&text);
}

/* The view as plain text, into a file that is new. */
void
ui_export(struct ui *ui, const char *path)
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

bool
ui_line(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_FIND_NEXT:
	case ACTION_FIND_PREVIOUS:
		ui_find(ui, action == ACTION_FIND_NEXT);
		return true;
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
		return false;
	}
}
