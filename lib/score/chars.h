/*
 * A text as code points: what pieces are read from.
 */
#ifndef SCORE_CHARS_H
#define SCORE_CHARS_H

#include "score/piece.h"

struct chars {
	uint32_t c[PIECES_CHARS + 1]; /* 0 at the end */
	int at[PIECES_CHARS + 1];     /* byte where each begins */
	int n;
};

/* Typographic quotes and dashes become the plain ones, NUL a blank. */
void chars_read(struct chars *chars, const char *text, size_t len);

#endif
