#include "tui/memo.h"

#include "base/when.h"

int
memo_read(struct store *store, const char *kind, int64_t id, struct buf *text,
    struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	buf_clear(text);
	if (db_bind(db, STMT_TUI_TAGS, err, "si", kind, id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_TUI_TAGS, err)) == 1)
		buf_addf(text, "%s%s", text->len > 0 ? ", " : "Tags: ",
		    db_text(db, STMT_TUI_TAGS, 0));
	if (rc == -1 || db_bind(db, STMT_TUI_NOTES, err, "si", kind, id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_TUI_NOTES, err)) == 1) {
		if (text->len > 0)
			buf_addc(text, '\n');
		when_add_local(text, db_int(db, STMT_TUI_NOTES, 0));
		buf_addf(text, "  %s", db_text(db, STMT_TUI_NOTES, 1));
	}
	return rc;
}

void
memo_lines(struct doc *doc, const char *text, int width)
{
	if (*text == '\0')
		return;
	doc_head(doc, "Your tags and notes");
	doc_wrap(doc, text, NULL, 2, width);
}
