/*
 * Every statement of sql/ prepares against the migrated schema, and none
 * reads a whole big table that it should look things up in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "db/db.h"
#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Statements that read a table from end to end on purpose. */
static const char *const scans[] = {
    "label_any",         /* the first row of any */
    "basis_withdrawn",   /* once for a report that is verified */
    "audit_list",        /* the sample, a few hundred */
    "coverage_of_users", /* all sources, for the leaderboard */
    "export_users",      /* all accounts, streamed */
    "label_list",        /* what a person labelled */
    "own_all",           /* all accounts' */
    "post_total",        /* a count of everything */
    "source_list",       /* all sources */
    "run_last",          /* one step from the end */
    "source_health",     /* the same */
    "source_same",       /* a handful of sources, looked up by four keys */
    "source_twin", "source_move_rosters", /* the same, when a handle is found */
    "tombstone_count", "recheck_totals",  /* a count of everything */
    "wipe_mentions",         /* once for an account that is erased */
    "wipe_mentions_by_name", /* the same */
    "wipe_mention_pages", "wipe_names", "wipe_own", "wipe_source",
    "wipe_late",                      /* a handful of sources */
    "wipe_user_notes", "users_dirty", /* those due, by a partial index */
    "users_behind_count", "users_unpacked", "users_clean", /* up to the first */
    "users_scored",                                        /* all accounts */
    "tui_groups",                                          /* a handful */
    "tui_notes",           /* the notes of one user */
    "tui_spent_by_source", /* a ledger has a row a request */
    "observation_current", "observation_list", /* a handful */
    "observation_of_source",                   /* the one that runs */
    "observation_timeline",        /* a handful of sources, by two keys */
    "observation_forget_accounts", /* the same */
    "notes_between",               /* the notes of one user */
    "users_touch_all",
    "users_touch_referrers", /* those due, by a partial index */
};

struct fixture {
	char path[64];
	struct db *db;
};

static int
open_archive(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = ERR_INIT;

	snprintf(f->path, sizeof(f->path), "/tmp/statements.%ld.db",
	    (long)getpid());
	f->db = db_open(f->path, DB_WRITE, &err);
	assert_non_null(f->db);
	assert_int_equal(migrate(f->db, f->path, true, &err), 0);
	*state = f;
	return 0;
}

static int
close_archive(void **state)
{
	struct fixture *f = *state;
	char path[80];

	db_close(f->db);
	unlink(f->path);
	snprintf(path, sizeof(path), "%s-wal", f->path);
	unlink(path);
	snprintf(path, sizeof(path), "%s-shm", f->path);
	unlink(path);
	free(f);
	return 0;
}

static bool
may_scan(const char *name)
{
	for (size_t i = 0; i < sizeof(scans) / sizeof(scans[0]); i++)
		if (strcmp(scans[i], name) == 0)
			return true;
	return false;
}

/* A line of a plan that goes through a stored table without an index. */
static bool
has_scan(const char *plan)
{
	for (const char *p = plan; (p = strstr(p, "SCAN ")) != NULL; p++)
		if (strncmp(p, "SCAN CONSTANT", 13) != 0 &&
		    strncmp(p, "SCAN recent", 11) != 0 &&
		    strncmp(p, "SCAN post_fts VIRTUAL", 21) != 0)
			return true;
	return false;
}

static void
test_statements_prepare(void **state)
{
	struct fixture *f = *state;

	for (int s = 0; s < STMT_COUNT; s++) {
		struct buf plan = BUF_INIT;
		struct err err = ERR_INIT;

		if (db_explain(f->db, (enum statement)s, &plan, &err) == -1)
			fail_msg("%s: %s", sql_statements[s].name, err.text);
		if (has_scan(plan.data) && !may_scan(sql_statements[s].name))
			fail_msg("%s scans:\n%s", sql_statements[s].name,
			    plan.data);
		buf_release(&plan);
	}
}

/* The list above must not outlive what it excuses. */
static void
test_scans_are_real(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(scans) / sizeof(scans[0]); i++) {
		bool found = false;

		for (int s = 0; s < STMT_COUNT; s++) {
			struct buf plan = BUF_INIT;
			struct err err = ERR_INIT;

			if (strcmp(sql_statements[s].name, scans[i]) != 0)
				continue;
			assert_int_equal(db_explain(f->db, (enum statement)s,
					     &plan, &err),
			    0);
			found = has_scan(plan.data);
			buf_release(&plan);
		}
		if (!found)
			fail_msg("%s does not scan (or is gone)", scans[i]);
	}
}

static void
test_newer_archive_is_refused(void **state)
{
	struct fixture *f = *state;
	struct err err = ERR_INIT;

	assert_int_equal(db_set_version(f->db, sql_migration_count + 1, &err),
	    0);
	assert_int_equal(migrate(f->db, f->path, true, &err), -1);
	assert_int_equal(err.code, ERR_CONFIG);
	assert_non_null(strstr(err.text, "newer givetake"));
	assert_int_equal(db_set_version(f->db, sql_migration_count, &err), 0);
}

/* An archive of an older schema is copied before it is changed. */
static void
test_older_archive_is_migrated(void **state)
{
	struct fixture *f = *state;
	struct err err = ERR_INIT;
	char path[80], copy[112];
	struct db *old;
	int64_t version;

	snprintf(path, sizeof(path), "%s.old", f->path);
	snprintf(copy, sizeof(copy), "%s.before-1", path);
	old = db_open(path, DB_WRITE, &err);
	assert_non_null(old);
	assert_int_equal(db_exec(old, sql_migrations[0].text, &err), 0);
	assert_int_equal(db_set_version(old, 1, &err), 0);
	assert_int_equal(migrate(old, path, false, &err), -1);
	assert_int_equal(migrate(old, path, true, &err), 0);
	assert_int_equal(db_version(old, &version, &err), 0);
	assert_int_equal(version, sql_migration_count);
	assert_int_equal(access(copy, R_OK), 0);
	db_close(old);
	unlink(path);
	unlink(copy);
	snprintf(copy, sizeof(copy), "%s-wal", path);
	unlink(copy);
	snprintf(copy, sizeof(copy), "%s-shm", path);
	unlink(copy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_statements_prepare),
	    cmocka_unit_test(test_scans_are_real),
	    cmocka_unit_test(test_newer_archive_is_refused),
	    cmocka_unit_test(test_older_archive_is_migrated),
	};

	return cmocka_run_group_tests(tests, open_archive, close_archive);
}
