/* Conditions over rows: what they mean, and how mistakes are told. */
#include "report/expr.h"
#include "unit.h"

#include <string.h>

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true, OUT_KEY},
    {"ratio", "Ratio", OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"tied", NULL, OUT_LEFT, false},
    {"tier", "Tier", OUT_LEFT, false},
    {NULL, "For people", OUT_LEFT, false},
    {"last", "Last", OUT_LEFT, false},
    {"id", NULL, OUT_LEFT, false},
};

/* @Ann: 0.5, 40 posts, tied, "pure giver"; @bob: nothing but a handle. */
static void
fill(struct record *record)
{
	const struct cell rows[2][8] =
	    {{{.kind = CELL_TEXT, .text = "Ann"},
		 {.kind = CELL_REAL, .real = 0.5, .digits = 2},
		 {.kind = CELL_INT, .integer = 40},
		 {.kind = CELL_BOOL, .integer = 1},
		 {.kind = CELL_TEXT, .text = "pure giver"},
		 {.kind = CELL_TEXT, .text = "x"},
		 {.kind = CELL_TIME, .integer = 1700000000},
		 {.kind = CELL_ID, .integer = 12}},
		{{.kind = CELL_TEXT, .text = "bob"}, {.kind = CELL_ABSENT},
		    {.kind = CELL_INT, .integer = 0}, {.kind = CELL_ABSENT},
		    {.kind = CELL_ABSENT}, {.kind = CELL_ABSENT},
		    {.kind = CELL_ABSENT}, {.kind = CELL_ABSENT}}};

	record_table(record, "accounts", columns, 8);
	for (int i = 0; i < 2; i++) {
		for (int k = 0; k < 8; k++)
			record_cell(record, &rows[i][k]);
		record_row(record);
	}
}

/* Which of the two rows it holds for: "", "Ann", "bob", "Ann bob". */
static void
check(const struct record_table *table, const char *text, const char *want)
{
	struct err err = ERR_INIT;
	struct expr *expr = expr_parse(text, &err);
	struct buf got = BUF_INIT;

	if (expr == NULL || expr_bind(expr, table, &err) == -1)
		fail_msg("%s: %s", text, err.text);
	for (size_t i = 0; i < 2; i++)
		if (expr_is_true(expr, record_cells(table, i)))
			buf_addf(&got, "%s%s", got.len > 0 ? " " : "",
			    record_cells(table, i)[0].text);
	if (strcmp(got.data, want) != 0)
		fail_msg("%s holds for \"%s\", not \"%s\"", text, got.data,
		    want);
	buf_release(&got);
	expr_free(expr);
}

static void
conditions_hold(void **state)
{
	static const char *const cases[][2] = {{"ratio < 1", "Ann"},
	    {"ratio<1", "Ann"}, {"1 > ratio", "Ann"}, {"ratio >= 50%", "Ann"},
	    {"ratio > 50%", ""}, {"ratio != 0.5", ""}, {"ratio <> 3", "Ann"},
	    {"posts >= 0", "Ann bob"}, {"posts = 0", "bob"},
	    {"posts > -1 and posts < 1", "bob"}, {"handle = @ann", "Ann"},
	    {"handle == \"@ANN\"", "Ann"}, {"handle != @ann", "bob"},
	    {"tier = 'pure giver'", "Ann"}, {"tied", "Ann"}, {"not tied", ""},
	    {"not (ratio < 1)", ""}, {"not ratio > 1", "Ann"},
	    {"not not tied", "Ann"}, {"ratio < 1 or posts = 0", "Ann bob"},
	    {"ratio < 1 and posts = 0", ""},
	    {"posts = 0 or posts = 40 and ratio > 1", "bob"},
	    {"(posts = 0 or posts = 40) and ratio < 1", "Ann"},
	    {"NOT (ratio > 1) AND handle = @ann", "Ann"},
	    {"last < \"2024\"", "Ann"}, {"last > '2024-01-01'", ""},
	    {"id = '12'", "Ann"}, {"ratio = ratio", "Ann"}};
	struct record record = RECORD_INIT;

	(void)state;
	fill(&record);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(&record.tables[0], cases[i][0], cases[i][1]);
	record_release(&record);
}

/* Each mistake is told with what was expected, and where. */
static void
mistakes_are_told(void **state)
{
	static const char *const cases[][2] = {{"", "at the end"},
	    {"ratio <", "a column, a number or a \"word\" expected at the end"},
	    {"ratio < 1 posts", "\"and\", \"or\" or the end expected at "
				"\"posts\""},
	    {"(ratio < 1", "\")\" expected"}, {"3", "= != <"},
	    {"ratio < 1 and", "at the end"}, {"ratio = \"x", "closing quote"},
	    {"ratio < 1.2.3", "a number expected"}, {"ratio & 1", "\"& 1\""},
	    {"not", "at the end"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = ERR_INIT;

		if (expr_parse(cases[i][0], &err) != NULL)
			fail_msg("\"%s\" is taken", cases[i][0]);
		assert_int_equal(err.code, ERR_USAGE);
		if (strstr(err.text, cases[i][1]) == NULL)
			fail_msg("\"%s\": %s", cases[i][0], err.text);
	}
}

static void
wrong_columns_are_told(void **state)
{
	static const char *const cases[][2] = {{"ration < 1",
						   "handle, ratio, posts"},
	    {"tier < 1", "tier is a word and cannot be compared with a "
			 "number"},
	    {"tied = 1", "true or false"}, {"ratio", "ratio is a number"},
	    {"posts = many", "no column is called \"many\""}};
	struct record record = RECORD_INIT;

	(void)state;
	fill(&record);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = ERR_INIT;
		struct expr *expr = expr_parse(cases[i][0], &err);

		assert_non_null(expr);
		assert_int_equal(expr_bind(expr, &record.tables[0], &err), -1);
		if (strstr(err.text, cases[i][1]) == NULL)
			fail_msg("\"%s\": %s", cases[i][0], err.text);
		expr_free(expr);
	}
	record_release(&record);
}

/* What nests or goes on without end is refused, not followed. */
static void
long_ones_end(void **state)
{
	struct buf deep = BUF_INIT, wide = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		buf_addc(&deep, '(');
		buf_adds(&wide, "tied or ");
	}
	buf_adds(&wide, "tied");
	assert_null(expr_parse(deep.data, &err));
	assert_null(expr_parse(wide.data, &err));
	buf_release(&deep);
	buf_release(&wide);
}

static void
values_are_listed(void **state)
{
	struct record record = RECORD_INIT;
	struct err err = ERR_INIT;
	struct expr *expr =
	    expr_parse("ratio < 1 and posts > 3 and ratio > 0", &err);
	struct buf text = BUF_INIT;

	(void)state;
	fill(&record);
	assert_int_equal(expr_bind(expr, &record.tables[0], &err), 0);
	expr_add_values(&text, expr, &record.tables[0],
	    record_cells(&record.tables[0], 0));
	assert_string_equal(text.data, "ratio 0.50, posts 40");
	buf_release(&text);
	expr_free(expr);
	record_release(&record);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(conditions_hold),
	    cmocka_unit_test(mistakes_are_told),
	    cmocka_unit_test(wrong_columns_are_told),
	    cmocka_unit_test(long_ones_end),
	    cmocka_unit_test(values_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
