#include "tui/edit.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/choice.h"
#include "store/source.h"

#include <stdio.h>
#include <string.h>

void
editor_release(struct editor *editor)
{
	store_close(editor->store);
	editor->store = NULL;
}

static int
begin(struct editor *editor, struct err *err)
{
	struct db *db;

	if (editor->store == NULL) {
		editor->store = store_open(editor->path, STORE_TRY, err);
		if (editor->store == NULL)
			return -1;
		db = store_db(editor->store);
		if (db_run(db, STMT_TUI_SMALL_CACHE, err, "") == -1 ||
		    db_run(db, STMT_TUI_NO_MAPPING, err, "") == -1)
			return -1;
	}
	return store_begin(editor->store, err);
}

/* Commit what rc says went well. */
static int
end(struct editor *editor, int rc, struct err *err)
{
	if (rc == 0)
		rc = store_commit(editor->store, err);
	if (rc == -1)
		store_rollback(editor->store);
	return rc;
}

static int
read_label(struct editor *editor, struct edit_undo *undo, struct err *err)
{
	struct db *db = store_db(editor->store);
	const enum statement s = STMT_LABEL_FIND;
	int rc;

	undo->class = -1;
	if (db_bind(db, s, err, "i", undo->post_id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		undo->class = (int)db_int(db, s, 0);
		undo->flags = (int)db_int(db, s, 1);
	}
	db_reset(db, s);
	return 0;
}

static int
write_label(struct editor *editor, int64_t post_id, int class, int flags,
    struct err *err)
{
	struct label label = {.post_id = post_id,
	    .class = class,
	    .flags = flags};
	bool found;

	if (class == -1)
		return store_label_drop(editor->store, post_id, &found, err);
	return store_label_put(editor->store, &label, err);
}

static void
remember(struct editor *editor, const struct edit_undo *undo)
{
	if (editor->n_undo == EDIT_UNDO) {
		memmove(editor->undo, editor->undo + 1,
		    (EDIT_UNDO - 1) * sizeof(*undo));
		editor->n_undo--;
	}
	editor->undo[editor->n_undo++] = *undo;
}

int
edit_label(struct editor *editor, int64_t post_id, int class, struct err *err)
{
	struct edit_undo undo = {.post_id = post_id};
	int rc;

	if (begin(editor, err) == -1)
		return -1;
	rc = read_label(editor, &undo, err);
	if (rc == 0)
		rc = write_label(editor, post_id, class, 0, err);
	rc = end(editor, rc, err);
	if (rc == 0)
		remember(editor, &undo);
	return rc;
}

static int
read_own(struct editor *editor, struct edit_undo *undo, struct err *err)
{
	struct db *db = store_db(editor->store);
	const enum statement s = STMT_TUI_OWN_FIND;
	int rc;

	if (db_bind(db, s, err, "is", undo->account_id, undo->what) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	snprintf(undo->status, sizeof(undo->status), "%s",
	    rc == 1 ? db_text(db, s, 0) : "");
	db_reset(db, s);
	return 0;
}

static int
write_own(struct editor *editor, int64_t account_id, const char *what,
    const char *status, struct err *err)
{
	int64_t n;

	if (*status == '\0')
		return store_own_forget(editor->store, account_id, what, &n,
		    err);
	return store_own_put(editor->store, account_id, what, status,
	    "set by you", err);
}

int
edit_own(struct editor *editor, int64_t account_id, const char *what,
    bool is_own, struct err *err)
{
	struct edit_undo undo = {.account_id = account_id};
	int rc;

	if (strlen(what) >= sizeof(undo.what))
		return err_set(err, ERR_DATA, "the name is too long");
	if (begin(editor, err) == -1)
		return -1;
	snprintf(undo.what, sizeof(undo.what), "%s", what);
	rc = read_own(editor, &undo, err);
	if (rc == 0)
		rc = write_own(editor, account_id, what,
		    is_own ? "own" : "denied", err);
	rc = end(editor, rc, err);
	if (rc == 0)
		remember(editor, &undo);
	return rc;
}

int
edit_undo(struct editor *editor, struct err *err)
{
	const struct edit_undo *undo;
	int rc;

	if (editor->n_undo == 0)
		return 1;
	undo = &editor->undo[editor->n_undo - 1];
	if (begin(editor, err) == -1)
		return -1;
	if (undo->post_id != 0)
		rc = write_label(editor, undo->post_id, undo->class,
		    undo->flags, err);
	else
		rc = write_own(editor, undo->account_id, undo->what,
		    undo->status, err);
	rc = end(editor, rc, err);
	if (rc == 0)
		editor->n_undo--;
	return rc;
}

int
edit_tag(struct editor *editor, const char *kind, int64_t id, const char *tag,
    bool *is_on, struct err *err)
{
	struct db *db;
	int rc;

	if (begin(editor, err) == -1)
		return -1;
	db = store_db(editor->store);
	rc = db_run(db, STMT_TUI_TAG_DROP, err, "sis", kind, id, tag);
	*is_on = rc == 0 && db_changes(db) == 0;
	if (*is_on)
		rc = db_run(db, STMT_TUI_TAG_PUT, err, "sisi", kind, id, tag,
		    clock_now());
	return end(editor, rc, err);
}

int
edit_note(struct editor *editor, const char *kind, int64_t id, const char *text,
    struct err *err)
{
	if (begin(editor, err) == -1)
		return -1;
	return end(editor,
	    db_run(store_db(editor->store), STMT_TUI_NOTE_PUT, err, "sisi",
		kind, id, text, clock_now()),
	    err);
}

int
edit_watch(struct editor *editor, int64_t account_id, const char *handle,
    bool *changed, struct err *err)
{
	struct buf lower = BUF_INIT;
	struct source source = {.kind = SOURCE_TIMELINE, .user_id = account_id};
	int64_t id;
	int rc;

	if (begin(editor, err) == -1)
		return -1;
	if (handle != NULL) {
		for (const char *p = handle; *p != '\0'; p++)
			buf_addc(&lower,
			    *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p);
		source.handle = lower.data;
	}
	rc = end(editor,
	    store_source_add(editor->store, &source, &id, changed, err), err);
	buf_release(&lower);
	return rc;
}

/* The ids of the account's watched timeline: 0 where there is none. */
static int
timeline_of(struct editor *editor, int64_t account_id, int64_t *id,
    struct err *err)
{
	struct source_list sources = {.items = NULL};
	int rc = store_source_list(editor->store, &sources, err);

	*id = 0;
	for (size_t i = 0; i < sources.n && rc == 0; i++)
		if (sources.items[i].kind == SOURCE_TIMELINE &&
		    sources.items[i].user_id == account_id)
			*id = sources.items[i].id;
	source_list_release(&sources);
	return rc;
}

int
edit_unwatch(struct editor *editor, int64_t account_id, bool *changed,
    struct err *err)
{
	int64_t id;
	int rc;

	*changed = false;
	if (begin(editor, err) == -1)
		return -1;
	rc = timeline_of(editor, account_id, &id, err);
	if (rc == 0 && id != 0) {
		rc = store_source_remove(editor->store, id, err);
		*changed = true;
	}
	return end(editor, rc, err);
}

int
edit_group(struct editor *editor, int64_t account_id, const char *group,
    bool *is_in, struct err *err)
{
	int64_t id;
	int rc;

	if (begin(editor, err) == -1)
		return -1;
	rc = timeline_of(editor, account_id, &id, err);
	if (rc == 0 && id == 0)
		rc = err_set(err, ERR_NOT_FOUND,
		    "groups hold what is watched: watch the account first");
	if (rc == 0)
		rc = store_group_remove(editor->store, group, id, err);
	*is_in = rc == 0 && db_changes(store_db(editor->store)) == 0;
	if (rc == 0 && *is_in)
		rc = store_group_add(editor->store, group, id, err);
	return end(editor, rc, err);
}

int
edit_shown(struct editor *editor, const char *name, const struct shown *shown,
    struct err *err)
{
	if (begin(editor, err) == -1)
		return -1;
	return end(editor, shown_save(editor->store, name, shown, err), err);
}
