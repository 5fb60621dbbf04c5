/*
 * An account's posts read together: what the trained scorer and its trainer
 * both begin with.
 */
#ifndef SCORE_STUDY_H
#define SCORE_STUDY_H

#include "base/buf.h"
#include "score/habits.h"
#include "score/subject.h"

struct study {
	struct arena arena; /* own: the readings */
	struct habits habits;
	struct reading *readings; /* in the arena */
	const char **parents;     /* in the arena; texts borrowed, or NULL */
	size_t n;
};

/* Read n posts of one account; context and its members may be NULL.  The
 * posts and the profile are borrowed for as long as the study lives. */
void study_make(struct study *study, const struct knowledge *knowledge,
    const struct account_context *context, const struct subject *subjects,
    size_t n);
void study_release(struct study *study);

/* One or two neighbouring pieces with names, numbers and links masked. */
struct gram {
	uint64_t hash;
	int16_t first; /* of the body; -1: the beginning of the text */
	int16_t n;     /* 1 or 2 */
	bool is_tag;   /* a hashtag itself, not its mask */
};

enum { GRAMS_MAX = 2 * PIECES_MAX + 2 + PIECES_MAX };

/* The grams of a post, doubles included; returns how many. */
int study_grams(const struct habits *habits, const struct reading *reading,
    struct gram *grams);
/* A gram as it is written ("<own> is", "rt:<s> <@>"), and back. */
void study_gram_text(struct buf *buf, const struct habits *habits,
    const struct reading *reading, const struct gram *gram);
uint64_t study_gram_hash(const char *text);

/* A piece as word vectors count it. */
uint64_t study_word(const struct piece *piece);
void study_word_text(struct buf *buf, const struct piece *piece);

/* What posts of an account may share: a word, a name, a site, a beginning. */
struct entity {
	uint64_t key;
	int16_t piece; /* of the post's pieces; -1: none */
};

enum { ENTITIES_MAX = PIECES_MAX + 64 };

/* The entities of a post, each once; returns how many. */
int study_entities(const struct reading *reading, struct entity *entities);

#endif
