/*
 * Strangers' text as cells of a terminal.  A glyph is what is drawn in one
 * place: one letter with its marks, or one picture.
 *
 * Terminals disagree on how wide joined emoji, flags and variation selectors
 * are, and a wrong guess shifts the rest of the line.  So none of these is
 * sent: of a joined picture its first part is drawn, of a flag its two
 * letters, selectors and skin tones are left out.  Controls show as U+FFFD;
 * marks of direction and other invisible characters are dropped.
 */
#ifndef TUI_GLYPH_H
#define TUI_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

#define GLYPH_CHARS 4

struct glyph {
	wchar_t chars[GLYPH_CHARS + 1]; /* ends with 0; empty: draw nothing */
	int width;                      /* columns: 0, 1 or 2 */
};

/* The glyph at s (len > 0 bytes); returns how many bytes it took.  ascii:
 * everything else as a like character or "?". */
size_t glyph_next(const char *s, size_t len, bool ascii, struct glyph *glyph);

/* Columns of a string. */
int glyph_columns(const char *s, size_t len, bool ascii);

/* The longest start of s that fits into width columns, in bytes. */
size_t glyph_fit(const char *s, size_t len, int width, bool ascii);

/* The next line of text wrapped to width columns: returns where it ends, and
 * in *next where the one after it begins.  Breaks at blanks and line feeds; a
 * word that is too long is cut.  s[0, len) is what is left of the text. */
size_t glyph_wrap(const char *s, size_t len, int width, bool ascii,
    size_t *next);

#endif
