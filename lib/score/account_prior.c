#include "score/account.h"
#include "score/account_counts.h"
#include "score/beta.h"

#include "base/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { ACCOUNTS_NEEDED = 8, POSTS_NEEDED = 5 };

/* The strength a + b is thought to be near 8, give or take a factor of
 * e^1.5. */
#define STRENGTH_CENTRE 8.0
#define STRENGTH_SPREAD 1.5

struct sample {
	double gives, takes; /* effective */
};

/* Where the search stands: the prior's mean as a logit, its strength as a
 * logarithm. */
struct place {
	double mean, strength;
};

static struct account_prior
prior_at(struct place place)
{
	double mean = 1 / (1 + exp(-place.mean));
	double strength = exp(place.strength);

	return (struct account_prior){.give = mean * strength,
	    .take = (1 - mean) * strength};
}

/* Penalised log-likelihood, up to a constant. */
static double
likelihood(const struct sample *samples, size_t n, struct place place)
{
	struct account_prior prior = prior_at(place);
	double off = (place.strength - log(STRENGTH_CENTRE)) / STRENGTH_SPREAD;
	double sum =
	    -off * off / 2 - (double)n * beta_log(prior.give, prior.take);

	if (prior.give < 0.05 || prior.take < 0.05 || prior.give > 1e4 ||
	    prior.take > 1e4)
		return -INFINITY;
	for (size_t i = 0; i < n; i++)
		sum += beta_log(prior.give + samples[i].gives,
		    prior.take + samples[i].takes);
	return sum;
}

/* Go one step uphill if there is one; true if there was. */
static bool
go_up(const struct sample *samples, size_t n, double step, struct place *place,
    double *height)
{
	static const struct place ways[] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

	for (size_t w = 0; w < ARRAY_LEN(ways); w++) {
		struct place next = {place->mean + step * ways[w].mean,
		    place->strength + step * ways[w].strength};
		double h = likelihood(samples, n, next);

		if (h > *height + 1e-9) {
			*height = h;
			*place = next;
			return true;
		}
	}
	return false;
}

/* Compass search, in ever smaller steps: the surface has one top. */
static struct place
climb(const struct sample *samples, size_t n)
{
	struct place place = {0, log(STRENGTH_CENTRE)};
	double height = likelihood(samples, n, place), step = 0.8;

	for (int round = 0; round < 9; round++, step /= 2)
		while (go_up(samples, n, step, &place, &height))
			continue;
	return place;
}

struct account_prior
account_fit_prior(const struct moments *sums, size_t n,
    const struct masses *masses, const struct account_settings *settings)
{
	struct account_prior prior = settings->prior;
	struct sample *samples = mem_alloc(n, sizeof(*samples));
	size_t used = 0;

	for (size_t i = 0; i < n && !settings->freeze_prior; i++) {
		struct account_counts counts = account_count(&sums[i], masses);

		if (counts.directional < POSTS_NEEDED)
			continue;
		samples[used].gives = counts.factor * counts.gives;
		samples[used++].takes = counts.factor * counts.takes;
	}
	if (used >= ACCOUNTS_NEEDED) {
		prior = prior_at(climb(samples, used));
		prior.is_fitted = true;
		prior.n_accounts = (int)used;
	}
	free(samples);
	return prior;
}
