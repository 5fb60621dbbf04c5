/*
 * Compressed bytes (zstd).
 */
#ifndef BASE_BLOB_H
#define BASE_BLOB_H

#include "base/buf.h"

/* Append len bytes of data, compressed, as one zstd frame with its size. */
void blob_add_compressed(struct buf *buf, const void *data, size_t len);

/* Append the content of a frame of at most max bytes. */
int blob_add_plain(struct buf *buf, const void *frame, size_t len, size_t max,
    struct err *err);

/* Version of the zstd library. */
const char *blob_version(void);

#endif
