#include "base/buf.h"
#include "base/mem.h"
#include "db/db.h"
#include "db/handle.h"
#include "db/tokenizer.h"
#include "sql/statements.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long another is waited for. */
static const int busy_ms[] =
    {[DB_READ] = 5000, [DB_WRITE] = 30000, [DB_TRY] = 50};
#define STEPS_TO_ASK 1000 /* of the engine's machine: some 50 us */

static pthread_once_t set_up_once = PTHREAD_ONCE_INIT;

struct db {
	sqlite3 *handle;                      /* own */
	char *path;                           /* own */
	sqlite3_stmt *statements[STMT_COUNT]; /* own; prepared on first use */
	bool (*stop)(void *arg);              /* NULL: nobody to ask */
	void *stop_arg;                       /* borrowed */
	int64_t data_version;                 /* when last asked */
};

int
db_fail(struct db *db, const char *what, struct err *err)
{
	int code = sqlite3_errcode(db->handle) & 0xff;
	const char *text = sqlite3_errmsg(db->handle);

	switch (code) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_LATER,
		    "archive %s is in use by another program; try again",
		    db->path);
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_STOPPED, "%s: stopped", what);
	case SQLITE_FULL:
		return err_set(err, ERR_IO,
		    "archive %s: the disk is full; free some space and run "
		    "the same command again",
		    db->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_CREATE, "archive %s: %s", db->path,
		    text);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(err, ERR_DATA,
		    "archive %s is damaged or no archive (%s)", db->path, text);
	case SQLITE_IOERR:
		return err_set(err, ERR_IO, "archive %s: %s", db->path, text);
	default:
		return err_set(err, ERR_BUG, "archive %s: %s: %s", db->path,
		    what, text);
	}
}

/* SQLite makes files with the umask's mode; an archive is private.  One that
 * is there is not opened: closing it again would drop the locks that another
 * connection of this process holds on it (POSIX), and the next program to
 * leave would take the write-ahead log away from under it. */
int
db_make_private(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1 && errno == EEXIST)
		return 0;
	if (fd == -1)
		return err_errno(err, ERR_CREATE, "archive %s", path);
	close(fd);
	return 0;
}

/* Counting what is allocated makes every thread wait for every other. */
static void
set_up(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int
configure(struct db *db, enum db_mode mode, struct err *err)
{
	sqlite3_busy_timeout(db->handle, busy_ms[mode]);
	sqlite3_extended_result_codes(db->handle, 1);
	if (tokenizer_register(db->handle) != SQLITE_OK)
		return err_set(err, ERR_BUG,
		    "SQLite has no full-text search (FTS5)");
	if (db_exec(db,
		"PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
		"PRAGMA trusted_schema = OFF;",
		err) == -1)
		return -1;
	/* What writes may go through all of the archive, and sort it: sorted
	 * in memory, it would fill that.  Nothing is mapped: for one page of
	 * a map that is not at hand, all that is read ahead is read. */
	if (mode == DB_READ)
		return db_exec(db,
		    "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;", err);
	return db_exec(db,
	    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", err);
}

struct db *
db_open(const char *path, enum db_mode mode, struct err *err)
{
	struct db *db = mem_alloc(1, sizeof(*db));
	/* Readers open for writing too: a WAL needs its shared memory file.
	 * query_only keeps them from changing anything. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	pthread_once(&set_up_once, set_up);
	db->path = mem_strdup(path);
	if (mode != DB_READ && db_make_private(path, err) == -1)
		goto failed;
	if (mode == DB_READ && access(path, F_OK) == -1) {
		err_set(err, ERR_NOT_FOUND,
		    "there is no archive at %s yet; `givetake watch add "
		    "@handle` or `givetake import FILE` makes one",
		    path);
		goto failed;
	}
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK &&
	    sqlite3_open_v2(path, &db->handle,
		SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		db_fail(db, "open", err);
		goto failed;
	}
	if (configure(db, mode, err) == -1)
		goto failed;
	return db;
failed:
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < ARRAY_LEN(db->statements); i++)
		sqlite3_finalize(db->statements[i]);
	sqlite3_close(db->handle);
	free(db->path);
	free(db);
}

struct sqlite3 *
db_handle(struct db *db)
{
	return db->handle;
}

int
db_exec(struct db *db, const char *sql, struct err *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, "statement", err);
	return 0;
}

static sqlite3_stmt *
prepared(struct db *db, enum statement stmt, struct err *err)
{
	if (db->statements[stmt] == NULL &&
	    sqlite3_prepare_v3(db->handle, sql_statements[stmt].text, -1,
		SQLITE_PREPARE_PERSISTENT, &db->statements[stmt],
		NULL) != SQLITE_OK)
		db_fail(db, sql_statements[stmt].name, err);
	return db->statements[stmt];
}

static int
bind_integer(sqlite3_stmt *s, int i, char type, int64_t value)
{
	if ((type == 'I' && value == 0) || (type == 'm' && value < 0))
		return sqlite3_bind_null(s, i);
	return sqlite3_bind_int64(s, i, value);
}

static int
bind_all(struct db *db, enum statement stmt, struct err *err, const char *types,
    va_list ap)
{
	sqlite3_stmt *s = prepared(db, stmt, err);
	int rc = SQLITE_OK;

	if (s == NULL)
		return -1;
	if (sqlite3_bind_parameter_count(s) != (int)strlen(types))
		return err_set(err, ERR_BUG,
		    "statement %s takes %d parameters, not %zu",
		    sql_statements[stmt].name, sqlite3_bind_parameter_count(s),
		    strlen(types));
	if (sqlite3_stmt_busy(s))
		return err_set(err, ERR_BUG, "statement %s is in use",
		    sql_statements[stmt].name);
	for (int i = 1; *types != '\0' && rc == SQLITE_OK; i++, types++) {
		const void *bytes;

		switch (*types) {
		case 'i':
		case 'I':
		case 'm':
			rc = bind_integer(s, i, *types, va_arg(ap, int64_t));
			break;
		case 'd':
			rc = sqlite3_bind_double(s, i, va_arg(ap, double));
			break;
		case 's':
			rc = sqlite3_bind_text(s, i, va_arg(ap, const char *),
			    -1, SQLITE_STATIC);
			break;
		default:
			bytes = va_arg(ap, const void *);
			rc = sqlite3_bind_blob64(s, i, bytes,
			    va_arg(ap, size_t), SQLITE_STATIC);
		}
	}
	return rc == SQLITE_OK ? 0
			       : db_fail(db, sql_statements[stmt].name, err);
}

int
db_bind(struct db *db, enum statement stmt, struct err *err, const char *types,
    ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = bind_all(db, stmt, err, types, ap);
	va_end(ap);
	return rc;
}

int
db_step(struct db *db, enum statement stmt, struct err *err)
{
	sqlite3_stmt *s = prepared(db, stmt, err);
	int rc;

	if (s == NULL)
		return -1;
	rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		db_fail(db, sql_statements[stmt].name, err);
	sqlite3_reset(s);
	return rc == SQLITE_DONE ? 0 : -1;
}

int
db_run(struct db *db, enum statement stmt, struct err *err, const char *types,
    ...)
{
	va_list ap;
	int rc;

	va_start(ap, types);
	rc = bind_all(db, stmt, err, types, ap);
	va_end(ap);
	if (rc == 0)
		while ((rc = db_step(db, stmt, err)) == 1)
			continue;
	return rc;
}

int
db_find_int(struct db *db, enum statement stmt, int64_t *value, struct err *err,
    const char *types, ...)
{
	va_list ap;
	int rc;

	*value = 0;
	va_start(ap, types);
	rc = bind_all(db, stmt, err, types, ap);
	va_end(ap);
	if (rc == -1 || (rc = db_step(db, stmt, err)) != 1)
		return rc;
	*value = db_int(db, stmt, 0);
	db_reset(db, stmt);
	return 1;
}

void
db_reset(struct db *db, enum statement stmt)
{
	if (db->statements[stmt] != NULL)
		sqlite3_reset(db->statements[stmt]);
}

static int
ask_stop(void *arg)
{
	struct db *db = arg;

	return db->stop(db->stop_arg);
}

void
db_set_stop(struct db *db, bool (*stop)(void *arg), void *arg)
{
	db->stop = stop;
	db->stop_arg = arg;
	sqlite3_progress_handler(db->handle, stop == NULL ? 0 : STEPS_TO_ASK,
	    stop == NULL ? NULL : ask_stop, db);
}

int64_t
db_int(struct db *db, enum statement stmt, int column)
{
	return sqlite3_column_int64(db->statements[stmt], column);
}

double
db_real(struct db *db, enum statement stmt, int column)
{
	return sqlite3_column_double(db->statements[stmt], column);
}

const char *
db_text(struct db *db, enum statement stmt, int column)
{
	return (const char *)sqlite3_column_text(db->statements[stmt], column);
}

const void *
db_blob(struct db *db, enum statement stmt, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(db->statements[stmt], column);

	*len = (size_t)sqlite3_column_bytes(db->statements[stmt], column);
	return bytes;
}

bool
db_is_null(struct db *db, enum statement stmt, int column)
{
	return sqlite3_column_type(db->statements[stmt], column) == SQLITE_NULL;
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

int64_t
db_last_rowid(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int
db_begin(struct db *db, struct err *err)
{
	return db_exec(db, "BEGIN IMMEDIATE", err);
}

int
db_begin_reading(struct db *db, struct err *err)
{
	return db_exec(db, "BEGIN", err);
}

int
db_commit(struct db *db, struct err *err)
{
	return db_exec(db, "COMMIT", err);
}

void
db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

int
db_is_changed(struct db *db, bool *is_changed, struct err *err)
{
	int64_t before = db->data_version;
	sqlite3_stmt *s = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA data_version", -1, &s,
		NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW) {
		db->data_version = sqlite3_column_int64(s, 0);
		*is_changed = db->data_version != before;
		rc = 0;
	} else {
		db_fail(db, "data version", err);
	}
	sqlite3_finalize(s);
	return rc;
}

const char *
db_engine(void)
{
	return "SQLite " SQLITE_VERSION;
}
