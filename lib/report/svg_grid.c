#include "report/svg_private.h"

#include <math.h>

static void
add_cell(struct buf *buf, const struct chart *chart, const struct scale *scale,
    size_t row, size_t column)
{
	double value = chart->cells[row * chart->n_columns + column];
	struct chart_point point = {.value = value, .low = NAN, .high = NAN};

	buf_adds(buf, "<title>");
	svg_add_text(buf, chart->points[row].label);
	buf_adds(buf, ", ");
	svg_add_text(buf, chart->columns[column].label);
	buf_adds(buf, ": ");
	scale_add_point(buf, scale, chart, &point);
	buf_adds(buf, "</title></rect>");
}

static void
add_stack_row(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area, size_t row)
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
    const struct scale *scale, const struct svg_area *area, size_t row)
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
    const struct svg_area *area)
{
	size_t every = (chart->n_columns + 7) / 8;

	for (size_t k = 0; k < chart->n_columns; k += every) {
		buf_addf(buf, "<text class=\"tick\" x=\"%.2f%%\" y=\"%d\">",
		    area->left + area->width * ((double)k + 0.5) /
				     (double)chart->n_columns,
		    area->height + 17);
		svg_add_label(buf, chart->columns[k].label);
		buf_adds(buf, "</text>");
	}
}

void
svg_add_grid(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area)
{
	if (chart->kind == CHART_STACK)
		svg_add_ticks(buf, scale, area);
	else
		add_heat_labels(buf, chart, area);
	for (size_t i = 0; i < chart->n; i++) {
		buf_addf(buf, "<text class=\"label\" x=\"0\" y=\"%d\">",
		    (int)i * area->row + area->row / 2 + 5);
		svg_add_label(buf, chart->points[i].label);
		buf_adds(buf, "</text>");
		if (chart->kind == CHART_STACK)
			add_stack_row(buf, chart, scale, area, i);
		else
			add_heat_row(buf, chart, scale, area, i);
		buf_addc(buf, '\n');
	}
}
