#include "score/features.h"

#include "base/buf.h"
#include "base/mem.h"
#include "score/features_parts.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *name, *sentence;
} features_known[FEATURE_COUNT] = {
#define FEATURE(constant, name, sentence) {name, sentence},
    FEATURES(FEATURE)
#undef FEATURE
};

static const char *const ways[TOPIC_WAYS] = {"lex_", "lex2_", "lex4_", "lex0_",
    "a_lex_"};

void
feature_put(struct features *features, int id, float value, int piece,
    int n_pieces)
{
	struct feature_item *item;

	if (features->slots[id] == 0)
		features->slots[id] = (int16_t)++features->n;
	item = &features->items[features->slots[id] - 1];
	*item = (struct feature_item){value, (uint16_t)id, (int16_t)piece,
	    (int16_t)n_pieces};
}

void
features_clear(struct features *features)
{
	for (int i = 0; i < features->n; i++)
		features->slots[features->items[i].id] = 0;
	features->n = 0;
}

bool
feature_add_name(struct buf *buf, const struct knowledge *k, int id)
{
	int topic = (id - FEATURE_COUNT) % TOPICS_MAX;
	int way = (id - FEATURE_COUNT) / TOPICS_MAX;

	if (id < FEATURE_COUNT) {
		buf_adds(buf, features_known[id].name);
		return true;
	}
	if (topic >= knowledge_topics(k))
		return false;
	buf_adds(buf,
	    way == TOPIC_HABIT && knowledge_topic_of_profiles(k, topic)
		? "b_"
		: ways[way]);
	buf_adds(buf, knowledge_topic_name(k, topic));
	return true;
}

const char *
feature_name(int id)
{
	return features_known[id].name;
}

const char *
feature_sentence(const struct knowledge *k, int id)
{
	return id < FEATURE_COUNT ? features_known[id].sentence
				  : knowledge_topic_sentence(k,
					(id - FEATURE_COUNT) % TOPICS_MAX);
}

static bool
is_among(const uint64_t *hashes, int n, uint64_t hash)
{
	for (int i = 0; i < n; i++)
		if (hashes[i] == hash)
			return true;
	return false;
}

static void
sort_pieces(struct looking *look)
{
	const struct reading *r = look->r;
	uint64_t seen = 0; /* a bit for each hash: most are new */

	for (int i = 0; i < r->n_body; i++) {
		uint64_t hash = r->body[i].hash, bit = hash_bit(hash);

		if (r->body[i].kind != PIECE_WORD) {
			look->others[look->n_others++] = (int16_t)i;
			continue;
		}
		look->words[look->n_words++] = (int16_t)i;
		if (seen & bit &&
		    is_among(look->hashes, look->n_different, hash))
			continue;
		seen |= bit;
		look->hashes[look->n_different] = hash;
		look->different[look->n_different++] = (int16_t)i;
	}
}

static void
find_topics(struct looking *look)
{
	int counts[TOPICS_MAX] = {0};

	for (int i = 0; i < look->r->n_hits; i++) {
		const struct phrase_hit *hit = &look->r->hits[i];
		int n = ++counts[hit->topic];

		/* The place is that of the first hit, but for "twice". */
		if (n == 1)
			look_set(look, feature_of_topic(hit->topic, TOPIC_HIT),
			    1, hit->first, hit->n);
		if (n == 2)
			look_set(look,
			    feature_of_topic(hit->topic, TOPIC_TWICE), 1,
			    hit->first, hit->n);
		if (n == 4)
			look_set(look, feature_of_topic(hit->topic, TOPIC_FOUR),
			    1, hit->first, hit->n);
		if (hit->first <= 1)
			look_set(look,
			    feature_of_topic(hit->topic, TOPIC_FIRST), 1,
			    hit->first, hit->n);
	}
}

void
features_of_post(struct features *features, const struct habits *habits,
    const struct reading *reading, const char *parent)
{
	static void (*const parts[])(struct looking *) = {features_find_form,
	    features_find_ends, features_find_questions, features_find_marks,
	    features_find_link_places, find_topics, features_find_links,
	    features_find_names, features_find_credits, features_find_repeats,
	    features_find_repost, features_find_reply};
	struct looking look;

	look.knowledge = habits->knowledge;
	look.habits = habits;
	look.r = reading;
	look.parent = parent;
	look.to = features;
	look.n_words = 0;
	look.n_others = 0;
	look.n_different = 0;
	sort_pieces(&look);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		parts[i](&look);
}

static void
account_sites(struct features *f, const struct habits *h)
{
	int own = 0, most = 0, total = h->site_links;

	for (size_t i = 0; i < h->n_sites; i++) {
		if (h->sites[i].owner != OWNER_UNKNOWN)
			own += h->sites[i].links;
		if (h->sites[i].links > most)
			most = h->sites[i].links;
	}
	if (total > 0)
		feature_set(f, FEATURE_A_OWNLINKS, (double)own / total);
	if (total >= 3)
		feature_set(f, FEATURE_A_DISTINCT,
		    log1p((double)h->n_sites) / 4);
	feature_set(f, FEATURE_A_THIRD, (double)(total - own) / h->n_own);
	if (total >= 5)
		feature_set(f, FEATURE_A_ONESITE, (double)most / total);
}

void
features_of_account(struct features *f, const struct habits *h)
{
	double n = h->n_posts < 1 ? 1 : h->n_posts, own = h->n_own;

	for (int kind = 0; kind < KIND_COUNT; kind++)
		feature_set(f, FEATURE_A_RT + kind, h->kinds[kind] / n);
	feature_set(f, FEATURE_A_NOBIO, !h->has_bio);
	feature_set(f, FEATURE_A_BIOURL, h->bio_has_url);
	feature_set(f, FEATURE_A_LINKS, fmin(2, h->n_links / own) / 2);
	feature_set(f, FEATURE_A_CASH, fmin(4, h->cashtags / own) / 4);
	feature_set(f, FEATURE_A_LEN, log1p(h->length / own) / 3.5);
	feature_set(f, FEATURE_A_Q, h->questions / own);
	account_sites(f, h);
	feature_set(f, FEATURE_A_TMPL, h->templates / own);
	feature_set(f, FEATURE_A_DAYS, fmin(1, h->days / n));
	feature_set(f, FEATURE_B_HOURS, h->bio_has_hours);
	for (int t = 0; t < knowledge_topics(h->knowledge); t++)
		feature_set(f, feature_of_topic(t, TOPIC_HABIT),
		    knowledge_topic_of_profiles(h->knowledge, t)
			? fmin(2, h->bio_topics[t]) / 2
			: h->topic_posts[t] / own);
}
