/* One account: profile, numbers, mix, weeks, own sites, its posts that count
 * most. */
#include "base/clock.h"
#include "base/mem.h"
#include "store/user.h"
#include "tui/card.h"
#include "tui/memo.h"
#include "tui/mix.h"
#include "tui/owned.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BAR_WIDTH    24
#define ASK_AGAIN_MS 5000 /* while others write */

struct account_view {
	struct arena arena; /* own; of user */
	struct user user;
	bool is_known;
	struct mix mix;
	struct owned owned;    /* own */
	struct card_view card; /* own */
	int64_t asked_ms;      /* for the card; 0: not yet */
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
	    mix_read(&data->mix, ui, id, err) == -1 ||
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
	mix_lines(doc, &data->mix, ui, view->about.id);
	build_posts(view, " The posts that give most", &data->card.gives,
	    width);
	build_posts(view, " The posts that take most", &data->card.takes,
	    width);
	owned_lines(doc, &data->owned, view->about.id);
	mix_week_lines(doc, &data->mix);
	if (data->card.is_there) {
		card_voice_lines(doc, &data->card);
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
	ui_add_word(words, "report");
	ui_add_word(words, "account");
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
