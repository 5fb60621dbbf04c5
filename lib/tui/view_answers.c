/* Questions that nobody answered, who answers, and who answers whom; as
 * `givetake report answers` says it. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "tui/ui.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASK_AGAIN_MS 10000 /* while others write */

struct answers_view {
	struct json_doc doc; /* own */
	bool is_there;
	struct buf problem; /* own; why it is not */
	struct buf scope;   /* own; window and group that were asked for */
	int64_t asked_ms;   /* 0: not yet */
};

static void
open_answers(struct view *view)
{
	struct answers_view *data = mem_alloc(1, sizeof(*data));

	data->problem = (struct buf)BUF_INIT;
	data->scope = (struct buf)BUF_INIT;
	view->data = data;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct answers_view *data = view->data;
	struct buf scope = BUF_INIT;
	int64_t now = clock_monotonic_ms();
	bool is_same;
	int rc = 0;

	ui_add_scope(ui, &scope);
	is_same = data->scope.len == scope.len &&
		  memcmp(data->scope.data, scope.data, scope.len) == 0;
	if (!is_same || data->asked_ms == 0 ||
	    (now - data->asked_ms >= ASK_AGAIN_MS &&
		!child_is_running(&view->task))) {
		data->asked_ms = now;
		buf_clear(&data->scope);
		buf_add(&data->scope, scope.data, scope.len);
		data->is_there &= is_same;
		rc = ui_ask_program(ui, view, err);
	}
	buf_release(&scope);
	return rc;
}

static int
arrived(struct ui *ui, struct view *view, struct err *err)
{
	struct answers_view *data = view->data;

	(void)ui;
	buf_clear(&data->problem);
	data->is_there = child_did_well(&view->task) &&
			 json_parse(&data->doc, view->task.all.data,
			     view->task.all.len, err) == 0;
	if (!data->is_there)
		buf_adds(&data->problem, view->task.all.data);
	return 0;
}

static int64_t
id_of(const struct json *node, const char *name)
{
	int64_t id = 0;

	return json_id(json_get(node, name), &id) == 0 ? id : 0;
}

static const char *
name_of(const struct json *node, const char *name)
{
	const char *text = json_string(json_get(node, name));

	return text != NULL ? text : "?";
}

/* A number to the right of n columns, and a word. */
static void
add_count(struct doc *doc, const struct json *node, const char *name, int n)
{
	int64_t value = json_int(json_get(node, name), -1);
	char text[32] = "-";

	if (value >= 0)
		snprintf(text, sizeof(text), "%" PRId64, value);
	doc_cell(doc, ROLE_TEXT, text, -n);
}

/* Seconds as people say them. */
static void
add_delay(struct doc *doc, const struct json *node)
{
	double seconds = json_real(json_get(node, "delay"), NAN);
	char text[32] = "-";

	if (seconds < 5400)
		snprintf(text, sizeof(text), "%.0f min", seconds / 60);
	else if (seconds < 48 * 3600.0)
		snprintf(text, sizeof(text), "%.1f h", seconds / 3600);
	else if (!isnan(seconds))
		snprintf(text, sizeof(text), "%.1f days", seconds / 86400);
	doc_cell(doc, ROLE_TEXT, text, -10);
}

static void
build_openings(struct view *view, int width)
{
	const struct answers_view *data = view->data;
	const struct json *list = json_get(data->doc.root, "openings");
	struct doc *doc = &view->doc;

	doc_head(doc, " Open questions of the last 48 hours");
	if (json_count(list) == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  none, as far as it was read");
	}
	for (const struct json *node = json_first(list); node != NULL;
	     node = json_next(node)) {
		int64_t id = id_of(node, "post_id");
		const char *at = name_of(node, "created_at");

		doc_line(doc, id);
		doc_target(doc, &(struct target){.kind = TARGET_POST,
				    .id = id,
				    .account_id = id_of(node, "account_id")});
		doc_adds(doc, ROLE_MARK,
		    json_bool(json_get(node, "addressed")) ? "@ " : "  ");
		doc_add(doc, ROLE_DIM, at + (strlen(at) > 16 ? 5 : 0),
		    strlen(at) > 16 ? 5 : strlen(at));
		doc_to(doc, 0);
		doc_cell(doc, ROLE_NAME, name_of(node, "handle"), 16);
		if (width >= 80) {
			add_count(doc, node, "impressions", 7);
			doc_adds(doc, ROLE_DIM, " views ");
		}
		doc_adds(doc, ROLE_TEXT, name_of(node, "text"));
	}
}

/* A line that leads to the answers it counts. */
static void
begin_line(struct doc *doc, const struct json *node, const char *to)
{
	char text[160];

	doc_line(doc, 0);
	snprintf(text, sizeof(text), "from:%s class:answer%s%s",
	    name_of(node, "handle"), to != NULL ? " to:" : "",
	    to != NULL ? to : "");
	doc_target(doc, &(struct target){.kind = TARGET_SEARCH,
			    .account_id = id_of(node, "account_id"),
			    .text = text});
	doc_adds(doc, ROLE_TEXT, "  ");
	doc_cell(doc, ROLE_NAME, name_of(node, "handle"), 18);
}

static void
build_answerers(struct doc *doc, const struct answers_view *data)
{
	doc_head(doc, " Who answers (Enter: the answers)");
	doc_line(doc, 0);
	doc_adds(doc, ROLE_DIM,
	    "  account            answers  of replies  people  hand-offs  "
	    "after about");
	for (const struct json *node =
		 json_first(json_get(data->doc.root, "answerers"));
	     node != NULL; node = json_next(node)) {
		begin_line(doc, node, NULL);
		add_count(doc, node, "answers", 8);
		add_count(doc, node, "replies", 12);
		add_count(doc, node, "people", 8);
		add_count(doc, node, "handoffs", 11);
		add_delay(doc, node);
	}
}

static void
build_pairs(struct doc *doc, const struct answers_view *data)
{
	doc_head(doc, " Who answers whom");
	for (const struct json *node =
		 json_first(json_get(data->doc.root, "pairs"));
	     node != NULL; node = json_next(node)) {
		begin_line(doc, node, name_of(node, "to_handle"));
		doc_adds(doc, ROLE_DIM, " to ");
		doc_cell(doc, ROLE_NAME, name_of(node, "to_handle"), 18);
		add_count(doc, node, "answers", 5);
		doc_adds(doc, ROLE_DIM, " answers, back");
		add_count(doc, node, "back", 4);
	}
}

static void
build(struct ui *ui, struct view *view, int width)
{
	struct answers_view *data = view->data;

	(void)ui;
	if (data->is_there) {
		build_openings(view, width);
		build_answerers(&view->doc, data);
		build_pairs(&view->doc, data);
		return;
	}
	doc_line(&view->doc, 0);
	if (data->problem.len > 0)
		doc_wrap(&view->doc, data->problem.data, NULL, 1, width - 1);
	else
		doc_adds(&view->doc, ROLE_DIM, " Working it out...");
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	buf_addf(title, " of %s, %s",
	    ui->group.len > 0 ? ui->group.data : "everybody",
	    ui_windows[ui->window].name);
	if (child_is_running(&view->task))
		buf_adds(title, "; working");
	if (view->built_width < 72)
		buf_adds(title, " (hides delay)");
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	(void)view;
	ui_add_word(words, "report");
	ui_add_word(words, "answers");
	ui_add_scope(ui, words);
	buf_add(words, options->data, options->len);
	return true;
}

static void
close_answers(struct view *view)
{
	struct answers_view *data = view->data;

	json_release(&data->doc);
	buf_release(&data->problem);
	buf_release(&data->scope);
	free(data);
}

const struct view_ops view_answers = {
    .name = "Answers",
    .title = title,
    .open = open_answers,
    .load = load,
    .build = build,
    .arrived = arrived,
    .report = report,
    .close = close_answers,
};
