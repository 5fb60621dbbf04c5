/* Pass 2: how an account's other posts are weighed. */

#include "base/mem.h"
#include "learn/minimise.h"
#include "learn/train_parts.h"
#include "score/structure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMETERS = 3 + CLASS_COUNT };

/* What pass 2 sees of each labelled row. */
struct second {
	struct training *t;
	struct chances *own, *kind, *entity; /* own */
};

static void
find_priors(struct training *t)
{
	double n[KIND_COUNT] = {0};

	for (size_t i = 0; i < t->lesson.n; i++)
		for (int c = 0; c < CLASS_COUNT; c++)
			t->prior.c[c] +=
			    t->lesson.targets[i].c[c] / (double)t->lesson.n;
	for (size_t row = 0; row < t->cases->n_rows; row++) {
		enum reading_kind kind;

		if (!t->chosen[t->cases->account[row]])
			continue;
		kind = cases_reading(t->cases, row)->kind;
		n[kind]++;
		for (int c = 0; c < CLASS_COUNT; c++)
			t->usual[kind].c[c] += t->p[row].c[c];
	}
	/* A kind that was not seen has nothing usual. */
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (int c = 0; c < CLASS_COUNT; c++)
			t->usual[kind].c[c] =
			    n[kind] > 0 ? t->usual[kind].c[c] / n[kind]
					: t->prior.c[c];
}

static void
find_contexts(struct second *s)
{
	struct training *t = s->t;
	size_t next = 0;

	for (size_t a = 0; a < t->cases->n_accounts; a++) {
		const struct case_account *account = &t->cases->accounts[a];
		struct bond_context *contexts;

		if (!t->chosen[a])
			continue;
		contexts = mem_alloc(account->study.n + 1, sizeof(*contexts));
		bonds_contexts(&account->bonds, &account->study,
		    &t->p[account->first], &t->prior, t->usual, contexts);
		for (; next < t->lesson.n &&
		       t->cases->account[t->lesson.rows[next]] == (int)a;
		     next++) {
			size_t row = t->lesson.rows[next];

			s->kind[next] = contexts[row - account->first].kind;
			s->entity[next] = contexts[row - account->first].entity;
			for (int c = 0; c < CLASS_COUNT; c++)
				s->own[next].c[c] = log(t->p[row].c[c] + 0.001);
		}
		free(contexts);
	}
}

static void
apply(const struct second *s, size_t i, const double *x, struct chances *p)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] = x[0] * s->own[i].c[c] + x[1] * s->kind[i].c[c] +
			  x[2] * s->entity[i].c[c] + x[3 + c];
	chances_softmax(p);
}

static double
loss(void *arg, const double *x, double *slope)
{
	const struct second *s = arg;
	double value = 0, strength = s->t->settings->strength2;

	memset(slope, 0, PARAMETERS * sizeof(*slope));
	for (int c = 0; c < CLASS_COUNT; c++) {
		value += strength / 2 * x[3 + c] * x[3 + c];
		slope[3 + c] = strength * x[3 + c];
	}
	for (size_t i = 0; i < s->t->lesson.n; i++) {
		struct chances p;

		apply(s, i, x, &p);
		for (int c = 0; c < CLASS_COUNT; c++) {
			double target = s->t->lesson.targets[i].c[c];
			double r = p.c[c] - target;

			value -= target * log(fmax(p.c[c], 1e-300));
			slope[0] += r * s->own[i].c[c];
			slope[1] += r * s->kind[i].c[c];
			slope[2] += r * s->entity[i].c[c];
			slope[3 + c] += r;
		}
	}
	return value;
}

/* F1 of "ask" when its chance is multiplied. */
static double
ask_f1(const struct training *t, const struct chances *p, double times)
{
	int both = 0, either = 0;

	for (size_t i = 0; i < t->lesson.n; i++) {
		bool is_ask =
		    t->cases->labels[t->lesson.rows[i]]->class == CLASS_ASK;
		bool says = true;

		for (int c = 0; c < CLASS_COUNT; c++)
			says &= c == CLASS_ASK ||
				p[i].c[CLASS_ASK] * times > p[i].c[c];
		both += is_ask && says;
		either += is_ask + says;
	}
	return either == 0 ? 0 : 2.0 * both / either;
}

/* The rarest class is said too seldom by chances that are right; the factor
 * with the best F1 by two digits, the smallest of equal ones. */
static void
find_ask(struct training *t, const struct second *s)
{
	struct chances *p = mem_alloc(t->lesson.n + 1, sizeof(*p));
	double best = -1;

	for (size_t i = 0; i < t->lesson.n; i++) {
		apply(s, i, t->combine, &p[i]);
		structure_hold(t->corpus->rules[t->lesson.rows[i]], &p[i]);
	}
	t->ask = 1;
	for (double times = 1; times <= 3; times += 0.5) {
		double f1 = round(ask_f1(t, p, times) * 100);

		if (f1 > best) {
			best = f1;
			t->ask = times;
		}
	}
	free(p);
}

void
train_second(struct training *t)
{
	struct chances *memory =
	    mem_alloc(3 * t->lesson.n + 1, sizeof(*memory));
	struct second s = {t, memory, memory + t->lesson.n,
	    memory + 2 * t->lesson.n};

	find_priors(t);
	find_contexts(&s);
	memset(t->combine, 0, sizeof(t->combine));
	t->combine[0] = 1;
	minimise(loss, &s, t->combine, PARAMETERS, 200, 1e-9);
	find_ask(t, &s);
	free(memory);
}
