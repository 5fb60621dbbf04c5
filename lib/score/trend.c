#include "score/trend.h"

#include "score/beta.h"

#include <math.h>

/* ln of the chance of these gives and takes when every share is as likely;
 * the ways to order them cancel out. */
static double
log_chance(const struct trend_week *side)
{
	return beta_log(side->gives + 1, side->takes + 1);
}

static bool
is_enough(const struct trend_week *side)
{
	return side->gives + side->takes >= TREND_SIDE;
}

static struct interval
share(const struct trend_week *side)
{
	double a = side->gives + 1, b = side->takes + 1;

	return (struct interval){
	    .value = side->gives / (side->gives + side->takes),
	    .low = beta_quantile(0.05, a, b),
	    .high = beta_quantile(0.95, a, b),
	};
}

/* A sum of numbers known by their logarithms: top and rest of e^(ln - top). */
struct log_sum {
	double top, rest;
	int n;
};

/* True if it is the largest so far. */
static bool
log_sum_add(struct log_sum *sum, double ln)
{
	sum->n++;
	if (sum->n > 1 && ln <= sum->top) {
		sum->rest += exp(ln - sum->top);
		return false;
	}
	sum->rest = sum->n > 1 ? sum->rest * exp(sum->top - ln) + 1 : 1;
	sum->top = ln;
	return true;
}

struct trend_change
trend_find_change(const struct trend_week *weeks, size_t n)
{
	struct trend_change change = {.is_testable = false};
	struct trend_week all = {0, 0}, left = {0, 0}, at = {0, 0};
	struct log_sum odds = {.n = 0};

	for (size_t i = 0; i < n; i++) {
		all.gives += weeks[i].gives;
		all.takes += weeks[i].takes;
	}
	for (size_t i = 1; i < n; i++) {
		struct trend_week right;

		left.gives += weeks[i - 1].gives;
		left.takes += weeks[i - 1].takes;
		right = (struct trend_week){all.gives - left.gives,
		    all.takes - left.takes};
		/* A week without any is no place of its own. */
		if (!is_enough(&left) || !is_enough(&right) ||
		    weeks[i].gives + weeks[i].takes <= 0)
			continue;
		if (log_sum_add(&odds, log_chance(&left) + log_chance(&right) -
					   log_chance(&all))) {
			change.week = i;
			at = left;
		}
	}
	if (odds.n == 0)
		return change;
	change.is_testable = true;
	change.certainty = 1 / odds.rest;
	change.probability =
	    1 / (1 + exp(-(odds.top + log(odds.rest / odds.n))));
	change.before = share(&at);
	at = (struct trend_week){all.gives - at.gives, all.takes - at.takes};
	change.after = share(&at);
	return change;
}
