/*
 * What the trained scorer sees of a post, by name (score/feature_names.h).
 * A feature that is absent counts 0; most are 1 when present.
 */
#ifndef SCORE_FEATURES_H
#define SCORE_FEATURES_H

#include "base/buf.h"
#include "score/feature_names.h"
#include "score/habits.h"

enum feature {
#define FEATURE(constant, name, sentence) FEATURE_##constant,
	FEATURES(FEATURE)
#undef FEATURE
	    FEATURE_COUNT
};

/* Each topic of the phrase lists in five ways, after the features above. */
enum topic_way {
	TOPIC_HIT,
	TOPIC_TWICE,
	TOPIC_FOUR,
	TOPIC_FIRST, /* among the first two pieces */
	TOPIC_HABIT, /* of profiles: in it; else: share of the posts */
	TOPIC_WAYS
};

enum { FEATURES_MAX = FEATURE_COUNT + TOPIC_WAYS * TOPICS_MAX };

static inline int
feature_of_topic(int topic, enum topic_way way)
{
	return FEATURE_COUNT + way * TOPICS_MAX + topic;
}

struct feature_item {
	float value;
	uint16_t id;
	int16_t piece; /* of the post's pieces; -1: no place */
	int16_t n_pieces;
};

struct features {
	struct feature_item items[FEATURES_MAX];
	int n;
	int16_t slots[FEATURES_MAX]; /* 1 + index of items; 0: absent */
};

/* Set a feature that shows in n_pieces from piece on. */
void feature_put(struct features *features, int id, float value, int piece,
    int n_pieces);
void features_clear(struct features *features);

/* The same, but 0 leaves it as it was.  Most are 0. */
static inline void
feature_set_at(struct features *features, int id, double value, int piece,
    int n_pieces)
{
	if (value != 0)
		feature_put(features, id, (float)value, piece, n_pieces);
}

static inline void
feature_set(struct features *features, int id, double value)
{
	feature_set_at(features, id, value, -1, 0);
}

/* Find the features of a post; parent (the text it replies to) may be
 * NULL. */
void features_of_post(struct features *features, const struct habits *habits,
    const struct reading *reading, const char *parent);

/* What all posts of an account have in common. */
void features_of_account(struct features *features,
    const struct habits *habits);

/* The stable name, appended; false if there is no such feature. */
bool feature_add_name(struct buf *buf, const struct knowledge *knowledge,
    int id);
/* Of a feature below FEATURE_COUNT. */
const char *feature_name(int id);
const char *feature_sentence(const struct knowledge *knowledge, int id);

#endif
