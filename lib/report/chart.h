/*
 * A chart as data.  Sinks draw it; the numbers in it always stand in a table
 * of the same document too.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>

enum chart_kind {
	CHART_DOTS,  /* a line per point: its value between low and high */
	CHART_BARS,  /* a bar per point */
	CHART_LINE,  /* points from left to right, low to high as a band */
	CHART_STACK, /* a bar per row of cells, made of the columns' parts */
	CHART_HEAT   /* rows by columns, each cell the stronger the higher */
};

/* What a value stands for, which gives it its colour. */
enum chart_hue { CHART_PLAIN, CHART_GIVE, CHART_TAKE, CHART_NEUTRAL };

struct chart_point {
	const char *label;
	double value, low, high; /* NaN: none */
	enum chart_hue hue;
	bool is_marked; /* a change begins here, or it stands out */
};

struct chart {
	enum chart_kind kind;
	const char *title;
	const char *alt;  /* what it shows, in a sentence, for who sees none */
	const char *unit; /* of values: "%", "posts"; "%" shows 0.5 as 50 % */
	double max;       /* the scale's end; 0: the highest value */
	const struct chart_point *points; /* rows' labels too */
	size_t n;
	/* CHART_STACK and CHART_HEAT: n rows of n_columns cells. */
	const struct chart_column {
		const char *label;
		enum chart_hue hue;
	} * columns;
	size_t n_columns;
	const double *cells;
};

#endif
