#include "score/agreement.h"

#include "base/mem.h"
#include "base/rand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 1000, SEED = 20100203 };

/* Weighted counts of truth by guess. */
struct table {
	double cell[CLASS_COUNT][CLASS_COUNT];
};

/* Of the posts themselves, or (rng) of as many drawn from them. */
static void
tabulate(struct table *table, const struct agreement_item *items, size_t n,
    struct rng *rng)
{
	memset(table, 0, sizeof(*table));
	for (size_t i = 0; i < n; i++) {
		const struct agreement_item *item =
		    &items[rng != NULL ? rng_below(rng, n) : i];

		table->cell[item->truth][item->guess] += item->weight;
	}
}

static double
kappa_of(const struct table *table)
{
	double total = 0, same = 0, chance = 0;

	for (int a = 0; a < CLASS_COUNT; a++) {
		same += table->cell[a][a];
		for (int b = 0; b < CLASS_COUNT; b++)
			total += table->cell[a][b];
	}
	for (int a = 0; a < CLASS_COUNT; a++) {
		double row = 0, column = 0;

		for (int b = 0; b < CLASS_COUNT; b++) {
			row += table->cell[a][b];
			column += table->cell[b][a];
		}
		chance += row * column;
	}
	if (total <= 0 || total * total - chance < 1e-12 * total * total)
		return NAN;
	return (same * total - chance) / (total * total - chance);
}

/* The same table by group, without the posts that cannot be judged. */
static void
group(struct table *three, const struct table *table)
{
	memset(three, 0, sizeof(*three));
	for (int a = 0; a < CLASS_COUNT; a++)
		for (int b = 0; b < CLASS_COUNT; b++) {
			enum class_group x = class_info[a].group;
			enum class_group y = class_info[b].group;

			if (x != GROUP_EXCLUDED && y != GROUP_EXCLUDED)
				three->cell[x][y] += table->cell[a][b];
		}
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
set_interval(struct agreement_kappa *kappa, double *draws, size_t n)
{
	kappa->low = kappa->high = NAN;
	if (n < DRAWS / 2)
		return;
	qsort(draws, n, sizeof(*draws), compare);
	kappa->low = draws[(size_t)((double)n * 0.025)];
	kappa->high = draws[(size_t)((double)(n - 1) * 0.975)];
}

static void
find_kappas(struct agreement *agreement, const struct table *table,
    const struct agreement_item *items, size_t n)
{
	double *all = mem_alloc(DRAWS, sizeof(*all));
	double *three = mem_alloc(DRAWS, sizeof(*three));
	size_t n_all = 0, n_three = 0;
	struct table drawn, grouped;
	struct rng rng;

	group(&grouped, table);
	agreement->all.value = kappa_of(table);
	agreement->three.value = kappa_of(&grouped);
	rng_seed(&rng, SEED);
	for (int i = 0; i < DRAWS && n > 0; i++) {
		double kappa;

		tabulate(&drawn, items, n, &rng);
		group(&grouped, &drawn);
		kappa = kappa_of(&drawn);
		if (!isnan(kappa))
			all[n_all++] = kappa;
		kappa = kappa_of(&grouped);
		if (!isnan(kappa))
			three[n_three++] = kappa;
	}
	set_interval(&agreement->all, all, n_all);
	set_interval(&agreement->three, three, n_three);
	free(all);
	free(three);
}

static double
share(double part, double whole)
{
	return whole > 0 ? part / whole : NAN;
}

static void
find_classes(struct agreement *agreement, const struct table *table)
{
	double total = 0, same = 0, f1 = 0;
	int n_classes = 0;

	for (int a = 0; a < CLASS_COUNT; a++) {
		struct agreement_class *class = &agreement->classes[a];
		double row = 0, column = 0, both = table->cell[a][a];

		for (int b = 0; b < CLASS_COUNT; b++) {
			row += table->cell[a][b];
			column += table->cell[b][a];
		}
		class->precision = share(both, column);
		class->recall = share(both, row);
		class->f1 = share(2 * both, row + column);
		total += row;
		same += both;
		f1 += row > 0 ? class->f1 : 0;
		n_classes += row > 0;
	}
	agreement->accuracy = share(same, total);
	agreement->macro_f1 = share(f1, n_classes);
}

void
agreement_find(struct agreement *agreement, const struct agreement_item *items,
    size_t n)
{
	struct table table;

	*agreement = (struct agreement){.n = n};
	for (size_t i = 0; i < n; i++) {
		agreement->classes[items[i].truth].true_posts++;
		agreement->classes[items[i].guess].said++;
		if (items[i].truth == items[i].guess)
			agreement->classes[items[i].truth].both++;
	}
	tabulate(&table, items, n, NULL);
	find_classes(agreement, &table);
	find_kappas(agreement, &table, items, n);
}
