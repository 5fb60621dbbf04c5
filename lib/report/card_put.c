#include "report/card.h"

#include "base/buf.h"
#include "base/mem.h"

const char *const card_names[CARD_COUNT] = {
    [CARD_ANSWER_RATE] = "answer_rate",
    [CARD_QUESTIONS_ANSWERED] = "questions_answered",
    [CARD_HANDOFF_RATE] = "handoff_rate",
    [CARD_INSIGHT_RATE] = "insight_rate",
    [CARD_OTHERS_LINKS] = "others_links",
    [CARD_SITES] = "sites",
    [CARD_SITES_RAREFIED] = "sites_rarefied",
    [CARD_SITES_EFFECTIVE] = "sites_effective",
    [CARD_AMPLIFY_SHARE] = "amplify_share",
    [CARD_PEOPLE_LIFTED] = "people_lifted",
    [CARD_TOP_LIFTED_SHARE] = "top_lifted_share",
    [CARD_SMALLER_LIFTED] = "smaller_lifted",
    [CARD_RECIPROCITY] = "reciprocity",
    [CARD_UNPROMPTED] = "unprompted_giving",
    [CARD_SELF_PROMOTION] = "self_promotion",
    [CARD_OWN_LINK_REPLIES] = "own_link_replies",
    [CARD_SELF_REPOSTS] = "self_reposts",
    [CARD_OWN_PRAISE] = "own_praise",
    [CARD_BAIT] = "bait",
    [CARD_VARIETY] = "variety",
};

static const char *const meanings[CARD_COUNT] = {
    [CARD_ANSWER_RATE] = "replies to others that answer (at least: parents "
			 "may be missing)",
    [CARD_QUESTIONS_ANSWERED] =
	"questions to it, as far as collected, that got a reply of substance",
    [CARD_HANDOFF_RATE] = "replies to others that only move them elsewhere",
    [CARD_INSIGHT_RATE] = "posts of its own that teach",
    [CARD_OTHERS_LINKS] = "links that lead to sites of others",
    [CARD_SITES] = "distinct sites of others it links to",
    [CARD_SITES_RAREFIED] = "distinct sites among any 20 of those links",
    [CARD_SITES_EFFECTIVE] = "sites, as if all were used evenly",
    [CARD_AMPLIFY_SHARE] = "posts that pass on or credit others",
    [CARD_PEOPLE_LIFTED] = "distinct people it passes on or credits",
    [CARD_TOP_LIFTED_SHARE] = "of that, to one account alone",
    [CARD_SMALLER_LIFTED] =
	"of the people lifted, those with fewer followers (where known)",
    [CARD_RECIPROCITY] = "people who addressed it and were addressed back",
    [CARD_UNPROMPTED] =
	"answers (with the parent at hand) to people who had not addressed "
	"it before",
    [CARD_SELF_PROMOTION] = "posts that promote",
    [CARD_OWN_LINK_REPLIES] = "replies to others that end in its own link",
    [CARD_SELF_REPOSTS] = "reposts and quotes of itself",
    [CARD_OWN_PRAISE] = "reposts and quotes of praise of itself",
    [CARD_BAIT] = "posts that only bait for replies, reposts or follows",
    [CARD_VARIETY] = "evenness of what it posts: 0 one class, 1 all alike",
};

static const struct out_column card_columns[] = {
    {"measure", NULL, OUT_LEFT, false},
    {"meaning", "What it is", OUT_LEFT, true},
    {"value", "Value", OUT_RIGHT, false},
    {"low", "from", OUT_RIGHT, false},
    {"high", "to", OUT_RIGHT, false},
    {"n", "n", OUT_RIGHT, false},
    {"of", "of", OUT_RIGHT, false},
};

static const struct out_column gauge_columns[] = {
    {"gauge", "Rule", OUT_LEFT, false},
    {"passes", "Passes", OUT_LEFT, false},
    {"missing", "What is missing", OUT_LEFT, true},
    {"definition", "Which says", OUT_LEFT, true},
    {"source", "By", OUT_LEFT, true},
};

static void
put_measures(const struct card *card, struct out *out)
{
	for (int i = 0; i < CARD_COUNT; i++) {
		const struct card_value *value = &card->values[i];

		out_text(out, card_names[i]);
		out_text(out, meanings[i]);
		out_real(out, value->value, 2);
		out_real(out, value->low, 2);
		out_real(out, value->high, 2);
		if (value->of > 0) {
			out_int(out, value->n);
			out_int(out, value->of);
		} else {
			out_text(out, NULL);
			out_text(out, NULL);
		}
		out_row(out);
	}
}

static void
put_gauge(const struct card *card, const struct gauge *gauge, struct out *out)
{
	struct gauge_result result;
	struct buf missing = BUF_INIT;

	gauge_find(&result, gauge, card->kinds);
	if (result.is_known)
		gauge_add_missing(&missing, gauge, &result);
	else
		buf_addf(&missing, "fewer than %d posts: nothing to say",
		    GAUGE_MIN_POSTS);
	out_text(out, gauge->name);
	if (result.is_known)
		out_bool(out, result.passes);
	else
		out_text(out, NULL);
	out_text(out, missing.len > 0 ? missing.data : NULL);
	out_text(out, gauge->definition);
	out_text(out, gauge->source);
	out_row(out);
	buf_release(&missing);
}

void
card_put(const struct card *card, struct out *out)
{
	struct buf text = BUF_INIT;

	out_next(out, "card");
	buf_adds(&text, "How it answers, shares and lifts:");
	if (card->top_lifted != NULL)
		buf_addf(&text, " (lifts @%s most)", card->top_lifted);
	out_paragraph(out, text.data);
	out_columns(out, card_columns, ARRAY_LEN(card_columns));
	put_measures(card, out);
	out_next(out, "gauges");
	out_paragraph(out, "By rules of thumb (habits of the trade, no "
			   "studies):");
	out_columns(out, gauge_columns, ARRAY_LEN(gauge_columns));
	for (size_t i = 0; i < gauge_count; i++)
		put_gauge(card, &gauges[i], out);
	buf_release(&text);
}
