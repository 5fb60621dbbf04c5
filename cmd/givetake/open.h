/*
 * Opening what a command's table names: settings and archive.
 */
#ifndef GIVETAKE_OPEN_H
#define GIVETAKE_OPEN_H

#include "base/buf.h"
#include "givetake/opts.h"

/* Read the settings, in the order that later wins: files, environment,
 * flags; set the process's zone; append the archive's path. */
int open_settings(struct config *config, const struct globals *globals,
    struct buf *archive, struct err *err);

/* Open the archive as needs says into context->store.  Where the archive has
 * no place of its own named, its folder is made. */
int open_archive(struct context *context, unsigned needs, struct err *err);

#endif
