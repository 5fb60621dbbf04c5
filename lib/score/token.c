#include "score/token.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct reader {
	const char *text;
	size_t len, at;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
peek(const struct reader *r, size_t ahead)
{
	if (r->at + ahead >= r->len)
		return '\0';
	return r->text[r->at + ahead];
}

static bool
is_emoji(uint32_t c)
{
	return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) ||
	       (c >= 0x2b00 && c <= 0x2bff) || (c >= 0x2190 && c <= 0x21ff) ||
	       (c >= 0x2300 && c <= 0x23ff) || (c >= 0x25a0 && c <= 0x25ff);
}

/* Letters of other scripts, as opposed to their punctuation. */
static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter((char)c);
	if (c < 0xc0)
		return c == 0xaa || c == 0xb5 || c == 0xba;
	if (c >= 0x2000 && c < 0x2c00)
		return false;
	return c != 0xd7 && c != 0xf7 && c != 0xfffd && c != 0xfe0f &&
	       !(c >= 0x3000 && c <= 0x3004) && !(c >= 0x3008 && c <= 0x3020) &&
	       !(c >= 0xff00 && c <= 0xff20) && !is_emoji(c) &&
	       !utf8_is_control(c);
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

/* What a word has shown so far. */
struct word {
	uint64_t hash;
	uint32_t last;
	int same, letters, capitals;
	bool is_elongated;
};

/* ASCII in lower case if it belongs to words (letters, digits, _), else 0. */
static const unsigned char word_bytes[128] = {
    /* clang-format off */
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
    ['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
    ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e',
    ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o',
    ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y',
    ['Z'] = 'z', ['_'] = '_', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c',
    ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h',
    ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm',
    ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w',
    ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
    /* clang-format on */
};

static inline void
word_add(struct word *word, uint32_t c, uint32_t lower)
{
	word->letters++;
	word->capitals += lower != c;
	word->same = lower == word->last ? word->same + 1 : 1;
	word->last = lower;
	if (word->same > 2)
		word->is_elongated = true;
	else if (lower < 0x80)
		word->hash = hash_byte(word->hash, (unsigned char)lower);
	else
		word->hash = hash_mix(word->hash, lower);
}

static void
word_end(const struct word *word, bool is_title, struct token *token)
{
	token->hash = word->hash;
	token->flags =
	    (uint8_t)((is_title ? TOKEN_TITLE : 0) |
		      (word->letters > 1 && word->capitals == word->letters
			      ? TOKEN_CAPS
			      : 0) |
		      (word->is_elongated ? TOKEN_ELONGATED : 0));
}

/* The ASCII letters and digits that come next: nearly all there are, so that
 * everything is held in registers. */
static void
read_ascii(struct reader *r, struct word *word)
{
	const unsigned char *p = (const unsigned char *)r->text + r->at;
	const unsigned char *end = (const unsigned char *)r->text + r->len;
	struct word w = *word;

	for (; p < end && *p < 0x80 && word_bytes[*p] != 0; p++)
		word_add(&w, *p, word_bytes[*p]);
	*word = w;
	r->at = (size_t)(p - (const unsigned char *)r->text);
}

/* Of what is no ASCII letter or digit: nearly always a blank. */
static bool
is_end_of_word(char c)
{
	return (unsigned char)c < 0x80 && c != '\'';
}

/* All the letters and digits that come next. */
static void
read_letters(struct reader *r, struct word *word, bool with_apostrophes)
{
	uint32_t c;

	for (;;) {
		size_t n;

		read_ascii(r, word);
		if (r->at == r->len || is_end_of_word(r->text[r->at]))
			return;
		n = utf8_decode(r->text + r->at, r->len - r->at, &c);
		if (is_apostrophe(c) && with_apostrophes && word->letters > 0) {
			r->at += n;
			continue;
		}
		if (c < 0x80 || !is_letter(c))
			return;
		word_add(word, c, utf8_lower(c));
		r->at += n;
		if (utf8_is_unspaced(c))
			return;
	}
}

static void
read_word(struct reader *r, struct token *token, bool with_apostrophes)
{
	struct word word = {.hash = HASH_START};
	bool is_title =
	    r->at < r->len && r->text[r->at] >= 'A' && r->text[r->at] <= 'Z';

	token->kind = TOKEN_WORD;
	read_letters(r, &word, with_apostrophes);
	word_end(&word, is_title, token);
}

static bool
is_currency(const char *s, size_t len, size_t *n)
{
	uint32_t c;

	if (len == 0)
		return false;
	*n = utf8_decode(s, len, &c);
	return c == '$' || c == 0xa3 || c == 0xa5 ||
	       (c >= 0x20a0 && c <= 0x20bf);
}

static void
read_number(struct reader *r, struct token *token)
{
	size_t n;

	token->kind = TOKEN_NUMBER;
	while (is_digit(peek(r, 0)) ||
	       (peek(r, 0) != '\0' && strchr(".,:", peek(r, 0)) != NULL &&
		   is_digit(peek(r, 1))))
		r->at++;
	if (peek(r, 0) == '%') {
		token->kind = TOKEN_PERCENT;
		r->at++;
	} else if (is_currency(r->text + r->at, r->len - r->at, &n)) {
		token->kind = TOKEN_MONEY;
		r->at += n;
	} else if (is_ascii_letter(peek(r, 0))) {
		token->kind = TOKEN_UNIT;
		while (is_ascii_letter(peek(r, 0)) || is_digit(peek(r, 0)))
			r->at++;
	}
}

/* The name after @ or #. */
static void
read_name(struct reader *r, struct token *token, enum token_kind kind)
{
	struct token name = {.hash = 0};

	r->at++;
	read_word(r, &name, false);
	token->kind = (uint8_t)kind;
	token->hash = kind == TOKEN_HASHTAG ? name.hash : 0;
	token->flags = 0;
}

static bool
is_url(const struct reader *r)
{
	const char *s = r->text + r->at;
	size_t left = r->len - r->at;

	return (left > 8 && strncasecmp(s, "https://", 8) == 0) ||
	       (left > 7 && strncasecmp(s, "http://", 7) == 0) ||
	       (left > 16 && strncmp(s, "pic.twitter.com/", 16) == 0);
}

static void
read_url(struct reader *r, struct token *token)
{
	token->kind = TOKEN_URL;
	while (r->at < r->len && strchr(" \t\r\n", r->text[r->at]) == NULL)
		r->at++;
}

/* A run of . ! ? : and ellipses.  One full stop or colon inside of a word
 * ("example.com", "a:b") is none. */
static bool
read_point(struct reader *r, struct token *token)
{
	char mark = '\0', c;
	size_t n = 0;

	for (;; n++) {
		c = peek(r, n);
		if (c == '\xe2' &&
		    strncmp(r->text + r->at + n, "\xe2\x80\xa6", 3) == 0) {
			n += 2;
			c = '.';
		}
		if (c == '\0' || strchr(".!?:", c) == NULL)
			break;
		if (mark == '\0' || c == '?' || (c == '!' && mark != '?'))
			mark = c;
	}
	if (n == 0)
		return false;
	r->at += n;
	token->kind = TOKEN_POINT;
	token->mark = mark;
	token->hash = hash_byte(HASH_START, (unsigned char)mark);
	return n > 1 || (mark != '.' && mark != ':') || c == '\0' ||
	       strchr(" \t\r\n\"')", c) != NULL;
}

/* A word, an emoji, or something that only separates. */
static bool
read_other(struct reader *r, struct token *token)
{
	uint32_t c, next;
	size_t n = utf8_decode(r->text + r->at, r->len - r->at, &c);

	if (is_letter(c) || c == '_') {
		read_word(r, token, true);
		return true;
	}
	r->at += n;
	if (c == '\n') {
		token->kind = TOKEN_BREAK;
		return true;
	}
	if (c < 0x80 || !is_emoji(c))
		return false;
	token->kind = TOKEN_EMOJI;
	token->hash = hash_mix(HASH_START, c);
	while (r->at < r->len) { /* modifiers and joined pictures */
		bool is_joiner;

		n = utf8_decode(r->text + r->at, r->len - r->at, &next);
		is_joiner = next == 0x200d;
		if (!is_joiner && next != 0xfe0f &&
		    !(next >= 0x1f3fb && next <= 0x1f3ff))
			break;
		r->at += n;
		if (is_joiner && r->at < r->len)
			r->at +=
			    utf8_decode(r->text + r->at, r->len - r->at, &next);
	}
	return true;
}

static bool
read_token(struct reader *r, struct token *token)
{
	char c = peek(r, 0), next = peek(r, 1);
	bool inside = r->at > 0 && (is_ascii_letter(r->text[r->at - 1]) ||
				       is_digit(r->text[r->at - 1]));
	size_t n;

	token->flags = 0;
	token->mark = '\0';
	token->hash = 0;
	if ((c == 'h' || c == 'H' || c == 'p') && is_url(r))
		read_url(r, token);
	else if (is_ascii_letter(c))
		read_word(r, token, true);
	else if (is_digit(c))
		read_number(r, token);
	else if (c == '@' && !inside &&
		 (is_ascii_letter(next) || is_digit(next) || next == '_'))
		read_name(r, token, TOKEN_MENTION);
	else if (c == '#' && (is_ascii_letter(next) || is_digit(next) ||
				 (next & 0x80) != 0))
		read_name(r, token, TOKEN_HASHTAG);
	else if (c == '$' && is_ascii_letter(next))
		read_name(r, token, TOKEN_CASHTAG);
	else if ((c == '.' || c == '!' || c == '?' || c == ':' ||
		     c == '\xe2') &&
		 (c != '\xe2' || next == '\x80'))
		return read_point(r, token) ||
		       (c == '\xe2' && read_other(r, token));
	else if (is_currency(r->text + r->at, r->len - r->at, &n) &&
		 is_digit(peek(r, n))) {
		r->at += n;
		read_number(r, token);
		token->kind = TOKEN_MONEY;
	} else
		return read_other(r, token);
	return true;
}

size_t
token_split(const char *text, size_t len, struct token *tokens, size_t max)
{
	struct reader reader = {.text = text, .len = len};
	size_t n = 0;

	while (n < max && reader.at < len) {
		struct token *token = &tokens[n];

		token->start = (int)reader.at;
		if (reader.text[reader.at] == ' ') {
			reader.at++;
			continue;
		}
		if (!read_token(&reader, token))
			continue;
		token->end = (int)reader.at;
		if (token->hash == 0)
			token->hash = hash_mix(HASH_START, token->kind);
		n++;
	}
	return n;
}

uint64_t
token_word_hash(const char *word, size_t len)
{
	struct token token;

	return token_split(word, len, &token, 1) == 1 ? token.hash : 0;
}
