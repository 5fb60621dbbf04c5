#include "report/explain.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "report/board.h"
#include "report/card.h"
#include "report/profile.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct out_column signal_columns[] = {
    {"contribution", "Weight", OUT_RIGHT, false},
    {"class", "For", OUT_LEFT, false},
    {"signal", NULL, OUT_LEFT, false},
    {"meaning", "Because it", OUT_LEFT, true},
    {"evidence", "Words or link", OUT_LEFT, true},
    {"start", NULL, OUT_RIGHT, false},
    {"end", NULL, OUT_RIGHT, false},
};

/* What people are shown of the class and of each other that is likely enough;
 * machines get everything. */
#define MOST_OF_CLASS 10
#define MOST_OF_OTHER 3
#define LIKELY        0.05

static void
put_signal(struct out *out, const struct evidence *item,
    const struct post *post)
{
	struct buf words = BUF_INIT;
	bool placed = item->end > item->start;

	if (item->link >= 0 && (size_t)item->link < post->n_links)
		buf_adds(&words, post->links[item->link].url);
	else if (placed)
		buf_add(&words, post->text + item->start,
		    (size_t)(item->end - item->start));
	out_real(out, item->contribution, 2);
	out_text(out, class_info[item->class].name);
	out_text(out, item->name);
	out_text(out, item->sentence);
	out_text(out, words.len > 0 ? words.data : NULL);
	if (placed) {
		out_int(out, item->start);
		out_int(out, item->end);
	} else {
		out_text(out, NULL);
		out_text(out, NULL);
	}
	out_row(out);
	buf_release(&words);
}

static void
put_probabilities(struct out *out, const struct verdict *verdict)
{
	struct buf json = BUF_INIT, text = BUF_INIT;
	struct json_writer w = {.buf = &json};

	json_write_begin(&w, NULL, '{');
	for (int c = 0; c < CLASS_COUNT; c++) {
		json_write_real(&w, class_info[c].name, verdict->p[c], 3);
		if (verdict->p[c] >= 0.005)
			buf_addf(&text, "%s%s %.2f", text.len > 0 ? ", " : "",
			    class_info[c].name, verdict->p[c]);
	}
	json_write_end(&w, '}');
	out_fact_struct(out, "probabilities", json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

static void
add_flags(struct buf *buf, const struct verdict *verdict,
    const struct post_standing *standing)
{
	const struct {
		bool is_set;
		const char *text;
	} flags[] = {
	    {verdict->self_link, "leads to an own site, or to what pays it"},
	    {verdict->links_affiliate > 0, "a link that pays the author takes"},
	    {verdict->handoff, "only moves the person elsewhere"},
	    {standing->is_repeat, "repeats an earlier post"},
	    {verdict->low_confidence, "a close call"},
	    {standing->is_label, "the class is set by you"},
	};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		if (flags[i].is_set)
			buf_addf(buf, "%s%s", buf->len > 0 ? "; " : "",
			    flags[i].text);
}

static void
put_post_facts(struct out *out, const struct judge *judge,
    const struct post *post, const struct verdict *verdict,
    const struct post_standing *standing)
{
	const struct user *user = judge_user(judge);
	struct buf id = BUF_INIT, flags = BUF_INIT;

	buf_addf(&id, "%" PRId64, post->id);
	out_fact_text(out, "id", id.data);
	if (user->username != NULL)
		out_fact_text(out, "handle", user->username);
	out_fact_time(out, "created_at", post->created_at);
	out_fact_text(out, "text", post->text);
	out_fact_text(out, "form", post_form_name(verdict->form));
	out_fact_text(out, "class", class_info[verdict->class].name);
	out_fact_text(out, "meaning", class_info[verdict->class].meaning);
	put_probabilities(out, verdict);
	add_flags(&flags, verdict, standing);
	if (flags.len > 0)
		out_fact_text(out, "notes", flags.data);
	out_fact_real(out, "gives", standing->mass.give * standing->weight, 2);
	out_fact_real(out, "takes", standing->mass.take * standing->weight, 2);
	buf_release(&id);
	buf_release(&flags);
}

static void
put_signals(struct out *out, const struct evidence_list *evidence,
    const struct verdict *verdict, const struct post *post)
{
	int shown[CLASS_COUNT] = {0}, hidden = 0;
	struct buf text = BUF_INIT;

	out_columns(out, signal_columns, ARRAY_LEN(signal_columns));
	for (size_t i = 0; i < evidence->n; i++) {
		const struct evidence *item = &evidence->items[i];
		int most = item->class == verdict->class       ? MOST_OF_CLASS
			   : verdict->p[item->class] >= LIKELY ? MOST_OF_OTHER
							       : 0;

		if (shown[item->class]++ >= most && out_aside(out))
			hidden++;
		put_signal(out, item, post);
	}
	if (hidden > 0) {
		buf_addf(&text, "%d weaker signals: --all lists them.", hidden);
		out_paragraph(out, text.data);
	}
	buf_release(&text);
}

static int
author_of(struct store *store, int64_t post_id, int64_t *author_id,
    struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct stored_post post = {.rid = 0};
	int rc = store_post_get(store, post_id, &arena, &post, err);

	arena_release(&arena);
	if (rc == 1)
		return err_set(err, ERR_NOT_FOUND,
		    "post %" PRId64 " is not in the archive", post_id);
	if (rc == 0 && post.post.state != STATE_PUBLIC)
		return err_set(err, ERR_NOT_FOUND,
		    "post %" PRId64 " is no longer shown on X (%s)", post_id,
		    state_name(post.post.state));
	*author_id = post.post.author_id;
	return rc;
}

static void
put_model(struct out *out, const struct scorer *scorer)
{
	out_fact_text(out, "model", scorer_model_version(scorer));
	out_fact_text(out, "weights", scorer_weights_version(scorer));
	out_fact_text(out, "unit", scorer_unit(scorer));
}

int
explain_post(struct store *store, const struct scorer *scorer, int64_t post_id,
    struct out *out, struct err *err)
{
	struct evidence_list evidence = EVIDENCE_LIST_INIT;
	struct judge *judge;
	struct verdict verdict;
	struct post_standing standing;
	int64_t author_id = 0, i;
	int rc = -1;

	if (author_of(store, post_id, &author_id, err) == -1 ||
	    (judge = judge_open(store, scorer, author_id, err)) == NULL)
		return -1;
	i = judge_index(judge, post_id);
	if (i < 0) {
		err_set(err, ERR_NOT_FOUND,
		    "post %" PRId64 " was replaced by a later edit", post_id);
		goto out;
	}
	if (judge_verdict(judge, (size_t)i, &verdict, &standing, &evidence,
		err) == -1)
		goto out;
	out_begin(out, "signals", "givetake.explain.post.1");
	put_post_facts(out, judge, &judge_post(judge, (size_t)i)->post,
	    &verdict, &standing);
	put_model(out, scorer);
	evidence_join(&evidence);
	evidence_sort(&evidence, verdict.class);
	put_signals(out, &evidence, &verdict,
	    &judge_post(judge, (size_t)i)->post);
	rc = 0;
out:
	evidence_release(&evidence);
	judge_free(judge);
	return rc;
}

/* The account's numbers as the report of everybody has them: the prior
 * depends on the others.  Ranks are not shown. */
static int
put_summary(struct store *store, const struct scorer *scorer,
    const struct user *user, const struct window *window, struct out *out,
    struct err *err)
{
	struct account_settings settings = account_defaults;
	const struct board_request wanted = {.window = window,
	    .masses = scorer_masses(scorer),
	    .settings = &settings,
	    .now = INT64_MAX};
	struct board board;
	const struct account_score *score = NULL;
	struct account_score nothing = {.id = user->id};
	struct moments zero = {{0}};

	settings.draws = 0;
	if (board_load(store, &wanted, &board, err) == -1)
		return -1;
	for (size_t i = 0; i < board.n; i++)
		if (board.scores[i].id == user->id)
			score = &board.scores[i];
	profile_put_facts(out, user, score != NULL ? score : &nothing,
	    score != NULL ? &board_row(&board, user->id)->sums : &zero);
	board_release(&board);
	return 0;
}

int
explain_account(struct store *store, const struct scorer *scorer,
    int64_t user_id, const struct explain_span *span, struct out *out,
    struct err *err)
{
	const struct window *window = &span->window;
	struct judge *judge = judge_open(store, scorer, user_id, err);
	struct profile profile = {.judge = judge, .window = window};
	struct card card = {.posts = 0};
	int rc = -1;

	if (judge == NULL)
		return -1;
	out_begin(out, "gives_most", "givetake.explain.account.1");
	if (put_summary(store, scorer, judge_user(judge), window, out, err) ==
		-1 ||
	    profile_judge(&profile, err) == -1 ||
	    card_load(store, scorer, &profile, &card, err) == -1)
		goto out;
	window_facts(window, out);
	put_model(out, scorer);
	if (profile_put_posts(&profile, span->limit, out, err) == -1)
		goto out;
	profile_put_own(out, judge_ownership(judge));
	card_put(&card, out);
	rc = 0;
out:
	card_release(&card);
	free(profile.posts);
	judge_free(judge);
	return rc;
}
