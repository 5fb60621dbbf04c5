/*
 * Charts as inline SVG for pages: drawn in percent of the width, so that
 * letters keep their size on a phone; colours by the classes of style.css;
 * with a title and a description for who does not see them.
 */
#ifndef REPORT_SVG_H
#define REPORT_SVG_H

#include "base/buf.h"
#include "report/chart.h"

/* Append the chart.  number tells charts of one page apart. */
void svg_add_chart(struct buf *buf, const struct chart *chart, int number);

/* Append what every page with charts holds once: the hatching of takes. */
void svg_add_patterns(struct buf *buf);

/* Append a bar for a cell of a table: value in [0, 1]. */
void svg_add_bar(struct buf *buf, double value, enum chart_hue hue);

/* The class of a hue in style.css. */
const char *svg_hue(enum chart_hue hue);

#endif
