#include "score/trained.h"

#include "base/mem.h"
#include "score/structure.h"

#include <stdlib.h>

void
trained_second_pass(const struct weights *w, const struct first_pass *first,
    const struct bond_context *contexts, struct chances *p)
{
	for (size_t i = 0; i < first->n; i++) {
		struct chances own;

		chances_log(&first->p[i], &own);
		for (int c = 0; c < CLASS_COUNT; c++)
			p[i].c[c] = w->own * own.c[c] +
				    w->kind * contexts[i].kind.c[c] +
				    w->entity * contexts[i].entity.c[c] +
				    w->bias2.c[c];
		chances_softmax(&p[i]);
		p[i].c[CLASS_ASK] *= w->ask;
		chances_normalise(&p[i]);
		structure_hold(first->rules[i], &p[i]);
	}
}

struct trained_account *
trained_prepare(const struct weights *w, const struct knowledge *knowledge,
    const struct account_context *context, const struct subject *subjects,
    size_t n)
{
	struct trained_account *a = mem_alloc(1, sizeof(*a));

	study_make(&a->study, knowledge, context, subjects, n);
	bonds_make(&a->bonds, &a->study);
	a->contexts = mem_alloc(n + 1, sizeof(*a->contexts));
	a->p = mem_alloc(n + 1, sizeof(*a->p));
	first_pass_make(&a->first, w, &a->study);
	bonds_contexts(&a->bonds, &a->study, a->first.p, &w->prior, w->usual,
	    a->contexts);
	trained_second_pass(w, &a->first, a->contexts, a->p);
	return a;
}

void
trained_account_free(struct trained_account *a)
{
	if (a == NULL)
		return;
	study_release(&a->study);
	bonds_release(&a->bonds);
	first_pass_release(&a->first);
	free(a->contexts);
	free(a->p);
	free(a);
}
