/* The archive as a file: its version, copies of it, what is left in it, how
 * much of it is held and how it is written. */
#include "base/buf.h"
#include "db/db.h"
#include "db/handle.h"
#include "sql/statements.h"

#include <sqlite3.h>
#include <stdio.h>

int
db_version(struct db *db, int64_t *version, struct err *err)
{
	sqlite3_stmt *s = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(db_handle(db), "PRAGMA user_version", -1, &s,
		NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW) {
		*version = sqlite3_column_int64(s, 0);
		rc = 0;
	} else {
		db_fail(db, "version", err);
	}
	sqlite3_finalize(s);
	return rc;
}

int
db_set_version(struct db *db, int64_t version, struct err *err)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", (int)version);
	return db_exec(db, sql, err);
}

int
db_backup(struct db *db, const char *path, struct err *err)
{
	sqlite3 *to = NULL;
	sqlite3_backup *backup = NULL;
	int rc = SQLITE_ERROR;

	if (db_make_private(path, err) == -1)
		return -1;
	if (sqlite3_open(path, &to) == SQLITE_OK)
		backup = sqlite3_backup_init(to, "main", db_handle(db), "main");
	if (backup != NULL) {
		/* Finishing is no failure for a copy that was not made. */
		bool whole = sqlite3_backup_step(backup, -1) == SQLITE_DONE;

		rc = sqlite3_backup_finish(backup);
		if (rc == SQLITE_OK && !whole)
			rc = SQLITE_BUSY;
	}
	if (rc != SQLITE_OK)
		err_set(err, ERR_CREATE, "copy %s of the archive: %s", path,
		    to != NULL ? sqlite3_errmsg(to) : "no memory");
	sqlite3_close(to);
	return rc == SQLITE_OK ? 0 : -1;
}

int
db_scrub(struct db *db, struct err *err)
{
	if (db_exec(db, "PRAGMA secure_delete = ON; VACUUM;", err) == -1)
		return -1;
	if (sqlite3_wal_checkpoint_v2(db_handle(db), NULL,
		SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
		return db_fail(db, "checkpoint", err);
	return 0;
}

int
db_stay_small(struct db *db, struct err *err)
{
	return db_exec(db, "PRAGMA cache_size = -16384;", err);
}

int
db_bulk(struct db *db, bool is_new, struct err *err)
{
	struct err in_use = ERR_INIT;

	/* Written once, without a log.  Not so where others have it open all
	 * the same: they read on, which takes the log. */
	if (is_new &&
	    db_exec(db, "PRAGMA journal_mode = DELETE", &in_use) == -1 &&
	    in_use.code != ERR_LATER) {
		*err = in_use;
		return -1;
	}
	return db_exec(db,
	    "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192;",
	    err);
}

int
db_bulk_end(struct db *db, struct err *err)
{
	if (db_exec(db, "PRAGMA journal_mode = WAL", err) == -1)
		return -1;
	return db_stay_small(db, err);
}

int
db_explain(struct db *db, enum statement stmt, struct buf *plan,
    struct err *err)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *s = NULL;
	int rc;

	buf_addf(&sql, "EXPLAIN QUERY PLAN %s", sql_statements[stmt].text);
	rc = sqlite3_prepare_v2(db_handle(db), sql.data, -1, &s, NULL);
	while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		buf_addf(plan, "%s\n", (const char *)sqlite3_column_text(s, 3));
	if (rc != SQLITE_OK)
		db_fail(db, sql_statements[stmt].name, err);
	sqlite3_finalize(s);
	buf_release(&sql);
	return rc == SQLITE_OK ? 0 : -1;
}
