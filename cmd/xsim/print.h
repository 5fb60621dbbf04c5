/*
 * Writing a world as the API's JSON lines.
 */
#ifndef XSIM_PRINT_H
#define XSIM_PRINT_H

#include "xsim/world.h"

#include <stdio.h>

/* All posts that may be seen, newest first, as pages of 100 with what they
 * need in includes, or flat: one a line with its author inline.  all: hidden
 * posts too, and what is only known here in a member "sim". */
int print_world(struct world *world, FILE *file, bool flat, bool all,
    struct err *err);

#endif
