/* What a command of this program says, as it says it. */
#include "base/mem.h"
#include "model/handle.h"
#include "store/user.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct output {
	struct buf text; /* own; what it said */
	bool is_asked, has_failed;
};

/* Commands that only look; any other first word is a report's name. */
static const char *const commands[] = {"report", "explain", "coverage", "cost",
    "search", "doctor", "schema", "help", "version"};

static void
open_output(struct view *view)
{
	struct output *output = mem_alloc(1, sizeof(*output));

	output->text = (struct buf)BUF_INIT;
	view->data = output;
}

/* Cut a line as a shell would, but with nothing but blanks and quotes. */
static void
add_words(struct buf *words, const char *line)
{
	for (line += strspn(line, " "); *line != '\0';
	     line += strspn(line, " ")) {
		char quote = '\0';

		for (; *line != '\0' && (quote != '\0' || *line != ' ');
		     line++) {
			if (*line == quote)
				quote = '\0';
			else if (quote == '\0' &&
				 (*line == '"' || *line == '\''))
				quote = *line;
			else
				buf_addc(words, *line);
		}
		buf_addc(words, '\0');
	}
}

static bool
is_command(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		if (strcmp(commands[i], word) == 0)
			return true;
	return false;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct output *output = view->data;
	struct buf words = BUF_INIT;
	char width[16];
	int rc;

	if (output->is_asked)
		return 0;
	output->is_asked = true;
	/* It does not see our terminal. */
	snprintf(width, sizeof(width), "%d", screen_columns());
	setenv("GIVETAKE_COLUMNS", width, 1);
	ui_add_word(&words, "--color");
	ui_add_word(&words, "never");
	view->ops->report(ui, view, &(struct buf)BUF_INIT, &words);
	rc = ui_task(ui, view, &words, err);
	buf_release(&words);
	return rc;
}

static int
arrived(struct ui *ui, struct view *view, struct err *err)
{
	struct output *output = view->data;

	(void)ui;
	(void)err;
	buf_clear(&output->text);
	buf_add(&output->text, view->task.all.data, view->task.all.len);
	output->has_failed = !child_did_well(&view->task);
	return 0;
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct output *output = view->data;
	const char *text = output->text.data;

	(void)ui;
	(void)width;
	if (output->text.len == 0) {
		doc_line(&view->doc, 0);
		doc_adds(&view->doc, ROLE_DIM,
		    child_is_running(&view->task) ? " Working..."
						  : " It said nothing.");
	}
	for (size_t len; *text != '\0'; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		doc_line(&view->doc, 0);
		doc_add(&view->doc,
		    output->has_failed ? ROLE_WARNING : ROLE_TEXT, text, len);
	}
}

/* The first word of a line that names a post or an account. */
static struct target
find_target(struct ui *ui, const char *line, size_t len)
{
	struct err err = ERR_INIT;
	char word[32];

	for (size_t i = 0, n; i < len; i += n + 1) {
		struct account_name name;
		int64_t id = 0;

		n = strcspn(line + i, " \n");
		if (n == 0 || n >= sizeof(word) || i + n > len)
			continue;
		snprintf(word, sizeof(word), "%.*s", (int)n, line + i);
		if (n >= 15 && handle_parse_post(word, &id))
			return (struct target){.kind = TARGET_POST, .id = id};
		if (handle_parse(word, &name) && name.id == 0 &&
		    store_user_by_handle(ui->store, name.handle, &id, &err) ==
			0 &&
		    id != 0)
			return (struct target){.kind = TARGET_ACCOUNT,
			    .id = id,
			    .account_id = id};
	}
	return (struct target){.kind = TARGET_NONE};
}

static int
action(struct ui *ui, struct view *view, enum action action, struct err *err)
{
	struct output *output = view->data;
	struct target target;

	(void)err;
	if (action == ACTION_REDRAW) {
		output->is_asked = false;
		return 0;
	}
	if (action != ACTION_OPEN || view->list.cursor >= view->doc.n)
		return 0;
	target = find_target(ui,
	    view->doc.text.data + view->doc.lines[view->list.cursor].start,
	    view->doc.lines[view->list.cursor].end -
		view->doc.lines[view->list.cursor].start);
	if (target.kind == TARGET_NONE)
		ui_say(ui, "this line names no post and no account");
	else
		ui_push(ui,
		    target.kind == TARGET_POST ? &view_post : &view_account,
		    &target);
	return 1;
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	(void)ui;
	buf_addf(title, ": %s%s", view->about.text,
	    child_is_running(&view->task) ? ", working..." : "");
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	struct buf given = BUF_INIT;

	(void)ui;
	add_words(&given, view->about.text);
	if (given.len == 0 || !is_command(given.data))
		ui_add_word(words, "report");
	buf_add(words, given.data, given.len);
	buf_add(words, options->data, options->len);
	buf_release(&given);
	return true;
}

static void
close_output(struct view *view)
{
	struct output *output = view->data;

	buf_release(&output->text);
	free(output);
}

const struct view_ops view_output = {
    .name = "Report",
    .title = title,
    .open = open_output,
    .load = load,
    .build = build,
    .action = action,
    .arrived = arrived,
    .report = report,
    .close = close_output,
};
