#include "score/beta.h"

#include <float.h>
#include <math.h>

/* ln B(a, b), without lgamma's global sign. */
static double
log_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

double
beta_log(double a, double b)
{
	return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

static double
away_from_zero(double x)
{
	return fabs(x) < DBL_MIN / DBL_EPSILON ? DBL_MIN / DBL_EPSILON : x;
}

/* The continued fraction DLMF 8.17.22, two terms a round. */
static double
fraction(double x, double a, double b)
{
	double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
	double result = d;

	for (int m = 1; m < 10000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x /
			     ((a + 2 * m) * (a + 2 * m + 1));
		double step;

		d = 1 / away_from_zero(1 + even * d);
		c = away_from_zero(1 + even / c);
		result *= d * c;
		d = 1 / away_from_zero(1 + odd * d);
		c = away_from_zero(1 + odd / c);
		step = d * c;
		result *= step;
		if (fabs(step - 1) < 1e-14)
			break;
	}
	return result;
}

double
beta_cdf(double x, double a, double b)
{
	double front;

	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	front = exp(a * log(x) + b * log1p(-x) - beta_log(a, b));
	/* The fraction converges fast on this side of the mean. */
	if (x < (a + 1) / (a + b + 2))
		return front * fraction(x, a, b) / a;
	return 1 - front * fraction(1 - x, b, a) / b;
}

/* Where the quantile of a normal distribution with the same mean and variance
 * lies (Abramowitz and Stegun 26.2.22), or the mean where that is outside. */
static double
near_quantile(double p, double a, double b)
{
	double t = sqrt(-2 * log(p < 0.5 ? p : 1 - p)), n = a + b;
	double z =
	    t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t);
	double x = a / n + (p < 0.5 ? -z : z) * sqrt(a * b / (n * n * (n + 1)));

	return x > 0 && x < 1 ? x : a / n;
}

double
beta_quantile(double p, double a, double b)
{
	double low = 0, high = 1, ln = beta_log(a, b);
	double x = near_quantile(p, a, b);

	for (int i = 0; i < 200 && high - low > 1e-12; i++) {
		double miss = beta_cdf(x, a, b) - p, next;

		if (miss < 0)
			low = x;
		else
			high = x;
		next =
		    x - miss / exp((a - 1) * log(x) + (b - 1) * log1p(-x) - ln);
		/* Where Newton leaves the bracket, halve it. */
		if (!(next > low && next < high))
			next = (low + high) / 2;
		else if (fabs(next - x) < 1e-13)
			return next;
		x = next;
	}
	return (low + high) / 2;
}

void
beta_wilson(double p, double n, double z, double *low, double *high)
{
	double z2 = z * z, middle, half;

	if (n <= 0) {
		*low = 0;
		*high = 1;
		return;
	}
	middle = p + z2 / (2 * n);
	half = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
	*low = fmax(0, (middle - half) / (1 + z2 / n));
	*high = fmin(1, (middle + half) / (1 + z2 / n));
}
