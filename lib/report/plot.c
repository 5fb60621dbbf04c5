#include "report/plot.h"

#include "base/text.h"
#include "base/utf8.h"
#include "report/scale.h"

#include <math.h>
#include <string.h>

enum { LEAST_WIDTH = 40, MOST_WIDTH = 100, LABEL = 24 };

struct plot {
	struct buf *buf; /* borrowed */
	const struct chart *chart;
	const struct plot_style *style;
	struct scale scale;
	int label; /* columns of the labels */
	int width; /* columns of what is drawn */
};

const char *
plot_colour(enum chart_hue hue)
{
	if (hue == CHART_GIVE)
		return "\033[36m";
	return hue == CHART_TAKE ? "\033[33m" : "";
}

static void
add_times(struct buf *buf, const char *s, int n)
{
	for (; n > 0; n--)
		buf_adds(buf, s);
}

static void
begin_hue(const struct plot *plot, enum chart_hue hue)
{
	if (plot->style->colour)
		buf_adds(plot->buf, plot_colour(hue));
}

static void
end_hue(const struct plot *plot, enum chart_hue hue)
{
	if (plot->style->colour && *plot_colour(hue) != '\0')
		buf_adds(plot->buf, PLOT_COLOUR_END);
}

/* A label in so many columns, cut or padded. */
static void
add_label(struct buf *buf, const char *label, int width)
{
	struct buf safe = BUF_INIT;
	size_t fit;

	if (label != NULL)
		text_add_terminal(&safe, label, strlen(label));
	fit = utf8_fit(safe.data, safe.len, width);
	buf_add(buf, safe.data, fit);
	add_times(buf, " ", width - utf8_width(safe.data, fit));
	buf_release(&safe);
}

static int
label_width(const struct chart *chart)
{
	int width = 4;

	for (size_t i = 0; i < chart->n; i++) {
		const char *label = chart->points[i].label;
		int columns =
		    label == NULL ? 0 : utf8_width(label, strlen(label));

		if (columns > width)
			width = columns;
	}
	return width < LABEL ? width : LABEL;
}

static int
place(const struct plot *plot, double value)
{
	return (int)lround(
	    scale_place(&plot->scale, value) * (plot->width - 1));
}

static const char *
mark_of(const struct plot *plot, enum chart_hue hue)
{
	static const char *const marks[][2] = {[CHART_PLAIN] = {"●", "o"},
	    [CHART_GIVE] = {"●", "o"},
	    [CHART_TAKE] = {"◆", "x"},
	    [CHART_NEUTRAL] = {"■", "+"}};

	return marks[hue][plot->style->ascii];
}

static void
add_dot(const struct plot *plot, const struct chart_point *point)
{
	bool has_range = isfinite(point->low) && isfinite(point->high);
	int at = place(plot, point->value);
	int low = has_range ? place(plot, point->low) : at;
	int high = has_range ? place(plot, point->high) : at;

	for (int x = 0; x < plot->width; x++) {
		if (x == at)
			buf_adds(plot->buf, mark_of(plot, point->hue));
		else if (x >= low && x <= high)
			buf_adds(plot->buf, plot->style->ascii ? "-" : "─");
		else
			buf_addc(plot->buf, ' ');
	}
}

/* The end of a bar: between columns, where a point is in one. */
static int
bar_end(const struct plot *plot, double value)
{
	return (int)lround(scale_place(&plot->scale, value) * plot->width);
}

static void
add_bar(const struct plot *plot, const struct chart_point *point)
{
	int zero = bar_end(plot, 0), end = bar_end(plot, point->value);
	int from = zero < end ? zero : end;
	int to = zero < end ? end : zero;
	bool takes = point->hue == CHART_TAKE;
	const char *full = plot->style->ascii ? takes ? "x" : "#"
			   : takes            ? "▒"
					      : "█";

	if (point->value != 0 && to == from) /* a little is not nothing */
		to = from < plot->width ? from + 1 : from;
	add_times(plot->buf, " ", from);
	add_times(plot->buf, full, to - from);
	add_times(plot->buf, " ", plot->width - to);
}

static void
add_rows(const struct plot *plot)
{
	for (size_t i = 0; i < plot->chart->n; i++) {
		const struct chart_point *point = &plot->chart->points[i];

		add_label(plot->buf, point->label, plot->label);
		buf_adds(plot->buf, point->is_marked ? " * " : "   ");
		begin_hue(plot, point->hue);
		if (!isfinite(point->value))
			add_times(plot->buf, " ", plot->width);
		else if (plot->chart->kind == CHART_DOTS)
			add_dot(plot, point);
		else
			add_bar(plot, point);
		end_hue(plot, point->hue);
		buf_adds(plot->buf, "  ");
		scale_add_point(plot->buf, &plot->scale, plot->chart, point);
		buf_addc(plot->buf, '\n');
	}
}

/* Below the rows: the scale's ends. */
static void
add_ends(const struct plot *plot)
{
	struct buf low = BUF_INIT, high = BUF_INIT;

	scale_add_value(&low, &plot->scale, plot->scale.low);
	scale_add_value(&high, &plot->scale, plot->scale.high);
	add_times(plot->buf, " ", plot->label + 3);
	buf_adds(plot->buf, low.data);
	add_times(plot->buf, plot->style->ascii ? "." : "·",
	    plot->width - (int)low.len - (int)high.len);
	buf_adds(plot->buf, high.data);
	buf_addc(plot->buf, '\n');
	buf_release(&low);
	buf_release(&high);
}

/* The points that share column x of a sparkline: [*from, *to). */
static void
points_of(const struct plot *plot, int x, int columns, size_t *from, size_t *to)
{
	*from = plot->chart->n * (size_t)x / (size_t)columns;
	*to = plot->chart->n * (size_t)(x + 1) / (size_t)columns;
}

static void
add_spark(const struct plot *plot, int columns)
{
	static const char *const steps[2][8] = {{"▁", "▂", "▃", "▄", "▅", "▆",
						    "▇", "█"},
	    {"_", ".", "-", "~", "=", "+", "*", "#"}};

	for (int x = 0; x < columns; x++) {
		size_t from, to, n = 0;
		double sum = 0;

		points_of(plot, x, columns, &from, &to);
		for (size_t i = from; i < to; i++) {
			if (isfinite(plot->chart->points[i].value)) {
				sum += plot->chart->points[i].value;
				n++;
			}
		}
		if (n == 0)
			buf_addc(plot->buf, ' ');
		else
			buf_adds(plot->buf, steps[plot->style->ascii][(
						int)(scale_place(&plot->scale,
							 sum / (double)n) *
						     7.99)]);
	}
}

/* A "^" below the columns with marked points; nothing where none is. */
static void
add_carets(const struct plot *plot, int columns)
{
	size_t begin = plot->buf->len;
	bool any = false;

	for (int x = 0; x < columns; x++) {
		size_t from, to;
		bool is_marked = false;

		points_of(plot, x, columns, &from, &to);
		for (size_t i = from; i < to; i++)
			is_marked |= plot->chart->points[i].is_marked;
		buf_addc(plot->buf, is_marked ? '^' : ' ');
		any |= is_marked;
	}
	if (any)
		buf_addc(plot->buf, '\n');
	else
		buf_truncate(plot->buf, begin);
}

static void
add_said(const struct plot *plot, const struct chart_point *point,
    const char *sign)
{
	buf_adds(plot->buf, sign);
	add_label(plot->buf, point->label, plot->label);
	buf_adds(plot->buf, "  ");
	scale_add_point(plot->buf, &plot->scale, plot->chart, point);
	buf_addc(plot->buf, '\n');
}

static void
add_line(const struct plot *plot)
{
	size_t n = plot->chart->n;
	int most = plot->label + plot->width;
	int columns = n < (size_t)most ? (int)n : most;
	enum chart_hue hue = plot->chart->points[0].hue;

	begin_hue(plot, hue);
	add_spark(plot, columns);
	end_hue(plot, hue);
	buf_addc(plot->buf, '\n');
	add_carets(plot, columns);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || i + 1 == n || plot->chart->points[i].is_marked)
			add_said(plot, &plot->chart->points[i],
			    plot->chart->points[i].is_marked ? "^ " : "  ");
}

static const char *
part_of(const struct plot *plot, size_t column)
{
	static const char *const parts[2][4] = {{"█", "▒", "░", "▓"},
	    {"#", "x", ".", "="}};

	return parts[plot->style->ascii][column % 4];
}

static void
add_legend(const struct plot *plot)
{
	add_times(plot->buf, " ", plot->label + 3);
	for (size_t k = 0; k < plot->chart->n_columns; k++) {
		const char *label = plot->chart->columns[k].label;

		begin_hue(plot, plot->chart->columns[k].hue);
		buf_adds(plot->buf, part_of(plot, k));
		end_hue(plot, plot->chart->columns[k].hue);
		buf_addc(plot->buf, ' ');
		text_add_terminal(plot->buf, label, strlen(label));
		buf_adds(plot->buf, "  ");
	}
	buf_addc(plot->buf, '\n');
}

static void
add_stack_row(const struct plot *plot, size_t row)
{
	const struct chart *chart = plot->chart;
	double sum = 0;
	int used = 0;

	for (size_t k = 0; k < chart->n_columns; k++) {
		double value = chart->cells[row * chart->n_columns + k];
		int end;

		if (!(value > 0))
			continue;
		sum += value;
		end = (int)lround(scale_place(&plot->scale, sum) * plot->width);
		begin_hue(plot, chart->columns[k].hue);
		add_times(plot->buf, part_of(plot, k), end - used);
		end_hue(plot, chart->columns[k].hue);
		used = end > used ? end : used;
	}
}

static void
add_heat_row(const struct plot *plot, size_t row)
{
	static const char *const shades[2][5] = {{"·", "░", "▒", "▓", "█"},
	    {".", "-", "+", "*", "#"}};
	const struct chart *chart = plot->chart;
	int wide = plot->width / (int)chart->n_columns;

	wide = wide > 3 ? 3 : wide < 1 ? 1 : wide;
	for (size_t k = 0; k < chart->n_columns; k++) {
		double value = chart->cells[row * chart->n_columns + k];
		int shade = 0;

		if (value > 0)
			shade =
			    1 + (int)(scale_place(&plot->scale, value) * 3.999);
		begin_hue(plot, chart->columns[k].hue);
		if (isfinite(value))
			add_times(plot->buf, shades[plot->style->ascii][shade],
			    wide);
		else
			add_times(plot->buf, " ", wide);
		end_hue(plot, chart->columns[k].hue);
	}
}

/* Column labels above a heat map, as many as fit side by side. */
static void
add_heat_labels(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	int wide = plot->width / (int)chart->n_columns;
	int used = 0;

	wide = wide > 3 ? 3 : wide < 1 ? 1 : wide;
	add_times(plot->buf, " ", plot->label + 3);
	for (size_t k = 0; k < chart->n_columns; k++) {
		const char *label = chart->columns[k].label;
		int at = (int)k * wide;
		int columns = utf8_width(label, strlen(label));

		if (at < used || at + columns > plot->width + 3)
			continue;
		add_times(plot->buf, " ", at - used);
		add_label(plot->buf, label, columns);
		used = at + columns + 1;
		buf_addc(plot->buf, ' ');
	}
	buf_addc(plot->buf, '\n');
}

static void
add_grid(const struct plot *plot)
{
	if (plot->chart->kind == CHART_STACK)
		add_legend(plot);
	else
		add_heat_labels(plot);
	for (size_t i = 0; i < plot->chart->n; i++) {
		add_label(plot->buf, plot->chart->points[i].label, plot->label);
		buf_adds(plot->buf, "   ");
		if (plot->chart->kind == CHART_STACK)
			add_stack_row(plot, i);
		else
			add_heat_row(plot, i);
		buf_addc(plot->buf, '\n');
	}
}

void
plot_add_chart(struct buf *buf, const struct chart *chart,
    const struct plot_style *style)
{
	struct plot plot = {.buf = buf,
	    .chart = chart,
	    .style = style,
	    .scale = scale_of(chart),
	    .label = label_width(chart)};
	int width = style->width == 0 ? 80 : style->width;

	if (width > MOST_WIDTH)
		width = MOST_WIDTH;
	if (width < LEAST_WIDTH)
		width = LEAST_WIDTH;
	if (chart->n == 0)
		return;
	/* Dots and bars leave room for "100 % (100 % to 100 %)". */
	plot.width = width - plot.label - 3;
	if (chart->kind == CHART_DOTS || chart->kind == CHART_BARS)
		plot.width -= 24;
	if (plot.width < 8)
		plot.width = 8;
	if (chart->kind == CHART_LINE) {
		add_line(&plot);
	} else if (chart->kind == CHART_STACK || chart->kind == CHART_HEAT) {
		add_grid(&plot);
	} else {
		add_rows(&plot);
		add_ends(&plot);
	}
}
