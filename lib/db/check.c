#include "db/db.h"
#include "db/handle.h"

#include <sqlite3.h>
#include <string.h>

int
db_check(const char *path, struct err *err)
{
	struct db *db = db_open(path, DB_READ, err);
	sqlite3_stmt *stmt = NULL;
	int rc = -1;

	if (db == NULL)
		return -1;
	if (sqlite3_prepare_v2(db_handle(db), "PRAGMA integrity_check(1)", -1,
		&stmt, NULL) != SQLITE_OK ||
	    sqlite3_step(stmt) != SQLITE_ROW)
		err_set(err, ERR_DATA, "%s is damaged (%s)", path,
		    sqlite3_errmsg(db_handle(db)));
	else if (strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") != 0)
		err_set(err, ERR_DATA, "%s is damaged (%s)", path,
		    (const char *)sqlite3_column_text(stmt, 0));
	else
		rc = 0;
	sqlite3_finalize(stmt);
	db_close(db);
	return rc;
}
