#include "score/piece.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

struct scan {
	uint32_t c[PIECES_CHARS + 1]; /* 0 at the end */
	int at[PIECES_CHARS + 1];     /* byte where each begins */
	int n, i;
	struct arena *arena;
	struct piece *piece; /* the one being made */
	char *norm;          /* where the next norm goes */
};

static uint32_t
plain_of(uint32_t c)
{
	switch (c) {
	case 0x2018:
	case 0x2019:
		return '\'';
	case 0x201c:
	case 0x201d:
		return '"';
	case 0x2013:
	case 0x2014:
		return '-';
	default:
		return c;
	}
}

#define REPEAT_10(x) x, x, x, x, x, x, x, x, x, x
#define REPEAT_26(x) REPEAT_10(x), REPEAT_10(x), x, x, x, x, x, x

/* Of the first 128; what is not named is 0. */
static const unsigned char kinds[128] = {
    ['\t'] = UTF8_SPACE,
    ['\n'] = UTF8_SPACE,
    ['\v'] = UTF8_SPACE,
    ['\f'] = UTF8_SPACE,
    ['\r'] = UTF8_SPACE,
    [' '] = UTF8_SPACE,
    ['0'] = REPEAT_10(UTF8_DIGIT),
    ['A'] = REPEAT_26(UTF8_UPPER),
    ['a'] = REPEAT_26(UTF8_LOWER),
};
static_assert(UTF8_OTHER == 0, "what is not named is other");

static inline enum utf8_kind
kind_of(uint32_t c)
{
	return c < 0x80 ? (enum utf8_kind)kinds[c] : utf8_kind(c);
}

static inline uint32_t
lower_of(uint32_t c)
{
	if (c < 0x80)
		return kinds[c] == UTF8_UPPER ? c + 32 : c;
	return utf8_lower(c);
}

/* Sets of kinds, a bit each. */
enum {
	ALPHA = 1 << UTF8_UPPER | 1 << UTF8_LOWER | 1 << UTF8_LETTER,
	ALNUM = ALPHA | 1 << UTF8_DIGIT | 1 << UTF8_NUMERIC
};

static inline bool
is_of(uint32_t c, unsigned set)
{
	return set >> kind_of(c) & 1;
}

static inline bool
is_alpha(uint32_t c)
{
	return is_of(c, ALPHA);
}

static inline bool
is_alnum(uint32_t c)
{
	return is_of(c, ALNUM);
}

static inline bool
is_digit(uint32_t c)
{
	return kind_of(c) == UTF8_DIGIT;
}

static bool
is_handle_char(uint32_t c)
{
	return c < 0x80 && (c == '_' || is_alnum(c));
}

static bool
is_emoji(uint32_t c)
{
	return (c >= 0x1f000 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf) ||
	       (c >= 0x2b00 && c <= 0x2bff) || (c >= 0x2190 && c <= 0x21ff) ||
	       (c >= 0x2300 && c <= 0x23ff);
}

static bool
is_in(uint32_t c, const char *set)
{
	return c != 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

/* A code point as UTF-8, which goes into the hash too; where the next goes. */
static inline char *
put(char *p, uint32_t c, uint64_t *hash)
{
	char *from = p;

	if (c < 0x80) {
		*hash = hash_byte(*hash, (unsigned char)c);
		*p++ = (char)c;
		return p;
	}
	if (c < 0x800) {
		*p++ = (char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		*p++ = (char)(0xe0 | c >> 12);
		*p++ = (char)(0x80 | (c >> 6 & 0x3f));
	} else {
		*p++ = (char)(0xf0 | c >> 18);
		*p++ = (char)(0x80 | (c >> 12 & 0x3f));
		*p++ = (char)(0x80 | (c >> 6 & 0x3f));
	}
	*p++ = (char)(0x80 | (c & 0x3f));
	*hash = hash_bytes(*hash, from, (size_t)(p - from));
	return p;
}

static void
add_norm(struct scan *s, uint32_t c)
{
	char *p = s->norm + s->piece->norm_len;

	p = put(p, c, &s->piece->hash);
	s->piece->norm_len = (uint16_t)(p - s->norm);
}

static void
add_norm_text(struct scan *s, const char *text)
{
	for (; *text != '\0'; text++)
		add_norm(s, (unsigned char)*text);
}

static void
add_lower(struct scan *s, int from, int to)
{
	for (int i = from; i < to; i++)
		add_norm(s, lower_of(s->c[i]));
}

static bool
is_at(const struct scan *s, int i, const char *word)
{
	for (; *word != '\0'; word++, i++)
		if (i >= s->n || lower_of(s->c[i]) != (uint32_t)*word)
			return false;
	return true;
}

/* Each reader returns where its piece ends, or its start when it is none. */
static bool
is_url(const struct scan *s, int i)
{
	switch (s->c[i]) {
	case 'h':
	case 'H':
		return is_at(s, i, "http://") || is_at(s, i, "https://");
	case 'w':
	case 'W':
		return is_at(s, i, "www.");
	case 'p':
	case 'P':
		return is_at(s, i, "pic.twit");
	default:
		return false;
	}
}

static int
read_url(struct scan *s)
{
	int i = s->i, j = i;

	if (!is_url(s, i))
		return i;
	while (j < s->n && kind_of(s->c[j]) != UTF8_SPACE &&
	       s->c[j] != 0x2026 && s->c[j] != '"' && s->c[j] != '<' &&
	       s->c[j] != '>')
		j++;
	while (j > i && is_in(s->c[j - 1], ".,!?:;')]"))
		j--;
	s->piece->kind = PIECE_URL;
	return j;
}

static int
read_name(struct scan *s)
{
	int i = s->i, j = i + 1;

	if ((s->c[i] == '@' || s->c[i] == 0xff20) && is_handle_char(s->c[j]) &&
	    !(i > 0 && is_alnum(s->c[i - 1]))) {
		while (is_handle_char(s->c[j]))
			j++;
		s->piece->kind = PIECE_MENTION;
	} else if (s->c[i] == '#' && (is_alnum(s->c[j]) || s->c[j] == '_')) {
		while (is_alnum(s->c[j]) || s->c[j] == '_')
			j++;
		s->piece->kind = PIECE_TAG;
	} else {
		return i;
	}
	add_lower(s, i + 1, j);
	return j;
}

static int
read_money(struct scan *s)
{
	int i = s->i, j = i + 1;
	uint32_t c = s->c[i];

	if (c != '$' && c != 0xa3 && c != 0xa5 && c != 0x20ac)
		return i;
	if (is_digit(s->c[j])) {
		while (is_digit(s->c[j]) ||
		       (is_in(s->c[j], ",.") && is_digit(s->c[j + 1])))
			j++;
		while (j < i + 14 && is_alpha(s->c[j]))
			j++;
		s->piece->kind = PIECE_MONEY;
		add_norm_text(s, "<$>");
		return j;
	}
	if (c != '$' || !is_alpha(s->c[j]))
		return i;
	while (is_alnum(s->c[j]) ||
	       (is_in(s->c[j], "._") && is_alpha(s->c[j + 1])))
		j++;
	s->piece->kind = PIECE_CASHTAG;
	add_lower(s, i + 1, j);
	return j;
}

static const char *const units[] = {"pm", "am", "st", "nd", "rd", "th", "k",
    "m", "b", "x", "d"};

/* "<n>", with its letters where they are a usual unit. */
static void
name_number(struct scan *s, int from, int to)
{
	if (from == to) {
		add_norm_text(s, "<n>");
		return;
	}
	for (size_t u = 0; u < ARRAY_LEN(units); u++)
		if (to - from == (int)strlen(units[u]) &&
		    is_at(s, from, units[u])) {
			add_norm_text(s, "<n>");
			add_norm_text(s, units[u]);
			return;
		}
	add_norm_text(s, "<nw>");
}

static int
read_number(struct scan *s)
{
	int j = s->i + 1, k;

	for (; is_digit(s->c[j]) ||
	       (is_in(s->c[j], ",.:/-") && is_digit(s->c[j + 1]));
	     j++) {
		if (s->c[j] == '.')
			s->piece->flags |= PIECE_HAS_POINT;
		if (s->c[j] == '/')
			s->piece->flags |= PIECE_HAS_SLASH;
	}
	if (s->c[j] == '%') {
		s->piece->kind = PIECE_PERCENT;
		add_norm_text(s, "<%>");
		return j + 1;
	}
	for (k = j; is_alpha(s->c[k]) || s->c[k] == '_';)
		k++;
	s->piece->kind = PIECE_NUMBER;
	name_number(s, j, k);
	return k;
}

/* What words go on with: letters, digits, _, and ' before a letter. */
static inline bool
goes_on(const struct scan *s, int i, enum utf8_kind kind)
{
	return (ALPHA | 1U << UTF8_DIGIT) >> kind & 1 || s->c[i] == '_' ||
	       (s->c[i] == '\'' && is_alpha(s->c[i + 1]));
}

/* Lower case, and no letter more than twice in a row. */
static int
read_word(struct scan *s)
{
	uint32_t c = s->c[s->i], last = 0, before = 0;
	enum utf8_kind first = kind_of(c), kind = first;
	unsigned seen = 0, flags = 0; /* seen: kinds, a bit each */
	uint64_t hash = HASH_START;
	char *p = s->norm;
	int i = s->i;

	for (; goes_on(s, i, kind); kind = kind_of(c)) {
		seen |= 1U << kind;
		c = kind == UTF8_UPPER ? lower_of(c) : c;
		if (c == last && c == before)
			flags |= PIECE_SQUEEZED;
		else
			p = put(p, c, &hash);
		before = last;
		last = c;
		/* Most go on with small letters. */
		while ((c = s->c[++i]) >= 'a' && c <= 'z' &&
		       (c != last || c != before)) {
			seen |= 1U << UTF8_LOWER;
			p = put(p, c, &hash);
			before = last;
			last = c;
		}
	}
	if (first == UTF8_UPPER)
		flags |= PIECE_CAPITAL;
	if (first == UTF8_LOWER)
		flags |= PIECE_SMALL;
	if (seen & 1U << UTF8_UPPER && !(seen & 1U << UTF8_LOWER))
		flags |= PIECE_CAPITALS;
	s->piece->kind = PIECE_WORD;
	s->piece->norm_len = (uint16_t)(p - s->norm);
	s->piece->hash = hash;
	s->piece->flags = (uint8_t)flags;
	return i;
}

static bool
is_emoji_tail(uint32_t c)
{
	return c == 0xfe0f || c == 0x200d || c == 0x2640 || c == 0x2642 ||
	       (c >= 0x1f3fb && c <= 0x1f3ff);
}

/* What is left: a picture, or a run of one mark. */
static int
read_mark(struct scan *s)
{
	uint32_t c = s->c[s->i];
	int j = s->i + 1;

	s->piece->mark = c;
	add_norm(s, c);
	if (is_emoji(c)) {
		while (is_emoji_tail(s->c[j]))
			j++;
		s->piece->kind = PIECE_EMOJI;
		return j;
	}
	while (j < s->n && s->c[j] == c)
		j++;
	s->piece->kind = PIECE_MARK;
	for (int k = 1; k < j - s->i && k < 3; k++)
		add_norm(s, c);
	return j;
}

enum { STRIDE = 8 };

/* True if so many bytes are ASCII, and none is NUL. */
static inline bool
is_plain(const unsigned char *bytes)
{
	uint64_t all;

	memcpy(&all, bytes, STRIDE);
	return ((all | (all - UINT64_C(0x0101010101010101))) &
		   UINT64_C(0x8080808080808080)) == 0;
}

static void
read_stride(struct scan *s, const unsigned char *bytes, size_t at, int n)
{
	unsigned char plain[STRIDE];

	memcpy(plain, bytes + at, STRIDE);
	for (int i = 0; i < STRIDE; i++) {
		s->c[n + i] = plain[i];
		s->at[n + i] = (int)at + i;
	}
}

/* Plain text goes by in strides. */
static void
read_text(struct scan *s, const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;
	int n = 0;

	while (at < len && n < PIECES_CHARS) {
		uint32_t c = bytes[at];

		if (len - at >= STRIDE && n + STRIDE <= PIECES_CHARS &&
		    is_plain(bytes + at)) {
			read_stride(s, bytes, at, n);
			at += STRIDE;
			n += STRIDE;
			continue;
		}
		s->at[n] = (int)at;
		if (c >= 0x80) {
			at += utf8_decode(text + at, len - at, &c);
			c = plain_of(c);
		} else {
			at++;
		}
		s->c[n++] = c != 0 ? c : ' ';
	}
	s->at[n] = (int)at;
	s->c[n] = 0;
	s->n = n;
}

static int
read_piece(struct scan *s)
{
	uint32_t c = s->c[s->i];
	enum utf8_kind kind = kind_of(c);
	int end = s->i;

	if (c == '\n') {
		s->piece->kind = PIECE_LINE;
		add_norm(s, '\n');
		return end + 1;
	}
	if (kind == UTF8_DIGIT)
		return read_number(s);
	if (ALPHA >> kind & 1) {
		end = read_url(s);
		return end != s->i ? end : read_word(s);
	}
	end = read_name(s);
	if (end == s->i)
		end = read_money(s);
	return end != s->i ? end : read_mark(s);
}

/* Move what was found from the stack to the arena. */
static void
keep_pieces(const struct piece *found, const char *norms, size_t norms_len,
    struct arena *arena, struct pieces *pieces)
{
	size_t size = (size_t)pieces->n * sizeof(*found);
	char *kept = arena_copy(arena, norms, norms_len);

	pieces->items = arena_alloc(arena, size + 1);
	if (pieces->n > 0)
		memcpy(pieces->items, found, size);
	for (int i = 0; i < pieces->n; i++)
		pieces->items[i].norm = kept + (found[i].norm - norms);
}

void
piece_split(const char *text, size_t len, struct arena *arena,
    struct pieces *pieces)
{
	struct piece found[PIECES_MAX];
	/* Of a code point at most four bytes, and "<nw>" for one digit. */
	char norms[PIECES_CHARS * 6];
	struct scan s;

	read_text(&s, text, len);
	s.norm = norms;
	pieces->n = 0;
	for (s.i = 0; s.i < s.n && pieces->n < PIECES_MAX;) {
		int end;

		if (s.c[s.i] != '\n' && kind_of(s.c[s.i]) == UTF8_SPACE) {
			s.i++;
			continue;
		}
		s.piece = &found[pieces->n];
		*s.piece = (struct piece){.norm = s.norm,
		    .hash = HASH_START,
		    .start = s.at[s.i]};
		end = read_piece(&s);
		s.piece->end = s.at[end];
		s.piece->chars = (uint16_t)(end - s.i);
		s.norm += s.piece->norm_len;
		/* Joiners that join nothing say nothing. */
		if (s.c[s.i] != 0xfe0f && s.c[s.i] != 0x200d)
			pieces->n++;
		s.i = end;
	}
	keep_pieces(found, norms, (size_t)(s.norm - norms), arena, pieces);
}
