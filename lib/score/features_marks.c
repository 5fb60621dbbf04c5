/* Signs, numbers and pictures in a post, and where its link stands. */

#include "base/mem.h"
#include "score/features_parts.h"

static void
find_pictures(struct looking *look)
{
	static const struct {
		enum word_set set;
		int feature;
	} moods[] = {
	    {SET_POINT, FEATURE_EMOJI_POINT},
	    {SET_LAUGH, FEATURE_EMOJI_LAUGH},
	    {SET_HEART, FEATURE_EMOJI_HEART},
	    {SET_TICK, FEATURE_EMOJI_TICK},
	};
	const struct reading *r = look->r;
	int n = 0;

	for (int i = 0; i < look->n_others; i++) {
		int at = look->others[i];

		if (r->body[at].kind != PIECE_EMOJI)
			continue;
		n++;
		for (size_t m = 0; m < ARRAY_LEN(moods); m++)
			look_set(look, moods[m].feature,
			    sets_have(r->sets[at], moods[m].set), at, 1);
	}
	feature_set(look->to, FEATURE_EMOJI_1, n >= 1);
	feature_set(look->to, FEATURE_EMOJI_3, n >= 3);
	feature_set(look->to, FEATURE_ONLY_EMOJI, n > 0 && look->n_words == 0);
}

static void
find_numbers(struct looking *look)
{
	const struct reading *r = look->r;
	struct features *f = look->to;
	int kinds[PIECE_LINE + 1] = {0}, cash;

	for (int o = 0; o < look->n_others; o++) {
		int i = look->others[o];
		const struct piece *p = &r->body[i];
		bool near_end = i == 0 || i >= r->n_body - 2;

		kinds[p->kind]++;
		look_set(look, FEATURE_DECIMAL,
		    p->kind == PIECE_NUMBER && p->flags & PIECE_HAS_POINT, i,
		    1);
		look_set(look, FEATURE_THREAD_MARK,
		    near_end && p->kind == PIECE_NUMBER && p->chars <= 5 &&
			p->flags & PIECE_HAS_SLASH,
		    i, 1);
		look_set(look, FEATURE_MONEY, p->kind == PIECE_MONEY, i, 1);
		look_set(look, FEATURE_PERCENT, p->kind == PIECE_PERCENT, i, 1);
	}
	cash = kinds[PIECE_CASHTAG];
	feature_set(f, FEATURE_MENT_1, kinds[PIECE_MENTION] == 1);
	feature_set(f, FEATURE_MENT_2, kinds[PIECE_MENTION] >= 2);
	feature_set(f, FEATURE_LEAD_2, r->n_lead >= 2);
	feature_set(f, FEATURE_LEAD_4, r->n_lead >= 4);
	feature_set(f, FEATURE_TAGS_1,
	    kinds[PIECE_TAG] >= 1 && kinds[PIECE_TAG] <= 2);
	feature_set(f, FEATURE_TAGS_3, kinds[PIECE_TAG] >= 3);
	feature_set(f, FEATURE_CASH_1, cash == 1);
	feature_set(f, FEATURE_CASH_2, cash == 2 || cash == 3);
	feature_set(f, FEATURE_CASH_4, cash >= 4);
	feature_set(f, FEATURE_NUM_1, kinds[PIECE_NUMBER] == 1);
	feature_set(f, FEATURE_NUM_2, kinds[PIECE_NUMBER] >= 2);
}

static void
find_first(struct looking *look)
{
	const struct piece *p = look->r->body;

	if (look->r->n_body == 0)
		return;
	look_set(look, FEATURE_STARTS_NUM, p->kind == PIECE_NUMBER, 0, 1);
	look_set(look, FEATURE_STARTS_TAG, p->kind == PIECE_TAG, 0, 1);
	look_set(look, FEATURE_STARTS_CASH, p->kind == PIECE_CASHTAG, 0, 1);
	look_set(look, FEATURE_STARTS_LINK, p->kind == PIECE_URL, 0, 1);
	look_set(look, FEATURE_QUOTE_START, p->mark == '"', 0, 1);
	look_set(look, FEATURE_BRACKET_START,
	    piece_is_mark(p, '[', 1) || piece_is_mark(p, '(', 1), 0, 1);
	look_set(look, FEATURE_DOT_MENT,
	    look->r->n_body > 1 && piece_is_mark(p, '.', 1) &&
		p[1].kind == PIECE_MENTION,
	    0, 2);
}

static bool
is_list_mark(const struct piece *p)
{
	return piece_is_mark(p, '-', 1) || piece_is_mark(p, 0x2022, 1) ||
	       piece_is_mark(p, '*', 1) || piece_is_mark(p, 0x2192, 1) ||
	       piece_is_mark(p, '+', 1);
}

static void
find_signs(struct looking *look, int i)
{
	const struct piece *p = &look->r->body[i];

	if (p->mark == 0)
		return;
	look_set(look, FEATURE_LIST_MARK,
	    is_list_mark(p) && (i == 0 || p[-1].kind == PIECE_LINE), i, 1);
	look_set(look, FEATURE_QUOTE_IN, i > 0 && p->mark == '"', i, 1);
	look_set(look, FEATURE_PAREN, piece_is_mark(p, '(', 1), i, 1);
	look_set(look, FEATURE_PIPE, piece_is_mark(p, '|', 2), i, 1);
	look_set(look, FEATURE_ARROW,
	    piece_is_mark(p, '>', 3) || piece_is_mark(p, 0x2192, 1), i, 1);
	look_set(look, FEATURE_COLON_IN,
	    i + 1 < look->r->n_body && piece_is_mark(p, ':', 1), i, 1);
	look_set(look, FEATURE_COLON_HEAD, i < 5 && piece_is_mark(p, ':', 1), i,
	    1);
	look_set(look, FEATURE_PLUS, piece_is_mark(p, '+', 1), i, 1);
	look_set(look, FEATURE_EMDASH, piece_is_mark(p, '-', 2), i, 1);
}

void
features_find_marks(struct looking *look)
{
	find_pictures(look);
	find_numbers(look);
	find_first(look);
	for (int i = 0; i < look->n_others; i++)
		find_signs(look, look->others[i]);
}

static void
find_before(struct looking *look, int at)
{
	const struct piece *p = &look->r->body[at - 1];
	bool is_mark = p->kind == PIECE_MARK;

	look_set(look, FEATURE_LINK_AFTER_COLON, p->mark == ':', at - 1, 2);
	look_set(look, FEATURE_LINK_AFTER_PERIOD,
	    p->mark == '.' || p->mark == '!', at - 1, 2);
	look_set(look, FEATURE_LINK_AFTER_WORD, p->kind == PIECE_WORD, at - 1,
	    2);
	look_set(look, FEATURE_LINK_AFTER_NL, p->kind == PIECE_LINE, at, 1);
	look_set(look, FEATURE_LINK_AFTER_DASH,
	    piece_is_mark(p, '-', 2) || piece_is_mark(p, '|', 1), at - 1, 2);
	look_set(look, FEATURE_LINK_AFTER_ELL,
	    is_mark && ((p->mark == '.' && p->chars >= 2) || p->mark == 0x2026),
	    at - 1, 2);
	look_set(look, FEATURE_LINK_AFTER_TAG,
	    p->kind == PIECE_TAG || p->kind == PIECE_CASHTAG ||
		p->kind == PIECE_MENTION,
	    at - 1, 2);
}

void
features_find_link_places(struct looking *look)
{
	const struct reading *r = look->r;
	int first = -1, last = -1, after = 0;

	for (int i = 0; i < look->n_others; i++)
		if (look_other(look, i)->kind == PIECE_URL) {
			first = first < 0 ? look->others[i] : first;
			last = look->others[i];
		}
	if (first < 0)
		return;
	for (int i = 0; i < look->n_words; i++)
		after += look->words[i] > first;
	look_set(look, FEATURE_LINK_LAST, last >= r->n_body - 1, last, 1);
	look_set(look, FEATURE_WORDS_AFTER_LINK, after >= 3, first, 1);
	look_set(look, FEATURE_LINK_ONLY, look->n_words == 0, first, 1);
	if (first > 0)
		find_before(look, first);
}
