/* Who answers whom: sums, and names that try to break the formats. */

#include "export/graph.h"
#include "hostile.h"
#include "unit.h"

#include <string.h>

/* A quoted DOT string ends where it should, and only there. */
static void
test_dot_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT;
		size_t at = 1;

		graph_add_dot(&buf, hostile[i].text);
		assert_int_equal(buf.data[0], '"');
		while (at < buf.len && buf.data[at] != '"')
			at += buf.data[at] == '\\' ? 2 : 1;
		assert_int_equal(at, buf.len - 1);
		assert_true(hostile_is_harmless(buf.data, buf.len));
		assert_null(strchr(buf.data, '\n'));
		buf_release(&buf);
	}
}

static void
test_xml_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct buf buf = BUF_INIT;

		graph_add_xml(&buf, hostile[i].text);
		assert_null(strpbrk(buf.data, "<>\"'\n"));
		assert_true(hostile_is_harmless(buf.data, buf.len));
		buf_release(&buf);
	}
}

/* Thousands of edges, each three times: all are told apart and summed. */
static void
test_sums(void **state)
{
	struct graph *graph = graph_new();
	const struct edge *edges;
	size_t n;

	(void)state;
	for (int round = 0; round < 3; round++)
		for (int64_t i = 1; i <= 100; i++)
			for (int64_t k = 1; k <= 100; k++)
				graph_add(graph, i, k,
				    (enum edge_kind)((i + k) % 4),
				    1000 - round);
	graph_add(graph, 0, 5, EDGE_ANSWER, 1);
	graph_add(graph, 5, 0, EDGE_ANSWER, 1);
	edges = graph_edges(graph, &n);
	assert_int_equal(n, 100 * 99); /* none to itself or to nobody */
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(edges[i].weight, 3);
		assert_int_equal(edges[i].first_at, 998);
		assert_int_equal(edges[i].last_at, 1000);
	}
	graph_free(graph);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dot_names),
	    cmocka_unit_test(test_xml_names),
	    cmocka_unit_test(test_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
