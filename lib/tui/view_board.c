/* The accounts by what they give. */
#include "base/mem.h"
#include "base/when.h"
#include "tui/ui.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* A line of ui->board.shown. */
struct board_line {
	const struct shown_row *row; /* borrowed */
	float value;                 /* of what is sorted by */
};

struct board_view {
	struct board_line *lines; /* own */
	size_t n;
};

static const char *const order_names[ORDER_COUNT] = {
    [ORDER_RANK] = "rank",
    [ORDER_GIVES] = "gives",
    [ORDER_TAKES] = "takes",
    [ORDER_POSTS] = "posts",
    [ORDER_NAME] = "name",
};

static void
open_board(struct view *view)
{
	view->data = mem_alloc(1, sizeof(struct board_view));
}

/* What to sort by, more of it first. */
static float
value_of(const struct shown_row *row, enum board_order order)
{
	switch (order) {
	case ORDER_GIVES:
		return row->gives;
	case ORDER_TAKES:
		return row->takes;
	case ORDER_POSTS:
		return row->posts;
	default:
		return 0;
	}
}

/* Equal ones stay in the order of the ranks. */
static int
compare_places(const struct board_line *x, const struct board_line *y)
{
	return (x->row > y->row) - (x->row < y->row);
}

static int
compare_values(const void *a, const void *b)
{
	const struct board_line *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? 1 : -1;
	return compare_places(x, y);
}

static int
compare_names(const void *a, const void *b)
{
	const struct board_line *x = a, *y = b;
	int order = strcasecmp(x->row->handle, y->row->handle);

	return order != 0 ? order : compare_places(x, y);
}

static void
sort(struct ui *ui, struct board_view *data)
{
	for (size_t i = 0; i < data->n; i++)
		data->lines[i].value = value_of(data->lines[i].row, ui->order);
	if (data->n > 0)
		qsort(data->lines, data->n, sizeof(*data->lines),
		    ui->order == ORDER_NAME ? compare_names : compare_values);
}

/* The lines point into what is shown now. */
static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct board_view *data = view->data;
	const struct shown *shown = &ui->board.shown;
	int rc = ui_board_want(ui, err);

	free(data->lines);
	data->n = ui->board.is_there ? shown->n : 0;
	data->lines = mem_alloc(data->n, sizeof(*data->lines));
	for (size_t i = 0; i < data->n; i++)
		data->lines[i].row = &shown->rows[i];
	sort(ui, data);
	return rc;
}

/* Which columns a width has room for. */
struct columns {
	int name, bar, ratio;
	bool interval, seen, trend, masses, rank_range;
};

static struct columns
columns_for(int width)
{
	struct columns c = {.name = 16, .bar = 10, .ratio = 5};

	c.interval = c.seen = width >= 80;
	c.trend = width >= 90;
	c.masses = c.rank_range = width >= 112;
	if (c.interval)
		c.ratio = 18;
	if (width >= 80)
		c.bar = 12;
	if (width >= 132)
		c.bar = 20;
	return c;
}

static void
add_head(struct doc *doc, const char *text, int width)
{
	doc_cell(doc, ROLE_HEAD, text, width);
	doc_to(doc, 0);
}

static void
build_header(struct doc *doc, const struct columns *c)
{
	doc_line(doc, 0);
	add_head(doc, "#", -4);
	add_head(doc, "Account", c->name);
	add_head(doc, "Gives", c->bar);
	add_head(doc, c->interval ? "Give:take (90 %)" : "Ratio", c->ratio);
	add_head(doc, "Looks like", 15);
	if (c->trend)
		add_head(doc, "8 weeks", BOARD_WEEKS);
	if (c->masses) {
		add_head(doc, "Gives", -6);
		add_head(doc, "Takes", -6);
	}
	if (c->rank_range)
		add_head(doc, "Rank", 7);
	add_head(doc, "Posts", -5);
	if (c->seen)
		doc_cell(doc, ROLE_HEAD, "Seen", -4);
}

static void
add_ratio(struct doc *doc, const struct shown_row *row, const struct columns *c)
{
	char text[48] = "";
	bool floor = (row->flags & SHOWN_FLOOR) != 0;
	double ratio = (double)(floor ? row->ratio_low : row->ratio);

	if ((row->flags & SHOWN_RANKED) == 0)
		;
	else if (!c->interval)
		snprintf(text, sizeof(text), "%s%.1f", floor ? ">" : "", ratio);
	else if (floor)
		snprintf(text, sizeof(text), "at least %.1f", ratio);
	else
		snprintf(text, sizeof(text), "%.1f (%.1f to %.1f)", ratio,
		    (double)row->ratio_low, (double)row->ratio_high);
	doc_cell(doc, ROLE_TEXT, text, c->ratio);
	doc_to(doc, 0);
}

/* NaN: nothing is known. */
static void
add_number(struct doc *doc, enum role role, float value, int digits, int width)
{
	char text[32] = "";

	if (!isnan(value))
		snprintf(text, sizeof(text), "%.*f", digits, (double)value);
	doc_cell(doc, role, text, width);
}

static void
add_details(struct doc *doc, const struct shown_row *row,
    const struct columns *c)
{
	bool is_ranked = (row->flags & SHOWN_RANKED) != 0;
	char text[32];

	if (c->trend) {
		doc_trend(doc, row->trend, BOARD_WEEKS);
		doc_to(doc, 0);
	}
	if (c->masses) {
		add_number(doc, ROLE_GIVE, row->gives, 1, -6);
		doc_to(doc, 0);
		add_number(doc, ROLE_TAKE, row->takes, 1, -6);
		doc_to(doc, 0);
	}
	if (c->rank_range) {
		snprintf(text, sizeof(text), "%d-%d", row->rank_low,
		    row->rank_high);
		doc_cell(doc, ROLE_DIM, is_ranked ? text : "", 7);
		doc_to(doc, 0);
	}
	add_number(doc, ROLE_TEXT, row->posts, 0, -5);
	if (c->seen) {
		doc_to(doc, 0);
		add_number(doc, ROLE_DIM, row->coverage * 100, 0, -3);
		doc_adds(doc, ROLE_DIM, isnan(row->coverage) ? "" : "%");
	}
}

static enum role
tier_role(const struct shown_row *row)
{
	return row->tier == TIER_GIVER            ? ROLE_GIVE
	       : row->tier == TIER_TAKER          ? ROLE_TAKE
	       : (row->flags & SHOWN_RANKED) != 0 ? ROLE_TEXT
						  : ROLE_DIM;
}

static void
build_line(struct view *view, const struct board_line *line,
    const struct columns *c)
{
	const struct shown_row *row = line->row;
	bool is_ranked = (row->flags & SHOWN_RANKED) != 0;
	struct doc *doc = &view->doc;
	char rank[16] = "";

	doc_line(doc, row->id);
	doc_target(doc, &(struct target){.kind = TARGET_ACCOUNT,
			    .id = row->id,
			    .account_id = row->id});
	if (is_ranked)
		snprintf(rank, sizeof(rank), "%d", row->rank);
	doc_adds(doc, ROLE_MARK, marks_has(&view->marks, row->id) ? "*" : " ");
	doc_cell(doc, ROLE_TEXT, rank, -3);
	doc_to(doc, 0);
	doc_cell(doc, is_ranked ? ROLE_NAME : ROLE_TEXT, row->handle, c->name);
	doc_to(doc, 0);
	if (row->directional > 0 && is_ranked)
		doc_bar(doc, ROLE_GIVE, (double)row->balance, c->bar);
	else
		doc_cell(doc, ROLE_DIM, "", c->bar);
	doc_to(doc, 0);
	add_ratio(doc, row, c);
	doc_cell(doc, tier_role(row), shown_tier(row), 15);
	doc_to(doc, 0);
	add_details(doc, row, c);
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct board_view *data = view->data;
	struct columns c = columns_for(width);

	build_header(&view->doc, &c);
	for (size_t i = 0; i < data->n; i++)
		build_line(view, &data->lines[i], &c);
	if (data->n > 0)
		return;
	doc_line(&view->doc, 0);
	doc_adds(&view->doc, ROLE_DIM,
	    ui->board.work != NULL || view->late != LATE_NOTHING
		? " Reading the sums of all days..."
		: " No posts in this window.");
}

/* What is kept from before says of when it is, until it is of now. */
static void
add_state(const struct ui *ui, struct buf *title)
{
	const struct ui_board *board = &ui->board;
	struct buf when = BUF_INIT;

	if (board->work == NULL)
		return;
	buf_addf(title, "; reading, %zu accounts",
	    board_work_count(board->work));
	if (board->is_there) {
		when_add_local(&when, board->shown.at);
		buf_addf(title, ", so far as of %s", when.data);
	}
	buf_release(&when);
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	buf_addf(title, ": %s, %s",
	    ui->group.len > 0 ? ui->group.data : "everybody",
	    ui_windows[ui->window].name);
	if (ui->order != ORDER_RANK)
		buf_addf(title, ", by %s", order_names[ui->order]);
	add_state(ui, title);
	if (view->built_width < 80)
		buf_adds(title, " (hides interval, trend, seen)");
	else if (view->built_width < 90)
		buf_adds(title, " (hides trend)");
}

static int
action(struct ui *ui, struct view *view, enum action action, struct err *err)
{
	(void)err;
	if (action != ACTION_SORT)
		return 0;
	ui->order = (enum board_order)((ui->order + 1) % ORDER_COUNT);
	sort(ui, view->data);
	view->place = PLACE_FIRST;
	ui_rebuild(ui);
	return 1;
}

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	(void)view;
	ui_add_word(words, "report");
	ui_add_word(words, "accounts");
	ui_add_scope(ui, words);
	buf_add(words, options->data, options->len);
	return true;
}

static void
close_board(struct view *view)
{
	struct board_view *data = view->data;

	free(data->lines);
	free(data);
}

const struct view_ops view_board = {
    .name = "Board",
    .title = title,
    .open = open_board,
    .load = load,
    .build = build,
    .action = action,
    .report = report,
    .close = close_board,
    .has_header = true,
};
