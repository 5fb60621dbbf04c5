/* One post: its text with the evidence in it, why it has its class, where it
 * leads, how it fared, what stands around it. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/when.h"
#include "judge/rescore.h"
#include "store/post.h"
#include "store/user.h"
#include "tui/course.h"
#include "tui/memo.h"
#include "tui/owned.h"
#include "tui/reasons.h"
#include "tui/rows.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While others write, the reasons are asked for again after so long. */
#define ASK_AGAIN_MS 5000

/* What the archive says of it. */
struct stored_verdict {
	int class; /* -1: not judged */
	double p[CLASS_COUNT];
	int flags;
	double gives, takes;
	int label; /* the user's; -1: none */
};

struct post_view {
	struct arena arena; /* own; of post and author */
	struct post post;
	struct user author;
	bool is_there, has_author;
	struct stored_verdict verdict;
	struct reasons reasons;  /* own; n 0: not yet here */
	int64_t asked_ms;        /* for the reasons; 0: not yet */
	int asked_label;         /* the label then */
	struct owned owned;      /* own */
	struct course course;    /* own */
	struct post_rows around; /* own */
	struct buf memo;         /* own */
};

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

/* Links first, so that evidence in them shows over them. */
static unsigned char *
roles_of_text(const struct post_view *data, size_t len)
{
	unsigned char *roles = mem_alloc(len + 1, 1);

	memset(roles, ROLE_TEXT, len);
	for (size_t i = 0; i < data->post.n_links; i++) {
		const struct link *link = &data->post.links[i];

		for (int k = link->start; k < link->end && (size_t)k < len; k++)
			roles[k] = ROLE_LINK;
	}
	for (size_t i = 0; i < data->reasons.n; i++) {
		const struct reason *reason = &data->reasons.items[i];

		for (int k = reason->start; k < reason->end && (size_t)k < len;
		     k++)
			roles[k] = ROLE_EVIDENCE;
	}
	return roles;
}

static void
build_text(struct doc *doc, const struct post_view *data, int width)
{
	const struct post *post = &data->post;
	unsigned char *roles = roles_of_text(data, strlen(post->text));
	struct buf when = BUF_INIT;

	when_add_local(&when, post->created_at);
	doc_line(doc, 0);
	doc_target(doc, &(struct target){.kind = TARGET_ACCOUNT,
			    .id = post->author_id,
			    .account_id = post->author_id});
	doc_addf(doc, ROLE_NAME, " @%s",
	    data->has_author && data->author.username != NULL
		? data->author.username
		: "?");
	doc_addf(doc, ROLE_DIM, "  %s%s%s%s%s", when.data,
	    post->lang != NULL ? ", " : "",
	    post->lang != NULL ? post->lang : "",
	    post->source != NULL ? ", by " : "",
	    post->source != NULL ? post->source : "");
	if (post->state != STATE_PUBLIC)
		doc_addf(doc, ROLE_WARNING, "  (%s)", state_name(post->state));
	doc_line(doc, 0);
	doc_wrap(doc, post->text, roles, 2, width - 2);
	buf_release(&when);
	free(roles);
}

static void
build_links(struct doc *doc, const struct post_view *data)
{
	static const char *const owners[] = {[OWN_NOT] = "",
	    [OWN_YES] = "  the account's own",
	    [OWN_SUSPECTED] = "  perhaps the account's own",
	    [OWN_DENIED] = "  not the account's own"};
	const struct post *post = &data->post;

	if (post->n_links + post->n_media > 0)
		doc_line(doc, 0);
	for (size_t i = 0; i < post->n_links; i++) {
		const struct link *link = &post->links[i];

		doc_line(doc, 0);
		doc_target(doc, &(struct target){.kind = TARGET_LINK,
				    .id = post->id,
				    .account_id = post->author_id,
				    .text = link->url});
		doc_adds(doc, ROLE_DIM, i == 0 ? "  Links  " : "         ");
		doc_adds(doc, ROLE_LINK, link->url);
		doc_adds(doc, ROLE_TAKE,
		    owners[owned_status(&data->owned, link->site)]);
	}
	for (size_t i = 0; i < post->n_media; i++) {
		doc_line(doc, 0);
		doc_addf(doc, ROLE_DIM, "  Media  %s%s%s",
		    post->media[i].kind != NULL ? post->media[i].kind : "",
		    post->media[i].alt != NULL ? ": " : "",
		    post->media[i].alt != NULL ? post->media[i].alt : "");
	}
}

static void
build_flags(struct doc *doc, const struct stored_verdict *v)
{
	static const struct {
		int flag;
		enum role role;
		const char *text;
	} flags[] = {
	    {SCORE_SELF_LINK, ROLE_TAKE, "; leads to an own site"},
	    {SCORE_HANDOFF, ROLE_TAKE, "; only moves the person elsewhere"},
	    {SCORE_REPEAT, ROLE_TAKE, "; repeats an earlier post"},
	    {SCORE_LOW_CONFIDENCE, ROLE_WARNING, "; a close call"},
	};

	if (v->label != -1)
		doc_adds(doc, ROLE_MARK, "; the class is your word");
	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		if ((v->flags & flags[i].flag) != 0)
			doc_adds(doc, flags[i].role, flags[i].text);
}

static void
build_class(struct view *view, const struct post_view *data)
{
	const struct stored_verdict *v = &data->verdict;
	int class = v->label != -1 ? v->label : v->class;
	struct doc *doc = &view->doc;

	doc_head(doc, " Why it counts as it does (1-8 say otherwise)");
	doc_line(doc, 0);
	if (class == -1) {
		doc_adds(doc, ROLE_DIM,
		    "  not judged: its score is due, or it was replaced or "
		    "is gone");
		return;
	}
	doc_addf(doc, role_of_class(class), "  %s", class_info[class].name);
	doc_addf(doc, ROLE_TEXT, ": %s", class_info[class].meaning);
	doc_line(doc, 0);
	doc_adds(doc, ROLE_DIM, " ");
	for (int c = 0; c < CLASS_COUNT; c++)
		if (v->p[c] >= 0.005)
			doc_addf(doc, ROLE_DIM, " %s %.2f", class_info[c].name,
			    v->p[c]);
	doc_line(doc, 0);
	doc_addf(doc, ROLE_TEXT, "  gives %.2f, takes %.2f", v->gives,
	    v->takes);
	build_flags(doc, v);
	reasons_lines(doc, &data->reasons, class);
	if (data->reasons.n == 0 && child_is_running(&view->task)) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  working out why...");
	}
}

/* A post that this one points to; it may not be in the archive. */
static void
build_pointer(struct doc *doc, const char *what, int64_t id)
{
	if (id == 0)
		return;
	doc_line(doc, 0);
	doc_target(doc, &(struct target){.kind = TARGET_POST, .id = id});
	doc_addf(doc, ROLE_DIM, "  %s ", what);
	doc_addf(doc, ROLE_LINK, "post %" PRId64, id);
}

/* What it answers, where that is at hand, comes before it. */
static void
build_parent(struct view *view, const struct post_view *data, int width)
{
	if (data->post.reply_to_id == 0)
		return;
	for (size_t i = 0; i < data->around.n; i++) {
		if (data->around.items[i].id == data->post.reply_to_id) {
			post_row_line(&data->around.items[i], &view->doc, width,
			    false);
			return;
		}
	}
	build_pointer(&view->doc, "in reply to", data->post.reply_to_id);
}

static void
build_around(struct view *view, const struct post_view *data, int width)
{
	const struct post *post = &data->post;

	if (data->around.n == 0 && post->quote_of_id == 0 &&
	    post->repost_of_id == 0)
		return;
	doc_head(&view->doc, " In the same conversation");
	build_pointer(&view->doc, "quotes", post->quote_of_id);
	build_pointer(&view->doc, "passes on", post->repost_of_id);
	for (size_t i = 0; i < data->around.n; i++)
		post_row_line(&data->around.items[i], &view->doc, width,
		    marks_has(&view->marks, data->around.items[i].id));
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
	build_parent(view, data, width);
	build_text(&view->doc, data, width);
	build_links(&view->doc, data);
	build_class(view, data);
	build_around(view, data, width);
	course_lines(&view->doc, &data->course);
	memo_lines(&view->doc, data->memo.data, width);
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
