/* Questions in the last row, and what their answers do. */
#include "base/num.h"
#include "store/ledger.h"
#include "tui/feed.h"
#include "tui/ui.h"

#include <stdio.h>
#include <string.h>

static void
ask_fetch(struct ui *ui)
{
	struct buf question = BUF_INIT;

	if (child_is_running(&ui->fetch)) {
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
	prompt_open(&ui->prompt, ACTION_FETCH, question.data, "");
	buf_release(&question);
}

static void
start_fetch(struct ui *ui, const char *answer)
{
	struct buf words = BUF_INIT;
	struct err err = ERR_INIT;

	if (strcmp(answer, "y") != 0 && strcmp(answer, "yes") != 0)
		return;
	ui_add_word(&words, "fetch");
	if (ui_start(ui, &ui->fetch, &words, false, &err) == -1)
		ui_fail(ui, &err);
	buf_release(&words);
}

static bool
has_posts(const struct view *view)
{
	return view->ops == &view_feed || view->ops == &view_search;
}

/* The words of a search are looked for as they are typed. */
static void
ask_search(struct ui *ui)
{
	if (ui_view(ui)->ops != &view_search)
		ui_push(ui, &view_search, &(struct target){.text = ""});
	if (ui_view(ui)->ops == &view_search)
		prompt_open(&ui->prompt, ACTION_SEARCH,
		    "Search (words from:ana class:answer since:4w):",
		    ui_view(ui)->about.text);
}

static void
ask_filter(struct ui *ui)
{
	if (!has_posts(ui_view(ui)))
		ui_push(ui, &view_feed, &(struct target){.kind = TARGET_NONE});
	if (has_posts(ui_view(ui)))
		prompt_open(&ui->prompt, ACTION_FILTER,
		    "Only (class:ask -is:reply words):",
		    feed_filter_of(ui_view(ui)));
}

static void
ask_report(struct ui *ui)
{
	if (ui_view(ui)->ops->report == NULL)
		ui_say(ui, "there is no report of this view; E writes it as "
			   "it stands");
	else if (child_is_running(&ui->writer))
		ui_say(ui, "a report is being written");
	else
		prompt_open(&ui->prompt, ACTION_REPORT,
		    "Write the report to the file (.txt .csv .json ...):",
		    "givetake-report.csv");
}

static void
write_report(struct ui *ui, const char *path)
{
	const struct view *view = ui_view(ui);
	struct buf words = BUF_INIT, options = BUF_INIT;
	struct err err = ERR_INIT;

	ui_add_word(&options, "--output");
	ui_add_word(&options, path);
	if (view->ops->report(ui, view, &options, &words) &&
	    ui_start(ui, &ui->writer, &words, false, &err) == -1)
		ui_fail(ui, &err);
	buf_release(&words);
	buf_release(&options);
}

/* Questions that are the same for all views. */
static const struct {
	enum action action;
	const char *question, *answer;
} questions[] = {
    {ACTION_FIND, "Find:", ""},
    {ACTION_COMMAND, ":", ""},
    {ACTION_TAG, "Tag:", ""},
    {ACTION_NOTE, "Note:", ""},
    {ACTION_PUT_INTO_GROUP, "Group:", ""},
    {ACTION_EXPORT, "Write this view to the file:", "givetake-view.txt"},
};

bool
ui_ask(struct ui *ui, enum action action)
{
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		if (questions[i].action != action)
			continue;
		prompt_open(&ui->prompt, action, questions[i].question,
		    questions[i].answer);
		return true;
	}
	switch (action) {
	case ACTION_SEARCH:
		ask_search(ui);
		return true;
	case ACTION_FILTER:
		ask_filter(ui);
		return true;
	case ACTION_REPORT:
		ask_report(ui);
		return true;
	case ACTION_FETCH:
		ask_fetch(ui);
		return true;
	default:
		return false;
	}
}

static void
answer_with(struct ui *ui, enum action action, const char *answer)
{
	switch (action) {
	case ACTION_COMMAND:
		ui_push(ui, &view_output, &(struct target){.text = answer});
		break;
	case ACTION_TAG:
		ui_tag(ui, answer);
		break;
	case ACTION_NOTE:
		ui_note(ui, answer);
		break;
	case ACTION_PUT_INTO_GROUP:
		ui_put_into_group(ui, answer);
		break;
	case ACTION_EXPORT:
		ui_export(ui, answer);
		break;
	case ACTION_REPORT:
		write_report(ui, answer);
		break;
	case ACTION_FETCH:
		start_fetch(ui, answer);
		break;
	default:
		break;
	}
}

static void
take_answer(struct ui *ui, enum action action, const char *answer)
{
	switch (action) {
	case ACTION_FIND:
		buf_clear(&ui->find);
		buf_adds(&ui->find, answer);
		ui_find(ui, true);
		break;
	case ACTION_FILTER:
		feed_filter(ui_view(ui), answer);
		ui_reload(ui);
		break;
	default:
		if (*answer != '\0')
			answer_with(ui, action, answer);
	}
}

static void
take_back(struct ui *ui)
{
	bool is_new = ui->prompt.action == ACTION_SEARCH &&
		      *ui_view(ui)->about.text == '\0';

	prompt_close(&ui->prompt);
	if (is_new)
		ui_pop(ui);
}

void
ui_typed(struct ui *ui, uint32_t code)
{
	enum action action = ui->prompt.action;
	struct buf answer = BUF_INIT;

	switch (prompt_key(&ui->prompt, code)) {
	case PROMPT_OPEN:
		if (action == ACTION_SEARCH)
			search_change(ui_view(ui), ui->prompt.text.data);
		break;
	case PROMPT_CANCELLED:
		take_back(ui);
		break;
	case PROMPT_DONE:
		buf_adds(&answer, ui->prompt.text.data);
		prompt_close(&ui->prompt);
		buf_clear(&ui->message);
		take_answer(ui, action, answer.data);
		break;
	}
	buf_release(&answer);
}
