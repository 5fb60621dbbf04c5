/*
 * Words that say what a text is about: all but the little ones and those that
 * the lexicons know as moods, manners and persons.  English lists; words of
 * other languages are all taken.
 */
#ifndef SCORE_CONTENT_H
#define SCORE_CONTENT_H

#include "base/hash.h"
#include "score/lexicon.h"
#include "score/token.h"

struct content {
	const struct lexicons *lexicons; /* borrowed */
	struct hash_map little;          /* own */
};

void content_init(struct content *content, const struct lexicons *lexicons);
void content_release(struct content *content);

/* Turn words that say nothing of the subject into TOKEN_POINT: what is left as
 * TOKEN_WORD or TOKEN_HASHTAG is content. */
void content_mark(const struct content *content, struct token *tokens,
    size_t n);

/* The same with the tokens of a text, as token_split() gives them. */
size_t content_split(const struct content *content, const char *text,
    size_t len, struct token *tokens, size_t max);

#endif
