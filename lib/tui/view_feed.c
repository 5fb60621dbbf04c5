/* Posts newest first: of everybody, of a group, of an account, or those that
 * an expression finds. */
#include "base/mem.h"
#include "tui/feed.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdlib.h>

static void
open_feed(struct view *view)
{
	struct feed *feed = mem_alloc(1, sizeof(*feed));

	feed->filter = (struct buf)BUF_INIT;
	feed->problem = (struct buf)BUF_INIT;
	view->data = feed;
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct feed *feed = view->data;

	(void)ui;
	for (size_t i = 0; i < feed->rows.n; i++)
		post_row_line(&feed->rows.items[i], &view->doc, width,
		    marks_has(&view->marks, feed->rows.items[i].id));
	if (feed->rows.n > 0)
		return;
	doc_line(&view->doc, 0);
	doc_adds(&view->doc, ROLE_DIM,
	    feed->problem.len > 0        ? " "
	    : view->late != LATE_NOTHING ? " Reading..."
					 : " No posts here.");
	doc_adds(&view->doc, ROLE_WARNING, feed->problem.data);
}

static void
add_handle(const struct feed *feed, struct buf *title)
{
	buf_addf(title, " of @%s",
	    feed->rows.n > 0 && feed->rows.items[0].handle != NULL
		? feed->rows.items[0].handle
		: "?");
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	const struct feed *feed = view->data;

	if (view->ops == &view_search)
		buf_addf(title, ": %s, %zu%s posts", view->about.text,
		    feed->rows.n, feed->at_oldest ? "" : "+");
	else if (view->about.kind == TARGET_ACCOUNT)
		add_handle(feed, title);
	else if (ui->group.len > 0)
		buf_addf(title, " of %s", ui->group.data);
	if (feed->filter.len > 0)
		buf_addf(title, ", %s", feed->filter.data);
	if (ui->no_reposts)
		buf_adds(title, ", no reposts");
	if (ui->no_replies)
		buf_adds(title, ", no replies");
	if (feed->n_new > 0)
		buf_addf(title, ", %zu new above", feed->n_new);
	if (view->late != LATE_NOTHING)
		buf_adds(title, ", reading...");
}

void
feed_filter(struct view *view, const char *text)
{
	struct feed *feed = view->data;

	buf_clear(&feed->filter);
	buf_adds(&feed->filter, text);
	feed->wanted = WANT_NEWEST;
	feed->n_new = 0;
	view->place = PLACE_FIRST;
}

const char *
feed_filter_of(const struct view *view)
{
	const struct feed *feed = view->data;

	return feed->filter.data;
}

void
search_change(struct view *view, const char *text)
{
	struct feed *feed = view->data;

	free((char *)(uintptr_t)view->about.text);
	view->about.text = mem_strdup(text);
	feed->wanted = WANT_NEWEST;
	view->place = PLACE_FIRST;
	view->late = LATE_LOAD;
}

/* Jumps read the other end instead of all that lies between; but an
 * expression has no other end. */
static int
action(struct ui *ui, struct view *view, enum action action, struct err *err)
{
	struct feed *feed = view->data;
	struct buf text = BUF_INIT;
	bool is_found;

	(void)err;
	feed_add_expression(ui, view, &text);
	is_found = text.len > 0;
	buf_release(&text);
	switch (action) {
	case ACTION_FIRST:
		feed->n_new = 0;
		if (feed->at_newest)
			return 0;
		feed->wanted = WANT_NEWEST;
		view->place = PLACE_FIRST;
		return 2;
	case ACTION_LAST:
		if (feed->at_oldest || is_found)
			return 0;
		feed->wanted = WANT_OLDEST;
		view->place = PLACE_LAST;
		return 2;
	case ACTION_REPOSTS:
		ui->no_reposts = !ui->no_reposts;
		break;
	case ACTION_REPLIES:
		ui->no_replies = !ui->no_replies;
		break;
	case ACTION_GROUP:
		/* The list is another one; the group is changed by others. */
		feed->wanted = WANT_NEWEST;
		view->place = PLACE_FIRST;
		return 0;
	default:
		return 0;
	}
	feed->wanted = WANT_NEWEST;
	return 2;
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	struct buf text = BUF_INIT;

	feed_add_expression(ui, view, &text);
	if (text.len == 0 && view->about.kind == TARGET_ACCOUNT)
		buf_addf(&text, "from:%" PRId64, view->about.id);
	ui_add_word(words, "search");
	buf_add(words, options->data, options->len);
	ui_add_word(words, "--");
	ui_add_word(words, text.data);
	buf_release(&text);
	return true;
}

static void
close_feed(struct view *view)
{
	struct feed *feed = view->data;

	post_rows_release(&feed->rows);
	buf_release(&feed->filter);
	buf_release(&feed->problem);
	free(feed);
}

const struct view_ops view_feed = {
    .name = "Posts",
    .title = title,
    .open = open_feed,
    .load = feed_load,
    .build = build,
    .more = feed_more,
    .action = action,
    .report = report,
    .close = close_feed,
};

const struct view_ops view_search = {
    .name = "Search",
    .title = title,
    .open = open_feed,
    .load = feed_load,
    .build = build,
    .more = feed_more,
    .action = action,
    .report = report,
    .close = close_feed,
};
