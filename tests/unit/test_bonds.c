/*
 * What the account's other posts say of a post: the formulas of the header,
 * with logarithms in double precision.
 */
#include "unit.h"

#include "base/mem.h"
#include "base/rand.h"
#include "score/bonds.h"

#include <math.h>

enum { POSTS = 40 };

static double
log_ratio(double a, double b)
{
	return log((a + .001) / (b + .001));
}

/* Chances from 1 down to nearly nothing. */
static void
fill(struct chances *p, struct rng *rng)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] = exp(-(double)rng_below(rng, 2000) / 100);
	chances_normalise(p);
}

/* All posts are of one kind and share one entity, so that sums are easy. */
static void
contexts_are_those_of_the_formulas(void **state)
{
	struct reading readings[POSTS] = {{.kind = KIND_REPOST}};
	struct study study = {.readings = readings, .n = POSTS};
	int first[POSTS + 1], entity[POSTS] = {0}, counts[] = {POSTS};
	struct bonds bonds = {.first = first,
	    .entity = entity,
	    .counts = counts,
	    .n_entities = 1};
	struct chances p[POSTS], prior, usual[KIND_COUNT], sum = {{0}};
	struct bond_context contexts[POSTS];
	double weight = log(POSTS) / 4;
	struct rng rng;

	(void)state;
	rng_seed(&rng, 3);
	fill(&prior, &rng);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		fill(&usual[kind], &rng);
	first[POSTS] = POSTS;
	for (int i = 0; i < POSTS; i++) {
		first[i] = i;
		fill(&p[i], &rng);
		for (int c = 0; c < CLASS_COUNT; c++)
			sum.c[c] += p[i].c[c];
	}
	bonds_contexts(&bonds, &study, p, &prior, usual, contexts);
	for (int i = 0; i < POSTS; i++)
		for (int c = 0; c < CLASS_COUNT; c++) {
			double rest = sum.c[c] - p[i].c[c];
			double u = usual[KIND_REPOST].c[c];
			double a = (rest + 4 * prior.c[c]) / (POSTS - 1 + 4);
			double k = (rest + 3 * (a + u) / 2) / (POSTS - 1 + 3);
			double q = (rest + 1.5 * a) / (POSTS - 1 + 1.5);

			assert_true(fabs(contexts[i].kind.c[c] -
					 log_ratio(k, u)) < 2e-6);
			assert_true(fabs(contexts[i].entity.c[c] -
					 weight * log_ratio(q, a) /
					     (weight + 0.5)) < 2e-6);
			assert_int_equal(contexts[i].strongest, i);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(contexts_are_those_of_the_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
