#include "db/query.h"

#include "base/mem.h"
#include "db/handle.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define ASK_EVERY 20000 /* steps of SQLite's machine */

struct db_query {
	struct db *db;      /* own */
	sqlite3_stmt *stmt; /* own */
	bool (*stopped)(void);
};

/* What a statement may do.  query_only alone would let through ATTACH (which
 * makes files) and pragmas. */
static int
authorize(void *arg, int action, const char *what, const char *detail,
    const char *schema, const char *trigger)
{
	(void)arg;
	(void)schema;
	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_PRAGMA: /* the full-text index asks for this one */
		return strcmp(what, "data_version") == 0 && detail == NULL
			   ? SQLITE_OK
			   : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return detail != NULL && strcmp(detail, "load_extension") == 0
			   ? SQLITE_DENY
			   : SQLITE_OK;
	default:
		return SQLITE_DENY;
	}
}

static int
ask(void *arg)
{
	const struct db_query *query = arg;

	return query->stopped != NULL && query->stopped();
}

static int
fail(struct db_query *query, struct err *err)
{
	sqlite3 *handle = db_handle(query->db);
	int code = sqlite3_errcode(handle) & 0xff;

	if (code == SQLITE_INTERRUPT)
		return err_set(err, ERR_STOPPED, "stopped");
	if (code == SQLITE_AUTH)
		return err_set(err, ERR_USAGE,
		    "that is not allowed: one SELECT, and only of this "
		    "archive's tables; see: givetake schema");
	return err_set(err, ERR_USAGE, "%s; see: givetake schema",
	    sqlite3_errmsg(handle));
}

/* True if nothing but blanks, comments apart, follows the statement. */
static bool
is_last(sqlite3 *handle, const char *tail)
{
	sqlite3_stmt *more = NULL;
	bool last =
	    sqlite3_prepare_v2(handle, tail, -1, &more, NULL) == SQLITE_OK &&
	    more == NULL;

	sqlite3_finalize(more);
	return last;
}

static int
prepare(struct db_query *query, const char *sql, struct err *err)
{
	sqlite3 *handle = db_handle(query->db);
	const char *tail = "";

	/* The full-text index is connected by what only its own code may do;
	 * preparing a statement of ours does it. */
	if (db_bind(query->db, STMT_FTS_LAST, err, "si", "", (int64_t)0) == -1)
		return -1;
	sqlite3_set_authorizer(handle, authorize, NULL);
	sqlite3_progress_handler(handle, ASK_EVERY, ask, query);
	if (sqlite3_prepare_v2(handle, sql, -1, &query->stmt, &tail) !=
	    SQLITE_OK)
		return fail(query, err);
	if (query->stmt == NULL)
		return err_set(err, ERR_USAGE, "the query is empty");
	if (!is_last(handle, tail))
		return err_set(err, ERR_USAGE,
		    "there is more than one statement; give one SELECT");
	if (!sqlite3_stmt_readonly(query->stmt) ||
	    sqlite3_column_count(query->stmt) == 0)
		return err_set(err, ERR_USAGE,
		    "only queries that read are run: SELECT ...");
	return 0;
}

struct db_query *
db_query_open(const char *path, const char *sql, bool (*stopped)(void),
    struct err *err)
{
	struct db_query *query = mem_alloc(1, sizeof(*query));

	query->stopped = stopped;
	query->db = db_open(path, DB_READ, err);
	if (query->db != NULL && prepare(query, sql, err) == 0)
		return query;
	db_query_close(query);
	return NULL;
}

void
db_query_close(struct db_query *query)
{
	if (query == NULL)
		return;
	sqlite3_finalize(query->stmt);
	db_close(query->db);
	free(query);
}

int
db_query_columns(const struct db_query *query)
{
	return sqlite3_column_count(query->stmt);
}

const char *
db_query_name(const struct db_query *query, int column)
{
	return sqlite3_column_name(query->stmt, column);
}

int
db_query_step(struct db_query *query, struct err *err)
{
	int rc = sqlite3_step(query->stmt);

	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : fail(query, err);
}

enum db_type
db_query_type(struct db_query *query, int column)
{
	switch (sqlite3_column_type(query->stmt, column)) {
	case SQLITE_INTEGER:
		return DB_INT;
	case SQLITE_FLOAT:
		return DB_REAL;
	case SQLITE_TEXT:
		return DB_TEXT;
	case SQLITE_BLOB:
		return DB_BLOB;
	default:
		return DB_NULL;
	}
}

int64_t
db_query_int(struct db_query *query, int column)
{
	return sqlite3_column_int64(query->stmt, column);
}

double
db_query_real(struct db_query *query, int column)
{
	return sqlite3_column_double(query->stmt, column);
}

const char *
db_query_text(struct db_query *query, int column)
{
	return (const char *)sqlite3_column_text(query->stmt, column);
}

const void *
db_query_blob(struct db_query *query, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(query->stmt, column);

	*len = (size_t)sqlite3_column_bytes(query->stmt, column);
	return bytes;
}
