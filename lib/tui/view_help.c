#include "tui/ui.h"

static void
build(struct ui *ui, struct view *view, int width)
{
	struct doc *doc = &view->doc;

	(void)width;
	for (int a = 1; a < ACTION_COUNT; a++) {
		struct buf keys = BUF_INIT;

		/* The row of "none" names the section of the first. */
		if (a == 1)
			doc_head(doc, action_info[0].section);
		else if (action_info[a].section != NULL)
			doc_head(doc, action_info[a].section);
		keys_add(&keys, &ui->keys, (enum action)a);
		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, ROLE_NAME, keys.data, 18);
		doc_adds(doc, ROLE_TEXT, action_info[a].help);
		buf_release(&keys);
	}
	doc_head(doc, "Reading the lists");
	doc_wrap(doc,
	    "+++, ++ and + behind a class say how sure it is; \"you\" says "
	    "that it is your own word. \"re\" is a reply, \"rt\" a repost. "
	    "The keys are bound anew by the setting tui.keys.",
	    NULL, 2, width);
}

static void
close_view(struct view *view)
{
	(void)view;
}

const struct view_ops view_help = {
    .name = "Help",
    .build = build,
    .close = close_view,
};
