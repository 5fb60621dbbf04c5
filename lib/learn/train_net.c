/* The net of pass 1: taught by wider ones. */

#include "base/hash.h"
#include "base/mem.h"
#include "learn/train_parts.h"

#include <stdlib.h>

enum { TEACHERS = 2 };

/* What the teachers make of all posts of these accounts, labelled or not. */
static void
ask_teachers(const struct training *t, const bool *accounts,
    struct net *const teachers[TEACHERS], struct lesson *all)
{
	const struct cases *cases = t->cases;

	all->x = &t->design.deep;
	all->rows = mem_alloc(cases->n_rows + 1, sizeof(*all->rows));
	all->targets = mem_alloc(cases->n_rows + 1, sizeof(*all->targets));
	for (size_t row = 0; row < cases->n_rows; row++) {
		struct chances *target = &all->targets[all->n];

		if (!accounts[cases->account[row]])
			continue;
		for (int i = 0; i < TEACHERS; i++)
			net_add(teachers[i], all->x, row, 1.0 / TEACHERS,
			    target->c);
		chances_softmax(target);
		all->rows[all->n++] = row;
	}
}

struct net *
train_net(const struct training *t, const struct lesson *labelled,
    const bool *accounts, uint64_t seed)
{
	struct lesson deep = *labelled, all = {0};
	struct net *teachers[TEACHERS], *student;

	deep.x = &t->design.deep;
	for (int i = 0; i < TEACHERS; i++)
		teachers[i] =
		    net_fit(&deep, &net_teacher, hash_mix(seed, (uint64_t)i));
	ask_teachers(t, accounts, teachers, &all);
	student = net_fit(&all, &net_student, hash_mix(seed, TEACHERS));
	for (int i = 0; i < TEACHERS; i++)
		net_free(teachers[i]);
	lesson_release(&all);
	return student;
}
