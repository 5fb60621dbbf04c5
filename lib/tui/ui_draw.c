#include "base/num.h"
#include "base/when.h"
#include "store/ledger.h"
#include "tui/glyph.h"
#include "tui/screen.h"
#include "tui/ui.h"

#include <string.h>

static void
draw_line(const struct doc *doc, size_t n, int row, bool selected)
{
	struct pen pen = {.row = row,
	    .end = screen_columns(),
	    .selected = selected,
	    .ascii = doc->ascii};

	if (n < doc->n) {
		const struct line *line = &doc->lines[n];
		size_t at = line->start;

		for (size_t i = 0; i < line->n_spans; i++) {
			const struct stretch *span =
			    &doc->spans[line->span + i];

			pen.role = span->role;
			screen_text(&pen, doc->text.data + at, span->end - at);
			at = span->end;
		}
	}
	pen.role = ROLE_TEXT;
	screen_rest(&pen);
}

/* left and right in one row; left is cut where both have no room. */
static void
draw_bar(const struct ui *ui, int row, const char *left, const char *right,
    enum role role)
{
	bool ascii = ui->settings->ascii;
	int columns = screen_columns();
	int room = glyph_columns(right, strlen(right), ascii);
	struct pen pen = {.row = row,
	    .end = columns,
	    .role = role,
	    .ascii = ascii};

	pen.end = columns > room + 1 ? columns - room - 1 : columns;
	screen_text(&pen, left, strlen(left));
	screen_rest(&pen);
	pen.end = columns;
	screen_text(&pen, " ", 1);
	screen_text(&pen, right, strlen(right));
	screen_rest(&pen);
}

static void
draw_title(struct ui *ui)
{
	const struct view *view = ui_view(ui);
	struct buf left = BUF_INIT, right = BUF_INIT;

	buf_addf(&left, " %s", view->ops->name);
	if (view->ops->title != NULL)
		view->ops->title(ui, view, &left);
	keys_add(&right, &ui->keys, ACTION_HELP);
	buf_adds(&right, " help ");
	draw_bar(ui, 0, left.data, right.data, ROLE_BAR);
	buf_release(&left);
	buf_release(&right);
}

static void
add_spend(struct buf *buf, const struct ui *ui)
{
	const struct tui_settings *s = ui->settings;
	bool month = s->cap_month != LEDGER_NO_CAP;
	int64_t cap = month ? s->cap_month : s->cap_day;

	buf_adds(buf, month ? "; this month $" : "; today $");
	num_add_usd(buf, ui->spent);
	if (cap != LEDGER_NO_CAP) {
		buf_adds(buf, " of $");
		num_add_usd(buf, cap);
	}
}

static void
add_status(struct buf *buf, const struct ui *ui)
{
	if (child_is_running(&ui->fetch)) {
		buf_addf(buf, " fetching: %s",
		    ui->fetch.rest.len > 0 ? ui->fetch.rest.data
					   : ui->fetch.line.data);
		return;
	}
	if (ui->last_fetch == 0) {
		buf_adds(buf, " never fetched");
	} else {
		buf_adds(buf, " fetched ");
		when_add_local(buf, ui->last_fetch);
	}
	add_spend(buf, ui);
}

static void
add_position(struct buf *buf, const struct view *view)
{
	const struct list *list = &view->list;

	if (view->marks.n > 0)
		buf_addf(buf, "%zu marked  ", view->marks.n);
	buf_addf(buf, "%zu/%zu ", list->n > 0 ? list->cursor + 1 : 0, list->n);
}

static void
draw_prompt(struct ui *ui, int row)
{
	struct buf line = BUF_INIT;
	int columns = screen_columns(), width;
	const char *text = ui->prompt.text.data;
	size_t skip = 0;

	buf_addf(&line, " %s ", ui->prompt.question.data);
	width = glyph_columns(line.data, line.len, ui->settings->ascii);
	/* A long answer shows its end. */
	while (text[skip] != '\0' &&
	       glyph_columns(text + skip, strlen(text + skip),
		   ui->settings->ascii) > columns - width - 1) {
		struct glyph glyph;

		skip += glyph_next(text + skip, strlen(text + skip),
		    ui->settings->ascii, &glyph);
	}
	buf_adds(&line, text + skip);
	draw_bar(ui, row, line.data, "", ROLE_TEXT);
	screen_cursor(row,
	    glyph_columns(line.data, line.len, ui->settings->ascii));
	buf_release(&line);
}

static void
draw_status(struct ui *ui)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	int row = screen_rows() - 1;

	if (ui->prompt.action != ACTION_NONE) {
		draw_prompt(ui, row);
		return;
	}
	add_position(&right, ui_view(ui));
	if (ui->message.len > 0)
		buf_addf(&left, " %s", ui->message.data);
	else
		add_status(&left, ui);
	draw_bar(ui, row, left.data, right.data,
	    ui->message.len == 0   ? ROLE_BAR
	    : ui->message_is_error ? ROLE_WARNING
				   : ROLE_HEAD);
	screen_cursor(-1, 0);
	buf_release(&left);
	buf_release(&right);
}

static void
draw_too_small(struct ui *ui)
{
	for (int row = 0; row < screen_rows(); row++)
		draw_bar(ui, row, row == 0 ? "Too small: 60x15 is needed." : "",
		    "", ROLE_TEXT);
	screen_cursor(-1, 0);
	screen_flush();
}

void
ui_draw(struct ui *ui)
{
	const struct view *view = ui_view(ui);
	int header = view->ops->has_header;

	if (screen_rows() < UI_ROWS || screen_columns() < UI_COLUMNS) {
		draw_too_small(ui);
		return;
	}
	draw_title(ui);
	if (header != 0)
		draw_line(&view->doc, 0, 1, false);
	for (size_t i = 0; i < view->list.height; i++) {
		size_t n = view->list.top + i;

		draw_line(&view->doc,
		    n < view->list.n ? n + (size_t)header : view->doc.n,
		    1 + header + (int)i,
		    n == view->list.cursor && n < view->list.n);
	}
	draw_status(ui);
	screen_flush();
}
