/* Whose names a post says: the account's own, its habits', strangers'. */

#include "base/mem.h"
#include "score/features_parts.h"

#include <math.h>
#include <string.h>

static void
find_mention(struct looking *look, int i)
{
	const struct habits *h = look->habits;
	const struct piece *p = &look->r->body[i];
	bool listed = habits_lists(h, PROFILE_HANDLE, p->hash);
	int n = habits_count(h, HABIT_MENTION, p->hash);
	struct features *f = look->to;
	int16_t slot = f->slots[FEATURE_HABIT_MENT_V];
	double often = n > 0 ? log(n) / 4 : 0;

	look_set(look, FEATURE_SELF_MENT, p->hash == h->handle_hash, i, 1);
	look_set(look, FEATURE_SISTER_MENT,
	    p->hash != h->handle_hash &&
		habits_is_sister(h, p->norm, p->norm_len, p->hash),
	    i, 1);
	look_set(look, FEATURE_BIO_MENT, listed, i, 1);
	look_set(look, FEATURE_HABIT_MENT, n > .08 * h->n_own, i, 1);
	if (slot == 0 || f->items[slot - 1].value < often)
		look_set(look, FEATURE_HABIT_MENT_V, often, i, 1);
	look_set(look, FEATURE_RARE_MENT, n <= 1, i, 1);
	look_set(look, FEATURE_BIO_IN_MENT,
	    habits_find_within(&h->bio_names, 4, p->norm, p->norm_len) != NULL,
	    i, 1);
}

static void
find_lead(struct looking *look)
{
	const struct habits *h = look->habits;
	const struct reading *r = look->r;

	for (int i = 0; i < r->n_lead; i++) {
		const struct piece *p = &r->lead[i];
		int at = (int)(p - r->pieces);

		feature_set_at(look->to, FEATURE_SELF_MENT,
		    p->hash == h->handle_hash, at, 1);
		feature_set_at(look->to, FEATURE_LEAD_SISTER,
		    habits_is_sister(h, p->norm, p->norm_len, p->hash), at, 1);
		feature_set_at(look->to, FEATURE_BIO_IN_LEAD,
		    habits_find_within(&h->bio_names, 4, p->norm,
			p->norm_len) != NULL,
		    at, 1);
	}
}

static void
find_tag(struct looking *look, int i)
{
	const struct habits *h = look->habits;
	const struct piece *p = &look->r->body[i];
	struct features *f = look->to;
	int own = habits_count(h, HABIT_OWN_TAG, p->hash);
	double share = (double)own / h->n_own;
	int16_t slot = f->slots[FEATURE_HABIT_TAG];

	look_set(look, FEATURE_OWN_TAG,
	    habits_lists(h, PROFILE_PART, p->hash) ||
		habits_lists(h, PROFILE_TAG, p->hash) ||
		habits_is_like_handle(h, p->norm, p->norm_len, p->hash),
	    i, 1);
	if (slot == 0 || f->items[slot - 1].value < share)
		look_set(look, FEATURE_HABIT_TAG, share, i, 1);
	look_set(look, FEATURE_HABIT_TAG_B, own >= 4, i, 1);
	look_set(look, FEATURE_RARE_TAG,
	    habits_count(h, HABIT_TAG, p->hash) <= 1, i, 1);
	look_set(look, FEATURE_BIO_IN_MENT,
	    habits_find_within(&h->bio_names, 4, p->norm, p->norm_len) != NULL,
	    i, 1);
}

static bool
is_within_handle(const struct habits *h, const struct piece *p)
{
	if (p->norm_len < 5 || p->norm_len > h->handle_len)
		return false;
	for (size_t i = 0; i + p->norm_len <= h->handle_len; i++)
		if (h->handle[i] == p->norm[0] &&
		    memcmp(h->handle + i, p->norm, p->norm_len) == 0)
			return true;
	return false;
}

static void
find_words(struct looking *look)
{
	const struct habits *h = look->habits;
	int of_profile = 0, most = 0, at = 0;

	for (int i = 0; i < look->n_different; i++) {
		int b = look->different[i];
		const struct piece *p = &look->r->body[b];

		look_set(look, FEATURE_OWN_WORD,
		    habits_lists(h, PROFILE_PART, p->hash) ||
			is_within_handle(h, p),
		    b, 1);
		of_profile += habits_lists(h, PROFILE_WORD, p->hash);
	}
	feature_set(look->to, FEATURE_BIO_OVERLAP, fmin(3, of_profile) / 3);
	for (int i = 0; i < look->n_words; i++) {
		const struct piece *p = look_word(look, i);
		int n;

		if (!(p->flags & PIECE_CAPITAL))
			continue;
		look_set(look, FEATURE_BIO_CAP,
		    i > 0 && habits_lists(h, PROFILE_NAME, p->hash),
		    look->words[i], 1);
		n = habits_count(h, HABIT_CAPITAL, p->hash);
		at = n > most ? look->words[i] : at;
		most = n > most ? n : most;
	}
	look_set(look, FEATURE_HABIT_CAP, log1p(most) / 4, at, 1);
	look_set(look, FEATURE_HABIT_CAP_B, most >= 6, at, 1);
}

void
features_find_names(struct looking *look)
{
	const struct reading *r = look->r;

	for (int i = 0; i < look->n_others; i++) {
		if (look_other(look, i)->kind == PIECE_MENTION)
			find_mention(look, look->others[i]);
		if (look_other(look, i)->kind == PIECE_TAG)
			find_tag(look, look->others[i]);
	}
	find_lead(look);
	find_words(look);
	feature_set(look->to, FEATURE_BIO_IN_MENT,
	    habits_find_within(&look->habits->bio_names, 4, r->reposted,
		strlen(r->reposted)) != NULL);
}

static bool
is_word(const struct piece *p, const char *word)
{
	return p->norm_len == strlen(word) &&
	       memcmp(p->norm, word, p->norm_len) == 0;
}

static bool
is_shouted(const struct piece *p, const char *word)
{
	return p->kind == PIECE_WORD && p->flags & PIECE_CAPITALS &&
	       is_word(p, word);
}

/* The marks by which people credited each other before there were buttons. */
void
features_find_credits(struct looking *look)
{
	const struct reading *r = look->r;
	int n = r->n_body;

	for (int i = 0; i < n; i++) {
		const struct piece *p = &r->body[i];
		bool names;

		if (p->norm_len > 3) /* "via" is the longest */
			continue;
		names = i + 1 < n && p[1].kind == PIECE_MENTION;
		look_set(look, FEATURE_INNER_RT,
		    i + 1 < n && (is_shouted(p, "rt") || is_shouted(p, "mt")),
		    i, 1);
		look_set(look, FEATURE_CC_END, is_word(p, "cc"), i, 1);
		if (!names)
			continue;
		look_set(look, FEATURE_OLD_QUOTE, p->mark == '"', i, 2);
		look_set(look, FEATURE_BY_MENT, is_word(p, "by"), i, 2);
		look_set(look, FEATURE_VIA_END, i >= n - 4 && is_word(p, "via"),
		    i, 2);
		look_set(look, FEATURE_SLASH_MENT, piece_is_mark(p, '/', 1), i,
		    2);
	}
	look_set(look, FEATURE_STARTS_RT_WORD,
	    n > 0 && *r->reposted == '\0' && is_shouted(r->body, "rt"), 0, 1);
}
