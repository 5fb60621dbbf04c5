#include "report/ties.h"

#include "base/mem.h"

#include <stdlib.h>

struct ties
ties_new(size_t n_accounts, size_t n_ties)
{
	struct ties ties = {.n = n_accounts};

	ties.starts = mem_alloc(n_accounts + 1, sizeof(*ties.starts));
	ties.others = mem_alloc(n_ties + 1, sizeof(*ties.others));
	return ties;
}

void
ties_release(struct ties *ties)
{
	free(ties->starts);
	free(ties->others);
	*ties = (struct ties){.n = 0};
}

/* Who turned to the accounts: a counting sort. */
static struct ties
turn(const struct ties *ties)
{
	struct ties turned = ties_new(ties->n + 1, ties->starts[ties->n]);

	for (size_t k = 0; k < ties->starts[ties->n]; k++)
		turned.starts[ties->others[k] + 2]++;
	for (size_t i = 2; i <= turned.n; i++)
		turned.starts[i] += turned.starts[i - 1];
	/* starts[i + 1] moves from where i begins to where it ends. */
	for (size_t i = 0; i < ties->n; i++)
		for (size_t k = ties->starts[i]; k < ties->starts[i + 1]; k++)
			turned.others[turned.starts[ties->others[k] + 1]++] =
			    (uint32_t)i;
	turned.n = ties->n;
	return turned;
}

void
ties_count_mutual(const struct ties *ties, int64_t *mutual)
{
	struct ties turned = turn(ties);
	/* Of each account, the number + 1 of the last that turned to it. */
	size_t *last = mem_alloc(ties->n + 1, sizeof(*last));

	for (size_t i = 0; i < ties->n; i++) {
		mutual[i] = 0;
		for (size_t k = ties->starts[i]; k < ties->starts[i + 1]; k++)
			last[ties->others[k]] = i + 1;
		for (size_t k = turned.starts[i]; k < turned.starts[i + 1]; k++)
			mutual[i] += last[turned.others[k]] == i + 1;
	}
	free(last);
	ties_release(&turned);
}
