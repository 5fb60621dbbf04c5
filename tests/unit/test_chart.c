/* Charts: their scales, and how they look in characters and as SVG. */
#include "base/mem.h"
#include "hostile.h"
#include "report/plot.h"
#include "report/scale.h"
#include "report/svg.h"
#include "unit.h"

#include <math.h>
#include <string.h>

static const struct chart_point points[] = {
    {"ann", 0.75, 0.5, 1, CHART_GIVE, true},
    {"bob", 0.25, 0, 0.5, CHART_TAKE, false},
    {"cy", NAN, NAN, NAN, CHART_NEUTRAL, false},
};
static const struct chart_column halves[] = {{"gives", CHART_GIVE},
    {"takes", CHART_TAKE}};
static const double cells[] = {3, 1, 0, 2, NAN, NAN};

static struct chart
chart_of(enum chart_kind kind)
{
	bool is_grid = kind == CHART_STACK || kind == CHART_HEAT;

	return (struct chart){.kind = kind,
	    .title = "Title",
	    .alt = "What it shows.",
	    .unit = is_grid ? "posts" : "%",
	    .max = is_grid ? 0 : 1,
	    .points = points,
	    .n = 3,
	    .columns = halves,
	    .n_columns = is_grid ? 2 : 0,
	    .cells = cells};
}

static void
check_plot(enum chart_kind kind, bool ascii, const char *want)
{
	const struct plot_style style = {.width = 50, .ascii = ascii};
	struct chart chart = chart_of(kind);
	struct buf got = BUF_INIT;

	plot_add_chart(&got, &chart, &style);
	assert_string_equal(got.data, want);
	buf_release(&got);
}

static void
charts_in_characters(void **state)
{
	(void)state;
	check_plot(CHART_DOTS, false,
	    "ann  *          ─────●────  75 % (50 % to 100 %)\n"
	    "bob    ─────◆────           25 % (0 % to 50 %)\n"
	    "cy                          not known\n"
	    "       0 %···········100 %\n");
	check_plot(CHART_BARS, true,
	    "ann  * ##############       75 % (50 % to 100 %)\n"
	    "bob    xxxxx                25 % (0 % to 50 %)\n"
	    "cy                          not known\n"
	    "       0 %...........100 %\n");
	check_plot(CHART_LINE, false,
	    "▆▂ \n^  \n^ ann   75 % (50 % to 100 %)\n  cy    not known\n");
	check_plot(CHART_STACK, true,
	    "       # gives  x takes  \n"
	    "ann    #####################"
	    "###########xxxxxxxxxxx\n"
	    "bob    xxxxxxxxxxxxxxxxxxxxxx\n"
	    "cy     \n");
	check_plot(CHART_HEAT, true,
	    "       gives \n"
	    "ann    ###+++\n"
	    "bob    ...***\n"
	    "cy           \n");
}

/* Without the escapes the coloured chart is the other. */
static void
colour_is_no_carrier(void **state)
{
	const struct plot_style plain = {.width = 60},
				coloured = {.width = 60, .colour = true};

	(void)state;
	for (int kind = CHART_DOTS; kind <= CHART_HEAT; kind++) {
		struct chart chart = chart_of((enum chart_kind)kind);
		struct buf a = BUF_INIT, b = BUF_INIT, stripped = BUF_INIT;

		plot_add_chart(&a, &chart, &plain);
		plot_add_chart(&b, &chart, &coloured);
		assert_non_null(strstr(b.data, plot_colour(CHART_GIVE)));
		for (const char *p = b.data; *p != '\0'; p++) {
			if (*p == '\033')
				p = strchr(p, 'm');
			else
				buf_addc(&stripped, *p);
		}
		assert_string_equal(stripped.data, a.data);
		buf_release(&a);
		buf_release(&b);
		buf_release(&stripped);
	}
}

static struct scale
scale_to(double highest, double max, const char *unit)
{
	struct chart_point point = {.value = highest, .low = NAN, .high = NAN};
	struct chart chart = {.kind = CHART_BARS,
	    .unit = unit,
	    .max = max,
	    .points = &point,
	    .n = 1};

	return scale_of(&chart);
}

static void
scales_are_round(void **state)
{
	static const struct {
		double highest, max;
		const char *unit;
		double high, step;
	} cases[] = {{3, 0, "posts", 3, 1}, {7, 0, "posts", 8, 2},
	    {123, 0, "posts", 150, 50}, {0.4, 1, "%", 1, 0.2},
	    {0, 0, "posts", 1, 1}, {0.35, 0, "h", 0.4, 0.1},
	    {1e6, 0, "views", 1e6, 2e5}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct scale scale =
		    scale_to(cases[i].highest, cases[i].max, cases[i].unit);

		if (fabs(scale.high - cases[i].high) > 1e-9 * cases[i].high ||
		    fabs(scale.step - cases[i].step) > 1e-9 * cases[i].step)
			fail_msg("%g: to %g by %g", cases[i].highest,
			    scale.high, scale.step);
	}
	assert_true(scale_to(-3, 0, "x").low <= -3);
}

static void
check_value(double value, const char *unit, const char *want)
{
	struct scale scale = scale_to(1, 0, unit);
	struct buf got = BUF_INIT;

	scale_add_value(&got, &scale, value);
	assert_string_equal(got.data, want);
	buf_release(&got);
}

static void
values_read_well(void **state)
{
	(void)state;
	check_value(0.5, "%", "50 %");
	check_value(-1e-15, "%", "0 %");
	check_value(0.25, "h", "0.25");
	check_value(1, "h", "1");
}

/* Each kind as SVG: named, every tag closed, nothing of a stranger's in it
 * but text. */
static void
check_svg(enum chart_kind kind, const char *name, const char *text)
{
	struct chart_point strange[3];
	struct chart_column columns[2];
	struct chart chart = chart_of(kind);
	struct buf svg = BUF_INIT;
	int open = 0, closed = 0;

	memcpy(strange, points, sizeof(strange));
	memcpy(columns, halves, sizeof(columns));
	for (int i = 0; i < 3; i++)
		strange[i].label = text;
	columns[0].label = columns[1].label = text;
	chart.points = strange;
	chart.columns = columns;
	chart.title = chart.alt = text;
	svg_add_chart(&svg, &chart, 1);
	for (const char *p = svg.data; *p != '\0'; p++) {
		open += *p == '<' && p[1] != '/';
		closed +=
		    (*p == '<' && p[1] == '/') || (*p == '/' && p[1] == '>');
	}
	if (!utf8_is_valid(svg.data, svg.len) || open != closed ||
	    strstr(svg.data, "<script") != NULL ||
	    strstr(svg.data, "role=\"img\" aria-labelledby=\"t1 d1\"") == NULL)
		fail_msg("%s, kind %d: %s", name, (int)kind, svg.data);
	buf_release(&svg);
}

static void
drawings_bear_every_string(void **state)
{
	const struct plot_style style = {.width = 60};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		for (int kind = CHART_DOTS; kind <= CHART_HEAT; kind++)
			check_svg((enum chart_kind)kind, hostile[i].name,
			    hostile[i].text);
		for (int kind = CHART_DOTS; kind <= CHART_LINE; kind++) {
			struct chart_point strange = {hostile[i].text, 1, NAN,
			    NAN, CHART_PLAIN, true};
			struct chart chart = {.kind = (enum chart_kind)kind,
			    .points = &strange,
			    .n = 1};
			struct buf got = BUF_INIT;

			plot_add_chart(&got, &chart, &style);
			if (!hostile_is_harmless(got.data, got.len))
				fail_msg("%s: %s", hostile[i].name, got.data);
			buf_release(&got);
		}
	}
}

/* Many rows lose their labels, not their marks. */
static void
many_rows_are_dense(void **state)
{
	struct chart_point many[100];
	struct chart chart = {.kind = CHART_DOTS,
	    .title = "t",
	    .unit = "%",
	    .points = many,
	    .n = 100};
	struct buf svg = BUF_INIT;
	int marks = 0;

	(void)state;
	for (int i = 0; i < 100; i++)
		many[i] = (struct chart_point){"name", i / 100.0, 0, 1,
		    CHART_GIVE, false};
	svg_add_chart(&svg, &chart, 1);
	for (const char *p = svg.data; (p = strstr(p, "<g>")) != NULL; p++)
		marks++;
	assert_int_equal(marks, 100);
	assert_null(strstr(svg.data, "class=\"label"));
	buf_release(&svg);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(charts_in_characters),
	    cmocka_unit_test(colour_is_no_carrier),
	    cmocka_unit_test(scales_are_round),
	    cmocka_unit_test(values_read_well),
	    cmocka_unit_test(drawings_bear_every_string),
	    cmocka_unit_test(many_rows_are_dense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
