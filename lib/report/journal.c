#include "report/journal.h"

#include "base/buf.h"
#include "base/mem.h"
#include "report/cells.h"

#include <inttypes.h>
#include <string.h>

static const struct out_column columns[] = {
    {"at", "When", OUT_LEFT, false},
    {"kind", NULL, OUT_LEFT, false},
    {"id", NULL, OUT_RIGHT, false},
    {"about", "About", OUT_LEFT, false},
    {"note", "Note", OUT_LEFT, true},
};

struct journal {
	struct store *store;
	const struct observation *observation;
	struct out *out;
	int64_t n;
};

/* "@alice", "post 123", or the observation's name. */
static int
add_subject(const struct journal *journal, const struct journal_note *note,
    struct buf *about, struct err *err)
{
	struct arena arena = ARENA_INIT;
	const char *handle;
	int rc = -1;

	if (strcmp(note->kind, "observation") == 0) {
		buf_adds(about, journal->observation->name);
		return 0;
	}
	if (strcmp(note->kind, "user") != 0) {
		buf_addf(about, "post %" PRId64, note->subject_id);
		return 0;
	}
	if (find_handle(journal->store, note->subject_id, &arena, &handle,
		err) == 0) {
		cells_add_account(about, handle, note->subject_id);
		rc = 0;
	}
	arena_release(&arena);
	return rc;
}

static int
put_note(const struct journal_note *note, void *arg, struct err *err)
{
	struct journal *journal = arg;
	struct out *out = journal->out;
	struct buf about = BUF_INIT;
	bool is_whole = strcmp(note->kind, "observation") == 0;
	int rc = add_subject(journal, note, &about, err);

	if (rc == 0) {
		out_time(out, note->at);
		out_text(out,
		    strcmp(note->kind, "user") == 0 ? "account" : note->kind);
		out_id(out, is_whole ? 0 : note->subject_id);
		out_text(out, about.data);
		out_text(out, note->text);
		out_row(out);
		journal->n++;
	}
	buf_release(&about);
	return rc;
}

int
journal_put(struct store *store, const struct observation *observation,
    struct out *out, int64_t *n, struct err *err)
{
	struct journal journal = {store, observation, out, 0};
	int rc;

	out_columns(out, columns, ARRAY_LEN(columns));
	rc = store_journal(store, observation, put_note, &journal, err);
	*n = journal.n;
	return rc;
}
