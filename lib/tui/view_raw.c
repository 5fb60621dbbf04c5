/* What X sent of a post, as it came. */
#include "base/blob.h"
#include "base/mem.h"
#include "tui/raw.h"
#include "tui/ui.h"

#include <stdlib.h>

#define MAX_PAGE ((size_t)64 * 1024 * 1024)

static void
open_raw(struct view *view)
{
	struct buf *text = mem_alloc(1, sizeof(*text));

	*text = (struct buf)BUF_INIT;
	view->data = text;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_TUI_PAGE_OF_POST;
	struct buf *text = view->data, page = BUF_INIT;
	size_t len;
	int rc = db_bind(db, s, err, "i", view->about.id);

	buf_clear(text);
	if (rc == 0)
		rc = db_step(db, s, err);
	if (rc == 1) {
		const void *body = db_blob(db, s, 0, &len);

		rc = blob_add_plain(&page, body, len, MAX_PAGE, err);
		db_reset(db, s);
	}
	if (rc == 0)
		raw_add_post(text, page.data, page.len, view->about.id);
	buf_release(&page);
	return rc;
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct buf *text = view->data;

	(void)ui;
	doc_wrap(&view->doc,
	    text->len > 0 ? text->data
			  : "The archive has no answer that holds this post.",
	    NULL, 1, width - 1);
}

static void
close_raw(struct view *view)
{
	buf_release(view->data);
	free(view->data);
}

const struct view_ops view_raw = {
    .name = "JSON",
    .open = open_raw,
    .load = load,
    .build = build,
    .close = close_raw,
};
