#include "tui/feed.h"
#include "tui/ui.h"

#include <inttypes.h>

#define PAGE 200
#define MOST 1000 /* rows kept; others are read again when needed */

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

void
feed_add_expression(const struct ui *ui, const struct view *view,
    struct buf *text)
{
	const struct feed *feed = view->data;
	bool is_search = view->ops == &view_search;
	bool of_group = ui->group.len > 0 && !is_search &&
			view->about.kind != TARGET_ACCOUNT;

	if (is_search)
		buf_addf(text, "%s ", view->about.text);
	else if (feed->filter.len == 0 && !of_group)
		return;
	if (of_group)
		buf_addf(text, "group:\"%s\" ", ui->group.data);
	if (view->about.kind == TARGET_ACCOUNT)
		buf_addf(text, "from:%" PRId64 " ", view->about.id);
	if (ui->no_reposts)
		buf_adds(text, "-is:repost ");
	if (ui->no_replies)
		buf_adds(text, "-is:reply ");
	buf_adds(text, feed->filter.data);
}

/* A part of the list, to take the place of what is shown once it is whole. */
struct part {
	struct post_rows rows; /* own */
	bool at_newest, at_oldest;
	size_t n_new;
};

static int
read_end(struct ui *ui, const struct post_filter *filter, bool oldest,
    struct part *part, struct err *err)
{
	int rc = oldest ? post_rows_newer(&part->rows, ui->store, filter, 0,
			      PAGE, err)
			: post_rows_older(&part->rows, ui->store, filter,
			      INT64_MAX, PAGE, err);

	part->at_newest = !oldest || part->rows.n < PAGE;
	part->at_oldest = oldest || part->rows.n < PAGE;
	return rc;
}

/* Read the same span again, and at the new end what came since. */
static int
read_again(struct ui *ui, const struct post_filter *filter,
    const struct feed *feed, struct part *part, struct err *err)
{
	int64_t newest = feed->rows.items[0].id;
	size_t before;

	part->at_oldest = feed->at_oldest;
	if (post_rows_older(&part->rows, ui->store, filter, newest + 1,
		feed->rows.n, err) == -1)
		return -1;
	before = part->rows.n;
	if (!feed->at_newest)
		return 0;
	if (post_rows_newer(&part->rows, ui->store, filter, newest, PAGE,
		err) == -1)
		return -1;
	part->n_new = part->rows.n - before;
	part->at_newest = part->n_new < PAGE;
	return 0;
}

/* An expression is always read from the newest on. */
static int
read_found(struct ui *ui, const char *text, const struct feed *feed,
    struct part *part, struct err *err)
{
	size_t n = feed->wanted == WANT_SAME && feed->rows.n > PAGE
		       ? feed->rows.n
		       : PAGE;
	int rc = post_rows_found(&part->rows, ui->store, text, n, err);

	part->at_newest = true;
	part->at_oldest = part->rows.n < n;
	if (feed->wanted == WANT_SAME && feed->rows.n > 0)
		while (
		    part->n_new < part->rows.n &&
		    part->rows.items[part->n_new].id > feed->rows.items[0].id)
			part->n_new++;
	return rc;
}

static int
read_part(struct ui *ui, struct view *view, struct part *part, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);
	struct buf text = BUF_INIT;
	int rc;

	feed_add_expression(ui, view, &text);
	if (text.len > 0)
		rc = read_found(ui, text.data, feed, part, err);
	else if (feed->wanted != WANT_SAME || feed->rows.n == 0)
		rc = read_end(ui, &filter, feed->wanted == WANT_OLDEST, part,
		    err);
	else
		rc = read_again(ui, &filter, feed, part, err);
	buf_release(&text);
	return rc;
}

int
feed_load(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;
	struct part part = {.rows = {.items = NULL}};
	int rc = read_part(ui, view, &part, err);

	if (rc == -1 && err->code != ERR_USAGE && err->code != ERR_NOT_FOUND) {
		post_rows_release(&part.rows);
		return -1;
	}
	buf_clear(&feed->problem);
	if (rc == -1)
		buf_adds(&feed->problem, err->text);
	post_rows_release(&feed->rows);
	feed->rows = part.rows;
	feed->at_newest = part.at_newest;
	feed->at_oldest = part.at_oldest || rc == -1;
	feed->n_new += part.n_new;
	feed->wanted = WANT_SAME;
	return 0;
}

static int
read_older(struct ui *ui, struct view *view, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);
	struct buf text = BUF_INIT;
	size_t n = feed->rows.n;
	int rc;

	feed_add_expression(ui, view, &text);
	if (text.len > 0)
		rc = post_rows_found(&feed->rows, ui->store, text.data, PAGE,
		    err);
	else
		rc = post_rows_older(&feed->rows, ui->store, &filter,
		    feed->rows.items[n - 1].id, PAGE, err);
	if (rc == -1)
		post_rows_drop_last(&feed->rows, feed->rows.n - n);
	buf_release(&text);
	if (rc == -1)
		return -1;
	feed->at_oldest = feed->rows.n - n < PAGE;
	/* What is found is not read again from the middle on. */
	if (feed->rows.n > MOST && text.len == 0) {
		post_rows_drop_first(&feed->rows, feed->rows.n - MOST);
		feed->at_newest = false;
	}
	return 1;
}

int
feed_more(struct ui *ui, struct view *view, bool older, struct err *err)
{
	struct feed *feed = view->data;
	struct post_filter filter = filter_of(ui, view);
	size_t n = feed->rows.n;

	if (n == 0 || (older ? feed->at_oldest : feed->at_newest))
		return 0;
	if (older)
		return read_older(ui, view, err);
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
