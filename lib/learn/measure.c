#include "learn/measure.h"

#include "base/mem.h"
#include "base/rand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const measure_names[MEASURE_COUNT] = {"macro_f1", "promote_f1",
    "kappa8", "kappa3", "ece", "account_spearman", "accuracy"};

double
measure_value(const struct measures *m, int i)
{
	const double values[MEASURE_COUNT] = {m->macro_f1, m->promote_f1,
	    m->kappa8, m->kappa3, m->ece, m->account_spearman, m->accuracy};

	return values[i];
}

static int group_of(enum post_class class)
{
	enum class_group group = class_info[class].group;

	return group == GROUP_EXCLUDED ? GROUP_NEUTRAL : (int)group;
}

/* Cohen's kappa of a square table. */
static double
kappa(const double *table, int size)
{
	double n = 0, agree = 0, chance = 0;

	for (int i = 0; i < size; i++) {
		double row = 0, column = 0;

		for (int k = 0; k < size; k++) {
			row += table[i * size + k];
			column += table[k * size + i];
		}
		n += row;
		agree += table[i * size + i];
		chance += row * column;
	}
	if (n == 0)
		return NAN;
	chance /= n * n;
	agree /= n;
	return chance >= 1 ? NAN : (agree - chance) / (1 - chance);
}

static void
find_f1(struct measures *m)
{
	for (int c = 0; c < CLASS_COUNT; c++) {
		int gold = 0, said = 0, both = m->confusion[c][c];

		for (int k = 0; k < CLASS_COUNT; k++) {
			gold += m->confusion[c][k];
			said += m->confusion[k][c];
		}
		m->precision[c] = said == 0 ? 0 : (double)both / said;
		m->recall[c] = gold == 0 ? 0 : (double)both / gold;
		m->f1[c] = gold + said == 0 ? 0 : 2.0 * both / (gold + said);
		m->macro_f1 += m->f1[c] / CLASS_COUNT;
		m->accuracy += m->n == 0 ? 0 : (double)both / (double)m->n;
	}
	m->promote_f1 = m->f1[CLASS_PROMOTE];
}

static void
find_kappas(struct measures *m)
{
	double all[CLASS_COUNT * CLASS_COUNT], groups[9] = {0};

	for (int i = 0; i < CLASS_COUNT; i++)
		for (int k = 0; k < CLASS_COUNT; k++) {
			int g = group_of((enum post_class)i) * 3 +
				group_of((enum post_class)k);

			all[i * CLASS_COUNT + k] = m->confusion[i][k];
			groups[g] += m->confusion[i][k];
		}
	m->kappa8 = kappa(all, CLASS_COUNT);
	m->kappa3 = kappa(groups, 3);
}

static void
find_calibration(struct measures *m, const struct judged *posts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int b = (int)(posts[i].p * MEASURE_BINS);
		struct measure_bin *bin =
		    &m->bins[b < MEASURE_BINS ? b : MEASURE_BINS - 1];

		bin->n++;
		bin->said += posts[i].p;
		bin->right += posts[i].gold == posts[i].said;
	}
	for (int b = 0; b < MEASURE_BINS; b++) {
		struct measure_bin *bin = &m->bins[b];

		if (bin->n == 0)
			continue;
		m->ece += fabs(bin->said - bin->right) / (double)n;
		bin->said /= (double)bin->n;
		bin->right /= (double)bin->n;
	}
}

static int
compare_reals(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Ranks with ties at their mean. */
static void
rank(const double *values, size_t n, double *ranks)
{
	double *sorted = mem_alloc(n + 1, sizeof(*sorted));

	memcpy(sorted, values, n * sizeof(*values));
	qsort(sorted, n, sizeof(*sorted), compare_reals);
	for (size_t i = 0; i < n; i++) {
		size_t below = 0, equal = 0;

		for (size_t k = 0; k < n; k++) {
			below += sorted[k] < values[i];
			equal += !(sorted[k] < values[i]) &&
				 !(sorted[k] > values[i]);
		}
		ranks[i] = (double)below + ((double)equal - 1) / 2;
	}
	free(sorted);
}

static double
correlate(const double *x, const double *y, size_t n)
{
	double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;

	for (size_t i = 0; i < n; i++) {
		mx += x[i] / (double)n;
		my += y[i] / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		xy += (x[i] - mx) * (y[i] - my);
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

/* Give and take of one account, as labelled and as said. */
struct shares {
	double gold[2], said[2];
};

static double
share(const double counts[2])
{
	double all = counts[0] + counts[1];

	return all > 0 ? counts[0] / all : 0.5;
}

static void
find_spearman(struct measures *m, const struct judged *posts, size_t n,
    int accounts)
{
	struct shares *s = mem_alloc((size_t)accounts + 1, sizeof(*s));
	double *memory = mem_alloc(4 * (size_t)accounts + 1, sizeof(*memory));
	double *x = memory, *y = x + accounts, *rx = y + accounts,
	       *ry = rx + accounts;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		int gold = group_of(posts[i].gold);
		int said = group_of(posts[i].said);

		if (gold != GROUP_NEUTRAL)
			s[posts[i].account].gold[gold]++;
		if (said != GROUP_NEUTRAL)
			s[posts[i].account].said[said]++;
	}
	for (int a = 0; a < accounts; a++) {
		if (s[a].gold[0] + s[a].gold[1] < 10)
			continue;
		x[k] = share(s[a].gold);
		y[k++] = share(s[a].said);
	}
	rank(x, k, rx);
	rank(y, k, ry);
	m->n_ranked = k;
	m->account_spearman = k < 3 ? NAN : correlate(rx, ry, k);
	free(s);
	free(memory);
}

void
measure(struct measures *m, const struct judged *posts, size_t n)
{
	int accounts = 0;

	*m = (struct measures){.n = n};
	for (size_t i = 0; i < n; i++) {
		m->confusion[posts[i].gold][posts[i].said]++;
		if (posts[i].account >= accounts)
			accounts = posts[i].account + 1;
	}
	m->n_accounts = (size_t)accounts;
	find_f1(m);
	find_kappas(m);
	find_calibration(m, posts, n);
	find_spearman(m, posts, n, accounts);
}

/* Accounts to draw from, and what was drawn. */
struct lottery {
	struct judged *posts; /* own: by account */
	size_t *first;        /* own: where each account's begin */
	int accounts;
	struct rng rng;
	struct judged *drawn; /* own */
	size_t max;
};

/* Draw as many accounts as there are; how many posts. */
static size_t
draw(struct lottery *l)
{
	size_t k = 0;

	for (int a = 0; a < l->accounts; a++) {
		size_t from = rng_below(&l->rng, (uint64_t)l->accounts);

		for (size_t i = l->first[from];
		     i < l->first[from + 1] && k < l->max; i++) {
			l->drawn[k] = l->posts[i];
			l->drawn[k++].account = a;
		}
	}
	return k;
}

static int
compare_accounts(const void *a, const void *b)
{
	const struct judged *x = a, *y = b;

	if (x->account != y->account)
		return x->account < y->account ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void
lottery_make(struct lottery *l, const struct judged *posts, size_t n,
    uint64_t seed)
{
	*l = (struct lottery){.max = 4 * n};
	l->posts = mem_alloc(n + 1, sizeof(*l->posts));
	l->drawn = mem_alloc(l->max + 1, sizeof(*l->drawn));
	l->first = mem_alloc(n + 2, sizeof(*l->first));
	memcpy(l->posts, posts, n * sizeof(*posts));
	if (n > 0)
		qsort(l->posts, n, sizeof(*l->posts), compare_accounts);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || l->posts[i].account != l->posts[i - 1].account)
			l->first[l->accounts++] = i;
	l->first[l->accounts] = n;
	rng_seed(&l->rng, seed);
}

static void
lottery_release(struct lottery *l)
{
	free(l->posts);
	free(l->drawn);
	free(l->first);
}

void
measure_intervals(const struct judged *posts, size_t n, int draws,
    uint64_t seed, struct interval intervals[MEASURE_COUNT])
{
	double *values =
	    mem_alloc((size_t)draws * MEASURE_COUNT + 1, sizeof(*values));
	struct lottery lottery;

	lottery_make(&lottery, posts, n, seed);
	for (int d = 0; d < draws; d++) {
		struct measures m;

		measure(&m, lottery.drawn, draw(&lottery));
		for (int i = 0; i < MEASURE_COUNT; i++)
			values[i * draws + d] = measure_value(&m, i);
	}
	for (int i = 0; i < MEASURE_COUNT; i++) {
		qsort(values + (size_t)i * (size_t)draws, (size_t)draws,
		    sizeof(*values), compare_reals);
		intervals[i].low = values[i * draws + draws * 25 / 1000];
		intervals[i].high =
		    values[i * draws + draws - 1 - draws * 25 / 1000];
	}
	lottery_release(&lottery);
	free(values);
}
