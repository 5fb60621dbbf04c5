/*
 * The manual page, made from the tables.
 */
#ifndef GIVETAKE_MANUAL_H
#define GIVETAKE_MANUAL_H

#include "base/buf.h"

/* Append givetake(1) in roff. */
void manual_add(struct buf *buf);

#endif
