/* What is watched, when it was read and will be, which days were seen, what
 * is wrong, what it cost. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "report/coverage.h"
#include "store/coverage.h"
#include "store/source.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define DAYS 28 /* of the calendar */
#define DAY  86400

struct calendar {
	char letters[DAYS + 1]; /* as coverage_add_line has them */
};

struct sources_view {
	struct source_list list;    /* own */
	int64_t *spent;             /* own; of each source */
	struct calendar *calendars; /* own; of each source */
};

static void
open_sources(struct view *view)
{
	view->data = mem_alloc(1, sizeof(struct sources_view));
}

static int
read_spent(struct sources_view *data, struct store *store, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_SPENT_BY_SOURCE;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		for (size_t i = 0; i < data->list.n; i++)
			if (data->list.items[i].id == db_int(db, s, 0))
				data->spent[i] = db_int(db, s, 1);
	return rc;
}

static int
read_calendar(struct calendar *calendar, struct store *store, int64_t id,
    struct err *err)
{
	int64_t to = when_day_start(when_local_day(clock_now()) + 1);
	int64_t from = to - (int64_t)DAYS * DAY;
	struct span_list spans = {.items = NULL}, filled = {.items = NULL};
	struct buf line = BUF_INIT;
	int rc = store_coverage_get(store, id, from, to, &spans, err);

	if (rc == 0) {
		span_fill(&spans, from, to, &filled);
		coverage_add_line(&line, &filled, from, to, DAYS);
		snprintf(calendar->letters, sizeof(calendar->letters), "%s",
		    line.data);
	}
	span_list_release(&spans);
	span_list_release(&filled);
	buf_release(&line);
	return rc;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct sources_view *data = view->data;
	int rc;

	source_list_release(&data->list);
	data->list = (struct source_list){.items = NULL};
	free(data->spent);
	free(data->calendars);
	data->spent = NULL;
	data->calendars = NULL;
	if (store_source_list(ui->store, &data->list, err) == -1)
		return -1;
	data->spent = mem_alloc(data->list.n, sizeof(*data->spent));
	data->calendars = mem_alloc(data->list.n, sizeof(*data->calendars));
	rc = read_spent(data, ui->store, err);
	for (size_t i = 0; i < data->list.n && rc == 0; i++)
		rc = read_calendar(&data->calendars[i], ui->store,
		    data->list.items[i].id, err);
	return rc;
}

static void
add_name(struct buf *buf, const struct source *source)
{
	if (source->name != NULL)
		buf_adds(buf, source->name);
	else if (source->handle != NULL)
		buf_addf(buf, "@%s", source->handle);
	else if (source->query != NULL)
		buf_adds(buf, source->query);
	else
		buf_addf(buf, "%" PRId64,
		    source->user_id != 0 ? source->user_id : source->target_id);
}

/* A time of today as hours, another as a day. */
static void
add_time(struct doc *doc, int64_t at, const char *otherwise)
{
	struct buf text = BUF_INIT;

	if (at != 0)
		when_add_local(&text, at);
	doc_cell(doc, ROLE_TEXT, text.len > 5 ? text.data + 5 : otherwise, 11);
	doc_to(doc, 0);
	buf_release(&text);
}

static void
add_calendar(struct doc *doc, const struct calendar *calendar)
{
	for (const char *p = calendar->letters; *p != '\0'; p++)
		doc_add(doc,
		    *p == '#'   ? ROLE_GIVE
		    : *p == '+' ? ROLE_NEUTRAL
				: ROLE_DIM,
		    p, 1);
	doc_to(doc, 0);
}

static void
build_line(struct view *view, size_t i, int width)
{
	const struct sources_view *data = view->data;
	const struct source *source = &data->list.items[i];
	struct doc *doc = &view->doc;
	struct buf text = BUF_INIT;

	doc_line(doc, source->id);
	doc_target(doc,
	    &(struct target){.kind = source->user_id != 0 ? TARGET_ACCOUNT
							  : TARGET_SOURCE,
		.id = source->user_id != 0 ? source->user_id : source->id,
		.account_id = source->user_id});
	doc_adds(doc, ROLE_MARK,
	    marks_has(&view->marks, source->id) ? "*" : " ");
	doc_cell(doc, ROLE_DIM, source_kind_names[source->kind], 9);
	add_name(&text, source);
	doc_cell(doc, ROLE_NAME, text.data, 17);
	doc_to(doc, 0);
	add_time(doc, source->polled_at, "never");
	if (width >= 72)
		add_time(doc, source->next_at, "when due");
	buf_clear(&text);
	buf_addc(&text, '$');
	num_add_usd(&text, data->spent[i]);
	doc_cell(doc, ROLE_TEXT, text.data, -9);
	doc_to(doc, 0);
	if (width >= 110)
		add_calendar(doc, &data->calendars[i]);
	doc_adds(doc, ROLE_WARNING,
	    source->problem != NULL ? source->problem : "");
	buf_release(&text);
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct sources_view *data = view->data;
	struct doc *doc = &view->doc;

	(void)ui;
	doc_line(doc, 0);
	doc_adds(doc, ROLE_HEAD, " Kind     What              Last read   ");
	doc_adds(doc, ROLE_HEAD, width >= 72 ? "Not before  " : "");
	doc_adds(doc, ROLE_HEAD, "    Spent ");
	doc_adds(doc, ROLE_HEAD,
	    width >= 110 ? "4 weeks: # seen, + part  " : "");
	doc_to(doc, width >= 110 ? 91 : 0);
	doc_adds(doc, ROLE_HEAD, "Problem");
	/* Only whole readings have a calendar for each. */
	for (size_t i = 0; data->calendars != NULL && i < data->list.n; i++)
		build_line(view, i, width);
	if (data->list.n == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM,
		    " Nothing is watched yet: + on an "
		    "account does, or givetake watch add.");
	}
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	(void)ui;
	if (view->built_width < 72)
		buf_adds(title, " (hides calendar, when next)");
	else if (view->built_width < 110)
		buf_adds(title, " (hides calendar)");
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	(void)ui;
	(void)view;
	ui_add_word(words, "coverage");
	buf_add(words, options->data, options->len);
	return true;
}

static void
close_sources(struct view *view)
{
	struct sources_view *data = view->data;

	source_list_release(&data->list);
	free(data->spent);
	free(data->calendars);
	free(data);
}

const struct view_ops view_sources = {
    .name = "Sources",
    .title = title,
    .report = report,
    .open = open_sources,
    .load = load,
    .build = build,
    .close = close_sources,
    .has_header = true,
};
