/*
 * UTF-8 as strangers send it: decoding, repair, width on a screen.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decode one code point of len > 0 bytes at s.  Returns how many bytes it
 * took; an invalid byte takes one and gives U+FFFD. */
size_t utf8_decode(const char *s, size_t len, uint32_t *code_point);

bool utf8_is_valid(const char *s, size_t len);

/* Append len bytes of s with invalid bytes and NULs as U+FFFD. */
void utf8_add_repaired(struct buf *buf, const char *s, size_t len);

/* Byte offset of code point number n in s (len bytes); len if past the
 * end. */
size_t utf8_offset(const char *s, size_t len, size_t n);

/* How many code points. */
size_t utf8_count(const char *s, size_t len);

/* The grapheme cluster (what a reader takes for one character, UAX 29) at s:
 * its length in bytes, and in *width its columns on a terminal: those of its
 * code points, and 2 for an emoji sequence. */
size_t utf8_cluster(const char *s, size_t len, int *width);

/* Columns of a string on a terminal. */
int utf8_width(const char *s, size_t len);

/* The longest start of s that fits into width columns, in bytes. */
size_t utf8_fit(const char *s, size_t len, int width);

/* True for scripts written without blanks between words (Han, kana, Thai,
 * Lao, Khmer, Burmese), whose every character is searched by itself. */
bool utf8_is_unspaced(uint32_t code_point);

/* True for what words are made of and searched by: letters and digits of any
 * script (Unicode categories L, N and Co); emoji and punctuation are not. */
bool utf8_is_word(uint32_t code_point);

/* True for code points that change how others are shown or how the terminal
 * behaves: C0, C1, bidi controls (UAX 9), invisible format characters other
 * than joiners and variation selectors, and surrogates. */
bool utf8_is_control(uint32_t code_point);

/* What a code point is in words, by its Unicode category. */
enum utf8_kind {
	UTF8_OTHER,
	UTF8_UPPER, /* letters in upper or title case */
	UTF8_LOWER,
	UTF8_LETTER, /* of a script without case */
	UTF8_DIGIT,
	UTF8_NUMERIC, /* other numbers: fractions, Roman numerals */
	UTF8_SPACE
};
enum utf8_kind utf8_kind(uint32_t code_point);

/* Version of the utf8proc library. */
const char *utf8_version(void);

/* The lower case of a code point (Unicode simple mapping). */
uint32_t utf8_lower(uint32_t code_point);

/* Append s in lower case (Unicode simple mapping). */
void utf8_add_lower(struct buf *buf, const char *s, size_t len);

#endif
