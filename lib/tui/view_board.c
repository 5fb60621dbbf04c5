/* The accounts by what they give. */
#include "base/mem.h"
#include "store/user.h"
#include "tui/ui.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct board_line {
	const struct account_score *score; /* borrowed from ui->board */
	char *handle;                      /* own */
	double coverage;
	double value; /* of what is sorted by */
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

static void
release_lines(struct board_view *data)
{
	for (size_t i = 0; i < data->n; i++)
		free(data->lines[i].handle);
	free(data->lines);
	*data = (struct board_view){.lines = NULL};
}

/* What to sort by, more of it first. */
static double
value_of(const struct board_line *line, enum board_order order)
{
	switch (order) {
	case ORDER_GIVES:
		return line->score->gives;
	case ORDER_TAKES:
		return line->score->takes;
	case ORDER_POSTS:
		return line->score->posts;
	default:
		return 0;
	}
}

static int
compare_values(const void *a, const void *b)
{
	const struct board_line *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? 1 : -1;
	return (x->score > y->score) - (x->score < y->score);
}

/* Equal ones stay in the order of the ranks. */
static int
compare_names(const void *a, const void *b)
{
	const struct board_line *x = a, *y = b;
	int order = strcasecmp(x->handle, y->handle);

	return order != 0 ? order
			  : (x->score > y->score) - (x->score < y->score);
}

static void
sort(struct ui *ui, struct board_view *data)
{
	for (size_t i = 0; i < data->n; i++)
		data->lines[i].value = value_of(&data->lines[i], ui->order);
	if (data->n > 0)
		qsort(data->lines, data->n, sizeof(*data->lines),
		    ui->order == ORDER_NAME ? compare_names : compare_values);
}

static char *
read_handle(struct ui *ui, int64_t id, struct err *err)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_USER_FIND;
	char *handle = NULL;
	int rc;

	if (db_bind(db, s, err, "i", id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return NULL;
	if (rc == 1)
		handle = mem_strdup(db_text(db, s, 0));
	db_reset(db, s);
	if (handle == NULL) {
		struct buf number = BUF_INIT;

		buf_addf(&number, "%lld", (long long)id);
		handle = buf_detach(&number);
	}
	return handle;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct board_view *data = view->data;

	release_lines(data);
	if (ui_board(ui, err) == -1)
		return -1;
	data->lines = mem_alloc(ui->board.n, sizeof(*data->lines));
	for (size_t i = 0; i < ui->board.n; i++) {
		const struct account_score *score = &ui->board.scores[i];
		char *handle = read_handle(ui, score->id, err);

		if (handle == NULL)
			return -1;
		data->lines[data->n++] = (struct board_line){.score = score,
		    .handle = handle,
		    .coverage = board_row(&ui->board, score->id)->coverage};
	}
	sort(ui, data);
	return 0;
}

/* Which columns a width has room for. */
struct columns {
	int name, bar, ratio;
	bool interval, seen, masses, rank_range;
};

static struct columns
columns_for(int width)
{
	struct columns c = {.name = 16, .bar = 10, .ratio = 5};

	c.interval = width >= 80;
	c.seen = width >= 80;
	c.masses = width >= 100;
	c.rank_range = width >= 100;
	if (c.interval)
		c.ratio = 18;
	if (width >= 80)
		c.bar = 12;
	if (width >= 120)
		c.bar = 20;
	return c;
}

static void
build_header(struct doc *doc, const struct columns *c)
{
	doc_line(doc, 0);
	doc_cell(doc, ROLE_HEAD, "#", -4);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_HEAD, "Account", c->name);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_HEAD, "Gives", c->bar);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_HEAD, c->interval ? "Give:take (90 %)" : "Ratio",
	    c->ratio);
	doc_to(doc, 0);
	doc_cell(doc, ROLE_HEAD, "Looks like", 15);
	doc_to(doc, 0);
	if (c->masses) {
		doc_cell(doc, ROLE_HEAD, "Gives", -6);
		doc_cell(doc, ROLE_HEAD, "Takes", -7);
		doc_to(doc, 0);
	}
	if (c->rank_range) {
		doc_cell(doc, ROLE_HEAD, "Rank", 7);
		doc_to(doc, 0);
	}
	doc_cell(doc, ROLE_HEAD, "Posts", -5);
	if (c->seen) {
		doc_to(doc, 0);
		doc_cell(doc, ROLE_HEAD, "Seen", -4);
	}
}

static void
add_ratio(struct doc *doc, const struct account_score *score,
    const struct columns *c)
{
	char text[48] = "";

	if (score->is_ranked && !c->interval)
		snprintf(text, sizeof(text), "%s%.1f",
		    score->ratio_is_floor ? ">" : "",
		    score->ratio_is_floor ? score->ratio.low
					  : score->ratio.value);
	else if (score->is_ranked && score->ratio_is_floor)
		snprintf(text, sizeof(text), "at least %.1f", score->ratio.low);
	else if (score->is_ranked)
		snprintf(text, sizeof(text), "%.1f (%.1f to %.1f)",
		    score->ratio.value, score->ratio.low, score->ratio.high);
	doc_cell(doc, ROLE_TEXT, text, c->ratio);
}

static void
add_details(struct doc *doc, const struct board_line *line,
    const struct columns *c)
{
	const struct account_score *score = line->score;
	char text[32];

	if (c->masses) {
		snprintf(text, sizeof(text), "%.1f", score->gives);
		doc_cell(doc, ROLE_GIVE, text, -6);
		snprintf(text, sizeof(text), "%.1f", score->takes);
		doc_cell(doc, ROLE_TAKE, text, -7);
		doc_to(doc, 0);
	}
	if (c->rank_range) {
		snprintf(text, sizeof(text), "%d-%d", score->rank_low,
		    score->rank_high);
		doc_cell(doc, ROLE_DIM, score->is_ranked ? text : "", 7);
		doc_to(doc, 0);
	}
	snprintf(text, sizeof(text), "%.0f", score->posts);
	doc_cell(doc, ROLE_TEXT, text, -5);
	if (c->seen) {
		snprintf(text, sizeof(text), "%.0f%%", line->coverage * 100);
		doc_to(doc, 0);
		doc_cell(doc, ROLE_DIM, isnan(line->coverage) ? "" : text, -4);
	}
}

static enum role
tier_role(const struct account_score *score)
{
	return score->tier == TIER_GIVER   ? ROLE_GIVE
	       : score->tier == TIER_TAKER ? ROLE_TAKE
	       : score->is_ranked          ? ROLE_TEXT
					   : ROLE_DIM;
}

static void
build_line(struct view *view, const struct board_line *line,
    const struct columns *c)
{
	const struct account_score *score = line->score;
	struct doc *doc = &view->doc;
	char rank[16] = "";

	doc_line(doc, score->id);
	doc_target(doc, &(struct target){.kind = TARGET_ACCOUNT,
			    .id = score->id,
			    .account_id = score->id});
	if (score->is_ranked)
		snprintf(rank, sizeof(rank), "%d", score->rank);
	doc_adds(doc, ROLE_MARK,
	    marks_has(&view->marks, score->id) ? "*" : " ");
	doc_cell(doc, ROLE_TEXT, rank, -3);
	doc_to(doc, 0);
	doc_cell(doc, score->is_ranked ? ROLE_NAME : ROLE_TEXT, line->handle,
	    c->name);
	doc_to(doc, 0);
	if (score->directional > 0 && score->is_ranked)
		doc_bar(doc, ROLE_GIVE, score->balance.value, c->bar);
	else
		doc_cell(doc, ROLE_DIM, "", c->bar);
	doc_to(doc, 0);
	add_ratio(doc, score, c);
	doc_to(doc, 0);
	doc_cell(doc, tier_role(score),
	    score->is_ranked ? account_tier_text(score) : "too few posts", 15);
	doc_to(doc, 0);
	add_details(doc, line, c);
}

static void
build(struct ui *ui, struct view *view, int width)
{
	const struct board_view *data = view->data;
	struct columns c = columns_for(width);

	(void)ui;
	build_header(&view->doc, &c);
	for (size_t i = 0; i < data->n; i++)
		build_line(view, &data->lines[i], &c);
	if (data->n == 0) {
		doc_line(&view->doc, 0);
		doc_adds(&view->doc, ROLE_DIM, " No posts in this window.");
	}
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	buf_addf(title, ": %s, %s",
	    ui->group.len > 0 ? ui->group.data : "everybody",
	    ui_windows[ui->window].name);
	if (ui->order != ORDER_RANK)
		buf_addf(title, ", by %s", order_names[ui->order]);
	if (view->built_width < 80)
		buf_adds(title, " (hides interval, seen)");
}

static int
action(struct ui *ui, struct view *view, enum action action, struct err *err)
{
	(void)err;
	if (action != ACTION_SORT)
		return 0;
	ui->order = (enum board_order)((ui->order + 1) % ORDER_COUNT);
	sort(ui, view->data);
	ui_rebuild(ui);
	list_to(&view->list, 0);
	return 1;
}

static void
close_board(struct view *view)
{
	release_lines(view->data);
	free(view->data);
}

const struct view_ops view_board = {
    .name = "Board",
    .title = title,
    .open = open_board,
    .load = load,
    .build = build,
    .action = action,
    .close = close_board,
    .has_header = true,
};
