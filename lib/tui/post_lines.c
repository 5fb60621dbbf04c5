#include "base/mem.h"
#include "base/when.h"
#include "judge/rescore.h"
#include "tui/memo.h"
#include "tui/post_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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

void
post_lines(struct view *view, int width)
{
	const struct post_view *data = view->data;

	build_parent(view, data, width);
	build_text(&view->doc, data, width);
	build_links(&view->doc, data);
	build_class(view, data);
	build_around(view, data, width);
	course_lines(&view->doc, &data->course);
	memo_lines(&view->doc, data->memo.data, width);
}
