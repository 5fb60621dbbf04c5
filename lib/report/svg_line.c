#include "report/svg_private.h"

#include <math.h>

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
    const struct scale *scale, const struct svg_area *area)
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
		svg_add_label(buf, chart->points[i].label);
		buf_adds(buf, "</text>");
	}
}

static void
add_line_points(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area)
{
	for (size_t i = 0; i < chart->n; i++) {
		const struct chart_point *point = &chart->points[i];
		double x = area->left + area->width * line_x(chart, i) / 100;

		if (!isfinite(point->value))
			continue;
		buf_adds(buf, "<g>");
		svg_add_tip(buf, scale, chart, point);
		if (point->is_marked)
			buf_addf(buf,
			    "<line class=\"change\" x1=\"%.2f%%\" "
			    "x2=\"%.2f%%\" y1=\"0\" y2=\"%d\"/>",
			    x, x, area->height);
		if (point->is_marked || chart->n <= MANY_ROWS)
			svg_add_mark(buf, x,
			    area->height * line_y(scale, point->value) / 100,
			    point->hue);
		buf_adds(buf, "</g>\n");
	}
}

void
svg_add_line(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area)
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
