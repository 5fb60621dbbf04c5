/*
 * Writing packs (store/pack.h).  For lib/store and its tests.
 */
#ifndef STORE_PACK_FORMAT_H
#define STORE_PACK_FORMAT_H

#include "base/buf.h"
#include "store/pack.h"

/* Append a pack of n posts of one block; their sites are places in names. */
void pack_add(struct buf *buf, const struct packed_post *posts, size_t n,
    const char *const *names, size_t n_names);

#endif
