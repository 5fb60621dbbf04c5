/*
 * Files: where they belong (XDG), made privately, replaced whole.
 */
#ifndef BASE_FS_H
#define BASE_FS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum fs_dir { FS_CONFIG, FS_DATA, FS_STATE, FS_CACHE };

/* Append the user's directory for givetake by the XDG base directory
 * specification (relative values are ignored), or -1 without a home. */
int fs_add_user_dir(struct buf *path, enum fs_dir dir);

/* Make the directories that path (a file) lies in, mode 0700. */
int fs_make_parents(const char *path, struct err *err);

/* Read a file whole, at most max bytes. */
int fs_read(const char *path, struct buf *content, size_t max, struct err *err);

/* Write content beside path and rename it there: path is either as it was
 * or whole.  mode as in open(2). */
int fs_replace(const char *path, const char *content, size_t len, unsigned mode,
    struct err *err);

#endif
