#include "report/scale.h"

#include <math.h>
#include <string.h>

/* The step that makes at most about five of them: 1, 2 or 5 and noughts. */
static double
round_step(double range)
{
	static const double steps[] = {1, 2, 5, 10};
	double power = pow(10, floor(log10(range / 5)));

	for (size_t i = 0; i < 3; i++)
		if (power * steps[i] * 5 >= range * 0.999)
			return power * steps[i];
	return power * 10;
}

static void
include(struct scale *scale, double value)
{
	if (!isfinite(value))
		return;
	scale->is_whole &= value == floor(value);
	if (value < scale->low)
		scale->low = value;
	if (value > scale->high)
		scale->high = value;
}

static void
include_cells(struct scale *scale, const struct chart *chart)
{
	for (size_t i = 0; i < chart->n; i++) {
		double sum = 0;

		for (size_t k = 0; k < chart->n_columns; k++) {
			double cell = chart->cells[i * chart->n_columns + k];

			if (chart->kind == CHART_HEAT)
				include(scale, cell);
			else if (isfinite(cell))
				sum += cell;
		}
		include(scale, sum);
	}
}

struct scale
scale_of(const struct chart *chart)
{
	struct scale scale = {.is_whole = true};

	scale.is_percent = chart->unit != NULL && strcmp(chart->unit, "%") == 0;
	if (chart->kind == CHART_STACK || chart->kind == CHART_HEAT) {
		include_cells(&scale, chart);
	} else {
		for (size_t i = 0; i < chart->n; i++) {
			include(&scale, chart->points[i].value);
			include(&scale, chart->points[i].low);
			include(&scale, chart->points[i].high);
		}
	}
	if (chart->max > 0)
		scale.high = chart->max;
	if (!(scale.high > scale.low))
		scale.high = scale.low + 1;
	scale.step = round_step(scale.high - scale.low);
	if (scale.is_whole && scale.step < 1 && !scale.is_percent)
		scale.step = 1;
	if (scale.low < 0)
		scale.low = floor(scale.low / scale.step) * scale.step;
	if (chart->max <= 0)
		scale.high = ceil(scale.high / scale.step - 1e-9) * scale.step;
	return scale;
}

double
scale_place(const struct scale *scale, double value)
{
	double place = (value - scale->low) / (scale->high - scale->low);

	return place > 1 ? 1 : place > 0 ? place : 0;
}

void
scale_add_value(struct buf *buf, const struct scale *scale, double value)
{
	double range = scale->high - scale->low;

	if (fabs(value) < 1e-12)
		value = 0; /* no "-0" */
	if (scale->is_percent)
		buf_addf(buf, "%.*f %%", range < 0.05 ? 1 : 0, value * 100);
	else if (value == floor(value) || range >= 20)
		buf_addf(buf, "%.0f", value);
	else
		buf_addf(buf, "%.*f", range >= 2 ? 1 : 2, value);
}

/* "1 post" of "posts". */
static void
add_unit(struct buf *buf, const char *unit, double value)
{
	size_t len = strlen(unit);

	if (value == 1 && len > 1 && unit[len - 1] == 's')
		len--;
	buf_addf(buf, " %.*s", (int)len, unit);
}

void
scale_add_point(struct buf *buf, const struct scale *scale,
    const struct chart *chart, const struct chart_point *point)
{
	if (!isfinite(point->value)) {
		buf_adds(buf, "not known");
		return;
	}
	scale_add_value(buf, scale, point->value);
	if (!scale->is_percent && chart->unit != NULL)
		add_unit(buf, chart->unit, point->value);
	if (!isfinite(point->low) || !isfinite(point->high))
		return;
	buf_adds(buf, " (");
	scale_add_value(buf, scale, point->low);
	buf_adds(buf, " to ");
	scale_add_value(buf, scale, point->high);
	buf_addc(buf, ')');
}
