/*
 * What the trained scorer knows before it has seen a post: phrases, sets of
 * words and hosts (lib/score/trained.tsv).  Read-only once loaded.
 */
#ifndef SCORE_KNOWLEDGE_H
#define SCORE_KNOWLEDGE_H

#include "base/err.h"
#include "score/piece.h"

#include <stdbool.h>

/* Sets of words; a word may be in several. */
enum word_set {
	SET_SECOND,     /* two labels under which domains are given out */
	SET_SUBTENANT,  /* hosts that give people a name before theirs */
	SET_PATHTENANT, /* hosts that give people a path */
	SET_SHORTENER,
	SET_MEDIA,     /* hosts of pictures and places */
	SET_AFFILIATE, /* hosts that pay for links */
	SET_KNOWN,     /* large media, journals and platforms */
	SET_HELP_SEGMENT,
	SET_SHOP_SEGMENT,
	SET_BLOG_SEGMENT,
	SET_SKIP_SEGMENT, /* before the tenant in a path */
	SET_NO_TENANT,    /* in a path where the tenant would be */
	SET_GENERIC,      /* parts of names that name nobody */
	SET_STOP,
	SET_WH,
	SET_AUXILIARY,
	SET_NEEDS, /* who says this has a problem */
	SET_IMPERATIVE,
	SET_STEP, /* who begins so tells a way to do it */
	SET_THANKS,
	SET_YESNO,
	SET_HELLO,
	SET_POINT, /* pictures that point, laugh, love, tick */
	SET_LAUGH,
	SET_HEART,
	SET_TICK,
	SET_COUNT
};

/* Phrase lists, in the order of the table. */
enum { TOPICS_MAX = 48, PHRASE_WORDS = 6 };

/* Those that rules name. */
enum named_topic {
	TOPIC_CTA_BUY,
	TOPIC_CTA_SIGNUP,
	TOPIC_CTA_SOCIAL,
	TOPIC_OWN_WORK,
	TOPIC_BRAG,
	TOPIC_HANDOFF,
	TOPIC_APOLOGY,
	TOPIC_DIAG_Q,
	TOPIC_HELP,
	TOPIC_ADVICE,
	NAMED_TOPICS
};

struct phrase_hit {
	uint16_t first; /* of the row of hashes */
	uint8_t n, topic;
};

enum { PHRASE_HITS_MAX = 256 };

struct knowledge;

struct knowledge *knowledge_load(struct err *err);
void knowledge_free(struct knowledge *knowledge);

int knowledge_topics(const struct knowledge *knowledge);
const char *knowledge_topic_name(const struct knowledge *knowledge, int topic);
/* For people: "asks to buy". */
const char *knowledge_topic_sentence(const struct knowledge *knowledge,
    int topic);
/* The number of a topic, or -1. */
int knowledge_topic(const struct knowledge *knowledge, const char *name);
int knowledge_named_topic(const struct knowledge *knowledge,
    enum named_topic topic);
/* True of topics that are looked for in profiles alone. */
bool knowledge_topic_of_profiles(const struct knowledge *knowledge, int topic);

/* One bit for each set that the word with this hash is in. */
uint32_t knowledge_sets(const struct knowledge *knowledge, uint64_t hash);

static inline bool
sets_have(uint32_t sets, enum word_set set)
{
	return sets >> set & 1;
}

static inline bool
knowledge_has(const struct knowledge *knowledge, enum word_set set,
    uint64_t hash)
{
	return sets_have(knowledge_sets(knowledge, hash), set);
}

/* The host that a vanity shortener stands for, or NULL. */
const char *knowledge_vanity(const struct knowledge *knowledge, uint64_t hash);

/* Find all phrases in n masked pieces.  masks[i] is what piece i counts as
 * in phrases; norms of words allow for beginnings ("fundrais*").  How many
 * hits were written. */
int knowledge_scan(const struct knowledge *knowledge,
    const struct piece *pieces, const uint64_t *masks, int n,
    struct phrase_hit *hits, int max);

/* What a piece counts as: "<@>", "<u>", "#tag", "<$t>", or its norm. */
uint64_t knowledge_mask(const struct piece *piece);

/* Changes with the table. */
uint64_t knowledge_version(void);

#endif
