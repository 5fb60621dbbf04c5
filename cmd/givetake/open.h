/*
 * Opening what a command's table names: settings and archive.
 */
#ifndef GIVETAKE_OPEN_H
#define GIVETAKE_OPEN_H

#include "base/buf.h"
#include "givetake/opts.h"

/* Read the settings, in the order that later wins: files, environment,
 * flags; set the process's zone. */
int open_settings(struct config *config, const struct globals *globals,
    struct err *err);

/* Open the archive, if needs says so, into context->store; its path, kept in
 * path, into context->archive.  Where no path was named, the folder of the
 * usual one is made. */
int open_archive(struct context *context, unsigned needs, struct buf *path,
    struct err *err);

#endif
