/*
 * Text as the search sees it.
 */
#ifndef XSIM_WORDS_H
#define XSIM_WORDS_H

#include "base/buf.h"

#include <stdbool.h>

/* Append the words of s, in small letters and without accents, one blank
 * before, between and after them; an emoji or a character of a script
 * without blanks is a word of its own. */
void words_add(struct buf *buf, const char *s);

/* Append "\037item\037" in small letters. */
void items_add(struct buf *buf, const char *item);

/* True if items holds the item (small letters). */
bool items_have(const char *items, const char *item);

#endif
