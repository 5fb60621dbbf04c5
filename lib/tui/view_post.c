/* One post: its text with the evidence in it, why it has its class, where it
 * leads, how it fared, what stands around it. */
#include "base/clock.h"
#include "base/mem.h"
#include "tui/memo.h"
#include "tui/post_view.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While others write, the reasons are asked for again after so long. */
#define ASK_AGAIN_MS 5000

static void
open_post(struct view *view)
{
	struct post_view *data = mem_alloc(1, sizeof(*data));

	data->memo = (struct buf)BUF_INIT;
	view->data = data;
}

static int
read_verdict(struct ui *ui, int64_t rid, struct stored_verdict *v,
    struct err *err)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_TUI_VERDICT;
	const unsigned char *probs;
	size_t len;

	*v = (struct stored_verdict){.class = -1, .label = -1};
	if (db_bind(db, s, err, "i", rid) == -1 || db_step(db, s, err) == -1)
		return -1;
	probs = db_blob(db, s, 1, &len);
	if (!db_is_null(db, s, 0) && len == CLASS_COUNT &&
	    db_int(db, s, 0) >= 0 && db_int(db, s, 0) < CLASS_COUNT) {
		v->class = (int)db_int(db, s, 0);
		for (int c = 0; c < CLASS_COUNT; c++)
			v->p[c] = probs[c] / 255.0;
	}
	v->flags = (int)db_int(db, s, 2);
	v->gives = db_real(db, s, 3) * db_real(db, s, 4);
	v->takes = db_real(db, s, 3) * db_real(db, s, 5);
	if (!db_is_null(db, s, 6) && db_int(db, s, 6) < CLASS_COUNT)
		v->label = (int)db_int(db, s, 6);
	db_reset(db, s);
	return 0;
}

/* The reasons need all that the account ever said, which may take long: a
 * program of its own works them out. */
static int
ask_reasons(struct ui *ui, struct view *view, struct err *err)
{
	struct post_view *data = view->data;
	int64_t now = clock_monotonic_ms();

	if (child_is_running(&view->task) ||
	    (data->asked_ms != 0 && data->asked_label == data->verdict.label &&
		now - data->asked_ms < ASK_AGAIN_MS))
		return 0;
	data->asked_ms = now;
	data->asked_label = data->verdict.label;
	return ui_ask_program(ui, view, err);
}

static int
read_around(struct ui *ui, struct post_view *data, struct err *err)
{
	struct post_rows around = {.items = NULL};

	if (post_rows_around(&around, ui->store, data->post.conversation_id,
		data->post.id, err) == -1) {
		post_rows_release(&around);
		return -1;
	}
	post_rows_release(&data->around);
	data->around = around;
	return 0;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct post_view *data = view->data;
	struct stored_post stored;
	int rc;

	data->is_there = data->has_author = false;
	arena_reset(&data->arena);
	rc = store_post_get(ui->store, view->about.id, &data->arena, &stored,
	    err);
	if (rc != 0)
		return rc == -1 ? -1 : 0;
	data->post = stored.post;
	data->is_there = true;
	view->about.account_id = data->post.author_id;
	rc = store_user_get(ui->store, data->post.author_id, &data->arena,
	    &data->author, err);
	data->has_author = rc == 0;
	if (rc == -1 ||
	    read_verdict(ui, stored.rid, &data->verdict, err) == -1 ||
	    owned_read(&data->owned, ui->store, data->post.author_id, err) ==
		-1 ||
	    course_read(&data->course, ui->store, data->post.id, err) == -1 ||
	    memo_read(ui->store, "post", data->post.id, &data->memo, err) ==
		-1 ||
	    ask_reasons(ui, view, err) == -1)
		return -1;
	return read_around(ui, data, err);
}

static int
arrived(struct ui *ui, struct view *view, struct err *err)
{
	struct post_view *data = view->data;

	(void)ui;
	/* A post that was replaced or is gone has none. */
	if (!child_did_well(&view->task) || !data->is_there)
		return 0;
	return reasons_read(&data->reasons, &view->task.all,
	    strlen(data->post.text), err);
}

static void
build(struct ui *ui, struct view *view, int width)
{
	struct post_view *data = view->data;

	(void)ui;
	if (!data->is_there) {
		doc_line(&view->doc, 0);
		doc_addf(&view->doc, ROLE_DIM,
		    " Post %" PRId64 " is not in the archive (o shows it in "
		    "the browser).",
		    view->about.id);
		return;
	}
	post_lines(view, width);
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	(void)ui;
	buf_addf(title, " %" PRId64, view->about.id);
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	char id[24];

	(void)ui;
	snprintf(id, sizeof(id), "%" PRId64, view->about.id);
	ui_add_word(words, "explain");
	ui_add_word(words, id);
	buf_add(words, options->data, options->len);
	return true;
}

static void
close_post(struct view *view)
{
	struct post_view *data = view->data;

	reasons_release(&data->reasons);
	owned_release(&data->owned);
	course_release(&data->course);
	post_rows_release(&data->around);
	arena_release(&data->arena);
	buf_release(&data->memo);
	free(data);
}

const struct view_ops view_post = {
    .name = "Post",
    .title = title,
    .open = open_post,
    .load = load,
    .build = build,
    .arrived = arrived,
    .report = report,
    .close = close_post,
};
