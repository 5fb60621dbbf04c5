/*
 * A small door to an SQL engine.  Knows statements by name (sql/), not what
 * they are about.  One engine so far: SQLite, in sqlite.c.
 *
 * A statement is one row of sql_statements; each is prepared on first use
 * and kept.  It runs as: db_bind, db_step until it gives 0, columns read in
 * between.  A statement cannot be used again before its rows are read or
 * db_reset was called.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/err.h"
#include "sql/statements.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

enum db_mode {
	DB_READ,  /* must exist; never writes, and waits only for one who has
		   * the file to himself as it opens or closes it */
	DB_WRITE, /* made if there is none, mode 0600 */
	DB_TRY,   /* as DB_WRITE, but never waits for another writer */
};

/* Open the database in the file at path. */
struct db *db_open(const char *path, enum db_mode mode, struct err *err);
void db_close(struct db *db);

/* Run SQL text of our own that returns nothing (migrations). */
int db_exec(struct db *db, const char *sql, struct err *err);

/* Bind the parameters ?1, ?2, ... of a statement.  A letter of types each:
 *	i int64_t	I int64_t, NULL if 0	m int64_t, NULL if < 0
 *	d double	s const char *, NULL allowed
 *	b const void *, size_t
 * Strings and blobs are borrowed until the statement has run. */
int db_bind(struct db *db, enum statement stmt, struct err *err,
    const char *types, ...);

/* Next row: 1, no more: 0 (the statement is ready again), error: -1. */
int db_step(struct db *db, enum statement stmt, struct err *err);

/* Bind and run a statement that returns no rows. */
int db_run(struct db *db, enum statement stmt, struct err *err,
    const char *types, ...);

/* Bind and run a statement for the first column of its first row: 1 and the
 * value, or 0 and 0 where there is no row; error: -1. */
int db_find_int(struct db *db, enum statement stmt, int64_t *value,
    struct err *err, const char *types, ...);

/* Make a statement ready again before its rows are all read. */
void db_reset(struct db *db, enum statement stmt);

/* While a statement runs ask stop, thousands of times a second; once it says
 * true, the statement ends with ERR_STOPPED.  NULL: ask no more. */
void db_set_stop(struct db *db, bool (*stop)(void *arg), void *arg);

/* Columns of the present row, from 0.  Texts and blobs are borrowed until
 * the next db_step.  NULL reads as 0, 0.0, NULL. */
int64_t db_int(struct db *db, enum statement stmt, int column);
double db_real(struct db *db, enum statement stmt, int column);
const char *db_text(struct db *db, enum statement stmt, int column);
const void *db_blob(struct db *db, enum statement stmt, int column,
    size_t *len);
bool db_is_null(struct db *db, enum statement stmt, int column);

/* Rows changed by the last statement, and the key of the last new row. */
int64_t db_changes(struct db *db);
int64_t db_last_rowid(struct db *db);

/* A transaction for writing; waits for other writers, up to half a minute,
 * then fails with ERR_LATER.  They do not nest. */
int db_begin(struct db *db, struct err *err);
int db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);

/* Whether another connection, of this process or not, wrote since this was
 * asked last; true at first. */
int db_is_changed(struct db *db, bool *is_changed, struct err *err);

/* A transaction for reading: what is read until its end is of one moment,
 * and the file is not locked anew for each statement.  db_rollback() ends it. */
int db_begin_reading(struct db *db, struct err *err);

/* Version of the schema (a number kept in the file). */
int db_version(struct db *db, int64_t *version, struct err *err);
int db_set_version(struct db *db, int64_t version, struct err *err);

/* A whole copy of the database as it is now, into a new file. */
int db_backup(struct db *db, const char *path, struct err *err);

/* Write the file anew, so that no bytes of removed rows are left in it or in
 * its log.  ERR_LATER when another process is in the way. */
int db_scrub(struct db *db, struct err *err);

/* Look through the whole database in a file.  ERR_DATA if it is damaged. */
int db_check(const char *path, struct err *err);

/* Hold little of the database in memory, however much of it is read. */
int db_stay_small(struct db *db, struct err *err);

/* Much is going to be written, in large transactions: hold less of it in
 * memory.  Into a file with nothing in it yet that somebody would read, it is
 * written straight: until the end who opens it to read has to try again. */
int db_bulk(struct db *db, bool is_new, struct err *err);
int db_bulk_end(struct db *db, struct err *err);

/* Name and version of the engine: "SQLite 3.40.1". */
const char *db_engine(void);

/* The plan of a statement for tests: its steps, a line each. */
struct buf;
int db_explain(struct db *db, enum statement stmt, struct buf *plan,
    struct err *err);

#endif
