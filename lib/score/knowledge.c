#include "score/knowledge.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>

struct word {
	uint64_t hash;
	const char *prefix; /* in the arena; NULL: the whole word */
	int prefix_len;
};

struct phrase {
	int n, topic;
	int next; /* phrase with the same key, or -1 */
	struct word words[PHRASE_WORDS];
};

enum { BEGINNINGS = 65536 };

struct knowledge {
	struct arena arena;
	struct arena pieces;     /* of the word that is loaded */
	struct hash_map sets;    /* hash -> bits */
	struct hash_map vanity;  /* hash -> index of hosts */
	struct hash_map phrases; /* key of two words -> newest phrase */
	struct phrase *items;
	const char **hosts;
	size_t n_items, items_cap, n_hosts, hosts_cap;
	struct {
		const char *name, *sentence;
		bool of_profiles;
	} topics[TOPICS_MAX];
	int n_topics;
	int named[NAMED_TOPICS];
	/* A bit for the first words of phrases, and for the keys of the first
	 * two, by their hash: most words begin none. */
	uint64_t beginnings[BEGINNINGS / 64];
};

static const char *const named_topics[NAMED_TOPICS] = {
    [TOPIC_CTA_BUY] = "cta_buy",
    [TOPIC_CTA_SIGNUP] = "cta_signup",
    [TOPIC_CTA_SOCIAL] = "cta_social",
    [TOPIC_OWN_WORK] = "own_work",
    [TOPIC_BRAG] = "brag",
    [TOPIC_HANDOFF] = "handoff",
    [TOPIC_APOLOGY] = "apology",
    [TOPIC_DIAG_Q] = "diag_q",
    [TOPIC_HELP] = "help",
    [TOPIC_ADVICE] = "advice",
};

static const char *const set_names[SET_COUNT] = {
    "second",
    "subtenant",
    "pathtenant",
    "shortener",
    "media",
    "affiliate",
    "known",
    "help_segment",
    "shop_segment",
    "blog_segment",
    "skip_segment",
    "no_tenant",
    "generic",
    "stop",
    "wh",
    "auxiliary",
    "needs",
    "imperative",
    "step",
    "thanks",
    "yesno",
    "hello",
    "point",
    "laugh",
    "heart",
    "tick",
};

/* Beginnings are kept by their first four letters. */
enum { PREFIX_KEY = 4 };

static bool
may_begin(const struct knowledge *k, uint64_t key)
{
	uint64_t bit = (key ^ key >> 32) % BEGINNINGS;

	return k->beginnings[bit / 64] >> bit % 64 & 1;
}

static void
note_beginning(struct knowledge *k, uint64_t key)
{
	uint64_t bit = (key ^ key >> 32) % BEGINNINGS;

	k->beginnings[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Phrases are found by their first two words; those whose second is missing,
 * or only begun, by the first alone: second is 0. */
static uint64_t
key_of_two(uint64_t first, uint64_t second)
{
	return hash_mix(first, second);
}

static uint64_t
prefix_key(const char *word)
{
	return hash_byte(hash_bytes(HASH_START, word, PREFIX_KEY), '*');
}

static uint64_t
hash_text(const char *s)
{
	return hash_bytes(HASH_START, s, strlen(s));
}

static int
set_by_name(const char *name)
{
	for (int i = 0; i < SET_COUNT; i++)
		if (strcmp(set_names[i], name) == 0)
			return i;
	return -1;
}

int
knowledge_topic(const struct knowledge *k, const char *name)
{
	/* A phrase is mostly of the newest. */
	for (int i = k->n_topics - 1; i >= 0; i--)
		if (strcmp(k->topics[i].name, name) == 0)
			return i;
	return -1;
}

static int
add_topic(struct knowledge *k, const struct tsv *tsv, struct err *err)
{
	const char *name = tsv->fields[1];

	if (k->n_topics == TOPICS_MAX)
		return tsv_error(tsv, err, "too many lexicons");
	k->topics[k->n_topics].name = arena_strdup(&k->arena, name);
	k->topics[k->n_topics].sentence =
	    arena_strdup(&k->arena, tsv->fields[2]);
	k->topics[k->n_topics].of_profiles =
	    strncmp(name, "bio_", 4) == 0 || strcmp(name, "job_title") == 0;
	k->n_topics++;
	return 0;
}

static int
add_set(struct knowledge *k, const struct tsv *tsv, struct err *err)
{
	int set = set_by_name(tsv->fields[1]);

	if (set == -1)
		return tsv_error(tsv, err, "there is no set \"%s\"",
		    tsv->fields[1]);
	for (const char *p = tsv->fields[2]; *p != '\0';) {
		size_t len = strcspn(p, " ");
		uint64_t hash = hash_bytes(HASH_START, p, len);
		int bits = hash_map_get(&k->sets, hash);

		hash_map_set(&k->sets, hash,
		    (int)((bits < 0 ? 0U : (unsigned)bits) | 1U << set));
		p += len;
		p += *p == ' ';
	}
	return 0;
}

static void
add_vanity(struct knowledge *k, const struct tsv *tsv)
{
	k->hosts = mem_grow(k->hosts, &k->hosts_cap, k->n_hosts + 1,
	    sizeof(*k->hosts));
	k->hosts[k->n_hosts] = arena_strdup(&k->arena, tsv->fields[2]);
	hash_map_set(&k->vanity, hash_text(tsv->fields[1]), (int)k->n_hosts++);
}

/* One word of a phrase, which may be several pieces ("p.m.") or a mask. */
static void
add_words(struct knowledge *k, struct phrase *phrase, const char *word,
    size_t len)
{
	static const char *const masks[] = {"<@>", "<$>", "<n>", "<%>"};
	struct pieces pieces;
	struct word *w = &phrase->words[phrase->n];

	for (size_t i = 0; i < ARRAY_LEN(masks); i++)
		if (len == 3 && memcmp(word, masks[i], 3) == 0) {
			w->hash = hash_bytes(HASH_START, word, len);
			phrase->n++;
			return;
		}
	if (len > PREFIX_KEY && word[len - 1] == '*') {
		w->prefix = arena_copy(&k->arena, word, len - 1);
		w->prefix_len = (int)len - 1;
		phrase->n++;
		return;
	}
	arena_reset(&k->pieces);
	piece_split(word, len, &k->pieces, &pieces);
	for (int i = 0; i < pieces.n && phrase->n < PHRASE_WORDS; i++)
		phrase->words[phrase->n++].hash =
		    knowledge_mask(&pieces.items[i]);
}

static int
add_phrase(struct knowledge *k, const struct tsv *tsv, struct err *err)
{
	struct phrase phrase = {.topic = knowledge_topic(k, tsv->fields[1])};
	uint64_t first, key;

	if (phrase.topic == -1)
		return tsv_error(tsv, err, "there is no lexicon \"%s\"",
		    tsv->fields[1]);
	for (const char *p = tsv->fields[2]; *p != '\0';) {
		size_t len = strcspn(p, " ");

		if (phrase.n < PHRASE_WORDS)
			add_words(k, &phrase, p, len);
		p += len;
		p += *p == ' ';
	}
	if (phrase.n == 0)
		return tsv_error(tsv, err, "an empty phrase");
	first = phrase.words[0].prefix != NULL
		    ? prefix_key(phrase.words[0].prefix)
		    : phrase.words[0].hash;
	key = key_of_two(first, phrase.words[1].hash);
	phrase.next = hash_map_get(&k->phrases, key);
	k->items =
	    mem_grow(k->items, &k->items_cap, k->n_items + 1, sizeof(phrase));
	k->items[k->n_items] = phrase;
	hash_map_set(&k->phrases, key, (int)k->n_items++);
	note_beginning(k, first);
	note_beginning(k, key);
	return 0;
}

static int
add_row(struct knowledge *k, const struct tsv *tsv, struct err *err)
{
	if (strcmp(tsv->fields[0], "phrase") == 0)
		return add_phrase(k, tsv, err);
	if (strcmp(tsv->fields[0], "lexicon") == 0)
		return add_topic(k, tsv, err);
	if (strcmp(tsv->fields[0], "set") == 0)
		return add_set(k, tsv, err);
	if (strcmp(tsv->fields[0], "vanity") == 0) {
		add_vanity(k, tsv);
		return 0;
	}
	return tsv_error(tsv, err, "there is no row \"%s\"", tsv->fields[0]);
}

struct knowledge *
knowledge_load(struct err *err)
{
	struct knowledge *k = mem_alloc(1, sizeof(*k));
	struct tsv tsv = {.next = data_trained, .what = "trained.tsv"};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv))
		rc = add_row(k, &tsv, err);
	tsv_release(&tsv);
	arena_release(&k->pieces);
	for (int i = 0; i < NAMED_TOPICS; i++)
		k->named[i] = knowledge_topic(k, named_topics[i]);
	if (rc == 0)
		return k;
	knowledge_free(k);
	return NULL;
}

void
knowledge_free(struct knowledge *k)
{
	if (k == NULL)
		return;
	arena_release(&k->arena);
	hash_map_release(&k->sets);
	hash_map_release(&k->vanity);
	hash_map_release(&k->phrases);
	free(k->items);
	free(k->hosts);
	free(k);
}

int
knowledge_topics(const struct knowledge *k)
{
	return k->n_topics;
}

int
knowledge_named_topic(const struct knowledge *k, enum named_topic topic)
{
	return k->named[topic];
}

const char *
knowledge_topic_name(const struct knowledge *k, int topic)
{
	return k->topics[topic].name;
}

const char *
knowledge_topic_sentence(const struct knowledge *k, int topic)
{
	return k->topics[topic].sentence;
}

bool
knowledge_topic_of_profiles(const struct knowledge *k, int topic)
{
	return k->topics[topic].of_profiles;
}

uint32_t
knowledge_sets(const struct knowledge *k, uint64_t hash)
{
	int bits = hash_map_get(&k->sets, hash);

	return bits < 0 ? 0 : (uint32_t)bits;
}

const char *
knowledge_vanity(const struct knowledge *k, uint64_t hash)
{
	int i = hash_map_get(&k->vanity, hash);

	return i < 0 ? NULL : k->hosts[i];
}

uint64_t
knowledge_mask(const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_MENTION:
		return hash_bytes(HASH_START, "<@>", 3);
	case PIECE_URL:
		return hash_bytes(HASH_START, "<u>", 3);
	case PIECE_CASHTAG:
		return hash_bytes(HASH_START, "<$t>", 4);
	case PIECE_TAG:
		return hash_bytes(hash_byte(HASH_START, '#'), piece->norm,
		    piece->norm_len);
	default:
		return piece->hash;
	}
}

static bool
matches(const struct phrase *phrase, const struct piece *pieces,
    const uint64_t *masks, int n)
{
	if (phrase->n > n)
		return false;
	for (int i = 0; i < phrase->n; i++) {
		const struct word *word = &phrase->words[i];

		if (word->prefix == NULL) {
			if (word->hash != masks[i])
				return false;
		} else if (pieces[i].kind == PIECE_MENTION ||
			   pieces[i].norm_len < word->prefix_len ||
			   memcmp(pieces[i].norm, word->prefix,
			       (size_t)word->prefix_len) != 0) {
			return false;
		}
	}
	return true;
}

/* A row of pieces, and where hits go. */
struct scanning {
	const struct knowledge *k;
	const struct piece *pieces;
	const uint64_t *masks;
	int n;
	struct phrase_hit *hits;
	int found, max;
};

static int
newest_phrase(const struct knowledge *k, uint64_t key)
{
	return may_begin(k, key) ? hash_map_get(&k->phrases, key) : -1;
}

/* The phrases whose first word has this key and is piece i, newest first. */
static void
scan_from(struct scanning *s, int i, uint64_t first)
{
	const struct knowledge *k = s->k;
	int one = newest_phrase(k, key_of_two(first, 0)), two = -1;

	if (i + 1 < s->n)
		two = newest_phrase(k, key_of_two(first, s->masks[i + 1]));
	while (one >= 0 || two >= 0) {
		int *newest = one > two ? &one : &two;
		const struct phrase *phrase = &k->items[*newest];

		*newest = phrase->next;
		if (s->found < s->max &&
		    matches(phrase, s->pieces + i, s->masks + i, s->n - i))
			s->hits[s->found++] = (struct phrase_hit){(uint16_t)i,
			    (uint8_t)phrase->n, (uint8_t)phrase->topic};
	}
}

int
knowledge_scan(const struct knowledge *k, const struct piece *pieces,
    const uint64_t *masks, int n, struct phrase_hit *hits, int max)
{
	struct scanning s = {k, pieces, masks, n, hits, 0, max};

	for (int i = 0; i < n; i++) {
		uint64_t key = masks[i];

		if (may_begin(k, key))
			scan_from(&s, i, key);
		if (pieces[i].kind != PIECE_WORD ||
		    pieces[i].norm_len < PREFIX_KEY)
			continue;
		key = prefix_key(pieces[i].norm);
		if (may_begin(k, key))
			scan_from(&s, i, key);
	}
	return s.found;
}

uint64_t
knowledge_version(void)
{
	return hash_long_text(HASH_START, data_trained);
}
