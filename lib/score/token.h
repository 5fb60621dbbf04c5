/*
 * A post's text as a row of tokens, each with its place in the text: what
 * lexicons, rules and models look at instead of bytes.
 */
#ifndef SCORE_TOKEN_H
#define SCORE_TOKEN_H

#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_WORD,    /* letters; an unspaced script's character */
	TOKEN_NUMBER,  /* 12, 3.5, 1,000 */
	TOKEN_UNIT,    /* a number with letters at its end: 10x, 5pm, 14k */
	TOKEN_PERCENT, /* 20% */
	TOKEN_MONEY,   /* $20, 5 EUR signs before or after the number */
	TOKEN_CASHTAG, /* $NAME */
	TOKEN_URL,
	TOKEN_MENTION,
	TOKEN_HASHTAG,
	TOKEN_EMOJI,
	TOKEN_POINT, /* a run of . ! ? : or an ellipsis */
	TOKEN_BREAK  /* end of a line */
};

enum token_flag {
	TOKEN_CAPS = 1,     /* two or more letters, all capital */
	TOKEN_TITLE = 2,    /* begins with a capital */
	TOKEN_ELONGATED = 4 /* a letter three times or more */
};

struct token {
	/* Of words the hash of the word in lower case, apostrophes left out,
	 * a letter's third and further repetitions too; of hashtags the hash
	 * of the tag's word, of emoji of the picture, of points of the first
	 * mark ("?" wins); of other kinds of the kind. */
	uint64_t hash;
	int start, end; /* bytes of the text */
	uint8_t kind;   /* enum token_kind */
	uint8_t flags;  /* enum token_flag */
	char mark;      /* of points: ? ! : . */
};

/* So much of a post is looked at. */
enum { TOKENS_MAX = 1024 };

/* Split len bytes (UTF-8; anything goes) into at most max tokens.  How many.
 * Commas, quotes, brackets, hyphens and the like only separate. */
size_t token_split(const char *text, size_t len, struct token *tokens,
    size_t max);

/* The hash that a word has as a token; for tables. */
uint64_t token_word_hash(const char *word, size_t len);

#endif
