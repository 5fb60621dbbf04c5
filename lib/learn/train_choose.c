/* Settings that are chosen on accounts held back within the training. */

#include "base/mem.h"
#include "learn/measure.h"
#include "learn/train_parts.h"
#include "score/structure.h"

#include <math.h>
#include <stdlib.h>

const double train_strengths[STRENGTHS] = {6, 3, 12};

/* The cross entropy of the labelled rows that were not learnt from. */
static double
surprise(const struct training *t, const bool *learnt, const double *weights)
{
	double sum = 0;

	for (size_t i = 0; i < t->lesson.n; i++) {
		size_t row = t->lesson.rows[i];
		struct chances p = {{0}};

		if (learnt[t->cases->account[row]])
			continue;
		softmax_add(&t->design.x, row, weights, 1, p.c);
		chances_softmax(&p);
		for (int c = 0; c < CLASS_COUNT; c++)
			sum -= t->lesson.targets[i].c[c] *
			       log(fmax(p.c[c], 1e-300));
	}
	return sum;
}

void
train_choose_strength(struct training *t, const bool *learnt)
{
	double *weights = train_weights(t), least = INFINITY;
	struct lesson part;

	lesson_of(t, learnt, &part);
	for (int i = 0; i < STRENGTHS; i++) {
		double found;

		/* Each goes on from the one before. */
		softmax_fit(&part, train_strengths[i],
		    i == 0 ? STEPS : STEPS_ON, weights);
		found = surprise(t, learnt, weights);
		if (found < least) {
			least = found;
			t->strength = train_strengths[i];
		}
	}
	lesson_release(&part);
	free(weights);
}

/* The chances of a row with this share of the net. */
static void
mix(const struct training *t, const struct apart *z, size_t row, double share,
    struct chances *p)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] =
		    (1 - share) * z[row].line.c[c] + share * z[row].net.c[c];
	chances_softmax(p);
	structure_hold(t->corpus->rules[row], p);
}

static double
agreement(const struct training *t, const struct apart *z, double share,
    struct judged *posts)
{
	struct measures measures;

	for (size_t i = 0; i < t->lesson.n; i++) {
		size_t row = t->lesson.rows[i];
		struct chances p;

		mix(t, z, row, share, &p);
		posts[i].account = t->cases->account[row];
		posts[i].gold = t->cases->labels[row]->class;
		posts[i].said = CLASS_ANSWER;
		for (int c = 1; c < CLASS_COUNT; c++)
			if (p.c[c] > p.c[posts[i].said])
				posts[i].said = (enum post_class)c;
		posts[i].p = p.c[posts[i].said];
	}
	measure(&measures, posts, t->lesson.n);
	return measures.kappa8;
}

void
train_choose_share(struct training *t, const struct apart *z)
{
	struct judged *posts = mem_alloc(t->lesson.n + 1, sizeof(*posts));
	double most = -INFINITY;

	/* Tenths, as whole numbers: they are told in the model. */
	for (int tenths = 4; tenths <= 8; tenths++) {
		double found = agreement(t, z, tenths / 10.0, posts);

		if (found > most || tenths == 4) {
			most = found;
			t->net_share = tenths / 10.0;
		}
	}
	for (size_t row = 0; row < t->cases->n_rows; row++)
		if (t->chosen[t->cases->account[row]])
			mix(t, z, row, t->net_share, &t->p[row]);
	free(posts);
}
