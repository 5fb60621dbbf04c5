/*
 * Batch compliance jobs (x-api.md 1.8) with their up- and downloads, which
 * take no authorization.
 */
#ifndef XSIM_JOBS_H
#define XSIM_JOBS_H

#include "xsim/sim.h"

/* Answer /sim/upload/ID and /sim/download/ID. */
void jobs_transfer(struct call *call);

void jobs_free(struct jobs *jobs);

#endif
