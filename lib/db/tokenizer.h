/*
 * The full-text tokenizer "givetake": SQLite's unicode61 without diacritics,
 * and every character of scripts that put no blanks between words (Han,
 * kana, Thai, ...) a token of its own, so that a word is found as the phrase
 * of its characters inside any sentence.
 */
#ifndef DB_TOKENIZER_H
#define DB_TOKENIZER_H

struct sqlite3;

/* Make it known to a connection; returns an SQLite result code. */
int tokenizer_register(struct sqlite3 *handle);

#endif
