/*
 * Help, made from the tables.
 */
#ifndef GIVETAKE_HELP_H
#define GIVETAKE_HELP_H

#include "base/buf.h"

/* What bare `givetake` prints: examples and the list of commands. */
void help_add_short(struct buf *buf);

/* Help on what words name: a command, a group such as "watch", or with n = 0
 * the whole program.  Fails with ERR_USAGE for anything else. */
int help_add(struct buf *buf, int n, char *const *words, struct err *err);

#endif
