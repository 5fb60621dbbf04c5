/*
 * Damage to a good answer on its way to the client.
 */
#ifndef XSIM_MANGLE_H
#define XSIM_MANGLE_H

#include "xsim/sim.h"

/* Let the faults that strike damage the answer. */
void mangle_answer(struct call *call);

/* Put the body into a gzip frame (stored, not compressed). */
void mangle_gzip(struct buf *body);

#endif
