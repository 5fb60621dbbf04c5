/*
 * After something was taken out of the archive: no bytes of it stay in the
 * file, and older copies beside it are named.
 */
#ifndef GIVETAKE_SCRUB_H
#define GIVETAKE_SCRUB_H

#include "givetake/cmd.h"

int scrub(struct context *context, struct err *err);

#endif
