/*
 * What the kinds of charts share.  Private to svg*.c.
 */
#ifndef REPORT_SVG_PRIVATE_H
#define REPORT_SVG_PRIVATE_H

#include "report/scale.h"
#include "report/svg.h"

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
struct svg_area {
	double left, width;
	int row, height;
};

/* Append text, escaped (NULL: nothing); labels are cut to LABEL_WIDTH. */
void svg_add_text(struct buf *buf, const char *text);
void svg_add_label(struct buf *buf, const char *label);

/* The words that a pointer over a point shows. */
void svg_add_tip(struct buf *buf, const struct scale *scale,
    const struct chart *chart, const struct chart_point *point);

/* Lines and numbers along the bottom, behind what is drawn. */
void svg_add_ticks(struct buf *buf, const struct scale *scale,
    const struct svg_area *area);

/* A point at x percent and y pixels, whose shape tells what its colour does:
 * round gives, a diamond takes, a square is neither. */
void svg_add_mark(struct buf *buf, double x, double y, enum chart_hue hue);

/* The inside of a CHART_LINE; and of a CHART_STACK or CHART_HEAT. */
void svg_add_line(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area);
void svg_add_grid(struct buf *buf, const struct chart *chart,
    const struct scale *scale, const struct svg_area *area);

#endif
