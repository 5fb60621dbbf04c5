/*
 * SQL that a user wrote, run so that it can only read: no writing, no other
 * files, no extensions, one statement.
 */
#ifndef DB_QUERY_H
#define DB_QUERY_H

#include "db/db.h"

struct db_query;

/* Prepare sql on a connection of its own to the file at path.  stopped is
 * asked as it works (NULL: never); the query ends with ERR_STOPPED when it
 * says so.  ERR_USAGE for what is not one statement that reads. */
struct db_query *db_query_open(const char *path, const char *sql,
    bool (*stopped)(void), struct err *err);
void db_query_close(struct db_query *query);

/* Columns of the result, and what the query calls them. */
int db_query_columns(const struct db_query *query);
const char *db_query_name(const struct db_query *query, int column);

/* Next row: 1, no more: 0, error: -1. */
int db_query_step(struct db_query *query, struct err *err);

enum db_type { DB_NULL, DB_INT, DB_REAL, DB_TEXT, DB_BLOB };

/* A value of the present row; texts are borrowed until the next step. */
enum db_type db_query_type(struct db_query *query, int column);
int64_t db_query_int(struct db_query *query, int column);
double db_query_real(struct db_query *query, int column);
const char *db_query_text(struct db_query *query, int column);
const void *db_query_blob(struct db_query *query, int column, size_t *len);

#endif
