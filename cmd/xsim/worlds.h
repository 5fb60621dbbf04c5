/*
 * The built-in worlds.
 */
#ifndef XSIM_WORLDS_H
#define XSIM_WORLDS_H

#include "xsim/world.h"

/* The demo world of cmd/xsim/demo: six weeks of posts up to now. */
int world_make_demo(struct world *world, int64_t now_ms, struct err *err);

/* n accounts whose share of giving is drawn from the seed; each post bears
 * its true class (act). */
int world_generate(struct world *world, int64_t now_ms, uint64_t seed, size_t n,
    struct err *err);

#endif
