/*
 * The built-in worlds.
 */
#ifndef XSIM_WORLDS_H
#define XSIM_WORLDS_H

#include "xsim/world.h"

/* The demo world of cmd/xsim/demo: six weeks of posts up to now. */
int world_make_demo(struct world *world, int64_t now_ms, struct err *err);

struct generate {
	uint64_t seed;
	size_t accounts;
	size_t posts; /* of each; 0: some, drawn too */
};

/* Accounts whose share of giving is drawn from the seed; each post bears its
 * true class (act). */
int world_generate(struct world *world, int64_t now_ms,
    const struct generate *generate, struct err *err);

#endif
