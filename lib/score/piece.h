/*
 * A text as the trained scorer reads it: a row of pieces that keep what the
 * rule scorer's tokens leave out (brackets, quotes, dashes, numbers' shapes).
 */
#ifndef SCORE_PIECE_H
#define SCORE_PIECE_H

#include "base/arena.h"

#include <stdint.h>

enum piece_kind {
	PIECE_WORD,
	PIECE_URL,
	PIECE_MENTION,
	PIECE_TAG,
	PIECE_CASHTAG,
	PIECE_MONEY,
	PIECE_NUMBER,
	PIECE_PERCENT,
	PIECE_EMOJI,
	PIECE_MARK, /* a run of one punctuation character */
	PIECE_LINE  /* the end of a line */
};

enum piece_flag {
	PIECE_CAPITAL = 1,    /* begins with a capital */
	PIECE_SMALL = 2,      /* begins with a small letter */
	PIECE_CAPITALS = 4,   /* has capitals and no small letters */
	PIECE_SQUEEZED = 8,   /* a letter stood more than twice in a row */
	PIECE_HAS_POINT = 16, /* of numbers: "." in it */
	PIECE_HAS_SLASH = 32  /* of numbers: "/" in it */
};

struct piece {
	/* What it is compared by: words, tags, mentions in lower case without
	 * # or @; a letter's third repetition left out; numbers as "<n>",
	 * "<n>k", "<nw>", "<%>", "<$>"; marks as one, two or three of them. */
	const char *norm; /* norm_len bytes; in the arena */
	uint64_t hash;    /* of norm */
	int start, end;   /* bytes of the text */
	uint32_t mark;    /* first code point, of marks and emoji */
	uint16_t norm_len;
	uint16_t chars; /* of the text */
	uint8_t kind;   /* enum piece_kind */
	uint8_t flags;  /* enum piece_flag */
};

struct pieces {
	struct piece *items; /* in the arena */
	int n;
};

/* So many code points and pieces of a text are looked at. */
enum { PIECES_CHARS = 4096, PIECES_MAX = 1024 };

/* Split a text; typographic quotes and dashes count as the plain ones. */
void piece_split(const char *text, size_t len, struct arena *arena,
    struct pieces *pieces);

#endif
