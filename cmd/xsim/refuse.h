/*
 * The answers of faults that stand in place of the real answer.
 */
#ifndef XSIM_REFUSE_H
#define XSIM_REFUSE_H

#include "xsim/sim.h"

/* True, with the answer made, if a fault strikes before X would even look at
 * the request. */
bool refuse_by_fault(struct call *call);

#endif
