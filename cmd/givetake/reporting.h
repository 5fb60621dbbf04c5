/*
 * A report with what belongs around it: an earlier one to compare it with, a
 * condition for scripts, the version of the prices.
 */
#ifndef GIVETAKE_REPORTING_H
#define GIVETAKE_REPORTING_H

#include "givetake/output.h"
#include "report/report.h"

/* --compare and --fail-if, for reports to inherit. */
struct reporting_options {
	const char *compare, *fail_if;
};
extern const struct opt reporting_opts[];

/* Write a report with all that is asked for; scores are up to date.
 * job->request is borrowed; what it does not say of comparing and prices is
 * filled in.  Returns as a command does: 1 where --fail-if holds for a row,
 * which is told on stderr. */
int reporting_run(struct context *context, const struct report *report,
    const struct report_job *job, const struct output_options *output_options,
    const struct reporting_options *options, struct err *err);

/* Append the version of the prices that the configuration asks for. */
int reporting_add_prices(struct buf *buf, const struct config *config,
    struct err *err);

#endif
