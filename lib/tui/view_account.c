/* One account: profile, numbers, mix, weeks, own sites, its posts that count
 * most. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/user.h"
#include "tui/card.h"
#include "tui/memo.h"
#include "tui/owned.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS        12
#define BAR_WIDTH    24
#define ASK_AGAIN_MS 5000 /* while others write */

struct account_view {
	struct arena arena; /* own; of user */
	struct user user;
	bool is_known;
	struct moments sums;         /* of the window */
	struct moments weeks[WEEKS]; /* the last is this week */
	struct owned owned;          /* own */
	struct card_view card;       /* own */
	int64_t asked_ms;            /* for the card; 0: not yet */
	int asked_window;
	struct buf memo; /* own */
};

static void
open_account(struct view *view)
{
	struct account_view *data = mem_alloc(1, sizeof(*data));

	data->memo = (struct buf)BUF_INIT;
	view->data = data;
}

/* The days of the window, and of the last weeks. */
static int
read_days(struct ui *ui, struct account_view *data, int64_t id, struct err *err)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_TUI_DAYS_OF;
	struct window window = ui_window_now(ui);
	int64_t today = when_local_day(clock_now());
	int64_t first = today - WEEKS * 7 + 1;
	struct moments sums = {{0}}, weeks[WEEKS] = {{{0}}};
	int rc;

	if (db_bind(db, s, err, "iii", id,
		window.first_day < first ? window.first_day : first,
		INT64_MAX) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t day = db_int(db, s, 0);
		size_t len;
		const void *packed = db_blob(db, s, 1, &len);

		if (day >= window.first_day)
			moments_add_packed(&sums, packed, len);
		if (day >= first && day <= today)
			moments_add_packed(&weeks[(day - first) / 7], packed,
			    len);
	}
	if (rc == -1)
		return -1;
	data->sums = sums;
	memcpy(data->weeks, weeks, sizeof(weeks));
	return 0;
}

/* The card needs all that the account ever said: a program of its own works
 * it out. */
static int
ask_card(struct ui *ui, struct view *view, struct err *err)
{
	struct account_view *data = view->data;
	int64_t now = clock_monotonic_ms();

	if (data->asked_ms != 0 && data->asked_window == ui->window &&
	    (child_is_running(&view->task) ||
		now - data->asked_ms < ASK_AGAIN_MS))
		return 0;
	data->asked_ms = now;
	data->asked_window = ui->window;
	return ui_ask_program(ui, view, err);
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct account_view *data = view->data;
	int64_t id = view->about.id;
	int rc;

	data->is_known = false;
	arena_reset(&data->arena);
	rc = store_user_get(ui->store, id, &data->arena, &data->user, err);
	if (rc == -1)
		return -1;
	data->is_known = rc == 0;
	if (ui_board_want(ui, err) == -1 ||
	    read_days(ui, data, id, err) == -1 ||
	    owned_read(&data->owned, ui->store, id, err) == -1 ||
	    memo_read(ui->store, "user", id, &data->memo, err) == -1)
		return -1;
	return ask_card(ui, view, err);
}

static int
arrived(struct ui *ui, struct view *view, struct err *err)
{
	struct account_view *data = view->data;

	if (!child_did_well(&view->task))
		return err_set(err, ERR_SERVICE, "%.*s",
		    (int)strcspn(view->task.all.data, "\n"),
		    view->task.all.data);
	return card_read(&data->card, ui->store, &view->task.all, err);
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
build_rank(struct doc *doc, const struct shown_row *row, size_t n)
{
	doc_bar(doc, ROLE_GIVE, (double)row->balance, BAR_WIDTH);
	if ((row->flags & SHOWN_FLOOR) != 0)
		doc_addf(doc, ROLE_TEXT, " at least %.1f : 1",
		    (double)row->ratio_low);
	else
		doc_addf(doc, ROLE_TEXT, " %.1f : 1 (%.1f to %.1f)",
		    (double)row->ratio, (double)row->ratio_low,
		    (double)row->ratio_high);
	doc_addf(doc, ROLE_NAME, "  %s  ", shown_tier(row));
	doc_trend(doc, row->trend, BOARD_WEEKS);
	doc_line(doc, 0);
	doc_addf(doc, ROLE_DIM,
	    "  rank %d (%d to %d) of %zu; gives %.1f, takes %.1f in %.0f "
	    "posts",
	    row->rank, row->rank_low, row->rank_high, n, (double)row->gives,
	    (double)row->takes, (double)row->posts);
}

static void
build_numbers(struct ui *ui, struct doc *doc, int64_t id)
{
	const struct shown_row *row = shown_find(&ui->board.shown, id);
	char head[64];

	snprintf(head, sizeof(head), " Give and take, %s",
	    ui_windows[ui->window].name);
	doc_head(doc, head);
	doc_line(doc, 0);
	doc_adds(doc, ROLE_TEXT, "  ");
	if (row != NULL && (row->flags & SHOWN_RANKED) != 0)
		build_rank(doc, row, ui->board.shown.n);
	else
		doc_adds(doc, ROLE_DIM,
		    row == NULL && ui->board.work != NULL
			? "reading the sums of all..."
			: "not enough posts to say anything");
}

/* Its posts of a class lie behind the line that counts them. */
static void
add_search(const struct ui *ui, struct doc *doc, int64_t id, const char *class)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "from:%" PRId64 " class:%s", id, class);
	if (ui_windows[ui->window].days > 0)
		buf_addf(&text, " since:%dd", ui_windows[ui->window].days);
	doc_target(doc, &(struct target){.kind = TARGET_SEARCH,
			    .account_id = id,
			    .text = text.data});
	buf_release(&text);
}

static void
build_mix(const struct ui *ui, struct doc *doc, const struct account_view *data,
    int64_t id)
{
	const double *sums = data->sums.sum;
	double posts = sums[MOMENT_POSTS];

	doc_head(doc, " What its posts are");
	for (int c = 0; c < CLASS_COUNT; c++) {
		double n = sums[MOMENT_ANSWER + c];

		doc_line(doc, 0);
		add_search(ui, doc, id, class_info[c].name);
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
build_posts(struct view *view, const char *head, const struct post_rows *rows,
    int width)
{
	const struct account_view *data = view->data;

	doc_head(&view->doc, head);
	for (size_t i = 0; i < rows->n; i++)
		post_row_line(&rows->items[i], &view->doc, width,
		    marks_has(&view->marks, rows->items[i].id));
	if (rows->n == 0) {
		doc_line(&view->doc, 0);
		doc_adds(&view->doc, ROLE_DIM,
		    data->card.is_there ? "  none" : "  working it out...");
	}
}

static void
build(struct ui *ui, struct view *view, int width)
{
	struct account_view *data = view->data;
	struct doc *doc = &view->doc;

	if (data->is_known)
		build_profile(doc, data, width);
	build_numbers(ui, doc, view->about.id);
	build_mix(ui, doc, data, view->about.id);
	build_posts(view, " The posts that give most", &data->card.gives,
	    width);
	build_posts(view, " The posts that take most", &data->card.takes,
	    width);
	owned_lines(doc, &data->owned, view->about.id);
	build_weeks(doc, data);
	if (data->card.is_there) {
		card_measure_lines(doc, &data->card);
		card_gauge_lines(doc, &data->card, width);
	}
	memo_lines(doc, data->memo.data, width);
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

static bool
report(const struct ui *ui, const struct view *view, const struct buf *options,
    struct buf *words)
{
	const struct account_view *data = view->data;
	struct buf name = BUF_INIT, last = BUF_INIT;

	if (data->is_known && data->user.username != NULL)
		buf_addf(&name, "@%s", data->user.username);
	else
		buf_addf(&name, "%" PRId64, view->about.id);
	ui_add_word(words, "explain");
	ui_add_word(words, name.data);
	if (ui_windows[ui->window].days > 0) {
		buf_addf(&last, "%dd", ui_windows[ui->window].days);
		ui_add_word(words, "--last");
		ui_add_word(words, last.data);
	}
	buf_add(words, options->data, options->len);
	buf_release(&name);
	buf_release(&last);
	return true;
}

static void
close_account(struct view *view)
{
	struct account_view *data = view->data;

	owned_release(&data->owned);
	card_forget(&data->card);
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
    .arrived = arrived,
    .report = report,
    .close = close_account,
};
