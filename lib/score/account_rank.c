#include "score/account.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/rand.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Ranks come from joint draws of all balances.  Only the order of the draws
 * matters, so they are made as logits and sorted into LEVELS even steps of
 * the logit: counting how many fall into each step gives all ranks of a draw
 * in linear time.  Each account's distribution is tabled once: POINTS even
 * quantiles, straight lines between them.
 */
enum { LEVELS = 4096, POINTS = 512, CELLS = 512, FEW = 2048, BINS = 256 };

/* Draws that are made at once: an account's table, and where it was ranked,
 * are taken up once for all of them. */
enum { BATCH = 32 };

#define LOGIT_MAX 9.0 /* balances beyond 0.9999 are all the same here */

struct quantiles {
	float level[POINTS + 1];
};

struct ranking {
	size_t n;                     /* accounts */
	struct account_score *scores; /* borrowed; sorted */
	struct quantiles *tables;     /* own, as all below */
	struct rng *rngs;
	uint16_t *level;  /* draws x accounts: of the present batch */
	uint32_t *rank;   /* the same: the place, from 0 */
	uint32_t *above;  /* accounts above a level; LEVELS + 1 */
	uint16_t *bin_of; /* of a rank */
	uint16_t *seen;   /* accounts x bins: how often ranked there */
	uint32_t *top;    /* how often in the top k */
	size_t bins;
	struct account_settings settings;
	int n_draws, drawn;
	size_t tabled;
};

static float
level_of_logit(double z)
{
	double level = (z + LOGIT_MAX) / (2 * LOGIT_MAX) * LEVELS;

	return (float)fmin(LEVELS - 1, fmax(0, level));
}

/* The density of the logit z of a Beta(a, b) variable is, up to a factor,
 * x^a (1 - x)^b: smooth, whatever a and b.  It is summed over CELLS even cells
 * around its top, wide enough for its tails, and the sum inverted. */
static void
make_table(struct quantiles *table, double a, double b)
{
	double top = log(a / b);
	double wide = 9 * sqrt(1 / a + 1 / (a * a) + 1 / b + 1 / (b * b));
	double width = 2 * wide / CELLS, sum = 0, so_far = 0;
	double ln_top = -a * log1p(b / a) - b * log1p(a / b);
	double mass[CELLS];
	int point = 0;

	for (int i = 0; i < CELLS; i++) {
		double z = top - wide + (i + 0.5) * width;
		double under = log1p(exp(-fabs(z)));
		double ln_x = -under + fmin(z, 0), ln_y = -under - fmax(z, 0);

		mass[i] = exp(a * ln_x + b * ln_y - ln_top);
		sum += mass[i];
	}
	for (int i = 0; i < CELLS; i++) {
		double next = so_far + mass[i] / sum;

		for (; point <= POINTS; point++) {
			/* The very ends, a quarter of a step from 0 and 1. */
			double p = point == 0        ? 0.25 / POINTS
				   : point == POINTS ? 1 - 0.25 / POINTS
						     : (double)point / POINTS;

			if (p > next && i < CELLS - 1)
				break;
			table->level[point] = level_of_logit(
			    top - wide +
			    (i + fmin(1, (p - so_far) / (next - so_far))) *
				width);
		}
		so_far = next;
	}
}

static double
draw(const struct quantiles *table, struct rng *rng)
{
	uint64_t random = rng_next(rng) >> 32;
	uint64_t at = random * POINTS;
	double part = (double)(uint32_t)at * 0x1p-32;
	size_t i = at >> 32;

	return table->level[i] + part * (table->level[i + 1] - table->level[i]);
}

/* Who stands where in one joint draw. */
static void
place_all(struct ranking *ranking, const uint16_t *level, uint32_t *rank)
{
	uint32_t *above = ranking->above;

	memset(above, 0, (LEVELS + 1) * sizeof(*above));
	for (size_t i = 0; i < ranking->n; i++)
		above[level[i]]++;
	for (int l = LEVELS - 1; l >= 0; l--)
		above[l] += above[l + 1];
	/* Those of the same level take their places in turn. */
	for (size_t i = 0; i < ranking->n; i++)
		rank[i] = above[level[i] + 1]++;
}

static void
draw_batch(struct ranking *ranking, int draws)
{
	size_t n = ranking->n, top = (size_t)ranking->settings.top;

	for (size_t i = 0; i < n; i++) {
		struct rng rng = ranking->rngs[i];

		for (int d = 0; d < draws; d++)
			ranking->level[(size_t)d * n + i] =
			    (uint16_t)draw(&ranking->tables[i], &rng);
		ranking->rngs[i] = rng;
	}
	for (int d = 0; d < draws; d++)
		place_all(ranking, ranking->level + (size_t)d * n,
		    ranking->rank + (size_t)d * n);
	for (size_t i = 0; i < n; i++) {
		uint16_t *seen = ranking->seen + i * ranking->bins;

		for (int d = 0; d < draws; d++) {
			size_t rank = ranking->rank[(size_t)d * n + i];

			seen[ranking->bin_of[rank]]++;
			ranking->top[i] += rank < top;
		}
	}
	ranking->drawn += draws;
}

/* The rank (from 1) by which at least `part` of the draws are counted; of a
 * bin of several ranks the first or the last. */
static int
rank_quantile(const struct ranking *ranking, size_t i, double part,
    bool is_last)
{
	const uint16_t *seen = ranking->seen + i * ranking->bins;
	size_t total = 0, bin = 0, sum = 0;

	assert(ranking->bins > 0);
	for (size_t b = 0; b < ranking->bins; b++)
		total += seen[b];
	while (bin < ranking->bins - 1 &&
	       (double)(sum += seen[bin]) < part * (double)total)
		bin++;
	if (is_last)
		return (int)(((bin + 1) * ranking->n - 1) / ranking->bins + 1);
	return (
	    int)((bin * ranking->n + ranking->bins - 1) / ranking->bins + 1);
}

static int
compare(const void *left, const void *right)
{
	const struct account_score *a = left, *b = right;

	if (a->is_ranked != b->is_ranked)
		return a->is_ranked ? -1 : 1;
	if (a->balance.value != b->balance.value)
		return a->balance.value > b->balance.value ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* How probable it is that the balance of a is above that of b. */
static double
above_probability(const struct quantiles *a, const struct quantiles *b)
{
	double sum = 0;
	int below = 0; /* points of b below this point of a */

	for (int i = 0; i < POINTS; i++) {
		float middle = (a->level[i] + a->level[i + 1]) / 2;
		float next;

		while (below < POINTS && b->level[below + 1] <= middle)
			below++;
		next = b->level[below < POINTS ? below + 1 : POINTS] -
		       b->level[below];
		sum += below;
		if (below < POINTS && next > 0 && middle > b->level[below])
			sum += (middle - b->level[below]) / next;
	}
	return sum / ((double)POINTS * POINTS);
}

static void
set_ranks(struct ranking *ranking)
{
	size_t leader = 0;

	for (size_t i = 0; i < ranking->n; i++) {
		struct account_score *score = &ranking->scores[i];
		int place = (int)i + 1;

		/* Compared with the first of those who share a rank: a chain
		 * of small steps must not make one rank of all. */
		score->is_tied =
		    i > 0 &&
		    above_probability(&ranking->tables[leader],
			&ranking->tables[i]) < ranking->settings.tie_sure;
		if (!score->is_tied)
			leader = i;
		score->rank = (int)leader + 1;
		score->rank_low = rank_quantile(ranking, i, 0.1, false);
		score->rank_high = rank_quantile(ranking, i, 0.9, true);
		if (score->rank_low > score->rank)
			score->rank_low = score->rank;
		if (score->rank_high < place)
			score->rank_high = place;
		score->top_probability =
		    (double)ranking->top[i] / (double)ranking->n_draws;
	}
}

/* Those that are ranked, best first; the others have no rank.  How many. */
static size_t
sort(struct account_score *scores, size_t n)
{
	size_t ranked = 0;

	if (n > 0)
		qsort(scores, n, sizeof(*scores), compare);
	while (ranked < n && scores[ranked].is_ranked)
		ranked++;
	for (size_t i = ranked; i < n; i++) {
		scores[i].rank = scores[i].rank_low = scores[i].rank_high = 0;
		scores[i].top_probability = 0;
		scores[i].is_tied = false;
	}
	return ranked;
}

struct ranking *
ranking_begin(struct account_score *scores, size_t n,
    const struct account_settings *settings)
{
	struct ranking *ranking = mem_alloc(1, sizeof(*ranking));

	*ranking = (struct ranking){.scores = scores,
	    .settings = *settings,
	    .n_draws =
		settings->draws < UINT16_MAX ? settings->draws : UINT16_MAX};
	n = sort(scores, n);
	if (ranking->n_draws <= 0)
		return ranking;
	ranking->n = n;
	ranking->bins = n <= FEW ? n : BINS;
	ranking->tables = mem_alloc(n, sizeof(*ranking->tables));
	ranking->rngs = mem_alloc(n, sizeof(*ranking->rngs));
	ranking->level = mem_alloc(n, BATCH * sizeof(*ranking->level));
	ranking->rank = mem_alloc(n, BATCH * sizeof(*ranking->rank));
	ranking->bin_of = mem_alloc(n, sizeof(*ranking->bin_of));
	for (size_t i = 0; i < n; i++)
		ranking->bin_of[i] = (uint16_t)(i * ranking->bins / n);
	ranking->above = mem_alloc(LEVELS + 1, sizeof(*ranking->above));
	ranking->top = mem_alloc(n, sizeof(*ranking->top));
	ranking->seen = mem_alloc(n * ranking->bins, sizeof(*ranking->seen));
	return ranking;
}

int
ranking_go(struct ranking *ranking)
{
	size_t i = ranking->tabled;

	if (ranking->n == 0)
		return 0;
	if (i < ranking->n) {
		const struct account_score *score = &ranking->scores[i];

		make_table(&ranking->tables[i], score->a, score->b);
		rng_seed(&ranking->rngs[i],
		    hash_mix(HASH_START, (uint64_t)score->id));
		ranking->tabled++;
	} else if (ranking->drawn < ranking->n_draws) {
		int left = ranking->n_draws - ranking->drawn;

		draw_batch(ranking, left < BATCH ? left : BATCH);
	} else {
		set_ranks(ranking);
		return 0;
	}
	return 1;
}

void
ranking_free(struct ranking *ranking)
{
	if (ranking == NULL)
		return;
	free(ranking->tables);
	free(ranking->rngs);
	free(ranking->level);
	free(ranking->rank);
	free(ranking->bin_of);
	free(ranking->above);
	free(ranking->seen);
	free(ranking->top);
	free(ranking);
}

void
account_rank(struct account_score *scores, size_t n,
    const struct account_settings *settings)
{
	struct ranking *ranking = ranking_begin(scores, n, settings);

	while (ranking_go(ranking) == 1)
		continue;
	ranking_free(ranking);
}
