#include "report/answers.h"
#include "report/cells.h"
#include "report/chart.h"

#include "base/mem.h"
#include "base/when.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { CHARTED = 20 };

static const struct out_column opening_columns[] = {
    {"post_id", "Post", OUT_LEFT, false, OUT_KEY},
    {"handle", "Asked by", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false},
    {"created_at", "When", OUT_LEFT, false},
    {"addressed", "To the accounts", OUT_LEFT, false},
    {"impressions", "Views", OUT_RIGHT, false},
    {"likes", "Likes", OUT_RIGHT, false},
    {"probability", "Asks", OUT_RIGHT, false},
    {"text", "Question", OUT_LEFT, true},
};

static const struct out_column answerer_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"answers", "Answers", OUT_RIGHT, false, OUT_COMPARED},
    {"replies", "Of replies", OUT_RIGHT, false, OUT_COMPARED},
    {"handoffs", "Hand-offs", OUT_RIGHT, false, OUT_COMPARED},
    {"people", "To people", OUT_RIGHT, false},
    {"timed", NULL, OUT_RIGHT, false},
    {"delay", NULL, OUT_RIGHT, false},
    {"delay_low", NULL, OUT_RIGHT, false},
    {"delay_high", NULL, OUT_RIGHT, false},
    {NULL, "Half within (90 %)", OUT_LEFT, false},
    {"posts", "Newest", OUT_LEFT, true},
};

static const struct out_column pair_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"to_handle", "Answers", OUT_LEFT, true},
    {"to_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"answers", "Times", OUT_RIGHT, false, OUT_COMPARED},
    {"back", "And back", OUT_RIGHT, false},
    {"timed", NULL, OUT_RIGHT, false},
    {"delay", NULL, OUT_RIGHT, false},
    {"delay_low", NULL, OUT_RIGHT, false},
    {"delay_high", NULL, OUT_RIGHT, false},
    {NULL, "Half within (90 %)", OUT_LEFT, false},
    {"posts", "Newest", OUT_LEFT, true},
};

static void
put_delay(struct out *out, const struct median *delay)
{
	out_int(out, (int64_t)delay->n);
	cells_put_median(out, delay, 1);
	cells_put_spans(out, delay);
}

static void
put_openings(struct out *out, const struct answers *answers)
{
	struct buf text = BUF_INIT;

	buf_addf(&text,
	    "%" PRId64 " questions of the last %d hours that nobody answered, "
	    "as far as the archive and X's counts show%s: those that address "
	    "the accounts first, then the most seen.",
	    answers->all_openings, ANSWERS_OPEN_SECONDS / 3600,
	    answers->all_openings > (int64_t)answers->n_openings
		? " (the first of them here)"
		: "");
	out_paragraph(out, text.data);
	out_columns(out, opening_columns, ARRAY_LEN(opening_columns));
	for (size_t i = 0; i < answers->n_openings; i++) {
		const struct opening *opening = &answers->openings[i];

		out_id(out, opening->id);
		out_text(out, opening->handle);
		out_id(out, opening->author_id);
		out_time(out, opening->at);
		out_bool(out, opening->is_addressed);
		cells_put_count(out, opening->seen);
		cells_put_count(out, opening->likes);
		out_real(out, opening->certainty, 2);
		out_text(out, opening->text);
		out_row(out);
	}
	buf_release(&text);
}

static void
put_chart(struct out *out, const struct answers *answers)
{
	struct chart_point points[CHARTED];
	struct chart chart = {.kind = CHART_DOTS,
	    .title = "Half of the answers come within so many minutes",
	    .alt = "The median time to an answer of each account, with its 90 "
		   "% interval.",
	    .unit = "min",
	    .points = points};
	struct arena arena = ARENA_INIT;

	for (size_t i = 0; i < answers->n_answerers && chart.n < CHARTED; i++) {
		const struct answerer *a = &answers->answerers[i];
		struct buf label = BUF_INIT;

		if (!isfinite(a->delay.value))
			continue;
		cells_add_account(&label, a->handle, a->id);
		points[chart.n++] =
		    (struct chart_point){.label =
					     arena_strdup(&arena, label.data),
			.value = a->delay.value / 60,
			.low = a->delay.low / 60,
			.high = a->delay.high / 60,
			.hue = CHART_GIVE};
		buf_release(&label);
	}
	if (chart.n > 1)
		out_chart(out, &chart);
	arena_release(&arena);
}

static void
put_answerers(struct out *out, const struct answers *answers)
{
	out_next(out, "answerers");
	put_chart(out, answers);
	out_paragraph(out, "Who answers, and how fast:");
	out_columns(out, answerer_columns, ARRAY_LEN(answerer_columns));
	for (size_t i = 0; i < answers->n_answerers; i++) {
		const struct answerer *a = &answers->answerers[i];

		out_text(out, a->handle);
		out_id(out, a->id);
		out_int(out, a->answers);
		out_int(out, a->replies);
		out_int(out, a->handoffs);
		out_int(out, a->people);
		put_delay(out, &a->delay);
		cells_put_recent(out, &a->recent);
		out_row(out);
	}
}

static void
put_pairs(struct out *out, const struct answers *answers)
{
	struct buf text = BUF_INIT;

	out_next(out, "pairs");
	buf_addf(&text,
	    "Who answers whom (%zu of %" PRId64 " pairs):", answers->n_pairs,
	    answers->all_pairs);
	out_paragraph(out, text.data);
	out_columns(out, pair_columns, ARRAY_LEN(pair_columns));
	for (size_t i = 0; i < answers->n_pairs; i++) {
		const struct answer_pair *pair = &answers->pairs[i];

		out_text(out, pair->from_handle);
		out_id(out, pair->from);
		out_text(out, pair->to_handle);
		out_id(out, pair->to);
		out_int(out, pair->answers);
		out_int(out, pair->back);
		put_delay(out, &pair->delay);
		cells_put_recent(out, &pair->recent);
		out_row(out);
	}
	buf_release(&text);
}

int
report_answers(const struct report_job *job, struct out *out, struct err *err)
{
	struct answers answers;
	struct buf text = BUF_INIT;

	if (answers_load(job, &answers, err) == -1)
		return -1;
	out_fact_int(out, "open_hours", ANSWERS_OPEN_SECONDS / 3600);
	out_fact_int(out, "openings_found", answers.all_openings);
	out_fact_int(out, "pairs_found", answers.all_pairs);
	out_fact_int(out, "timed_answers_needed", ANSWERS_MIN);
	put_openings(out, &answers);
	put_answerers(out, &answers);
	put_pairs(out, &answers);
	buf_addf(&text,
	    "Times are medians with 90 %% intervals of order statistics; "
	    "nothing is said of fewer than %d answers whose question's time is "
	    "known.  Replies that only move people elsewhere are hand-offs, "
	    "not answers.  The archive holds what was collected: an answer "
	    "by somebody who is not watched may be missing.",
	    ANSWERS_MIN);
	out_paragraph(out, text.data);
	buf_release(&text);
	answers_release(&answers);
	return 0;
}
