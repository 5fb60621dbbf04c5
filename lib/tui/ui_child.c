/* Other programs that work for the screen: this one again, with commands of
 * its own that take long. */
#include "base/clock.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <string.h>
#include <sys/wait.h>

/* After what the user did last; several labels are one scoring. */
#define SCORE_AFTER_MS 300
#define SAID_MS        15000 /* how long the end of a program is told */

void
ui_add_word(struct buf *words, const char *word)
{
	buf_add(words, word, strlen(word) + 1);
}

int
ui_start(struct ui *ui, struct child *child, const struct buf *words,
    bool keeps, struct err *err)
{
	const char *argv[UI_WORDS] = {NULL};
	const char *const *program = ui->settings->program;
	size_t n = 0;

	while (program[n] != NULL && n + 1 < UI_WORDS) {
		argv[n] = program[n];
		n++;
	}
	for (const char *word = words->data; word < words->data + words->len;
	     word += strlen(word) + 1) {
		if (n + 1 == UI_WORDS)
			return err_set(err, ERR_USAGE,
			    "that is too many words");
		argv[n++] = word;
	}
	return child_start(child, argv, keeps, err);
}

int
ui_task(struct ui *ui, struct view *view, const struct buf *words,
    struct err *err)
{
	child_kill(&view->task);
	return ui_start(ui, &view->task, words, true, err);
}

int
ui_ask_program(struct ui *ui, struct view *view, struct err *err)
{
	struct buf words = BUF_INIT, options = BUF_INIT;
	int rc;

	ui_add_word(&words, "--quiet");
	ui_add_word(&options, "--format");
	ui_add_word(&options, "json");
	view->ops->report(ui, view, &options, &words);
	rc = ui_task(ui, view, &words, err);
	buf_release(&words);
	buf_release(&options);
	return rc;
}

void
ui_score_soon(struct ui *ui)
{
	ui->score_at_ms = clock_monotonic_ms() + SCORE_AFTER_MS;
}

void
ui_make_way(struct ui *ui)
{
	/* Those that look may bring scores up to date for it. */
	for (size_t i = 0; i < ui->n_views; i++)
		child_kill(&ui->views[i].task);
	if (!child_is_running(&ui->score))
		return;
	/* What it had not written is still due. */
	child_kill(&ui->score);
	ui_score_soon(ui);
}

void
ui_start_due(struct ui *ui)
{
	struct buf words = BUF_INIT;
	struct err err = ERR_INIT;

	if (ui->score_at_ms == 0 || clock_monotonic_ms() < ui->score_at_ms ||
	    child_is_running(&ui->score))
		return;
	ui->score_at_ms = 0;
	ui_add_word(&words, "--quiet");
	ui_add_word(&words, "score");
	if (ui_start(ui, &ui->score, &words, false, &err) == -1)
		ui_fail(ui, &err);
	buf_release(&words);
}

size_t
ui_child_fds(const struct ui *ui, int *fds)
{
	size_t n = 0;

	fds[n++] = ui->fetch.fd;
	fds[n++] = ui->score.fd;
	fds[n++] = ui->writer.fd;
	for (size_t i = 0; i < ui->n_views; i++)
		fds[n++] = ui->views[i].task.fd;
	return n;
}

void
ui_hear(struct ui *ui)
{
	child_read(&ui->fetch);
	child_read(&ui->score);
	child_read(&ui->writer);
	for (size_t i = 0; i < ui->n_views; i++)
		child_read(&ui->views[i].task);
}

static void
say_end(struct ui *ui, const struct child *child, const char *what)
{
	const char *said = child->line.data;

	if (child_did_well(child)) {
		ui_say(ui, "%s: %s", what, *said != '\0' ? said : "done");
	} else {
		ui_say(ui, "%s ended early: %s", what, said);
		ui->message_is_error = true;
	}
	ui->message_until_ms = clock_monotonic_ms() + SAID_MS;
}

static void
score_ended(struct ui *ui)
{
	if (child_did_well(&ui->score))
		return;
	ui_say(ui, "scores are not up to date: %s", ui->score.line.data);
	ui->message_is_error = true;
	ui->message_until_ms = clock_monotonic_ms() + SAID_MS;
}

/* The view may lie below the one that is shown: it builds when it is shown
 * again. */
static void
task_ended(struct ui *ui, struct view *view)
{
	struct err err = ERR_INIT;

	if (view->ops->arrived == NULL)
		return;
	if (view->ops->arrived(ui, view, &err) == -1)
		ui_fail(ui, &err);
	if (view == ui_view(ui))
		ui_rebuild(ui);
}

static void
ended(struct ui *ui, pid_t pid, int status)
{
	if (pid == ui->fetch.pid) {
		child_ended(&ui->fetch, status);
		say_end(ui, &ui->fetch, "fetch");
		return;
	}
	if (pid == ui->writer.pid) {
		child_ended(&ui->writer, status);
		say_end(ui, &ui->writer, "report");
		return;
	}
	if (pid == ui->score.pid) {
		child_ended(&ui->score, status);
		score_ended(ui);
		return;
	}
	for (size_t i = 0; i < ui->n_views; i++) {
		if (pid != ui->views[i].task.pid)
			continue;
		child_ended(&ui->views[i].task, status);
		task_ended(ui, &ui->views[i]);
		return;
	}
}

void
ui_reap(struct ui *ui)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		ended(ui, pid, status);
}
