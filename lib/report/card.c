#include "report/card.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/when.h"
#include "report/card_heard.h"
#include "score/beta.h"
#include "store/user.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RAREFY = 20 };

/* Standard errors of a 90 % interval. */
#define Z90 1.645

/* A name or site with how often it came up. */
struct tally_item {
	char *name; /* own */
	int64_t n;
};

struct tally {
	struct tally_item *items; /* own */
	size_t n, cap;
	struct hash_map map; /* own; from the hash of the name */
};

static void
tally_add(struct tally *tally, const char *name)
{
	struct buf lower = BUF_INIT;
	uint64_t key;
	int at;

	utf8_add_lower(&lower, name, strlen(name));
	key = hash_bytes(HASH_START, lower.data, lower.len);
	at = hash_map_get(&tally->map, key);
	if (at >= 0) {
		tally->items[at].n++;
		buf_release(&lower);
		return;
	}
	tally->items = mem_grow(tally->items, &tally->cap, tally->n + 1,
	    sizeof(*tally->items));
	tally->items[tally->n] = (struct tally_item){buf_detach(&lower), 1};
	hash_map_set(&tally->map, key, (int)tally->n++);
}

static void
tally_release(struct tally *tally)
{
	for (size_t i = 0; i < tally->n; i++)
		free(tally->items[i].name);
	free(tally->items);
	hash_map_release(&tally->map);
}

/* All that is counted on the way through the posts. */
struct gathering {
	struct store *store;
	struct judge *judge;
	const struct scorer *scorer;
	const struct window *window;
	struct heard_list heard;
	struct hash_map first_heard; /* own; author to index of heard */
	int64_t *addressed;          /* own; sorted after the first pass */
	size_t n_addressed, addressed_cap;
	struct tally sites, lifted;
	int64_t n[CARD_COUNT], of[CARD_COUNT];
	int64_t classes[CLASS_COUNT];
};

static bool
in_window(const struct window *window, int64_t at)
{
	int64_t day = when_local_day(at);

	return day >= window->first_day && day <= window->last_day;
}

static bool
has_bait(const struct scorer *scorer, const char *text)
{
	const struct lexicons *lexicons = scorer_lexicons(scorer);
	struct token tokens[TOKENS_MAX];
	struct lexicon_hit hits[LEXICON_HITS_MAX];
	size_t n = token_split(text, strlen(text), tokens, TOKENS_MAX);

	n = lexicon_scan(lexicons, lexicon_language(lexicons, "en"), tokens, n,
	    hits, LEXICON_HITS_MAX);
	for (size_t i = 0; i < n; i++)
		if (hits[i].lexicon == LEX_BAIT ||
		    hits[i].lexicon == LEX_CTA_SOCIAL)
			return true;
	return false;
}

static void
add_address(struct gathering *g, int64_t user_id)
{
	if (user_id == 0)
		return;
	g->addressed = mem_grow(g->addressed, &g->addressed_cap,
	    g->n_addressed + 1, sizeof(*g->addressed));
	g->addressed[g->n_addressed++] = user_id;
}

static void
count_links(struct gathering *g, const struct post *post)
{
	const struct ownership *own = judge_ownership(g->judge);
	struct site site;

	for (size_t i = 0; i < post->n_links; i++) {
		const struct link *link = &post->links[i];

		if (link->site == NULL || link->is_media)
			continue;
		site_of(scorer_sites(g->scorer), link->url, &site);
		if (site.kind != SITE_PLAIN && site.kind != SITE_TENANT)
			continue;
		g->of[CARD_OTHERS_LINKS]++;
		if (ownership_of_site(own, link->site) == OWN_YES)
			continue;
		g->n[CARD_OTHERS_LINKS]++;
		tally_add(&g->sites, link->site);
	}
}

/* Whom the post lifts: whom it names first, or the author of what it passes
 * on. */
static int
count_lifted(struct gathering *g, const struct post *post, struct err *err)
{
	int64_t id =
	    post->repost_of_id != 0 ? post->repost_of_id : post->quote_of_id;
	struct arena arena = ARENA_INIT;
	struct stored_post original;
	struct user author;
	int rc = 1;

	if (id != 0)
		rc = store_post_get(g->store, id, &arena, &original, err);
	if (rc == 0)
		rc = store_user_get(g->store, original.post.author_id, &arena,
		    &author, err);
	if (rc == 0 && author.username != NULL)
		tally_add(&g->lifted, author.username);
	else if (rc != -1 && post->n_mentions > 0)
		tally_add(&g->lifted, post->mentions[0].handle);
	arena_release(&arena);
	return rc == -1 ? -1 : 0;
}

/* When each person first addressed the account. */
static void
note_first_heard(struct gathering *g)
{
	for (size_t i = 0; i < g->heard.n; i++) {
		const struct heard *heard = &g->heard.items[i];
		int first =
		    hash_map_get(&g->first_heard, (uint64_t)heard->author_id);

		if (first == -1 || g->heard.items[first].at > heard->at)
			hash_map_set(&g->first_heard,
			    (uint64_t)heard->author_id, (int)i);
	}
}

/* An answer whose parent is not in the archive may have been asked for. */
static int
count_unprompted(struct gathering *g, const struct post *post, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct stored_post parent;
	int rc =
	    store_post_get(g->store, post->reply_to_id, &arena, &parent, err);
	int first;

	arena_release(&arena);
	if (rc != 0)
		return rc == -1 ? -1 : 0;
	first = hash_map_get(&g->first_heard, (uint64_t)post->reply_to_user_id);
	g->of[CARD_UNPROMPTED]++;
	g->n[CARD_UNPROMPTED] +=
	    first == -1 || g->heard.items[first].at > post->created_at;
	return 0;
}

static int
count_reply(struct gathering *g, const struct post *post,
    const struct verdict *verdict, struct err *err)
{
	g->of[CARD_ANSWER_RATE]++;
	g->of[CARD_HANDOFF_RATE]++;
	g->of[CARD_OWN_LINK_REPLIES]++;
	g->n[CARD_ANSWER_RATE] += verdict->class == CLASS_ANSWER;
	g->n[CARD_HANDOFF_RATE] += verdict->handoff;
	g->n[CARD_OWN_LINK_REPLIES] +=
	    verdict->links_own > 0 && verdict->class == CLASS_PROMOTE;
	return verdict->class == CLASS_ANSWER ? count_unprompted(g, post, err)
					      : 0;
}

static void
count_disguises(struct gathering *g, const struct post *post,
    const struct verdict *verdict)
{
	bool refers =
	    verdict->form == FORM_REPOST || verdict->form == FORM_QUOTE;
	int64_t id = verdict->form == FORM_REPOST ? post->repost_of_id
						  : post->quote_of_id;
	bool own = refers && id != 0 && judge_index(g->judge, id) >= 0;

	g->n[CARD_SELF_REPOSTS] += own;
	g->n[CARD_OWN_PRAISE] +=
	    refers && !own && verdict->class == CLASS_PROMOTE;
	g->n[CARD_BAIT] += (verdict->class == CLASS_PROMOTE ||
			       verdict->class == CLASS_CHATTER) &&
			   has_bait(g->scorer, post->text);
	g->of[CARD_SELF_REPOSTS]++;
	g->of[CARD_OWN_PRAISE]++;
	g->of[CARD_BAIT]++;
}

static int
count_post(struct gathering *g, const struct post *post,
    const struct verdict *verdict, struct card *card, struct err *err)
{
	bool is_repost = verdict->form == FORM_REPOST;
	enum gauge_kind kind = gauge_kind_of(verdict->class, is_repost);

	card->posts++;
	g->classes[verdict->class]++;
	if (kind == GAUGE_KIND_COUNT)
		return 0;
	card->kinds[kind]++;
	g->of[CARD_AMPLIFY_SHARE]++;
	g->of[CARD_SELF_PROMOTION]++;
	g->n[CARD_AMPLIFY_SHARE] += verdict->class == CLASS_AMPLIFY;
	g->n[CARD_SELF_PROMOTION] += verdict->class == CLASS_PROMOTE;
	if (!is_repost) {
		g->of[CARD_INSIGHT_RATE]++;
		g->n[CARD_INSIGHT_RATE] += verdict->class == CLASS_INSIGHT;
		count_links(g, post);
	}
	if (verdict->form == FORM_REPLY &&
	    count_reply(g, post, verdict, err) == -1)
		return -1;
	count_disguises(g, post, verdict);
	return verdict->class == CLASS_AMPLIFY ? count_lifted(g, post, err) : 0;
}

/* Whom it addressed, at any time. */
static void
note_addresses(struct gathering *g, const struct post *post)
{
	if (post->repost_of_id != 0)
		return;
	add_address(g, post->reply_to_user_id);
	for (size_t i = 0; i < post->n_mentions; i++)
		add_address(g, post->mentions[i].user_id);
}

/* If post i, of any time, answers a question of the window. */
static int
note_answer(struct gathering *g, size_t i, const struct profile_post *judged,
    struct err *err)
{
	struct heard *heard =
	    heard_find(&g->heard, judge_post(g->judge, i)->post.reply_to_id);
	struct verdict verdict = judged->verdict;
	struct post_standing standing;

	if (heard == NULL || !heard->is_question ||
	    !in_window(g->window, heard->at))
		return 0;
	if (!judged->is_in_window &&
	    judge_verdict(g->judge, i, &verdict, &standing, NULL, err) == -1)
		return -1;
	heard->is_answered |= !verdict.handoff;
	return 0;
}

static int
walk_posts(struct gathering *g, const struct profile *profile,
    struct card *card, struct err *err)
{
	for (size_t i = 0; i < judge_count(g->judge); i++) {
		const struct profile_post *judged = &profile->posts[i];
		const struct post *post = &judge_post(g->judge, i)->post;

		note_addresses(g, post);
		if (note_answer(g, i, judged, err) == -1)
			return -1;
		if (judged->is_in_window &&
		    count_post(g, post, &judged->verdict, card, err) == -1)
			return -1;
	}
	return 0;
}

/* Questions to it, and people who addressed it. */
static void
count_heard(struct gathering *g)
{
	int64_t *people = mem_alloc(g->heard.n + 1, sizeof(*people));
	size_t n = 0;

	g->n_addressed = heard_unique(g->addressed, g->n_addressed);
	for (size_t i = 0; i < g->heard.n; i++) {
		const struct heard *heard = &g->heard.items[i];

		if (!in_window(g->window, heard->at))
			continue;
		people[n++] = heard->author_id;
		if (!heard->is_question)
			continue;
		g->of[CARD_QUESTIONS_ANSWERED]++;
		g->n[CARD_QUESTIONS_ANSWERED] += heard->is_answered;
	}
	n = heard_unique(people, n);
	g->of[CARD_RECIPROCITY] = (int64_t)n;
	for (size_t i = 0; i < n; i++)
		g->n[CARD_RECIPROCITY] +=
		    heard_has(g->addressed, g->n_addressed, people[i]);
	free(people);
}

/* Of those lifted, who is smaller; and who is lifted most. */
static int
count_people(struct gathering *g, struct card *card, struct err *err)
{
	int64_t followers = judge_user(g->judge)->followers, most = 0, all = 0;

	for (size_t i = 0; i < g->lifted.n; i++) {
		struct arena arena = ARENA_INIT;
		struct user user = {.followers = -1};
		int64_t id;

		all += g->lifted.items[i].n;
		if (g->lifted.items[i].n > most) {
			most = g->lifted.items[i].n;
			mem_replace(&card->top_lifted, g->lifted.items[i].name);
		}
		if (store_user_by_handle(g->store, g->lifted.items[i].name, &id,
			err) == -1 ||
		    (id != 0 && store_user_get(g->store, id, &arena, &user,
				    err) == -1)) {
			arena_release(&arena);
			return -1;
		}
		if (followers >= 0 && user.followers >= 0) {
			g->of[CARD_SMALLER_LIFTED]++;
			g->n[CARD_SMALLER_LIFTED] += user.followers < followers;
		}
		arena_release(&arena);
	}
	g->n[CARD_TOP_LIFTED_SHARE] = most;
	g->of[CARD_TOP_LIFTED_SHARE] = all;
	return 0;
}

static void
set_share(struct card_value *value, int64_t n, int64_t of)
{
	*value = (struct card_value){NAN, NAN, NAN, n, of};
	if (of == 0)
		return;
	value->value = (double)n / (double)of;
	beta_wilson(value->value, (double)of, Z90, &value->low, &value->high);
}

static void
set_number(struct card_value *value, double number)
{
	*value = (struct card_value){number, NAN, NAN, 0, 0};
}

/* Normalised entropy of the seven classes that can be judged. */
static double
variety_of(const int64_t *classes)
{
	double effective = gauge_effective(classes, CLASS_OTHER);

	return effective > 0 ? log(effective) / log(CLASS_OTHER) : NAN;
}

static void
finish(struct gathering *g, struct card *card)
{
	int64_t *links = mem_alloc(g->sites.n + 1, sizeof(*links));

	for (int i = 0; i < CARD_COUNT; i++)
		set_share(&card->values[i], g->n[i], g->of[i]);
	for (size_t i = 0; i < g->sites.n; i++)
		links[i] = g->sites.items[i].n;
	set_number(&card->values[CARD_SITES], (double)g->sites.n);
	set_number(&card->values[CARD_SITES_RAREFIED],
	    gauge_rarefied(links, g->sites.n, RAREFY));
	set_number(&card->values[CARD_SITES_EFFECTIVE],
	    gauge_effective(links, g->sites.n));
	set_number(&card->values[CARD_PEOPLE_LIFTED], (double)g->lifted.n);
	set_number(&card->values[CARD_VARIETY], variety_of(g->classes));
	card->unanswered =
	    g->of[CARD_QUESTIONS_ANSWERED] - g->n[CARD_QUESTIONS_ANSWERED];
	free(links);
}

int
card_load(struct store *store, const struct scorer *scorer,
    const struct profile *profile, struct card *card, struct err *err)
{
	struct gathering g = {.store = store,
	    .judge = profile->judge,
	    .scorer = scorer,
	    .window = profile->window};
	int rc = -1;

	*card = (struct card){.posts = 0};
	if (heard_load(store, judge_user(g.judge), &g.heard, err) == -1)
		goto out;
	note_first_heard(&g);
	if (walk_posts(&g, profile, card, err) == -1)
		goto out;
	count_heard(&g);
	if (count_people(&g, card, err) == -1)
		goto out;
	finish(&g, card);
	rc = 0;
out:
	heard_release(&g.heard);
	hash_map_release(&g.first_heard);
	tally_release(&g.sites);
	tally_release(&g.lifted);
	free(g.addressed);
	return rc;
}

void
card_release(struct card *card)
{
	free(card->top_lifted);
	*card = (struct card){.posts = 0};
}
