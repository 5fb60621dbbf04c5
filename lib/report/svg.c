#include "report/svg.h"

#include "base/text.h"
#include "base/utf8.h"
#include "report/scale.h"

#include <math.h>
#include <string.h>

enum {
	ROW = 26,      /* pixels of a row with a label */
	DENSE_ROW = 7, /* without one: where there are too many */
	MANY_ROWS = 60,
	LINE_HEIGHT = 200,
	AXIS = 24,       /* below the rows, for the ticks */
	LABEL_WIDTH = 16 /* columns of a label that is shown */
};

/* The plot begins behind the labels and ends before the values, in percent
 * of the width. */
struct area {
	double left, width;
	int row, height;
};

const char *
svg_hue(enum chart_hue hue)
{
	static const char *const names[] = {[CHART_PLAIN] = "plain",
	    [CHART_GIVE] = "give",
	    [CHART_TAKE] = "take",
	    [CHART_NEUTRAL] = "neutral"};

	return names[hue];
}

void
svg_add_patterns(struct buf *buf)
{
	/* Not display: none, which would take the pattern away too. */
	buf_adds(buf,
	    "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\">"
	    "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" "
	    "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
	    "<rect class=\"take\" width=\"6\" height=\"6\"/><line "
	    "class=\"cut\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern>"
	    "</defs></svg>\n");
}

void
svg_add_bar(struct buf *buf, double value, enum chart_hue hue)
{
	buf_addf(buf,
	    "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"%s\" "
	    "width=\"100%%\" height=\"100%%\"/><rect class=\"%s\" "
	    "width=\"%.1f%%\" height=\"100%%\"/></svg>",
	    hue == CHART_GIVE ? "rest" : "track", svg_hue(hue), value * 100);
}

static void
add_html(struct buf *buf, const char *text)
{
	if (text != NULL)
		text_add_html(buf, text, strlen(text));
}

static void
add_label(struct buf *buf, const char *label)
{
	size_t len = label == NULL ? 0 : strlen(label);
	size_t fit = label == NULL ? 0 : utf8_fit(label, len, LABEL_WIDTH);

	text_add_html(buf, label == NULL ? "" : label, fit);
	if (fit < len)
		buf_adds(buf, "…");
}

static void
add_tip(struct buf *buf, const struct scale *scale, const struct chart *chart,
    const struct chart_point *point)
{
	buf_adds(buf, "<title>");
	add_html(buf, point->label);
	buf_adds(buf, ": ");
	scale_add_point(buf, scale, chart, point);
	if (point->is_marked)
		buf_adds(buf, ", marked");
	buf_adds(buf, "</title>");
}

/* Lines and numbers along the bottom, behind what is drawn. */
static void
add_ticks(struct buf *buf, const struct scale *scale, const struct area *area)
{
	for (double at = scale->low; at <= scale->high + scale->step / 1000;
	     at += scale->step) {
		double x = area->left + area->width * scale_place(scale, at);

		buf_addf(buf,
		    "<line class=\"grid\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"0\" "
		    "y2=\"%d\"/><text class=\"tick\" x=\"%.2f%%\" y=\"%d\">",
		    x, x, area->height, x, area->height + 17);
		scale_add_value(buf, scale, at);
		buf_adds(buf, "</text>");
	}
}

/* A point, whose shape tells what its colour does: round gives, a diamond
 * takes, square is neither. */
static void
add_mark(struct buf *buf, double x, double y, enum chart_hue hue)
{
	static const char *const shapes[] = {[CHART_PLAIN] =
						 "<circle r=\"4.5\"/>",
	    [CHART_GIVE] = "<circle r=\"4.5\"/>",
	    [CHART_TAKE] = "<path d=\"M0-6 6 0 0 6-6 0Z\"/>",
	    [CHART_NEUTRAL] = "<path d=\"M-4-4H4V4H-4Z\"/>"};

	buf_addf(buf,
	    "<svg class=\"mark %s\" x=\"%.2f%%\" y=\"%.1f\" "
	    "overflow=\"visible\">%s</svg>",
	    svg_hue(hue), x, y, shapes[hue]);
}

static void
add_dot(struct buf *buf, const struct scale *scale, const struct area *area,
    const struct chart_point *point, int y)
{
	double left = area->left, width = area->width;

	if (!isfinite(point->value))
		return;
	if (isfinite(point->low) && isfinite(point->high))
		buf_addf(buf,
		    "<line class=\"range %s\" x1=\"%.2f%%\" x2=\"%.2f%%\" "
		    "y1=\"%d\" y2=\"%d\"/>",
		    svg_hue(point->hue),
		    left + width * scale_place(scale, point->low),
		    left + width * scale_place(scale, point->high), y, y);
	if (area->row == ROW)
		add_mark(buf, left + width * scale_place(scale, point->value),
		    y, point->hue);
	else
		buf_addf(buf,
		    "<rect class=\"%s\" x=\"%.2f%%\" y=\"%d\" width=\"3\" "
		    "height=\"5\"/>",
		    svg_hue(point->hue),
		    left + width * scale_place(scale, point->value), y - 2);
}

static void
add_bar(struct buf *buf, const struct scale *scale, const struct area *area,
    const struct chart_point *point, int y)
{
	double zero = scale_place(scale, 0);
	double end = scale_place(scale, point->value);
	int height = area->row - (area->row == ROW ? 10 : 2);

	if (!isfinite(point->value))
		return;
	buf_addf(buf,
	    "<rect class=\"fill %s\" x=\"%.2f%%\" y=\"%d\" width=\"%.2f%%\" "
	    "height=\"%d\" rx=\"1\"/>",
	    svg_hue(point->hue), area->left + area->width * fmin(zero, end),
	    y - height / 2, area->width * fabs(end - zero), height);
	if (isfinite(point->low) && isfinite(point->high))
		buf_addf(buf,
		    "<line class=\"whisker\" x1=\"%.2f%%\" x2=\"%.2f%%\" "
		    "y1=\"%d\" y2=\"%d\"/>",
		    area->left + area->width * scale_place(scale, point->low),
		    area->left + area->width * scale_place(scale, point->high),
		    y, y);
}

static void
add_row_text(struct buf *buf, const struct scale *scale,
    const struct chart_point *point, int y)
{
	buf_addf(buf, "<text class=\"label%s\" x=\"0\" y=\"%d\">",
	    point->is_marked ? " marked" : "", y + 5);
	add_label(buf, point->label);
	buf_addf(buf, "</text><text class=\"value\" x=\"100%%\" y=\"%d\">",
	    y + 5);
	if (isfinite(point->value))
		scale_add_value(buf, scale, point->value);
	else
		buf_adds(buf, "–");
	buf_adds(buf, "</text>");
}

/* Dots or bars, a row each. */
static void
add_rows(struct buf *buf, const struct chart *chart, const struct scale *scale,
    const struct area *area)
{
	add_ticks(buf, scale, area);
	for (size_t i = 0; i < chart->n; i++) {
		const struct chart_point *point = &chart->points[i];
		int y = (int)i * area->row + area->row / 2;

		buf_adds(buf, "<g>");
		add_tip(buf, scale, chart, point);
		if (area->row == ROW)
			add_row_text(buf, scale, point, y);
		if (chart->kind == CHART_DOTS)
			add_dot(buf, scale, area, point, y);
		else
			add_bar(buf, scale, area, point, y);
		buf_adds(buf, "</g>\n");
	}
}

static double
line_x(const struct chart *chart, size_t i)
{
	return chart->n < 2 ? 50 : 100 * (double)i / (double)(chart->n - 1);
}

static double
line_y(const struct scale *scale, double value)
{
	return 100 - 100 * scale_place(scale, value);
}

/* The band between low and high of the points from..to-1, all of which have
 * both. */
static void
add_band(struct buf *buf, const struct chart *chart, const struct scale *scale,
    size_t from, size_t to)
{
	buf_addf(buf, "<polygon class=\"band %s\" points=\"",
	    svg_hue(chart->points[from].hue));
	for (size_t i = from; i < to; i++)
		buf_addf(buf, "%.2f,%.2f ", line_x(chart, i),
		    line_y(scale, chart->points[i].high));
	for (size_t i = to; i-- > from;)
		buf_addf(buf, "%.2f,%.2f ", line_x(chart, i),
		    line_y(scale, chart->points[i].low));
	buf_adds(buf, "\"/>");
}

static void
add_stroke(struct buf *buf, const struct chart *chart,
    const struct scale *scale, size_t from, size_t to)
{
	buf_addf(buf, "<polyline class=\"stroke %s\" points=\"",
	    svg_hue(chart->points[from].hue));
	for (size_t i = from; i < to; i++)
		buf_addf(buf, "%.2f,%.2f ", line_x(chart, i),
		    line_y(scale, chart->points[i].value));
	buf_adds(buf, "\"/>");
}

static bool
has_value(const struct chart_point *point)
{
	return isfinite(point->value);
}

static bool
has_interval(const struct chart_point *point)
{
	return isfinite(point->low) && isfinite(point->high);
}

/* Draw each run of points that have what is drawn: gaps stay gaps. */
static void
add_runs(struct buf *buf, const struct chart *chart, const struct scale *scale,
    bool (*has)(const struct chart_point *point),
    void (*add)(struct buf *buf, const struct chart *chart,
	const struct scale *scale, size_t from, size_t to))
{
	for (size_t i = 0, end; i < chart->n; i = end + 1) {
		for (end = i; end < chart->n && has(&chart->points[end]);)
			end++;
		if (end > i)
			add(buf, chart, scale, i, end);
	}
}

/* Numbers at the left, and about six of the points' labels below. */
static void
add_line_axes(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct area *area)
{
	size_t every = (chart->n + 4) / 5;

	for (double at = scale->low; at <= scale->high + scale->step / 1000;
	     at += scale->step) {
		double y = area->height * line_y(scale, at) / 100;

		buf_addf(buf,
		    "<line class=\"grid\" x1=\"%.2f%%\" x2=\"%.2f%%\" "
		    "y1=\"%.1f\" y2=\"%.1f\"/><text class=\"label\" x=\"0\" "
		    "y=\"%.1f\">",
		    area->left, area->left + area->width, y, y, y + 4);
		scale_add_value(buf, scale, at);
		buf_adds(buf, "</text>");
	}
	for (size_t i = 0; i < chart->n; i += every) {
		const char *anchor = i == 0 ? " first" : "";

		buf_addf(buf, "<text class=\"tick%s\" x=\"%.2f%%\" y=\"%d\">",
		    anchor, area->left + area->width * line_x(chart, i) / 100,
		    area->height + 17);
		add_label(buf, chart->points[i].label);
		buf_adds(buf, "</text>");
	}
}

static void
add_line_points(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct area *area)
{
	for (size_t i = 0; i < chart->n; i++) {
		const struct chart_point *point = &chart->points[i];
		double x = area->left + area->width * line_x(chart, i) / 100;

		if (!isfinite(point->value))
			continue;
		buf_adds(buf, "<g>");
		add_tip(buf, scale, chart, point);
		if (point->is_marked)
			buf_addf(buf,
			    "<line class=\"change\" x1=\"%.2f%%\" "
			    "x2=\"%.2f%%\" y1=\"0\" y2=\"%d\"/>",
			    x, x, area->height);
		if (point->is_marked || chart->n <= MANY_ROWS)
			add_mark(buf, x,
			    area->height * line_y(scale, point->value) / 100,
			    point->hue);
		buf_adds(buf, "</g>\n");
	}
}

static void
add_line(struct buf *buf, const struct chart *chart, const struct scale *scale,
    const struct area *area)
{
	add_line_axes(buf, chart, scale, area);
	buf_addf(buf,
	    "<svg x=\"%.2f%%\" width=\"%.2f%%\" height=\"%d\" viewBox=\"0 0 "
	    "100 100\" preserveAspectRatio=\"none\" overflow=\"visible\">",
	    area->left, area->width, area->height);
	add_runs(buf, chart, scale, has_interval, add_band);
	add_runs(buf, chart, scale, has_value, add_stroke);
	buf_adds(buf, "</svg>\n");
	add_line_points(buf, chart, scale, area);
}

static void
add_cell(struct buf *buf, const struct chart *chart, const struct scale *scale,
    size_t row, size_t column)
{
	double value = chart->cells[row * chart->n_columns + column];
	struct chart_point point = {.value = value, .low = NAN, .high = NAN};

	buf_adds(buf, "<title>");
	add_html(buf, chart->points[row].label);
	buf_adds(buf, ", ");
	add_html(buf, chart->columns[column].label);
	buf_adds(buf, ": ");
	scale_add_point(buf, scale, chart, &point);
	buf_adds(buf, "</title></rect>");
}

static void
add_stack_row(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct area *area, size_t row)
{
	double x = area->left;
	int y = (int)row * area->row;

	for (size_t k = 0; k < chart->n_columns; k++) {
		double value = chart->cells[row * chart->n_columns + k];
		double width = area->width * scale_place(scale, value);

		if (!(width > 0))
			continue;
		buf_addf(buf,
		    "<rect class=\"fill %s part\" x=\"%.2f%%\" y=\"%d\" "
		    "width=\"%.2f%%\" height=\"%d\">",
		    svg_hue(chart->columns[k].hue), x, y + 4, width,
		    area->row - 8);
		add_cell(buf, chart, scale, row, k);
		x += width;
	}
}

static void
add_heat_row(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct area *area, size_t row)
{
	double width = area->width / (double)chart->n_columns;

	for (size_t k = 0; k < chart->n_columns; k++) {
		double value = chart->cells[row * chart->n_columns + k];

		buf_addf(buf,
		    "<rect class=\"heat %s\" x=\"%.2f%%\" y=\"%d\" "
		    "width=\"%.2f%%\" height=\"%d\" fill-opacity=\"%.2f\">",
		    isfinite(value) ? svg_hue(chart->columns[k].hue) : "none",
		    area->left + width * (double)k, (int)row * area->row, width,
		    area->row,
		    isfinite(value) && value > 0
			? 0.12 + 0.88 * scale_place(scale, value)
			: 0.04);
		add_cell(buf, chart, scale, row, k);
	}
}

/* Every so many columns' labels, that they do not touch. */
static void
add_heat_labels(struct buf *buf, const struct chart *chart,
    const struct area *area)
{
	size_t every = (chart->n_columns + 7) / 8;

	for (size_t k = 0; k < chart->n_columns; k += every) {
		buf_addf(buf, "<text class=\"tick\" x=\"%.2f%%\" y=\"%d\">",
		    area->left + area->width * ((double)k + 0.5) /
				     (double)chart->n_columns,
		    area->height + 17);
		add_label(buf, chart->columns[k].label);
		buf_adds(buf, "</text>");
	}
}

static void
add_grid(struct buf *buf, const struct chart *chart, const struct scale *scale,
    const struct area *area)
{
	if (chart->kind == CHART_STACK)
		add_ticks(buf, scale, area);
	else
		add_heat_labels(buf, chart, area);
	for (size_t i = 0; i < chart->n; i++) {
		buf_addf(buf, "<text class=\"label\" x=\"0\" y=\"%d\">",
		    (int)i * area->row + area->row / 2 + 5);
		add_label(buf, chart->points[i].label);
		buf_adds(buf, "</text>");
		if (chart->kind == CHART_STACK)
			add_stack_row(buf, chart, scale, area, i);
		else
			add_heat_row(buf, chart, scale, area, i);
		buf_addc(buf, '\n');
	}
}

/* Room for the longest label on a phone, in percent: about 350 pixels there,
 * 7 to a letter. */
static double
label_room(const struct chart *chart)
{
	int longest = 0;

	for (size_t i = 0; i < chart->n; i++) {
		const char *label = chart->points[i].label;
		int width =
		    label == NULL ? 0 : utf8_width(label, strlen(label));

		longest = width > longest ? width : longest;
	}
	return 4 + 2.0 * (longest < LABEL_WIDTH ? longest : LABEL_WIDTH);
}

static struct area
area_of(const struct chart *chart)
{
	bool is_dense = chart->n > MANY_ROWS;
	bool is_grid = chart->kind == CHART_STACK || chart->kind == CHART_HEAT;
	struct area area = {.left = label_room(chart), .row = ROW};

	if (chart->kind == CHART_LINE || (is_dense && !is_grid))
		area.left = 12;
	if (is_dense && !is_grid)
		area.row = DENSE_ROW;
	area.width = 97 - area.left;
	if (!is_grid && !is_dense && chart->kind != CHART_LINE)
		area.width -= 10; /* the values */
	area.height =
	    chart->kind == CHART_LINE ? LINE_HEIGHT : (int)chart->n * area.row;
	return area;
}

void
svg_add_chart(struct buf *buf, const struct chart *chart, int number)
{
	struct scale scale = scale_of(chart);
	struct area area = area_of(chart);

	buf_addf(buf,
	    "<svg class=\"chart\" role=\"img\" aria-labelledby=\"t%d d%d\" "
	    "width=\"100%%\" height=\"%d\"><title id=\"t%d\">",
	    number, number, area.height + AXIS, number);
	add_html(buf, chart->title);
	buf_addf(buf, "</title><desc id=\"d%d\">", number);
	add_html(buf, chart->alt);
	buf_adds(buf, "</desc>\n");
	if (chart->kind == CHART_LINE)
		add_line(buf, chart, &scale, &area);
	else if (chart->kind == CHART_STACK || chart->kind == CHART_HEAT)
		add_grid(buf, chart, &scale, &area);
	else
		add_rows(buf, chart, &scale, &area);
	buf_adds(buf, "</svg>\n");
}
