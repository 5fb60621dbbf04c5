/* One account: profile, numbers, mix, weeks, own sites, its posts that count
 * most. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "score/ownership.h"
#include "store/user.h"
#include "tui/memo.h"
#include "tui/rows.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS     12
#define MOST      5
#define BAR_WIDTH 24

struct own_line {
	char *what, *reason; /* own */
	char status[16];
	bool by_user;
};

struct account_view {
	struct arena arena; /* own; of user */
	struct user user;
	bool is_known;
	const struct account_score *score; /* borrowed from ui->board */
	struct moments sums;               /* of the window */
	struct moments weeks[WEEKS];       /* the last is this week */
	struct own_line *own;              /* own */
	size_t n_own, cap_own;
	struct post_rows gives, takes; /* own */
	struct buf memo;               /* own */
};

static void
open_account(struct view *view)
{
	struct account_view *data = mem_alloc(1, sizeof(*data));

	data->memo = (struct buf)BUF_INIT;
	view->data = data;
}

static void
release_own(struct account_view *data)
{
	for (size_t i = 0; i < data->n_own; i++) {
		free(data->own[i].what);
		free(data->own[i].reason);
	}
	data->n_own = 0;
}

static int
read_own(struct account_view *data, struct store *store, int64_t id,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_OWN_OF_USER;
	int rc;

	release_own(data);
	if (db_bind(db, s, err, "i", id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		struct own_line *own;

		data->own = mem_grow(data->own, &data->cap_own, data->n_own + 1,
		    sizeof(*data->own));
		own = &data->own[data->n_own++];
		own->what = mem_strdup(db_text(db, s, 0));
		snprintf(own->status, sizeof(own->status), "%s",
		    db_text(db, s, 1));
		own->by_user = db_int(db, s, 2) != 0;
		own->reason = mem_strdup(db_text(db, s, 3));
	}
	return rc;
}

static int
read_weeks(struct account_view *data, struct store *store, int64_t id,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_DAYS_OF;
	int64_t today = when_local_day(clock_now());
	int64_t first = today - WEEKS * 7 + 1;
	int rc;

	memset(data->weeks, 0, sizeof(data->weeks));
	if (db_bind(db, s, err, "iii", id, first, today) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		struct moments day;
		size_t len;
		const void *sums = db_blob(db, s, 1, &len);

		if (len != sizeof(day.sum))
			continue;
		memcpy(day.sum, sums, len);
		moments_add(&data->weeks[(db_int(db, s, 0) - first) / 7], &day);
	}
	return rc;
}

static int
read_numbers(struct ui *ui, struct account_view *data, int64_t id,
    struct err *err)
{
	const struct board_row *row;

	data->score = NULL;
	data->sums = (struct moments){{0}};
	if (ui_board(ui, err) == -1)
		return -1;
	for (size_t i = 0; i < ui->board.n; i++)
		if (ui->board.scores[i].id == id)
			data->score = &ui->board.scores[i];
	row = board_row(&ui->board, id);
	if (row != NULL)
		data->sums = row->sums;
	return 0;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct account_view *data = view->data;
	int64_t id = view->about.id;
	int rc;

	arena_reset(&data->arena);
	post_rows_release(&data->gives);
	post_rows_release(&data->takes);
	rc = store_user_get(ui->store, id, &data->arena, &data->user, err);
	if (rc == -1)
		return -1;
	data->is_known = rc == 0;
	if (read_numbers(ui, data, id, err) == -1 ||
	    read_weeks(data, ui->store, id, err) == -1 ||
	    read_own(data, ui->store, id, err) == -1 ||
	    post_rows_moving(&data->gives, ui->store, id, true, MOST, err) ==
		-1 ||
	    post_rows_moving(&data->takes, ui->store, id, false, MOST, err) ==
		-1)
		return -1;
	return memo_read(ui->store, "user", id, &data->memo, err);
}

static void
build_profile(struct doc *doc, const struct account_view *data, int width)
{
	const struct user *user = &data->user;

	doc_line(doc, 0);
	doc_addf(doc, ROLE_NAME, " @%s",
	    user->username != NULL ? user->username : "?");
	doc_addf(doc, ROLE_TEXT, "  %s", user->name != NULL ? user->name : "");
	if (user->state != STATE_PUBLIC)
		doc_addf(doc, ROLE_WARNING, "  (%s)", state_name(user->state));
	if (user->description != NULL && *user->description != '\0')
		doc_wrap(doc, user->description, NULL, 2, width - 1);
	doc_line(doc, 0);
	if (user->followers >= 0)
		doc_addf(doc, ROLE_DIM,
		    "  %" PRId64 " followers, follows %" PRId64 ", %" PRId64
		    " posts",
		    user->followers, user->following, user->posts);
	if (user->url != NULL) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_adds(doc, ROLE_LINK, user->url);
		doc_target(doc, &(struct target){.kind = TARGET_LINK,
				    .text = user->url,
				    .account_id = user->id});
	}
}

static void
build_numbers(struct ui *ui, struct doc *doc, const struct account_view *data)
{
	const struct account_score *score = data->score;
	char head[64];

	snprintf(head, sizeof(head), " Give and take, %s",
	    ui_windows[ui->window].name);
	doc_head(doc, head);
	doc_line(doc, 0);
	doc_adds(doc, ROLE_TEXT, "  ");
	if (score == NULL || !score->is_ranked) {
		doc_adds(doc, ROLE_DIM, "not enough posts to say anything");
		return;
	}
	doc_bar(doc, ROLE_GIVE, score->balance.value, BAR_WIDTH);
	if (score->ratio_is_floor)
		doc_addf(doc, ROLE_TEXT, " at least %.1f : 1",
		    score->ratio.low);
	else
		doc_addf(doc, ROLE_TEXT, " %.1f : 1 (%.1f to %.1f)",
		    score->ratio.value, score->ratio.low, score->ratio.high);
	doc_addf(doc, ROLE_NAME, "  %s", account_tier_text(score));
	doc_line(doc, 0);
	doc_addf(doc, ROLE_DIM,
	    "  rank %d (%d to %d) of %zu; gives %.1f, takes %.1f in %.0f "
	    "posts",
	    score->rank, score->rank_low, score->rank_high, ui->board.n,
	    score->gives, score->takes, score->posts);
}

static void
build_mix(struct doc *doc, const struct account_view *data)
{
	const double *sums = data->sums.sum;
	double posts = sums[MOMENT_POSTS];

	doc_head(doc, " What its posts are");
	for (int c = 0; c < CLASS_COUNT; c++) {
		double n = sums[MOMENT_ANSWER + c];

		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, role_of_class(c), class_info[c].name, 9);
		doc_bar(doc, role_of_class(c), posts > 0 ? n / posts : 0,
		    BAR_WIDTH);
		doc_addf(doc, ROLE_TEXT, " %4.0f  ", n);
		doc_adds(doc, ROLE_DIM, class_info[c].meaning);
	}
}

static void
build_weeks(struct doc *doc, const struct account_view *data)
{
	int64_t today = when_local_day(clock_now());
	double most = 1;

	for (int w = 0; w < WEEKS; w++)
		if (data->weeks[w].sum[MOMENT_POSTS] > most)
			most = data->weeks[w].sum[MOMENT_POSTS];
	doc_head(doc, " Week by week");
	for (int w = WEEKS - 1; w >= 0; w--) {
		const double *sums = data->weeks[w].sum;
		struct buf day = BUF_INIT;

		when_add_day(&day, today - (WEEKS - w) * 7 + 1);
		doc_line(doc, 0);
		doc_addf(doc, ROLE_DIM, "  %s ", day.data);
		doc_bar(doc, ROLE_NEUTRAL, sums[MOMENT_POSTS] / most,
		    BAR_WIDTH);
		doc_addf(doc, ROLE_TEXT, " %4.0f posts, ", sums[MOMENT_POSTS]);
		doc_addf(doc, ROLE_GIVE, "gives %.1f",
		    sums[MOMENT_GIVE_REST] + sums[MOMENT_GIVE_AMPLIFY]);
		doc_addf(doc, ROLE_TAKE, ", takes %.1f", sums[MOMENT_TAKE]);
		buf_release(&day);
	}
}

static void
build_own(struct doc *doc, const struct account_view *data, int64_t id)
{
	doc_head(doc, " What belongs to it (= yes, ! no)");
	for (size_t i = 0; i < data->n_own; i++) {
		const struct own_line *own = &data->own[i];

		doc_line(doc, 0);
		doc_target(doc, &(struct target){.kind = TARGET_OWN,
				    .id = id,
				    .account_id = id,
				    .text = own->what});
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, ROLE_LINK, own->what, 28);
		doc_to(doc, 0);
		doc_cell(doc,
		    strcmp(own->status, "suspected") == 0 ? ROLE_WARNING
							  : ROLE_TEXT,
		    own->status, 10);
		doc_adds(doc, ROLE_DIM, own->reason);
	}
	if (data->n_own == 0) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  nothing that is known");
	}
}

static void
build_posts(struct view *view, const char *head, const struct post_rows *rows,
    int width)
{
	doc_head(&view->doc, head);
	for (size_t i = 0; i < rows->n; i++)
		post_row_line(&rows->items[i], &view->doc, width,
		    marks_has(&view->marks, rows->items[i].id));
	if (rows->n == 0) {
		doc_line(&view->doc, 0);
		doc_adds(&view->doc, ROLE_DIM, "  none");
	}
}

static void
build(struct ui *ui, struct view *view, int width)
{
	struct account_view *data = view->data;

	if (data->is_known)
		build_profile(&view->doc, data, width);
	build_numbers(ui, &view->doc, data);
	build_mix(&view->doc, data);
	build_posts(view, " The posts that give most", &data->gives, width);
	build_posts(view, " The posts that take most", &data->takes, width);
	build_own(&view->doc, data, view->about.id);
	build_weeks(&view->doc, data);
	memo_lines(&view->doc, data->memo.data, width);
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	const struct account_view *data = view->data;
	struct buf posts = BUF_INIT;

	keys_add(&posts, &ui->keys, ACTION_FEED);
	buf_addf(title, " @%s (%s: all posts)",
	    data->is_known && data->user.username != NULL ? data->user.username
							  : "?",
	    posts.data);
	buf_release(&posts);
}

static void
close_account(struct view *view)
{
	struct account_view *data = view->data;

	release_own(data);
	free(data->own);
	post_rows_release(&data->gives);
	post_rows_release(&data->takes);
	arena_release(&data->arena);
	buf_release(&data->memo);
	free(data);
}

const struct view_ops view_account = {
    .name = "Account",
    .title = title,
    .open = open_account,
    .load = load,
    .build = build,
    .close = close_account,
};
