/* The observation that runs, or else ended last: how far it is, what it will
 * cost, what lacks, its journal; as `givetake observe` says it. */
#include "base/clock.h"
#include "base/mem.h"
#include "tui/ui.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASK_AGAIN_MS 10000 /* while others write */
#define BAR_WIDTH    20

struct observation_view {
	struct json_doc status, notes; /* own */
	bool has_status, has_notes;
	bool asks_notes;    /* the program under way is about them */
	struct buf problem; /* own; why there is nothing */
	int64_t asked_ms;   /* 0: not yet */
};

static void
open_observation(struct view *view)
{
	struct observation_view *data = mem_alloc(1, sizeof(*data));

	data->problem = (struct buf)BUF_INIT;
	view->data = data;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct observation_view *data = view->data;
	int64_t now = clock_monotonic_ms();

	if (child_is_running(&view->task) ||
	    (data->asked_ms != 0 && now - data->asked_ms < ASK_AGAIN_MS))
		return 0;
	data->asked_ms = now;
	data->asks_notes = false;
	return ui_ask_program(ui, view, err);
}

static int
ask_notes(struct ui *ui, struct view *view, struct err *err)
{
	struct observation_view *data = view->data;
	struct buf words = BUF_INIT;
	int rc;

	data->asks_notes = true;
	ui_add_word(&words, "--quiet");
	ui_add_word(&words, "observe");
	ui_add_word(&words, "notes");
	ui_add_word(&words, "--format");
	ui_add_word(&words, "json");
	rc = ui_task(ui, view, &words, err);
	buf_release(&words);
	return rc;
}

/* What the program says went wrong, in its own words. */
static void
set_problem(struct observation_view *data, const struct buf *said)
{
	struct json_doc doc = JSON_DOC_INIT;
	struct err err = ERR_INIT;
	const char *error = NULL;

	buf_clear(&data->problem);
	if (json_parse(&doc, said->data, said->len, &err) == 0)
		error = json_string(json_get(doc.root, "error"));
	buf_adds(&data->problem, error != NULL ? error : said->data);
	json_release(&doc);
}

static int
arrived(struct ui *ui, struct view *view, struct err *err)
{
	struct observation_view *data = view->data;
	const struct buf *said = &view->task.all;

	if (!child_did_well(&view->task)) {
		set_problem(data, said);
		return 0;
	}
	if (data->asks_notes) {
		data->has_notes =
		    json_parse(&data->notes, said->data, said->len, err) == 0;
		return data->has_notes ? 0 : -1;
	}
	data->has_status =
	    json_parse(&data->status, said->data, said->len, err) == 0;
	return data->has_status ? ask_notes(ui, view, err) : -1;
}

static const char *
text_of(const struct json *node, const char *name)
{
	const char *text = json_string(json_get(node, name));

	return text != NULL ? text : "";
}

/* The day of a time as JSON has it. */
static void
add_day(struct doc *doc, const struct json *node, const char *name)
{
	const char *at = text_of(node, name);

	doc_add(doc, ROLE_TEXT, at, strlen(at) < 10 ? strlen(at) : 10);
}

static void
build_progress(struct doc *doc, const struct json *root)
{
	const struct json *day = json_get(root, "day");
	double done = json_real(json_get(day, "day"), 0);
	double days = json_real(json_get(day, "days"), 0);

	doc_line(doc, 0);
	doc_addf(doc, ROLE_NAME, " %s", text_of(root, "observation"));
	doc_addf(doc, ROLE_TEXT, "  %s", text_of(root, "goal"));
	doc_line(doc, 0);
	doc_adds(doc, ROLE_TEXT, "  ");
	doc_bar(doc, ROLE_NEUTRAL, days > 0 ? fmin(1, done / days) : 0,
	    BAR_WIDTH);
	doc_addf(doc, ROLE_TEXT, " day %.0f of %.0f, ", done, days);
	add_day(doc, root, "since");
	doc_adds(doc, ROLE_TEXT, " to ");
	add_day(doc, root, "until");
	doc_addf(doc, ROLE_DIM, " (%s)", text_of(root, "state"));
	doc_line(doc, 0);
	doc_addf(doc, ROLE_TEXT,
	    "  %.0f posts; spent $%.2f, $%.2f a day; by its end about $%.2f",
	    json_real(json_get(root, "posts"), 0),
	    json_real(json_get(root, "spent_usd"), 0),
	    json_real(json_get(root, "pace_usd_a_day"), 0),
	    json_real(json_get(root, "forecast_usd"), 0));
}

static void
add_enough(struct doc *doc, const struct json *node)
{
	double more = json_real(json_get(node, "days_more"), NAN);

	if (json_bool(json_get(node, "enough")))
		doc_adds(doc, ROLE_GIVE, "enough");
	else if (isnan(more))
		doc_adds(doc, ROLE_WARNING, "not at this pace");
	else
		doc_addf(doc, ROLE_TEXT, "in about %.0f days", more);
}

static void
build_account(struct doc *doc, const struct json *node)
{
	double share = json_real(json_get(node, "give_share"), NAN);
	double seen = json_real(json_get(node, "coverage"), NAN);
	int64_t id = 0;
	char text[48] = "";

	json_id(json_get(node, "id"), &id);
	doc_line(doc, id);
	doc_target(doc, &(struct target){.kind = TARGET_ACCOUNT,
			    .id = id,
			    .account_id = id});
	doc_adds(doc, ROLE_TEXT, "  ");
	doc_cell(doc, ROLE_NAME, text_of(node, "handle"), 16);
	doc_addf(doc, ROLE_TEXT, "%6.0f posts ",
	    json_real(json_get(node, "posts"), 0));
	if (isnan(share)) {
		doc_cell(doc, ROLE_DIM, "", 22);
	} else {
		doc_bar(doc, ROLE_GIVE, share, 10);
		snprintf(text, sizeof(text), " %.0f-%.0f %%",
		    json_real(json_get(node, "give_share_low"), 0) * 100,
		    json_real(json_get(node, "give_share_high"), 0) * 100);
		doc_cell(doc, ROLE_TEXT, text, 12);
	}
	snprintf(text, sizeof(text), "%.0f%% seen ", seen * 100);
	doc_cell(doc, ROLE_DIM, isnan(seen) ? "" : text, 10);
	add_enough(doc, node);
}

static void
build_notes(struct doc *doc, const struct json *root, int width)
{
	doc_head(doc, " Journal (givetake observe note writes into it)");
	for (const struct json *node = json_first(json_get(root, "notes"));
	     node != NULL; node = json_next(node)) {
		struct buf line = BUF_INIT;

		buf_addf(&line, "%.10s  %s: %s", text_of(node, "at"),
		    text_of(node, "about"), text_of(node, "note"));
		doc_wrap(doc, line.data, NULL, 2, width - 1);
		buf_release(&line);
	}
	if (json_count(json_get(root, "notes")) == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  empty");
	}
}

static void
build(struct ui *ui, struct view *view, int width)
{
	struct observation_view *data = view->data;
	const struct json *root = data->status.root;
	struct doc *doc = &view->doc;

	(void)ui;
	if (!data->has_status) {
		doc_wrap(doc,
		    data->problem.len > 0 ? data->problem.data
					  : "Working it out...",
		    NULL, 1, width - 1);
		return;
	}
	build_progress(doc, root);
	doc_head(doc, " Has enough been seen?");
	for (const struct json *node = json_first(json_get(root, "accounts"));
	     node != NULL; node = json_next(node))
		build_account(doc, node);
	if (data->has_notes)
		build_notes(doc, data->notes.root, width);
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	const struct observation_view *data = view->data;

	(void)ui;
	if (data->has_status)
		buf_addf(title, " %s",
		    text_of(data->status.root, "observation"));
	if (child_is_running(&view->task))
		buf_adds(title, "; working");
	if (view->built_width < 80)
		buf_adds(title, " (hides what lacks)");
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	(void)ui;
	(void)view;
	ui_add_word(words, "observe");
	ui_add_word(words, "status");
	buf_add(words, options->data, options->len);
	return true;
}

static void
close_observation(struct view *view)
{
	struct observation_view *data = view->data;

	json_release(&data->status);
	json_release(&data->notes);
	buf_release(&data->problem);
	free(data);
}

const struct view_ops view_observation = {
    .name = "Observation",
    .title = title,
    .open = open_observation,
    .load = load,
    .build = build,
    .arrived = arrived,
    .report = report,
    .close = close_observation,
};
