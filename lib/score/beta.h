/*
 * The Beta distribution and the Wilson interval.
 */
#ifndef SCORE_BETA_H
#define SCORE_BETA_H

/* ln B(a, b). */
double beta_log(double a, double b);

/* I_x(a, b), the probability of at most x under Beta(a, b), a, b > 0: the
 * continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17) by Lentz's
 * method, to about 1e-12. */
double beta_cdf(double x, double a, double b);

/* The x with beta_cdf(x, a, b) = p, to 1e-12: Newton's method, kept within
 * the bracket of a bisection. */
double beta_quantile(double p, double a, double b);

/* Wilson's score interval of a share p seen in n (need not be whole) trials
 * (Wilson 1927); z standard errors wide.  n = 0 gives [0, 1]. */
void beta_wilson(double p, double n, double z, double *low, double *high);

#endif
