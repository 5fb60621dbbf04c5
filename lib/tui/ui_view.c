/* The stack of views: going in and out, reading, making lines. */
#include "base/clock.h"
#include "base/mem.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <stdlib.h>
#include <string.h>

/* A reading that takes longer is put off, so that a frame of 16 ms holds it
 * with all that comes besides. */
#define READ_MS 8

bool
marks_has(const struct marks *marks, int64_t key)
{
	for (size_t i = 0; i < marks->n; i++)
		if (marks->keys[i] == key)
			return true;
	return false;
}

void
marks_toggle(struct marks *marks, int64_t key)
{
	for (size_t i = 0; i < marks->n; i++) {
		if (marks->keys[i] == key) {
			marks->keys[i] = marks->keys[--marks->n];
			return;
		}
	}
	marks->keys = mem_grow(marks->keys, &marks->cap, marks->n + 1,
	    sizeof(*marks->keys));
	marks->keys[marks->n++] = key;
}

struct view *
ui_view(struct ui *ui)
{
	return &ui->views[ui->n_views - 1];
}

struct target
ui_target(struct ui *ui)
{
	const struct view *view = ui_view(ui);
	size_t line = view->list.cursor + view->ops->has_header;
	struct target target = {.kind = TARGET_NONE};

	if (line < view->doc.n)
		target = view->doc.lines[line].target;
	/* A line about nothing is about what the view is about. */
	return target.kind == TARGET_NONE ? view->about : target;
}

static size_t
height_for(const struct view *view)
{
	int height = screen_rows() - 2 - view->ops->has_header;

	return height > 0 ? (size_t)height : 1;
}

/* Where the text of the cursor's line begins: a measure of place that does
 * not depend much on the width. */
static size_t
line_at(const struct view *view, size_t offset)
{
	size_t i = view->doc.n;

	while (i > 0 && view->doc.lines[i - 1].start > offset)
		i--;
	return i > 0 ? i - 1 : 0;
}

static void
place(struct view *view)
{
	if (view->place == PLACE_FIRST)
		list_to(&view->list, 0);
	else if (view->place == PLACE_LAST && view->list.n > 0)
		list_to(&view->list, view->list.n - 1);
	view->place = PLACE_KEEP;
}

/* What the cursor's line is known by when lines are made anew. */
struct landmark {
	size_t line, offset;
	int64_t key;
	struct buf text; /* own */
};

static struct landmark
note_place(const struct view *view)
{
	const struct doc *doc = &view->doc;
	struct landmark mark = {.line =
				    view->list.cursor + view->ops->has_header,
	    .text = BUF_INIT};

	if (mark.line < doc->n) {
		const struct line *line = &doc->lines[mark.line];

		mark.key = line->key;
		mark.offset = line->start;
		buf_add(&mark.text, doc->text.data + line->start,
		    line->end - line->start);
	}
	return mark;
}

/* The line again: others may have come in above it. */
static size_t
find_place(const struct view *view, const struct landmark *mark, int width)
{
	size_t found = doc_find(&view->doc, mark->key);

	if (found == view->doc.n && mark->text.len > 0)
		found = doc_find_text(&view->doc, &mark->text, mark->line);
	if (found == view->doc.n)
		found = width == view->built_width
			    ? mark->line
			    : line_at(view, mark->offset);
	return found;
}

void
ui_rebuild(struct ui *ui)
{
	struct view *view = ui_view(ui);
	size_t header = view->ops->has_header, found;
	size_t above = view->list.cursor - view->list.top;
	struct landmark mark = note_place(view);
	int width = screen_columns();

	doc_clear(&view->doc);
	view->ops->build(ui, view, width);
	found = find_place(view, &mark, width);
	buf_release(&mark.text);
	found = found > header ? found - header : 0;
	view->list.cursor = found;
	view->list.top = found > above ? found - above : 0;
	list_resize(&view->list,
	    view->doc.n > header ? view->doc.n - header : 0, height_for(view));
	view->built_width = width;
	if (view->late == LATE_NOTHING)
		place(view);
}

static bool
is_time(void *arg)
{
	const struct ui *ui = arg;

	return ui->stop_at_ms == 0 ? screen_is_wanted()
				   : clock_monotonic_ms() >= ui->stop_at_ms;
}

/* Read; what is stopped for the time it takes stays to be done. */
static int
read_late(struct ui *ui, struct view *view, enum late what, struct err *err)
{
	struct db *db = store_db(ui->store);
	int rc;

	db_set_stop(db, is_time, ui);
	if (what == LATE_LOAD)
		rc = view->ops->load == NULL ? 0
					     : view->ops->load(ui, view, err);
	else
		rc = view->ops->more(ui, view, what == LATE_OLDER, err);
	db_set_stop(db, NULL, NULL);
	if (rc == -1 && err->code == ERR_STOPPED) {
		view->late = what;
		*err = (struct err)ERR_INIT;
		return 0;
	}
	view->late = LATE_NOTHING;
	return rc;
}

static int
read_now(struct ui *ui, struct view *view, enum late what, struct err *err)
{
	ui->stop_at_ms = clock_monotonic_ms() + READ_MS;
	return read_late(ui, view, what, err);
}

bool
ui_catch_up(struct ui *ui)
{
	struct view *view = ui_view(ui);
	struct err err = ERR_INIT;

	if (view->late == LATE_NOTHING)
		return false;
	ui->stop_at_ms = 0;
	if (read_late(ui, view, view->late, &err) == -1)
		ui_fail(ui, &err);
	if (view->late == LATE_NOTHING) {
		ui_rebuild(ui);
		ui->changed = true;
	}
	return true;
}

void
ui_reload(struct ui *ui)
{
	struct err err = ERR_INIT;

	if (read_now(ui, ui_view(ui), LATE_LOAD, &err) == -1)
		ui_fail(ui, &err);
	ui_rebuild(ui);
}

void
ui_read_on(struct ui *ui)
{
	struct view *view = ui_view(ui);
	struct err err = ERR_INIT;
	int rc = 0;

	if (view->ops->more == NULL || view->late != LATE_NOTHING)
		return;
	if (view->list.cursor + view->list.height >= view->list.n)
		rc = read_now(ui, view, LATE_OLDER, &err);
	else if (view->list.cursor < view->list.height)
		rc = read_now(ui, view, LATE_NEWER, &err);
	if (rc == 1)
		ui_rebuild(ui);
	else if (rc == -1)
		ui_fail(ui, &err);
}

void
ui_release_view(struct view *view)
{
	view->ops->close(view);
	child_kill(&view->task);
	child_release(&view->task);
	doc_release(&view->doc);
	free(view->marks.keys);
	free((char *)(uintptr_t)view->about.text);
}

void
ui_push(struct ui *ui, const struct view_ops *ops, const struct target *about)
{
	struct view *view = &ui->views[ui->n_views];
	struct err err = ERR_INIT;

	if (ui->n_views == UI_DEPTH) {
		ui_say(ui, "too deep: go back first");
		return;
	}
	*view = (struct view){.ops = ops,
	    .doc = DOC_INIT,
	    .task = CHILD_INIT,
	    .about = *about};
	view->about.text = mem_strdup(about->text);
	view->doc.ascii = ui->settings->ascii;
	if (ops->open != NULL)
		ops->open(view);
	if (read_now(ui, view, LATE_LOAD, &err) == -1) {
		ui_fail(ui, &err);
		ui_release_view(view);
		return;
	}
	ui->n_views++;
	ui_rebuild(ui);
}

void
ui_pop(struct ui *ui)
{
	ui_release_view(ui_view(ui));
	ui->n_views--;
	if (ui->n_views == 0)
		ui->running = false;
	else
		ui_reload(ui);
}
