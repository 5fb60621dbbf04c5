#include "report/explain.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "report/board.h"
#include "report/card.h"
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
    const struct standing *standing)
{
	const struct {
		bool is_set;
		const char *text;
	} flags[] = {
	    {verdict->self_link, "leads to an own site"},
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
    const struct standing *standing)
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
	struct standing standing;
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
	out_columns(out, signal_columns, ARRAY_LEN(signal_columns));
	for (size_t k = 0; k < evidence.n; k++)
		put_signal(out, &evidence.items[k],
		    &judge_post(judge, (size_t)i)->post);
	rc = 0;
out:
	evidence_release(&evidence);
	judge_free(judge);
	return rc;
}

/* A post with what it did to the sums. */
struct moved {
	size_t index;
	struct verdict verdict;
	double give, take;
};

/* What moved the sums most, and then what is surest, comes first. */
static int
compare_takes(const void *a, const void *b)
{
	const struct moved *x = a, *y = b;
	double p = x->verdict.p[x->verdict.class];
	double q = y->verdict.p[y->verdict.class];

	if (x->take != y->take)
		return x->take > y->take ? -1 : 1;
	if (p != q)
		return p > q ? -1 : 1;
	return x->index > y->index ? -1 : 1;
}

static int
compare_gives(const void *a, const void *b)
{
	const struct moved *x = a, *y = b;

	if (x->give != y->give)
		return x->give > y->give ? -1 : 1;
	return compare_takes(a, b);
}

static const struct out_column post_columns[] = {
    {"id", "Post", OUT_LEFT, false},
    {"created_at", "When", OUT_LEFT, false},
    {"class", "Class", OUT_LEFT, false},
    {"probability", "Sure", OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false},
    {"takes", "Takes", OUT_RIGHT, false},
    {"reason", "Because it", OUT_LEFT, true},
    {"text", "Text", OUT_LEFT, true},
};

/* The first sentence of the strongest signal for the class. */
static const char *
first_reason(const struct evidence_list *evidence,
    const struct verdict *verdict)
{
	for (size_t i = 0; i < evidence->n; i++)
		if (evidence->items[i].class == verdict->class &&
		    evidence->items[i].contribution > 0)
			return evidence->items[i].sentence;
	return NULL;
}

static int
put_moved(struct judge *judge, const struct moved *moved, struct out *out,
    struct err *err)
{
	const struct post *post = &judge_post(judge, moved->index)->post;
	struct evidence_list evidence = EVIDENCE_LIST_INIT;
	struct verdict verdict;
	struct standing standing;
	int rc = judge_verdict(judge, moved->index, &verdict, &standing,
	    &evidence, err);

	if (rc == 0) {
		out_id(out, post->id);
		out_time(out, post->created_at);
		out_text(out, class_info[verdict.class].name);
		out_real(out, verdict.p[verdict.class], 2);
		out_real(out, moved->give, 2);
		out_real(out, moved->take, 2);
		out_text(out, standing.is_label
				  ? "is labelled so by you"
				  : first_reason(&evidence, &verdict));
		out_text(out, post->text);
		out_row(out);
	}
	evidence_release(&evidence);
	return rc;
}

/* The posts of an account within the window. */
struct moved_list {
	struct moved *items; /* own */
	size_t n;
};

static int
judge_window(struct judge *judge, const struct window *window,
    struct moved_list *list, struct err *err)
{
	struct standing standing;

	list->items = mem_alloc(judge_count(judge), sizeof(*list->items));
	for (size_t i = 0; i < judge_count(judge); i++) {
		struct moved *m = &list->items[list->n];
		int64_t day =
		    when_local_day(judge_post(judge, i)->post.created_at);

		if (day < window->first_day || day > window->last_day)
			continue;
		if (judge_verdict(judge, i, &m->verdict, &standing, NULL,
			err) == -1)
			return -1;
		m->index = i;
		m->give = standing.mass.give * standing.weight;
		m->take = standing.mass.take * standing.weight;
		list->n++;
	}
	return 0;
}

static int
put_side(struct judge *judge, struct moved_list *list, int limit, bool gives,
    struct out *out, struct err *err)
{
	int rc = 0, shown = 0;

	if (list->n > 0)
		qsort(list->items, list->n, sizeof(*list->items),
		    gives ? compare_gives : compare_takes);
	for (size_t i = 0; i < list->n && shown < limit && rc == 0; i++) {
		const struct moved *moved = &list->items[i];

		if ((gives ? moved->give : moved->take) <= 0)
			break;
		rc = put_moved(judge, moved, out, err);
		shown++;
	}
	if (shown == 0)
		out_paragraph(out, "None.");
	return rc;
}

static const struct out_column own_columns[] = {
    {"what", "Belongs to it", OUT_LEFT, false},
    {"status", "Status", OUT_LEFT, false},
    {"links", "Links", OUT_RIGHT, false},
    {"reason", "Because it is", OUT_LEFT, true},
};

static void
put_own(struct out *out, const struct ownership *own)
{
	for (size_t i = 0; i < own->n; i++) {
		const struct own_item *item = &own->items[i];

		out_text(out, item->what);
		out_text(out, own_status_name(item->status));
		out_int(out, item->links);
		out_text(out, item->by_user ? "set by you" : item->reason);
		out_row(out);
	}
}

static void
put_account_facts(struct out *out, const struct user *user,
    const struct account_score *score, const struct moments *sums)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%" PRId64, user->id);
	if (user->username != NULL)
		out_fact_text(out, "handle", user->username);
	out_fact_text(out, "id", text.data);
	if (user->name != NULL)
		out_fact_text(out, "name", user->name);
	out_fact_int(out, "posts", (int64_t)score->posts);
	for (int c = 0; c < CLASS_COUNT; c++)
		out_fact_int(out, class_info[c].name,
		    (int64_t)sums->sum[MOMENT_ANSWER + c]);
	out_fact_real(out, "gives", score->gives, 1);
	out_fact_real(out, "takes", score->takes, 1);
	if (score->gives_capped > 0)
		out_fact_real(out, "gives_capped_for_reposts",
		    score->gives_capped, 1);
	if (score->directional > 0) {
		out_fact_real(out, "ratio", score->ratio.value, 2);
		out_fact_real(out, "ratio_low", score->ratio.low, 2);
		out_fact_real(out, "ratio_high", score->ratio.high, 2);
	}
	out_fact_text(out, "tier", account_tier_text(score));
	buf_release(&text);
}

/* The account's numbers as the report of everybody has them: the prior
 * depends on the others. */
static int
put_summary(struct store *store, const struct scorer *scorer,
    const struct user *user, const struct window *window, struct out *out,
    struct err *err)
{
	const struct board_request wanted = {.window = window,
	    .masses = scorer_masses(scorer),
	    .settings = &account_defaults,
	    .now = INT64_MAX};
	struct board board;
	const struct account_score *score = NULL;
	struct account_score nothing = {.id = user->id};
	struct moments zero = {{0}};

	if (board_load(store, &wanted, &board, err) == -1)
		return -1;
	for (size_t i = 0; i < board.n; i++)
		if (board.scores[i].id == user->id)
			score = &board.scores[i];
	put_account_facts(out, user, score != NULL ? score : &nothing,
	    score != NULL ? &board_row(&board, user->id)->sums : &zero);
	board_release(&board);
	return 0;
}

int
explain_account(struct store *store, const struct scorer *scorer,
    int64_t user_id, const struct window *window, int limit, struct out *out,
    struct err *err)
{
	struct judge *judge = judge_open(store, scorer, user_id, err);
	struct moved_list moved = {.items = NULL};
	struct card card = {.posts = 0};
	int rc = -1;

	if (judge == NULL)
		return -1;
	out_begin(out, "gives_most", "givetake.explain.account.1");
	if (put_summary(store, scorer, judge_user(judge), window, out, err) ==
		-1 ||
	    judge_window(judge, window, &moved, err) == -1 ||
	    card_load(store, judge, scorer, window, &card, err) == -1)
		goto out;
	window_facts(window, out);
	put_model(out, scorer);
	out_paragraph(out, "\nThe posts that give most:");
	out_columns(out, post_columns, ARRAY_LEN(post_columns));
	if (put_side(judge, &moved, limit, true, out, err) == -1)
		goto out;
	out_next(out, "takes_most");
	out_paragraph(out, "The posts that take most:");
	out_columns(out, post_columns, ARRAY_LEN(post_columns));
	if (put_side(judge, &moved, limit, false, out, err) == -1)
		goto out;
	out_next(out, "own");
	out_paragraph(out, "Sites and handles that belong to the account:");
	out_columns(out, own_columns, ARRAY_LEN(own_columns));
	put_own(out, judge_ownership(judge));
	card_put(&card, out);
	rc = 0;
out:
	card_release(&card);
	free(moved.items);
	judge_free(judge);
	return rc;
}
