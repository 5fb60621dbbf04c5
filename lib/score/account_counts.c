#include "score/account_counts.h"

#include <math.h>

double
account_amplify_limit(const struct masses *masses, double rest)
{
	double cap = masses->amplify_cap;

	return cap < 1 ? rest * cap / (1 - cap) : INFINITY;
}

struct account_counts
account_count(const struct moments *sums, const struct masses *masses)
{
	const double *sum = sums->sum;
	double amplify = sum[MOMENT_GIVE_AMPLIFY];
	double limit = account_amplify_limit(masses, sum[MOMENT_GIVE_REST]);
	double kept = fmin(amplify, limit);
	struct account_counts counts = {
	    .gives = sum[MOMENT_GIVE_REST] + kept,
	    .takes = sum[MOMENT_TAKE],
	    .capped = amplify - kept,
	    .directional = sum[MOMENT_DIRECTIONAL],
	    .factor = 1,
	};

	if (amplify > 0)
		counts.directional -=
		    sum[MOMENT_DIRECTIONAL_AMPLIFY] * (1 - kept / amplify);
	if (sum[MOMENT_WEIGHT_2] > 0) {
		counts.factor = sum[MOMENT_WEIGHT] / sum[MOMENT_WEIGHT_2];
		counts.n_eff = counts.factor * sum[MOMENT_WEIGHT];
	}
	return counts;
}
