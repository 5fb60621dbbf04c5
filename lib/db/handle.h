/*
 * The engine's connection, for the files of lib/db alone.
 */
#ifndef DB_HANDLE_H
#define DB_HANDLE_H

#include "db/db.h"

struct sqlite3;

/* Borrowed from db. */
struct sqlite3 *db_handle(struct db *db);

/* Say what went wrong while doing something; -1. */
int db_fail(struct db *db, const char *what, struct err *err);

/* Make a file that nobody else can read, unless it is there. */
int db_make_private(const char *path, struct err *err);

#endif
