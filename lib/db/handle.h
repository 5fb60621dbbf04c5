/*
 * The engine's connection, for the files of lib/db alone.
 */
#ifndef DB_HANDLE_H
#define DB_HANDLE_H

#include "db/db.h"

struct sqlite3;

/* Borrowed from db. */
struct sqlite3 *db_handle(struct db *db);

#endif
