#include "base/mem.h"
#include "learn/directions.h"
#include "learn/labels.h"
#include "learn/measure.h"
#include "learn/minimise.h"
#include "learn/net.h"
#include "learn/softmax.h"
#include "unit.h"

#include <math.h>
#include <string.h>

static double
bowl(void *arg, const double *x, double *slope)
{
	const double *scale = arg;
	double value = 0;

	for (int i = 0; i < 4; i++) {
		double d = x[i] - i;

		value += scale[i] * d * d;
		slope[i] = 2 * scale[i] * d;
	}
	return value;
}

static void
minimum_is_found(void **state)
{
	double scale[4] = {1, 100, 0.1, 7}, x[4] = {9, -9, 30, 2};

	(void)state;
	minimise(bowl, scale, x, 4, 200, 0);
	for (int i = 0; i < 4; i++)
		assert_true(fabs(x[i] - i) < 1e-3);
}

/* Rows of one column each, and a class for each column. */
struct school {
	struct sparse x;
	struct chances targets[40];
	size_t rows[40];
	struct lesson lesson;
};

static void
school_make(struct school *school)
{
	*school = (struct school){.x = {.columns = CLASS_COUNT}};
	for (size_t i = 0; i < 40; i++) {
		sparse_add(&school->x, i % CLASS_COUNT, 1);
		sparse_end_row(&school->x);
		school->targets[i].c[(i + 1) % CLASS_COUNT] = 1;
		school->rows[i] = i;
	}
	school->lesson = (struct lesson){.x = &school->x,
	    .rows = school->rows,
	    .targets = school->targets,
	    .n = 40};
}

static void
classes_are_learnt(void **state)
{
	double weights[(CLASS_COUNT + 1) * CLASS_COUNT] = {0};
	double again[(CLASS_COUNT + 1) * CLASS_COUNT] = {0};
	struct school school;

	(void)state;
	school_make(&school);
	softmax_fit(&school.lesson, 0.1, 100, weights);
	softmax_fit(&school.lesson, 0.1, 100, again);
	assert_memory_equal(weights, again, sizeof(weights));
	for (size_t i = 0; i < CLASS_COUNT; i++) {
		struct chances p = {{0}};

		softmax_add(&school.x, i, weights, 1, p.c);
		chances_softmax(&p);
		assert_true(p.c[(i + 1) % CLASS_COUNT] > 0.8);
	}
	sparse_release(&school.x);
}

static void
a_net_learns_what_needs_two(void **state)
{
	struct net_settings settings = net_teacher;
	struct sparse x = {.columns = 2};
	struct chances targets[64] = {{{0}}};
	size_t rows[64];
	struct lesson lesson = {&x, rows, targets, 64};
	struct net *net, *again;

	(void)state;
	/* One or the other, not both and not neither: no sum tells. */
	for (size_t i = 0; i < 64; i++) {
		sparse_add(&x, 0, i & 1 ? 1 : -1);
		sparse_add(&x, 1, i & 2 ? 1 : -1);
		sparse_end_row(&x);
		targets[i].c[(i & 1) == (i >> 1 & 1)] = 1;
		rows[i] = i;
	}
	settings.rate = 0.02;
	settings.epochs = 200;
	settings.drop_inputs = 0;
	net = net_fit(&lesson, &settings, 1);
	again = net_fit(&lesson, &settings, 1);
	assert_memory_equal(net->weights, again->weights,
	    net->n * sizeof(*net->weights));
	for (size_t i = 0; i < 4; i++) {
		struct chances p = {{0}};

		net_add(net, &x, i, 1, p.c);
		chances_softmax(&p);
		assert_true(p.c[(i & 1) == (i >> 1 & 1)] > 0.8);
	}
	net_free(net);
	net_free(again);
	sparse_release(&x);
}

static void
directions_are_those_of_the_matrix(void **state)
{
	struct sparse m = {.columns = 3};
	double strengths[2];
	float u[6];

	(void)state;
	/* Rows (3,0,0), (0,5,0), (0,0,0): strengths 5 and 3. */
	sparse_add(&m, 0, 3);
	sparse_end_row(&m);
	sparse_add(&m, 1, 5);
	sparse_end_row(&m);
	sparse_end_row(&m);
	directions_find(&m, 2, u, strengths);
	assert_true(fabs(strengths[0] - 5) < 1e-3);
	assert_true(fabs(strengths[1] - 3) < 1e-3);
	assert_true(fabs(fabs((double)u[2]) - 1) < 1e-3);
	assert_true(fabs(fabs((double)u[1]) - 1) < 1e-3);
	sparse_release(&m);
}

static void
agreement_is_measured(void **state)
{
	/* Worked by hand: two classes, 3 of 4 agree. */
	static const struct judged posts[] = {
	    {1, 0, 0, CLASS_LINK, CLASS_LINK, 0.9, false},
	    {2, 0, 0, CLASS_LINK, CLASS_LINK, 0.9, false},
	    {3, 1, 0, CLASS_PROMOTE, CLASS_PROMOTE, 0.9, false},
	    {4, 1, 0, CLASS_PROMOTE, CLASS_LINK, 0.9, false},
	};
	struct measures m;

	(void)state;
	measure(&m, posts, ARRAY_LEN(posts));
	assert_int_equal(m.confusion[CLASS_PROMOTE][CLASS_LINK], 1);
	assert_true(fabs(m.accuracy - 0.75) < 1e-9);
	assert_true(fabs(m.f1[CLASS_LINK] - 0.8) < 1e-9);
	assert_true(fabs(m.promote_f1 - 2.0 / 3) < 1e-9);
	assert_true(fabs(m.macro_f1 - (0.8 + 2.0 / 3) / 8) < 1e-9);
	assert_true(fabs(m.kappa8 - 0.5) < 1e-9);
	assert_true(fabs(m.kappa3 - 0.5) < 1e-9);
	assert_true(fabs(m.ece - 0.15) < 1e-9);
	assert_true(isnan(m.account_spearman));
}

static void
ranks_agree(void **state)
{
	struct judged posts[48];
	struct interval intervals[MEASURE_COUNT];
	struct measures m;
	size_t n = 0;

	(void)state;
	/* Four accounts that give 2, 4, 6, 8 of 12 times, all seen right. */
	for (int a = 0; a < 4; a++)
		for (int i = 0; i < 12; i++) {
			bool gives = i < 2 + 2 * a;

			posts[n] = (struct judged){.id = (int64_t)n + 1,
			    .account = a,
			    .gold = gives ? CLASS_ANSWER : CLASS_PROMOTE,
			    .p = 1};
			posts[n].said = posts[n].gold;
			n++;
		}
	measure(&m, posts, n);
	assert_true(fabs(m.account_spearman - 1) < 1e-9);
	measure_intervals(posts, n, 40, 1, intervals);
	assert_true(intervals[6].low == 1 && intervals[6].high == 1);
}

static void
labels_are_read(void **state)
{
	struct labels labels = {0};
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(labels_read(&labels,
			     "id\tlabel\tflags\tsecond\tauthor\tsource\n"
			     "12\tpromote\tS?\tlink\tann\tone\n"
			     "13\task\t-\t-\tbob\ttwo\n",
			     "x.tsv", &err),
	    0);
	assert_int_equal(labels.n, 2);
	assert_int_equal(labels_find(&labels, 12)->second, CLASS_LINK);
	assert_true(labels_find(&labels, 12)->in_doubt);
	assert_int_equal(labels_find(&labels, 13)->source, 1);
	assert_null(labels_find(&labels, 14));
	labels_release(&labels);
	labels = (struct labels){0};
	assert_int_equal(labels_read(&labels, "1\tnonsense\n", "x.tsv", &err),
	    -1);
	assert_int_equal(err.code, ERR_DATA);
	assert_non_null(strstr(err.text, "x.tsv:1"));
	labels_release(&labels);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(minimum_is_found),
	    cmocka_unit_test(classes_are_learnt),
	    cmocka_unit_test(a_net_learns_what_needs_two),
	    cmocka_unit_test(directions_are_those_of_the_matrix),
	    cmocka_unit_test(agreement_is_measured),
	    cmocka_unit_test(ranks_agree),
	    cmocka_unit_test(labels_are_read),
	};

	return cmocka_run_group_tests_name("learn", tests, NULL, NULL);
}
