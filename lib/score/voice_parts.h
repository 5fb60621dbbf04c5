/*
 * What voice.c counts in an account's texts together.  For voice*.c only.
 */
#ifndef SCORE_VOICE_PARTS_H
#define SCORE_VOICE_PARTS_H

#include "score/content.h"
#include "score/voice.h"

/* A text, split once. */
struct voice_said {
	const char *text;
	const struct token *tokens;
	size_t n;
};

/* Set is_template of all items. */
void voice_find_templates(struct voice *voice, const struct voice_said *said);

/* Fill terms and set is_on_subject of all items. */
void voice_find_subject(struct voice *voice, const struct content *content,
    const struct voice_said *said);

/* 1 a person by name or profile, else 1/2 if a fifth of the posts is signed,
 * else 0. */
double voice_signed_level(const struct voice *voice,
    const struct lexicons *lexicons, const struct user *user);

/* True if the text ends with "^JT", "- Sam" or the like. */
bool voice_is_signed(const char *text);

#endif
