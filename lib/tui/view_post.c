/* One post: its text with the evidence in it, why it has its class, where it
 * leads, how it fared, what stands around it. */
#include "base/mem.h"
#include "base/when.h"
#include "judge/judge.h"
#include "store/user.h"
#include "tui/memo.h"
#include "tui/rows.h"
#include "tui/ui.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OTHERS 6

struct post_screen {
	int64_t at, reposts, replies, likes, quotes, impressions;
};

struct post_view {
	struct arena arena; /* own; of post and author */
	struct post post;
	struct user author;
	bool is_there, is_judged, has_author;
	struct verdict verdict;
	struct standing standing;
	struct evidence_list evidence; /* own; strings of the scorer */
	enum own_status *owners;       /* in the arena; of each link */
	struct post_screen *readings;  /* own */
	size_t n_readings, cap_readings;
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
read_judgement(struct ui *ui, struct post_view *data, struct err *err)
{
	struct judge *judge =
	    judge_open(ui->store, ui->scorer, data->post.author_id, err);
	int64_t i;
	int rc = 0;

	if (judge == NULL)
		return -1;
	evidence_clear(&data->evidence);
	i = judge_index(judge, data->post.id);
	data->is_judged = i >= 0;
	if (i >= 0)
		rc = judge_verdict(judge, (size_t)i, &data->verdict,
		    &data->standing, &data->evidence, err);
	data->owners = arena_zero(&data->arena, data->post.n_links + 1,
	    sizeof(*data->owners));
	for (size_t k = 0; k < data->post.n_links; k++)
		if (data->post.links[k].site != NULL)
			data->owners[k] =
			    ownership_of_site(judge_ownership(judge),
				data->post.links[k].site);
	judge_free(judge);
	return rc;
}

static int
read_metrics(struct post_view *data, struct store *store, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_TUI_METRICS;
	int rc;

	data->n_readings = 0;
	if (db_bind(db, s, err, "i", data->post.id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		data->readings = mem_grow(data->readings, &data->cap_readings,
		    data->n_readings + 1, sizeof(*data->readings));
		data->readings[data->n_readings++] =
		    (struct post_screen){.at = db_int(db, s, 0),
			.reposts = db_int(db, s, 1),
			.replies = db_int(db, s, 2),
			.likes = db_int(db, s, 3),
			.quotes = db_int(db, s, 4),
			.impressions = db_int(db, s, 5)};
	}
	return rc;
}

static int
load(struct ui *ui, struct view *view, struct err *err)
{
	struct post_view *data = view->data;
	struct stored_post stored;
	int rc;

	arena_reset(&data->arena);
	post_rows_release(&data->around);
	rc = store_post_get(ui->store, view->about.id, &data->arena, &stored,
	    err);
	if (rc == -1)
		return -1;
	data->is_there = rc == 0;
	if (rc == 1)
		return 0;
	data->post = stored.post;
	view->about.account_id = data->post.author_id;
	rc = store_user_get(ui->store, data->post.author_id, &data->arena,
	    &data->author, err);
	data->has_author = rc == 0;
	if (rc == -1 || read_judgement(ui, data, err) == -1 ||
	    read_metrics(data, ui->store, err) == -1 ||
	    post_rows_around(&data->around, ui->store,
		data->post.conversation_id, data->post.id, err) == -1)
		return -1;
	return memo_read(ui->store, "post", data->post.id, &data->memo, err);
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
	for (size_t i = 0; i < data->evidence.n && data->is_judged; i++) {
		const struct evidence *e = &data->evidence.items[i];

		for (int k = e->start; k < e->end && (size_t)k < len; k++)
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
		doc_line(doc, 0);
		doc_target(doc, &(struct target){.kind = TARGET_LINK,
				    .id = post->id,
				    .account_id = post->author_id,
				    .text = post->links[i].url});
		doc_adds(doc, ROLE_DIM, i == 0 ? "  Links  " : "         ");
		doc_adds(doc, ROLE_LINK, post->links[i].url);
		doc_adds(doc, ROLE_TAKE, owners[data->owners[i]]);
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
build_reason(struct doc *doc, const struct evidence *e, const struct post *post)
{
	doc_line(doc, 0);
	doc_addf(doc, ROLE_TEXT, "  %+5.2f ", e->contribution);
	doc_cell(doc, role_of_class((int)e->class), class_info[e->class].name,
	    8);
	doc_adds(doc, ROLE_TEXT, e->sentence);
	if (e->end > e->start && (size_t)e->end <= strlen(post->text)) {
		doc_adds(doc, ROLE_DIM, ": ");
		doc_add(doc, ROLE_EVIDENCE, post->text + e->start,
		    (size_t)(e->end - e->start));
	} else if (e->link >= 0 && (size_t)e->link < post->n_links) {
		doc_adds(doc, ROLE_DIM, ": ");
		doc_adds(doc, ROLE_LINK, post->links[e->link].url);
	}
}

/* All reasons for and against the class, and the strongest of the others. */
static void
build_evidence(struct doc *doc, const struct post_view *data)
{
	int others = 0;

	for (size_t i = 0; i < data->evidence.n; i++) {
		const struct evidence *e = &data->evidence.items[i];

		if (e->class != data->verdict.class) {
			if (others == 0)
				doc_line(doc, 0);
			if (others == 0)
				doc_adds(doc, ROLE_DIM, "  other classes:");
			if (++others > MOST_OTHERS)
				return;
		}
		build_reason(doc, e, &data->post);
	}
}

static void
build_class(struct doc *doc, const struct post_view *data)
{
	const struct verdict *v = &data->verdict;

	doc_head(doc, " Why it counts as it does (1-8 say otherwise)");
	doc_line(doc, 0);
	if (!data->is_judged) {
		doc_adds(doc, ROLE_DIM,
		    "  not judged: it was replaced or is "
		    "gone");
		return;
	}
	doc_addf(doc, role_of_class((int)v->class), "  %s",
	    class_info[v->class].name);
	doc_addf(doc, ROLE_TEXT, ": %s", class_info[v->class].meaning);
	doc_line(doc, 0);
	doc_adds(doc, ROLE_DIM, " ");
	for (int c = 0; c < CLASS_COUNT; c++)
		if (v->p[c] >= 0.005)
			doc_addf(doc, ROLE_DIM, " %s %.2f", class_info[c].name,
			    v->p[c]);
	doc_line(doc, 0);
	doc_addf(doc, ROLE_TEXT, "  gives %.2f, takes %.2f",
	    data->standing.mass.give * data->standing.weight,
	    data->standing.mass.take * data->standing.weight);
	if (data->standing.is_label)
		doc_adds(doc, ROLE_MARK, "; the class is your word");
	if (v->self_link)
		doc_adds(doc, ROLE_TAKE, "; leads to an own site");
	if (v->handoff)
		doc_adds(doc, ROLE_TAKE, "; only moves the person elsewhere");
	if (data->standing.is_repeat)
		doc_adds(doc, ROLE_TAKE, "; repeats an earlier post");
	if (v->low_confidence)
		doc_adds(doc, ROLE_WARNING, "; a close call");
	build_evidence(doc, data);
}

static void
build_metrics(struct doc *doc, const struct post_view *data)
{
	doc_head(doc, " How it fared");
	for (size_t i = data->n_readings; i-- > 0;) {
		const struct post_screen *r = &data->readings[i];
		struct buf when = BUF_INIT;

		when_add_local(&when, r->at);
		doc_line(doc, 0);
		doc_addf(doc, ROLE_DIM, "  %s  ", when.data);
		doc_addf(doc, ROLE_TEXT,
		    "%" PRId64 " likes, %" PRId64 " reposts, %" PRId64
		    " replies, %" PRId64 " quotes",
		    r->likes, r->reposts, r->replies, r->quotes);
		if (r->impressions > 0)
			doc_addf(doc, ROLE_TEXT, ", seen %" PRId64,
			    r->impressions);
		buf_release(&when);
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
	build_class(&view->doc, data);
	build_around(view, data, width);
	build_metrics(&view->doc, data);
	memo_lines(&view->doc, data->memo.data, width);
}

static void
title(const struct ui *ui, const struct view *view, struct buf *title)
{
	(void)ui;
	buf_addf(title, " %" PRId64, view->about.id);
}

static void
close_post(struct view *view)
{
	struct post_view *data = view->data;

	evidence_release(&data->evidence);
	free(data->readings);
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
    .close = close_post,
};
