/* Posts newest first: of everybody, of an account, or those found. */
#include "base/mem.h"
#include "tui/rows.h"
#include "tui/ui.h"

#include <stdlib.h>

#define PAGE      200
#define MOST      1000 /* rows kept; others are read again when needed */
#define FOUND_MAX 500

struct feed {
	struct post_rows rows; /* own */
	bool at_newest, at_oldest;
	size_t n_new; /* that came while the view was open */
};

static struct post_filter
filter_of(const struct ui *ui, const struct view *view)
{
	return (struct post_filter){
	    .account_id =
		view->about.kind == TARGET_ACCOUNT ? view->about.id : 0,
	    .no_reposts = ui->no_reposts,
	    .no_replies = ui->no_replies,
	};
}

static void
open_feed(struct view *view)
{
	view->data = mem_alloc(1, sizeof(struct feed));
}

static int
load_newest(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);

	post_rows_release(&feed->rows);
	if (post_rows_older(&feed->rows, ui->store, &filter, INT64_MAX, PAGE,
		err) == -1)
		return -1;
	feed->at_newest = true;
	feed->at_oldest = feed->rows.n < PAGE;
	return 0;
}

static int
load_oldest(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);

	post_rows_release(&feed->rows);
	if (post_rows_newer(&feed->rows, ui->store, &filter, 0, PAGE, err) ==
	    -1)
		return -1;
	feed->at_oldest = true;
	feed->at_newest = feed->rows.n < PAGE;
	return 0;
}

/* Read the same span again, and at the new end what came since. */
static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);
	size_t n = feed->rows.n, before;
	int64_t newest;

	if (n == 0)
		return load_newest(ui, view, err);
	newest = feed->rows.items[0].id;
	post_rows_release(&feed->rows);
	if (post_rows_older(&feed->rows, ui->store, &filter, newest + 1, n,
		err) == -1)
		return -1;
	before = feed->rows.n;
	if (feed->at_newest) {
		if (post_rows_newer(&feed->rows, ui->store, &filter, newest,
			PAGE, err) == -1)
			return -1;
		feed->at_newest = feed->rows.n - before < PAGE;
		feed->n_new += feed->rows.n - before;
	}
	return feed->rows.n == 0 ? load_newest(ui, view, err) : 0;
}

static int
more(struct ui *ui, struct view *view, bool older, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);
	size_t n = feed->rows.n;

	if (n == 0 || (older ? feed->at_oldest : feed->at_newest))
		return 0;
	if (older) {
		if (post_rows_older(&feed->rows, ui->store, &filter,
			feed->rows.items[n - 1].id, PAGE, err) == -1)
			return -1;
		feed->at_oldest = feed->rows.n - n < PAGE;
		if (feed->rows.n > MOST) {
			post_rows_drop_first(&feed->rows, feed->rows.n - MOST);
			feed->at_newest = false;
		}
		return 1;
	}
	if (post_rows_newer(&feed->rows, ui->store, &filter,
		feed->rows.items[0].id, PAGE, err) == -1)
		return -1;
	feed->at_newest = feed->rows.n - n < PAGE;
	if (feed->rows.n > MOST) {
		post_rows_drop_last(&feed->rows, feed->rows.n - MOST);
		feed->at_oldest = false;
	}
	return 1;
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct feed *feed = view->data;

	(void)ui;
	for (size_t i = 0; i < feed->rows.n; i++)
		post_row_line(&feed->rows.items[i], &view->doc, width,
		    marks_has(&view->marks, feed->rows.items[i].id));
	if (feed->rows.n == 0) {
		doc_line(&view->doc, 0);
		doc_adds(&view->doc, ROLE_DIM, " No posts here.");
	}
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	const struct feed *feed = view->data;

	if (view->about.kind == TARGET_ACCOUNT)
		buf_addf(title, " of @%s",
		    feed->rows.n > 0 && feed->rows.items[0].handle != NULL
			? feed->rows.items[0].handle
			: "?");
	if (ui->no_reposts)
		buf_adds(title, ", no reposts");
	if (ui->no_replies)
		buf_adds(title, ", no replies");
	if (feed->n_new > 0)
		buf_addf(title, ", %zu new above", feed->n_new);
}

/* Jumps read the other end instead of all that lies between. */
static int
action(struct ui *ui, struct view *view, enum action action, struct err *err)
{
	struct feed *feed = view->data;
	int rc;

	switch (action) {
	case ACTION_FIRST:
		feed->n_new = 0;
		if (feed->at_newest)
			return 0;
		rc = load_newest(ui, view, err);
		ui_rebuild(ui);
		list_to(&view->list, 0);
		return rc == -1 ? -1 : 1;
	case ACTION_LAST:
		if (feed->at_oldest)
			return 0;
		rc = load_oldest(ui, view, err);
		ui_rebuild(ui);
		list_to(&view->list, view->list.n > 0 ? view->list.n - 1 : 0);
		return rc == -1 ? -1 : 1;
	case ACTION_REPOSTS:
		ui->no_reposts = !ui->no_reposts;
		break;
	case ACTION_REPLIES:
		ui->no_replies = !ui->no_replies;
		break;
	default:
		return 0;
	}
	/* Another filter: the newest of it. */
	rc = load_newest(ui, view, err);
	ui_rebuild(ui);
	return rc == -1 ? -1 : 1;
}

static void
close_feed(struct view *view)
{
	struct feed *feed = view->data;

	post_rows_release(&feed->rows);
	free(feed);
}

const struct view_ops view_feed = {
    .name = "Posts",
    .title = title,
    .open = open_feed,
    .load = load,
    .build = build,
    .more = more,
    .action = action,
    .close = close_feed,
};

static int
load_found(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;

	post_rows_release(&feed->rows);
	return post_rows_found(&feed->rows, ui->store, view->about.text,
	    FOUND_MAX, err);
}

static void
title_found(const struct ui *ui, const struct view *view, struct buf *title)
{
	const struct feed *feed = view->data;

	(void)ui;
	buf_addf(title, ": %s, %zu%s posts", view->about.text, feed->rows.n,
	    feed->rows.n == FOUND_MAX ? "+" : "");
}

const struct view_ops view_search = {
    .name = "Search",
    .title = title_found,
    .open = open_feed,
    .load = load_found,
    .build = build,
    .close = close_feed,
};
