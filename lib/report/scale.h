/*
 * The scale of a chart: where values lie between its ends, and which round
 * numbers stand beside it.  Pure; what draws a chart uses it.
 */
#ifndef REPORT_SCALE_H
#define REPORT_SCALE_H

#include "base/buf.h"
#include "report/chart.h"

struct scale {
	double low, high; /* high > low; low <= 0 */
	double step;      /* between ticks, which begin at low */
	bool is_percent;
	bool is_whole; /* all values are whole numbers, and so are the ticks */
};

/* The scale of a chart's values, intervals or stacks. */
struct scale scale_of(const struct chart *chart);

/* Where a value lies: 0 at low, 1 at high, never outside. */
double scale_place(const struct scale *scale, double value);

/* Append a value as people read it: "50 %", "1.5", "1200". */
void scale_add_value(struct buf *buf, const struct scale *scale, double value);

/* The same with what it is: "12 posts (9 to 15)". */
void scale_add_point(struct buf *buf, const struct scale *scale,
    const struct chart *chart, const struct chart_point *point);

#endif
