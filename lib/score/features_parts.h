/*
 * The parts that find features by theme.  Private to features*.c.
 */
#ifndef SCORE_FEATURES_PARTS_H
#define SCORE_FEATURES_PARTS_H

#include "score/features.h"

/* A post as the parts look at it. */
struct looking {
	const struct knowledge *knowledge;
	const struct habits *habits;
	const struct reading *r;
	const char *parent;
	struct features *to;
	int n_words; /* of the body */
	int n_others;
	int n_different;
	int16_t words[PIECES_MAX];     /* indexes of the body */
	int16_t others[PIECES_MAX];    /* all that are no words */
	int16_t different[PIECES_MAX]; /* of words, each once */
	uint64_t hashes[PIECES_MAX];   /* of these */
};

static inline const struct piece *
look_word(const struct looking *look, int i)
{
	return &look->r->body[look->words[i]];
}

static inline const struct piece *
look_other(const struct looking *look, int i)
{
	return &look->r->body[look->others[i]];
}

/* Set a feature that shows in n pieces of the body from piece i on. */
static inline void
look_set(struct looking *look, int id, double value, int i, int n)
{
	feature_set_at(look->to, id, value,
	    (int)(look->r->body - look->r->pieces) + i, n);
}

static inline bool
piece_is_mark(const struct piece *piece, uint32_t mark, int most)
{
	return piece->mark == mark && piece->chars <= most;
}

void features_find_form(struct looking *look);
void features_find_ends(struct looking *look);
void features_find_questions(struct looking *look);
void features_find_marks(struct looking *look);
void features_find_link_places(struct looking *look);
void features_find_links(struct looking *look);
void features_find_names(struct looking *look);
void features_find_credits(struct looking *look);
void features_find_repeats(struct looking *look);
void features_find_repost(struct looking *look);
void features_find_reply(struct looking *look);

#endif
