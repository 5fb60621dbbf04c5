#include "report/svg_private.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

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

void
svg_add_text(struct buf *buf, const char *text)
{
	if (text != NULL)
		text_add_html(buf, text, strlen(text));
}

void
svg_add_label(struct buf *buf, const char *label)
{
	size_t len = label == NULL ? 0 : strlen(label);
	size_t fit = label == NULL ? 0 : utf8_fit(label, len, LABEL_WIDTH);

	text_add_html(buf, label == NULL ? "" : label, fit);
	if (fit < len)
		buf_adds(buf, "…");
}

void
svg_add_tip(struct buf *buf, const struct scale *scale,
    const struct chart *chart, const struct chart_point *point)
{
	buf_adds(buf, "<title>");
	svg_add_text(buf, point->label);
	buf_adds(buf, ": ");
	scale_add_point(buf, scale, chart, point);
	if (point->is_marked)
		buf_adds(buf, ", marked");
	buf_adds(buf, "</title>");
}

void
svg_add_ticks(struct buf *buf, const struct scale *scale,
    const struct svg_area *area)
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

void
svg_add_mark(struct buf *buf, double x, double y, enum chart_hue hue)
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
add_dot(struct buf *buf, const struct scale *scale, const struct svg_area *area,
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
		svg_add_mark(buf,
		    left + width * scale_place(scale, point->value), y,
		    point->hue);
	else
		buf_addf(buf,
		    "<rect class=\"%s\" x=\"%.2f%%\" y=\"%d\" width=\"3\" "
		    "height=\"5\"/>",
		    svg_hue(point->hue),
		    left + width * scale_place(scale, point->value), y - 2);
}

static void
add_bar(struct buf *buf, const struct scale *scale, const struct svg_area *area,
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
	svg_add_label(buf, point->label);
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
    const struct svg_area *area)
{
	svg_add_ticks(buf, scale, area);
	for (size_t i = 0; i < chart->n; i++) {
		const struct chart_point *point = &chart->points[i];
		int y = (int)i * area->row + area->row / 2;

		buf_adds(buf, "<g>");
		svg_add_tip(buf, scale, chart, point);
		if (area->row == ROW)
			add_row_text(buf, scale, point, y);
		if (chart->kind == CHART_DOTS)
			add_dot(buf, scale, area, point, y);
		else
			add_bar(buf, scale, area, point, y);
		buf_adds(buf, "</g>\n");
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

static struct svg_area
area_of(const struct chart *chart)
{
	bool is_dense = chart->n > MANY_ROWS;
	bool is_grid = chart->kind == CHART_STACK || chart->kind == CHART_HEAT;
	struct svg_area area = {.left = label_room(chart), .row = ROW};

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
	struct svg_area area = area_of(chart);

	buf_addf(buf,
	    "<svg class=\"chart\" role=\"img\" aria-labelledby=\"t%d d%d\" "
	    "width=\"100%%\" height=\"%d\"><title id=\"t%d\">",
	    number, number, area.height + AXIS, number);
	svg_add_text(buf, chart->title);
	buf_addf(buf, "</title><desc id=\"d%d\">", number);
	svg_add_text(buf, chart->alt);
	buf_adds(buf, "</desc>\n");
	if (chart->kind == CHART_LINE)
		svg_add_line(buf, chart, &scale, &area);
	else if (chart->kind == CHART_STACK || chart->kind == CHART_HEAT)
		svg_add_grid(buf, chart, &scale, &area);
	else
		add_rows(buf, chart, &scale, &area);
	buf_adds(buf, "</svg>\n");
}
