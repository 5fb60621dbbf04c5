/*
 * The parts of the weekly digest.
 */
#ifndef REPORT_DIGEST_H
#define REPORT_DIGEST_H

#include "report/report.h"

/* Say that an account moved from this probability on, and only of accounts
 * that have so many gives and takes in either week. */
#define DIGEST_SURE  0.8
#define DIGEST_LEAST 5

/* A site is new when the accounts did not link to it for so many days. */
#define DIGEST_NEW_DAYS 182

/* The week of a digest: the last seven days of a window that are over, and
 * the seven before. */
struct digest_weeks {
	struct window now, before;
};
struct digest_weeks digest_weeks_of(const struct window *window, int64_t now);

/* The probability that one share is above another, both Beta; by the normal
 * distribution with the means and variances of the two. */
double digest_above(double a1, double b1, double a2, double b2);

/* Tables of the present document or section: sites that are new in the job's
 * window. */
int digest_put_sites(const struct report_job *job, struct out *out,
    struct err *err);

#endif
