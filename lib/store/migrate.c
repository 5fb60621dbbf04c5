#include "store/migrate.h"

#include "base/buf.h"

#include <inttypes.h>

static int
run_one(struct db *db, int64_t number, struct err *err)
{
	int64_t version;

	if (db_begin(db, err) == -1)
		return -1;
	/* Another process may have been quicker. */
	if (db_version(db, &version, err) == -1)
		goto failed;
	if (version < number) {
		if (db_exec(db, sql_migrations[number - 1].text, err) == -1 ||
		    db_set_version(db, number, err) == -1)
			goto failed;
	}
	if (db_commit(db, err) == 0)
		return 0;
failed:
	db_rollback(db);
	return err_context(err, "migration %s",
	    sql_migrations[number - 1].name);
}

int
migrate(struct db *db, const char *path, bool may_write, struct err *err)
{
	int64_t version, newest = sql_migration_count;
	struct buf copy = BUF_INIT;
	int rc = 0;

	if (db_version(db, &version, err) == -1)
		return -1;
	if (version > newest)
		return err_set(err, ERR_CONFIG,
		    "archive %s was made by a newer givetake (schema %" PRId64
		    ", this one knows %" PRId64 "); install that version",
		    path, version, newest);
	if (version == newest)
		return 0;
	if (!may_write)
		return err_set(err, ERR_CONFIG,
		    "archive %s has the older schema %" PRId64
		    "; `givetake score` updates it, and asks nothing of X",
		    path, version);
	if (version > 0) {
		buf_addf(&copy, "%s.before-%" PRId64, path, version);
		rc = db_backup(db, copy.data, err);
		buf_release(&copy);
	}
	for (int64_t n = version + 1; n <= newest && rc == 0; n++)
		rc = run_one(db, n, err);
	return rc;
}
