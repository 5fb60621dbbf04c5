/* What is watched, when it was read, what is wrong, what it cost. */
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "store/source.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdlib.h>

struct sources_view {
	struct source_list list; /* own */
	int64_t *spent;          /* own; of each source */
};

static void
open_sources(struct view *view)
{
	view->data = mem_alloc(1, sizeof(struct sources_view));
}

static int
read_spent(struct sources_view *data, struct store *store, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_SPENT_BY_SOURCE;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		for (size_t i = 0; i < data->list.n; i++)
			if (data->list.items[i].id == db_int(db, s, 0))
				data->spent[i] = db_int(db, s, 1);
	return rc;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct sources_view *data = view->data;

	source_list_release(&data->list);
	data->list = (struct source_list){.items = NULL};
	free(data->spent);
	data->spent = NULL;
	if (store_source_list(ui->store, &data->list, err) == -1)
		return -1;
	data->spent = mem_alloc(data->list.n, sizeof(*data->spent));
	return read_spent(data, ui->store, err);
}

static void
add_name(struct buf *buf, const struct source *source)
{
	if (source->name != NULL)
		buf_adds(buf, source->name);
	else if (source->handle != NULL)
		buf_addf(buf, "@%s", source->handle);
	else if (source->query != NULL)
		buf_adds(buf, source->query);
	else
		buf_addf(buf, "%" PRId64,
		    source->user_id != 0 ? source->user_id : source->target_id);
}

static void
build_line(struct view *view, const struct source *source, int64_t spent)
{
	struct doc *doc = &view->doc;
	struct buf text = BUF_INIT;

	doc_line(doc, source->id);
	doc_target(doc,
	    &(struct target){.kind = source->user_id != 0 ? TARGET_ACCOUNT
							  : TARGET_SOURCE,
		.id = source->user_id != 0 ? source->user_id : source->id,
		.account_id = source->user_id});
	doc_adds(doc, ROLE_MARK,
	    marks_has(&view->marks, source->id) ? "*" : " ");
	doc_cell(doc, ROLE_DIM, source_kind_names[source->kind], 9);
	add_name(&text, source);
	doc_cell(doc, ROLE_NAME, text.data, 18);
	buf_clear(&text);
	if (source->polled_at != 0)
		when_add_local(&text, source->polled_at);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_TEXT, text.len > 0 ? text.data : "never", 16);
	buf_clear(&text);
	buf_addc(&text, '$');
	num_add_usd(&text, spent);
	doc_cell(doc, ROLE_TEXT, text.data, -9);
	doc_to(doc, 0);
	doc_adds(doc, ROLE_WARNING,
	    source->problem != NULL ? source->problem : "");
	buf_release(&text);
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct sources_view *data = view->data;
	struct doc *doc = &view->doc;

	(void)ui;
	(void)width;
	doc_line(doc, 0);
	doc_adds(doc, ROLE_HEAD,
	    " Kind     What               Last read            Spent Problem");
	for (size_t i = 0; i < data->list.n; i++)
		build_line(view, &data->list.items[i], data->spent[i]);
	if (data->list.n == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM,
		    " Nothing is watched yet: + on an "
		    "account does, or givetake watch add.");
	}
}

static void
close_sources(struct view *view)
{
	struct sources_view *data = view->data;

	source_list_release(&data->list);
	free(data->spent);
	free(data);
}

const struct view_ops view_sources = {
    .name = "Sources",
    .open = open_sources,
    .load = load,
    .build = build,
    .close = close_sources,
    .has_header = true,
};
