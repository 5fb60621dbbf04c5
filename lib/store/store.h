/*
 * The archive: one file that holds posts, accounts, what is watched, what
 * was spent and what was concluded.  Knows posts, not SQL engines.
 *
 * Functions that write must stand between store_begin and store_commit; one
 * page, one transaction.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "db/db.h"

#include <stdbool.h>
#include <stdint.h>

enum store_mode {
	STORE_READ,
	STORE_WRITE,
	STORE_TRY /* to write, but only if nobody else is writing */
};

struct store;

/* Open the archive at path.  STORE_WRITE makes a new one where there is none
 * and migrates an older one, after a copy beside it.  A newer one than this
 * program knows is refused. */
struct store *store_open(const char *path, enum store_mode mode,
    struct err *err);
void store_close(struct store *store);

/* For the modules that read with statements of their own (lib/report). */
struct db *store_db(struct store *store);
const char *store_path(const struct store *store);

int store_begin(struct store *store, struct err *err);
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/* A fact about the archive, appended to value (nothing if unset). */
struct buf;
int store_meta(struct store *store, const char *name, struct buf *value,
    struct err *err);
int store_set_meta(struct store *store, const char *name, const char *value,
    struct err *err);

/* Number of the newest migration, and that of the archive. */
int store_newest_version(void);
int store_version(struct store *store, int64_t *version, struct err *err);

/* Keep an answer or imported lines as they came, compressed (base/blob.h).
 * source_id 0: none.  origin is a path or file name, never a secret.
 * *page_id is its row. */
int store_page_add(struct store *store, int64_t source_id, const char *origin,
    const struct buf *frame, int64_t *page_id, struct err *err);

/* Refuse a post or account from now on; or lift that. */
int store_tombstone(struct store *store, const char *kind, int64_t id,
    const char *reason, struct err *err);

/* Count a problem that an answer named. */
int store_problem(struct store *store, const char *resource, int64_t id,
    const char *kind, const char *detail, struct err *err);

/* A run of a command that spends or writes; cap is its money, 0: none. */
int store_run_begin(struct store *store, const char *command, const char *owner,
    int64_t cap, int64_t *run_id, struct err *err);
int store_run_end(struct store *store, int64_t run_id, const char *outcome,
    struct err *err);
/* Forget a run that changed nothing. */
int store_run_drop(struct store *store, int64_t run_id, struct err *err);

#endif
