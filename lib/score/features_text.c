/* How a post is written. */

#include "base/mem.h"
#include "score/features_parts.h"

#include <math.h>

static bool
ends_sentence(const struct piece *piece)
{
	return piece->kind == PIECE_MARK &&
	       (piece->mark == '.' || piece->mark == '!' || piece->mark == '?');
}

static bool
is_ellipsis(const struct piece *piece)
{
	return piece->kind == PIECE_MARK &&
	       ((piece->mark == '.' && piece->chars >= 2) ||
		   piece->mark == 0x2026);
}

/* What is counted over the body. */
struct sums {
	int sentences, questions, exclaims, ellipses, lines;
	int titles, capitals, long_words;
};

static void
sum_word(struct sums *sums, const struct piece *p)
{
	sums->titles += (p->flags & PIECE_CAPITAL) != 0;
	sums->capitals += p->chars >= 3 && p->flags & PIECE_CAPITALS;
	sums->long_words += p->chars >= 7;
}

static void
sum_body(struct sums *sums, const struct looking *look)
{
	for (int i = 0; i < look->n_words; i++)
		sum_word(sums, look_word(look, i));
	for (int i = 0; i < look->n_others; i++) {
		const struct piece *p = look_other(look, i);

		sums->sentences += ends_sentence(p);
		sums->ellipses += is_ellipsis(p);
		sums->lines += p->kind == PIECE_LINE;
		if (p->kind == PIECE_MARK && p->mark == '?')
			sums->questions++;
		if (p->kind == PIECE_MARK && p->mark == '!')
			sums->exclaims += p->chars;
	}
}

static void
find_length(struct looking *look)
{
	struct features *f = look->to;
	int n = look->n_words;

	feature_set(f, FEATURE_LEN, log1p(n) / 3.5);
	feature_set(f, FEATURE_LEN_0_2, n <= 2);
	feature_set(f, FEATURE_LEN_3_5, n >= 3 && n <= 5);
	feature_set(f, FEATURE_LEN_6_10, n >= 6 && n <= 10);
	feature_set(f, FEATURE_LEN_11_20, n >= 11 && n <= 20);
	feature_set(f, FEATURE_LEN_20, n > 20);
	feature_set(f, FEATURE_LEN_35, n > 35);
}

static void
find_sums(struct looking *look)
{
	struct sums sums = {0};
	struct features *f = look->to;
	double n = look->n_words < 1 ? 1 : look->n_words;
	double titles;

	sum_body(&sums, look);
	titles = sums.titles / n;
	feature_set(f, FEATURE_SENT_2, sums.sentences >= 2);
	feature_set(f, FEATURE_SENT_3, sums.sentences >= 3);
	feature_set(f, FEATURE_SENT_5, sums.sentences >= 5);
	feature_set(f, FEATURE_LONGWORD_SHARE, sums.long_words / n);
	feature_set(f, FEATURE_NEWLINES, fmin(sums.lines, 4) / 4);
	feature_set(f, FEATURE_EXCL, fmin(sums.exclaims, 3) / 3);
	feature_set(f, FEATURE_QUEST_ANY, sums.questions > 0);
	feature_set(f, FEATURE_QUEST_2, sums.questions > 1);
	feature_set(f, FEATURE_ALLCAPS, fmin(sums.capitals, 4) / 4);
	feature_set(f, FEATURE_TITLECASE, n >= 4 ? titles : 0);
	feature_set(f, FEATURE_HEADLINE, n >= 4 && titles > .6);
	feature_set(f, FEATURE_NO_CAPS, n >= 4 && sums.titles == 0);
	feature_set(f, FEATURE_ELLIPSIS, sums.ellipses > 0);
}

void
features_find_form(struct looking *look)
{
	const struct reading *r = look->r;
	struct features *f = look->to;

	feature_set(f, FEATURE_KIND_RT + (int)r->kind, 1);
	feature_set(f, FEATURE_QUOTE, r->is_quote && r->kind != KIND_REPOST);
	feature_set(f, FEATURE_REPLY_QUOTE,
	    r->is_quote && r->kind == KIND_REPLY);
	feature_set(f, FEATURE_LINKS_1, r->n_links == 1);
	feature_set(f, FEATURE_LINKS_2, r->n_links >= 2);
	find_length(look);
	find_sums(look);
	for (int i = 0; i < look->n_words; i++)
		if (look_word(look, i)->flags & PIECE_SQUEEZED)
			look_set(look, FEATURE_ELONG, 1, look->words[i], 1);
	if (look->n_words > 0) {
		const struct piece *first = look_word(look, 0);
		uint32_t sets = r->sets[look->words[0]];

		feature_set(f, FEATURE_FIRST_LOWER,
		    (first->flags & PIECE_SMALL) != 0);
		look_set(look, FEATURE_START_WH, sets_have(sets, SET_WH),
		    look->words[0], 1);
		look_set(look, FEATURE_START_AUX,
		    sets_have(sets, SET_AUXILIARY), look->words[0], 1);
		look_set(look, FEATURE_IMPERATIVE,
		    sets_have(sets, SET_IMPERATIVE), look->words[0], 1);
	}
}

/* Links, tags and pictures at the end do not end what is said. */
static bool
is_appended(const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_URL:
	case PIECE_LINE:
	case PIECE_TAG:
	case PIECE_MENTION:
	case PIECE_EMOJI:
	case PIECE_CASHTAG:
		return true;
	default:
		return false;
	}
}

void
features_find_ends(struct looking *look)
{
	const struct piece *p;
	int i = look->r->n_body - 1;

	while (i >= 0 && is_appended(&look->r->body[i]))
		i--;
	if (i < 0)
		return;
	p = &look->r->body[i];
	look_set(look, FEATURE_END_QUEST, p->mark == '?', i, 1);
	look_set(look, FEATURE_END_EXCL, p->mark == '!', i, 1);
	look_set(look, FEATURE_END_PERIOD, piece_is_mark(p, '.', 1), i, 1);
	look_set(look, FEATURE_END_COLON,
	    piece_is_mark(p, ':', 1) || (p->mark == '>' && p->chars == 2), i,
	    1);
	look_set(look, FEATURE_END_WORD, p->kind == PIECE_WORD, i, 1);
	look_set(look, FEATURE_END_TRUNC, is_ellipsis(p), i, 1);
}

/* The sentences of the body, as far as questions go. */
struct asking {
	int sentences, questions, full;
	bool first_asks, last_asks;
	int place;
};

static void
end_sentence(struct asking *asking, struct looking *look, int first, int end)
{
	const struct piece *mark =
	    end < look->r->n_body ? &look->r->body[end] : NULL;
	bool asks = mark != NULL && mark->mark == '?';
	uint32_t sets = look->r->sets[first];

	if (asks && sets & (1U << SET_WH | 1U << SET_AUXILIARY)) {
		asking->full++;
		asking->place = first;
	}
	asking->questions += asks;
	if (asking->sentences++ == 0)
		asking->first_asks = asks;
	asking->last_asks = asks;
}

void
features_find_questions(struct looking *look)
{
	const struct reading *r = look->r;
	struct asking a = {0};
	int first = -1;

	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_WORD && first < 0)
			first = i;
		if (p->kind != PIECE_LINE && !ends_sentence(p))
			continue;
		if (first >= 0)
			end_sentence(&a, look, first, i);
		first = -1;
	}
	if (first >= 0)
		end_sentence(&a, look, first, r->n_body);
	look_set(look, FEATURE_Q_WH_AUX, a.full > 0, a.place, 1);
	feature_set(look->to, FEATURE_Q_LAST_SENTENCE, a.last_asks);
	feature_set(look->to, FEATURE_Q_ONLY,
	    a.questions > 0 && a.questions == a.sentences);
	feature_set(look->to, FEATURE_Q_FIRST_THEN_MORE,
	    a.first_asks && a.sentences > 1);
	for (int i = 0; i < look->n_others; i++) {
		const struct piece *p = look_other(look, i);

		if (p->kind == PIECE_MARK && p->mark == '?' &&
		    look->others[i] + 1 < r->n_body && p[1].kind == PIECE_URL)
			look_set(look, FEATURE_Q_THEN_URL, 1, look->others[i],
			    2);
	}
}
