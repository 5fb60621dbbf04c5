/*
 * What X does not have: the bill, the log of requests, the truth, the clock,
 * faults and the world at run time (/sim/...).
 */
#ifndef XSIM_ADMIN_H
#define XSIM_ADMIN_H

#include "xsim/sim.h"

void admin_answer(struct call *call);

/* Switch a fault on by its text, as --fault does. */
int admin_add_fault(struct sim *sim, const char *text, struct err *err);

/* Write what the accounts of the world truly do. */
void admin_write_truth(const struct world *world, struct json_writer *w);

/* Carry out one change of the world (see change.c), writing its result. */
int admin_change(struct sim *sim, const struct json *change,
    struct json_writer *w, struct err *err);

#endif
