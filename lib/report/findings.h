/*
 * The first page of an observation's report: what was found, in sentences,
 * each with the posts behind it.  Of the mix of posts, never of persons, and
 * no more than the intervals allow.
 */
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include "report/standing.h"

/* Put them: for people as paragraphs, for programs as rows (finding, handle,
 * posts) of the table that is begun. */
int findings_put(const struct report_job *job,
    const struct observation *observation, const struct standing *standing,
    struct out *out, struct err *err);

#endif
