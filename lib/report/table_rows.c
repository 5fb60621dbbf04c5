#include "report/table_rows.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "report/plot.h"

#include <stdlib.h>
#include <string.h>

#define GAP         2  /* blanks between columns */
#define INDENT      6  /* of what stands below a row */
#define LEAST_WIDTH 8  /* a flexible column is never narrower */
#define WRAP_WIDTH  14 /* nor one that goes on below, if others can be */
#define TEXT_WIDTH  32 /* a text that gets less stands below its row */
#define MOST_LINES  6  /* of a row */

/* How rows are laid out. */
struct layout {
	int *natural; /* own; width of each column, */
	int *widths;  /* own; and what it gets */
	size_t below; /* column that stands below its row; or none */
};

#define NONE SIZE_MAX

struct row {
	struct shown *cells; /* what is still to be printed */
	const struct layout *layout;
	bool is_title;
};

/* Sentences go on below; handles are cut. */
static bool
wraps(const struct out_column *column)
{
	return column->flexible && sink_link_of(column->name) != LINK_HANDLE;
}

static bool
is_in_row(const struct out *out, const struct layout *layout, size_t i)
{
	return out->columns[i].title != NULL && i != layout->below;
}

/* The flexible column to shrink next: of those that go on below the one with
 * the fewest lines, so that all get as many; then the widest.  NULL: none. */
static int *
next_to_shrink(const struct out *out, const struct layout *layout)
{
	int *best = NULL, *widest = NULL;
	double fewest = 0;

	for (size_t i = 0; i < out->n_columns; i++) {
		int *width = &layout->widths[i];
		double lines = (double)layout->natural[i] / *width;

		if (!is_in_row(out, layout, i) || !out->columns[i].flexible ||
		    *width <= LEAST_WIDTH)
			continue;
		if (widest == NULL || *width > *widest)
			widest = width;
		if (!wraps(&out->columns[i]) || *width <= WRAP_WIDTH)
			continue;
		if (best == NULL || lines < fewest ||
		    (lines <= fewest && *width > *best)) {
			best = width;
			fewest = lines;
		}
	}
	return best != NULL ? best : widest;
}

static void
fit_widths(const struct out *out, struct layout *layout)
{
	int *next, total = -GAP;

	memcpy(layout->widths, layout->natural,
	    out->n_columns * sizeof(*layout->widths));
	for (size_t i = 0; i < out->n_columns; i++)
		if (is_in_row(out, layout, i))
			total += layout->widths[i] + GAP;
	for (; out->style.width > 0 && total > out->style.width; total--) {
		if ((next = next_to_shrink(out, layout)) == NULL)
			return;
		(*next)--;
	}
}

/* A long text in the last column that gets too little. */
static size_t
find_cramped(const struct out *out, const struct layout *layout)
{
	size_t last = out->n_columns;

	while (last > 0 && out->columns[last - 1].title == NULL)
		last--;
	if (last < 2 || !wraps(&out->columns[--last]))
		return NONE;
	return layout->widths[last] < TEXT_WIDTH &&
		       layout->natural[last] > 3 * layout->widths[last]
		   ? last
		   : NONE;
}

static struct layout
lay_out(const struct out *out, const struct shown *cells, size_t n)
{
	struct layout layout = {
	    .natural = mem_alloc(out->n_columns, sizeof(int)),
	    .widths = mem_alloc(out->n_columns, sizeof(int)),
	    .below = NONE,
	};

	for (size_t i = 0; i < n; i++) {
		int *natural = &layout.natural[i % out->n_columns];

		if (cells[i].width > *natural)
			*natural = cells[i].width;
	}
	fit_widths(out, &layout);
	layout.below = find_cramped(out, &layout);
	if (layout.below != NONE)
		fit_widths(out, &layout);
	return layout;
}

static void
pad(struct buf *buf, int n)
{
	for (; n > 0; n--)
		buf_addc(buf, ' ');
}

static void
drop_blanks(struct buf *buf, size_t begin)
{
	while (buf->len > begin && buf->data[buf->len - 1] == ' ')
		buf_truncate(buf, buf->len - 1);
}

/* Take from a cell what stands on its next line of width columns, broken at a
 * blank if there is one. */
static struct shown
take_line(struct shown *rest, int width)
{
	struct shown line = *rest;
	size_t next = line.len = utf8_fit(rest->text, rest->len, width);

	if (next < rest->len) {
		while (next > 0 && rest->text[next] != ' ')
			next--;
		if (next > 0)
			line.len = next++;
		else
			next = line.len;
	}
	line.width = utf8_width(line.text, line.len);
	rest->text += next;
	rest->len -= next;
	rest->width = utf8_width(rest->text, rest->len);
	return line;
}

/* Append a cell in width columns: cut with an ellipsis, or padded. */
static void
add_fitted(struct out *out, const struct shown *shown, int width,
    enum out_align align)
{
	const char *ellipsis = out->style.ascii ? "..." : "…";
	int dots = out->style.ascii ? 3 : 1;
	size_t len = shown->len;
	int used = shown->width;

	if (used > width) {
		len = utf8_fit(shown->text, len, width - dots);
		used = utf8_width(shown->text, len) + dots;
	}
	if (align == OUT_RIGHT)
		pad(&out->buf, width - used);
	buf_add(&out->buf, shown->text, len);
	if (len < shown->len)
		buf_adds(&out->buf, ellipsis);
	if (align == OUT_LEFT)
		pad(&out->buf, width - used);
}

static void
add_cell(struct out *out, const struct row *row, size_t i,
    const struct shown *line)
{
	const struct out_column *column = &out->columns[i];
	bool is_coloured = out->style.colour && !row->is_title;
	const char *colour =
	    is_coloured ? plot_colour(sink_hue_of(column->name)) : "";

	buf_adds(&out->buf, colour);
	add_fitted(out, line, row->layout->widths[i], column->align);
	if (*colour != '\0')
		buf_adds(&out->buf, PLOT_COLOUR_END);
}

/* One line of a row.  True if something is to stand below. */
static bool
add_line(struct out *out, const struct row *row, bool is_last)
{
	size_t begin = out->buf.len;
	bool is_more = false;

	for (size_t i = 0; i < out->n_columns; i++) {
		struct shown *cell = &row->cells[i];
		struct shown line = *cell;

		if (!is_in_row(out, row->layout, i))
			continue;
		if (wraps(&out->columns[i]) && !is_last)
			line = take_line(cell, row->layout->widths[i]);
		else
			*cell = (struct shown){.text = ""};
		is_more = is_more || cell->len > 0;
		if (out->buf.len > begin)
			pad(&out->buf, GAP);
		add_cell(out, row, i, &line);
	}
	drop_blanks(&out->buf, begin);
	return is_more;
}

static void
add_below(struct out *out, struct shown *text)
{
	int width = out->style.width - INDENT;

	width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
	for (int n = 1; text->len > 0 && n <= MOST_LINES; n++) {
		struct shown line =
		    n < MOST_LINES ? take_line(text, width) : *text;
		size_t begin;

		pad(&out->buf, INDENT);
		begin = out->buf.len;
		add_fitted(out, &line, width, OUT_LEFT);
		drop_blanks(&out->buf, begin);
		buf_addc(&out->buf, '\n');
	}
}

static void
add_row(struct out *out, const struct row *row)
{
	bool bold = row->is_title && out->style.colour;
	bool is_more = true;

	for (int n = 1; is_more; n++) {
		buf_adds(&out->buf, bold ? "\033[1m" : "");
		is_more = add_line(out, row, n == MOST_LINES);
		buf_adds(&out->buf, bold ? "\033[0m\n" : "\n");
	}
	if (row->layout->below != NONE && !row->is_title)
		add_below(out, &row->cells[row->layout->below]);
}

void
table_add_rows(struct out *out, struct shown *cells, size_t n)
{
	struct layout layout = lay_out(out, cells, n);

	for (size_t i = 0; i < n; i += out->n_columns) {
		const struct row row = {cells + i, &layout, i == 0};

		add_row(out, &row);
	}
	free(layout.natural);
	free(layout.widths);
}
