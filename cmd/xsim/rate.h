/*
 * Rate limits: so many requests to an endpoint in 15 minutes.
 */
#ifndef XSIM_RATE_H
#define XSIM_RATE_H

#include "xsim/sim.h"

/* Count this call; -1 with the answer made (429) if it is one too many. */
int rate_count(struct call *call);

/* Make the answer 429, telling the window's end. */
void rate_refuse(struct call *call);

#endif
