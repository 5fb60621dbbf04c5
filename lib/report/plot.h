/*
 * Charts drawn in characters: dots with their intervals, bars, sparklines,
 * stacks, shades.  Each hue has a sign of its own beside its colour.
 */
#ifndef REPORT_PLOT_H
#define REPORT_PLOT_H

#include "base/buf.h"
#include "report/chart.h"

struct plot_style {
	int width; /* columns; at least 40 are used */
	bool ascii, colour;
};

/* Append the chart, lines that each end with a line feed, without its
 * title.  Strangers' labels are made safe for a terminal. */
void plot_add_chart(struct buf *buf, const struct chart *chart,
    const struct plot_style *style);

/* The escape sequence that begins a hue, and the one that ends it; "" for
 * CHART_PLAIN and CHART_NEUTRAL. */
const char *plot_colour(enum chart_hue hue);
#define PLOT_COLOUR_END "\033[0m"

#endif
