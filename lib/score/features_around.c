/* What a post repeats, passes on or replies to. */

#include "base/mem.h"
#include "score/features_parts.h"

#include <math.h>
#include <string.h>

static double
log_count(int n)
{
	return n > 1 ? log(n) : 0;
}

static void
find_familiar(struct looking *look)
{
	double sum = 0;
	int n = 0;

	for (int i = 0; i < look->n_different; i++) {
		int at = look->different[i];
		const struct piece *p = &look->r->body[at];

		if (p->norm_len < 4 || sets_have(look->r->sets[at], SET_STOP))
			continue;
		sum += log(habits_count(look->habits, HABIT_WORD, p->hash));
		n++;
	}
	if (n > 0 && look->habits->n_posts >= 10)
		feature_set(look->to, FEATURE_FAMILIAR, sum / n / 3);
}

void
features_find_repeats(struct looking *look)
{
	const struct reading *r = look->r;
	const struct habits *h = look->habits;
	struct features *f = look->to;
	int head, tail;

	find_familiar(look);
	if (r->kind == KIND_REPOST)
		return;
	feature_set(f, FEATURE_TMPL_FULL,
	    look->n_words >= 3 && habits_count(h, HABIT_TEXT, r->text_key) > 1);
	head = r->head_key == 0 ? 0 : habits_count(h, HABIT_HEAD, r->head_key);
	tail = r->tail_key == 0 ? 0 : habits_count(h, HABIT_TAIL, r->tail_key);
	feature_set(f, FEATURE_TMPL_PRE, log_count(head) / 3);
	feature_set(f, FEATURE_TMPL_PRE3, head >= 3);
	feature_set(f, FEATURE_TMPL_SUF, log_count(tail) / 3);
}

static void
find_reposted(struct looking *look)
{
	const struct reading *r = look->r;
	const struct habits *h = look->habits;
	struct features *f = look->to;
	size_t len = strlen(r->reposted);
	uint64_t hash = r->reposted_hash;
	bool is_self = hash == h->handle_hash;
	int n = habits_count(h, HABIT_REPOST, hash);
	int mentioned = habits_count(h, HABIT_MENTION, hash);
	int all = h->kinds[KIND_REPOST] < 1 ? 1 : h->kinds[KIND_REPOST];

	feature_set(f, FEATURE_RT_SELF, is_self);
	feature_set(f, FEATURE_RT_RELATED,
	    !is_self && habits_is_like_handle(h, r->reposted, len, hash));
	feature_set(f, FEATURE_RT_BIO, habits_lists(h, PROFILE_HANDLE, hash));
	feature_set(f, FEATURE_RT_IN_PARTS,
	    !is_self &&
		habits_find_within(&h->parts, 4, r->reposted, len) != NULL);
	feature_set(f, FEATURE_RT_BIOWORD,
	    habits_find_within(&h->bio_words, 5, r->reposted, len) != NULL);
	feature_set(f, FEATURE_RT_SHARE, all >= 4 ? (double)n / all : 0);
	feature_set(f, FEATURE_RT_COUNT, log_count(n) / 4);
	feature_set(f, FEATURE_RT_ONCE, n == 1);
	feature_set(f, FEATURE_RT_TOP, n >= 4 && (double)n / all > .15);
	feature_set(f, FEATURE_RT_MENTIONED, log1p(mentioned) / 4);
	feature_set(f, FEATURE_RT_MENT_B, mentioned >= 2);
	feature_set(f, FEATURE_RT_REPLIED,
	    habits_count(h, HABIT_REPLY, hash) >= 1);
}

static void
find_reposted_text(struct looking *look)
{
	const struct reading *r = look->r;
	const struct habits *h = look->habits;
	double own = h->n_own, share = 0;
	int capital = 0;

	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];
		int n;

		if (p->kind == PIECE_MENTION) {
			bool is_self = p->hash == h->handle_hash;

			look_set(look, FEATURE_RT_SELF_MENT, is_self, i, 1);
			look_set(look, FEATURE_RT_SELF_MENT_FIRST,
			    i == 0 && is_self, i, 1);
			look_set(look, FEATURE_RT_HABITMENT,
			    !is_self &&
				habits_count(h, HABIT_MENTION, p->hash) >= 3,
			    i, 1);
			look_set(look, FEATURE_RT_MENT_RTH,
			    habits_count(h, HABIT_REPOST, p->hash) >= 2, i, 1);
		} else if (p->kind == PIECE_TAG) {
			n = habits_count(h, HABIT_OWN_TAG, p->hash);
			look_set(look, FEATURE_RT_OTAG, n >= 2, i, 1);
			share = fmax(share, n / own);
		} else if (p->kind == PIECE_WORD && p->flags & PIECE_CAPITAL) {
			n = habits_count(h, HABIT_CAPITAL, p->hash);
			capital = n > capital ? n : capital;
		}
	}
	feature_set(look->to, FEATURE_RT_OTAG_V, share);
	feature_set(look->to, FEATURE_RT_OWNCAP, log1p(capital) / 4);
}

void
features_find_repost(struct looking *look)
{
	const struct habits *h = look->habits;
	struct features *f = look->to;
	double all = h->kinds[KIND_REPOST] < 1 ? 1 : h->kinds[KIND_REPOST];

	if (look->r->kind != KIND_REPOST)
		return;
	find_reposted(look);
	find_reposted_text(look);
	feature_set(f, FEATURE_RT_ACC_SHARE,
	    h->kinds[KIND_REPOST] / (double)(h->n_posts < 1 ? 1 : h->n_posts));
	feature_set(f, FEATURE_RT_A_SELFMENT, h->reposts_of_self / all);
	feature_set(f, FEATURE_RT_A_TOP, h->repost_top / all);
	feature_set(f, FEATURE_RT_A_RELATED, h->reposts_of_related / all);
	feature_set(f, FEATURE_RT_A_DISTINCT, h->repost_handles / all);
}

/* Content words that the post shares with the one it replies to. */
static int
count_shared(const struct looking *look, const struct pieces *parent)
{
	int n = 0;

	for (int i = 0; i < look->n_different && n < 3; i++) {
		int at = look->different[i], k = 0;
		const struct piece *p = &look->r->body[at];

		if (p->norm_len < 4 || sets_have(look->r->sets[at], SET_STOP))
			continue;
		while (k < parent->n && (parent->items[k].kind != PIECE_WORD ||
					    parent->items[k].hash != p->hash))
			k++;
		n += k < parent->n;
	}
	return n;
}

static void
find_parent(struct looking *look)
{
	struct arena arena = ARENA_INIT;
	struct pieces pieces;
	bool asks = false;
	uint32_t sets = 0;

	if (look->parent == NULL || *look->parent == '\0')
		return;
	piece_split(look->parent, strlen(look->parent), &arena, &pieces);
	for (int i = 0; i < pieces.n; i++) {
		asks |= pieces.items[i].kind == PIECE_MARK &&
			pieces.items[i].mark == '?';
		sets |= knowledge_sets(look->knowledge, pieces.items[i].hash);
	}
	feature_set(look->to, FEATURE_RP_PARENT_KNOWN, 1);
	feature_set(look->to, FEATURE_RP_PARENT_Q, asks);
	feature_set(look->to, FEATURE_RP_PARENT_HELP, sets >> SET_NEEDS & 1);
	feature_set(look->to, FEATURE_RP_PARENT_THANKS, sets >> SET_THANKS & 1);
	feature_set(look->to, FEATURE_RP_OVERLAP,
	    count_shared(look, &pieces) / 3.0);
	arena_release(&arena);
}

static bool
greets(const struct looking *look)
{
	const struct reading *r = look->r;
	const struct piece *first;

	if (look->n_words < 2)
		return false;
	first = look_word(look, 0);
	return (first->flags & PIECE_CAPITAL &&
		   (piece_is_mark(&r->body[1], ',', 1) ||
		       piece_is_mark(&r->body[1], '!', 1))) ||
	       sets_have(r->sets[look->words[0]], SET_HELLO);
}

void
features_find_reply(struct looking *look)
{
	const struct reading *r = look->r;
	const struct piece *end = r->body + r->n_body;

	if (r->kind != KIND_REPLY)
		return;
	find_parent(look);
	look_set(look, FEATURE_RP_SIGN,
	    r->n_body >= 2 && end[-1].kind == PIECE_WORD &&
		(piece_is_mark(&end[-2], '^', 1) ||
		    piece_is_mark(&end[-2], '-', 1) ||
		    piece_is_mark(&end[-2], '/', 1)),
	    r->n_body - 2, 2);
	if (look->n_words > 0) {
		uint32_t sets = r->sets[look->words[0]];

		look_set(look, FEATURE_RP_YESNO, sets_have(sets, SET_YESNO),
		    look->words[0], 1);
		look_set(look, FEATURE_RP_STEP,
		    look->n_words >= 3 && sets_have(sets, SET_STEP),
		    look->words[0], 1);
	}
	look_set(look, FEATURE_RP_CAPNAME, greets(look), 0, 2);
	feature_set(look->to, FEATURE_RP_HABIT_TO,
	    r->n_lead > 0 &&
		habits_count(look->habits, HABIT_REPLY, r->lead[0].hash) >= 3);
	feature_set(look->to, FEATURE_RP_NO_ID, r->post->reply_to_user_id == 0);
}
