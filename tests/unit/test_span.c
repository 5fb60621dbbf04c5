#include "unit.h"

#include "base/rand.h"
#include "model/span.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "0-5# 5-9c" */
static struct span_list
spans_of(const char *text)
{
	struct span_list list = {.items = NULL};
	long from, to;
	char letter;
	int n;

	/* NOLINTNEXTLINE(cert-err34-c): the test's own text */
	while (sscanf(text, "%ld-%ld%c%n", &from, &to, &letter, &n) == 3) {
		struct span span = {from, to, GAP_NONE};

		for (int i = 0; i < GAP_COUNT; i++)
			if (gap_letters[i] == letter)
				span.gap = (enum gap)i;
		span_append(&list, span);
		text += n;
	}
	return list;
}

static void
assert_spans(const struct span_list *list, const char *expected)
{
	char text[400] = "";
	size_t len = 0;

	for (size_t i = 0; i < list->n; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "%s%ld-%ld%c", i > 0 ? " " : "", (long)list->items[i].from,
		    (long)list->items[i].to, gap_letters[list->items[i].gap]);
	assert_string_equal(text, expected);
}

static void
test_paint(void **state)
{
	static const struct {
		const char *before;
		struct span span;
		const char *after;
	} cases[] = {
	    {"", {0, 10, GAP_NONE}, "0-10#"},
	    {"0-10#", {10, 20, GAP_NONE}, "0-20#"},
	    {"0-10#", {5, 20, GAP_CAP}, "0-10# 10-20c"},
	    {"0-10# 10-20c", {10, 30, GAP_NONE}, "0-30#"},
	    {"0-10# 10-20c", {15, 30, GAP_OUTAGE}, "0-10# 10-15c 15-30o"},
	    {"5-8#", {0, 20, GAP_PROTECTED}, "0-5p 5-8# 8-20p"},
	    {"5-8# 9-12#", {0, 20, GAP_REACH}, "0-5r 5-8# 8-9r 9-12# 12-20r"},
	    {"0-30c", {10, 20, GAP_NONE}, "0-10c 10-20# 20-30c"},
	    {"20-30#", {0, 10, GAP_NONE}, "0-10# 20-30#"},
	    {"0-10#", {5, 5, GAP_CAP}, "0-10#"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span_list list = spans_of(cases[i].before), result;

		span_paint(&list, cases[i].span, &result);
		assert_spans(&result, cases[i].after);
		span_list_release(&list);
		span_list_release(&result);
	}
}

/* Painting by chance, against one letter a second. */
static void
test_paint_at_random(void **state)
{
	struct span_list list = {.items = NULL};
	char line[60];
	struct rng rng;

	(void)state;
	rng_seed(&rng, 4);
	memset(line, '.', sizeof(line));
	for (int round = 0; round < 3000; round++) {
		int64_t from = (int64_t)rng_below(&rng, sizeof(line));
		int64_t to = from + (int64_t)rng_below(&rng, 12);
		enum gap gap = (enum gap)rng_below(&rng, GAP_NEVER);
		struct span_list result, filled;
		size_t at = 0;

		if (to > (int64_t)sizeof(line))
			to = (int64_t)sizeof(line);
		for (int64_t t = from; t < to; t++)
			if (gap == GAP_NONE || line[t] != '#')
				line[t] = gap_letters[gap];
		span_paint(&list, (struct span){from, to, gap}, &result);
		span_list_release(&list);
		list = result;
		span_fill(&list, 0, sizeof(line), &filled);
		for (size_t i = 0; i < filled.n; i++) {
			assert_int_equal(filled.items[i].from, at);
			for (; (int64_t)at < filled.items[i].to; at++)
				assert_int_equal(line[at],
				    gap_letters[filled.items[i].gap]);
		}
		assert_int_equal(at, sizeof(line));
		span_list_release(&filled);
		if (round % 100 == 99) {
			span_list_release(&list);
			memset(line, '.', sizeof(line));
		}
	}
	span_list_release(&list);
}

static void
test_fill_and_seconds(void **state)
{
	struct span_list list = spans_of("5-8# 10-12c"), filled;

	(void)state;
	span_fill(&list, 0, 20, &filled);
	assert_spans(&filled, "0-5. 5-8# 8-10. 10-12c 12-20.");
	assert_int_equal(span_seconds(&filled, 0, 20, GAP_NEVER), 15);
	assert_int_equal(span_seconds(&filled, 6, 20, GAP_NONE), 2);
	span_list_release(&filled);
	span_fill(&list, 6, 7, &filled);
	assert_spans(&filled, "6-7#");
	span_list_release(&filled);
	span_list_release(&list);
}

static void
test_names(void **state)
{
	(void)state;
	assert_int_equal(gap_by_name(NULL), GAP_NONE);
	for (int i = 0; i < GAP_COUNT; i++)
		assert_int_equal(gap_by_name(gap_names[i]), i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paint),
	    cmocka_unit_test(test_paint_at_random),
	    cmocka_unit_test(test_fill_and_seconds),
	    cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
