/*
 * Bringing an archive to the newest schema.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "db/db.h"

/* Run the migrations that the archive lacks, each in one transaction with
 * its version, after a copy "<path>.before-N" beside it (N: the version it
 * had; none for a new archive).  Refuses an archive that is newer than this
 * program, and, where it may not write, one that is older. */
int migrate(struct db *db, const char *path, bool may_write, struct err *err);

#endif
