/*
 * What the files of answers.h share.
 */
#ifndef REPORT_ANSWERS_PARTS_H
#define REPORT_ANSWERS_PARTS_H

#include "report/answers.h"

/* Fill openings, n_openings and all_openings. */
int answers_load_openings(const struct report_job *job, struct answers *answers,
    struct err *err);

#endif
