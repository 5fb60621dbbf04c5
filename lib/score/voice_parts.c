#include "score/voice_parts.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { RUN = 5, SAME_PERCENT = 60, MIN_LETTERS = 4, TERM_BYTES = 32 };

/* The words of a text; how many. */
static size_t
words_of(const struct voice_said *said, struct token *words)
{
	size_t n = 0;

	for (size_t i = 0; i < said->n; i++)
		if (said->tokens[i].kind == TOKEN_WORD)
			words[n++] = said->tokens[i];
	return n;
}

static uint64_t
run_hash(const struct token *words)
{
	uint64_t hash = HASH_START;

	for (int i = 0; i < RUN; i++)
		hash = hash_mix(hash, words[i].hash);
	return hash;
}

/* In how many texts each run of words is: the map holds the first text that
 * had it, or n where several have. */
void
voice_find_templates(struct voice *voice, const struct voice_said *said)
{
	struct token words[TOKENS_MAX];
	struct hash_map map = HASH_MAP_INIT;

	for (size_t i = 0; i < voice->n; i++) {
		size_t n = words_of(&said[i], words);

		for (size_t k = 0; k + RUN <= n; k++) {
			uint64_t hash = run_hash(words + k);
			int first = hash_map_get(&map, hash);

			if (first == -1)
				hash_map_set(&map, hash, (int)i);
			else if (first != (int)i)
				hash_map_set(&map, hash, (int)voice->n);
		}
	}
	for (size_t i = 0; i < voice->n; i++) {
		size_t n = words_of(&said[i], words), same = 0;
		size_t runs = n >= RUN ? n - RUN + 1 : 0;

		for (size_t k = 0; k < runs; k++)
			same += hash_map_get(&map, run_hash(words + k)) ==
				(int)voice->n;
		voice->items[i].is_template =
		    runs > 0 && same * 100 >= runs * SAME_PERCENT;
	}
	hash_map_release(&map);
}

/* A word and the number of posts that hold it. */
struct term {
	uint64_t hash;
	int posts, last;
	char word[TERM_BYTES];
};

struct terms {
	struct term *items; /* own */
	size_t n, cap;
	struct hash_map map; /* own */
};

static void
count_term(struct terms *terms, const char *text, const struct token *token,
    int post)
{
	size_t len = (size_t)(token->end - token->start);
	struct buf lower = BUF_INIT;
	struct term *term;
	int at = hash_map_get(&terms->map, token->hash);

	if (at >= 0 && terms->items != NULL) {
		term = &terms->items[at];
		term->posts += term->last != post;
		term->last = post;
		return;
	}
	if (len < MIN_LETTERS)
		return;
	utf8_add_lower(&lower, text + token->start, len);
	if (utf8_count(lower.data, lower.len) >= MIN_LETTERS &&
	    lower.len < TERM_BYTES) {
		terms->items = mem_grow(terms->items, &terms->cap, terms->n + 1,
		    sizeof(*terms->items));
		term = &terms->items[terms->n];
		*term = (struct term){token->hash, 1, post, ""};
		memcpy(term->word, lower.data, lower.len);
		hash_map_set(&terms->map, token->hash, (int)terms->n++);
	}
	buf_release(&lower);
}

/* Count the content words of a text, tags among them. */
static void
count_terms(struct terms *terms, const struct content *content,
    const struct voice_said *said, int post)
{
	struct token tokens[TOKENS_MAX];

	memcpy(tokens, said->tokens, said->n * sizeof(*tokens));
	content_mark(content, tokens, said->n);
	for (size_t i = 0; i < said->n; i++) {
		struct token *token = &tokens[i];

		if (token->kind == TOKEN_HASHTAG)
			token->start++;
		else if (token->kind != TOKEN_WORD)
			continue;
		count_term(terms, said->text, token, post);
	}
}

static int
compare_terms(const void *a, const void *b)
{
	const struct term *x = a, *y = b;

	if (x->posts != y->posts)
		return y->posts - x->posts;
	return strcmp(x->word, y->word);
}

static bool
is_about(const struct voice_said *said, const struct term *terms,
    size_t n_terms)
{
	for (size_t i = 0; i < said->n; i++)
		for (size_t k = 0; k < n_terms; k++)
			if (said->tokens[i].hash == terms[k].hash)
				return true;
	return false;
}

void
voice_find_subject(struct voice *voice, const struct content *content,
    const struct voice_said *said)
{
	struct terms terms = {.items = NULL, .map = HASH_MAP_INIT};
	size_t n = 0;

	for (size_t i = 0; i < voice->n; i++)
		count_terms(&terms, content, &said[i], (int)i);
	/* Said once is no subject. */
	for (size_t i = 0; i < terms.n; i++)
		if (terms.items[i].posts > 1)
			terms.items[n++] = terms.items[i];
	if (n > 0)
		qsort(terms.items, n, sizeof(*terms.items), compare_terms);
	n = n < VOICE_TERMS ? n : VOICE_TERMS;
	for (size_t i = 0; i < n; i++)
		memcpy(voice->terms[i], terms.items[i].word, TERM_BYTES);
	for (size_t i = 0; i < voice->n; i++)
		voice->items[i].is_on_subject =
		    is_about(&said[i], terms.items, n);
	free(terms.items);
	hash_map_release(&terms.map);
}

bool
voice_is_signed(const char *text)
{
	size_t len = strlen(text), start;

	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	start = len;
	while (start > 0 && text[start - 1] >= 'A' && text[start - 1] <= 'z' &&
	       text[start - 1] != '^')
		start--;
	if (start == len || len - start > 12 || text[start] < 'A' ||
	    text[start] > 'Z')
		return false;
	if (start > 0 && text[start - 1] == '^')
		return true;
	while (start > 0 && text[start - 1] == ' ')
		start--;
	return (start > 1 && text[start - 1] == '-' &&
		   strchr(" \n-", text[start - 2]) != NULL) ||
	       (start > 2 &&
		   memcmp(text + start - 3, "\xe2\x80\x94", 3) == 0) ||
	       (start > 2 && memcmp(text + start - 3, "\xe2\x80\x93", 3) == 0);
}

/* "Anna Berg": two or three words with capitals, none of a firm. */
static bool
is_person_name(const char *name)
{
	static const char *const firms[] = {"inc", "ltd", "llc", "gmbh", "co",
	    "company", "group", "team", "support", "official", "help", "news",
	    "app", "hq", "studio", "studios", "labs", "media", "store", "shop",
	    "the", "university", "institute", "foundation", "association",
	    "magazine", "daily", "service", "services", "care", "solutions",
	    "systems", "bank", "airlines", "global", "network", "online"};
	struct token tokens[16];
	size_t n = token_split(name, strlen(name), tokens, 16), words = 0;

	for (size_t i = 0; i < n; i++) {
		size_t len = (size_t)(tokens[i].end - tokens[i].start);

		if (tokens[i].kind == TOKEN_EMOJI ||
		    tokens[i].kind == TOKEN_POINT)
			continue;
		if (tokens[i].kind != TOKEN_WORD ||
		    !(tokens[i].flags & TOKEN_TITLE))
			return false;
		for (size_t k = 0; k < ARRAY_LEN(firms); k++)
			if (tokens[i].hash ==
			    token_word_hash(firms[k], strlen(firms[k])))
				return false;
		words += len > 1;
	}
	return words == 2 || words == 3;
}

static bool
says_i(const struct lexicons *lexicons, const char *text)
{
	struct token tokens[TOKENS_MAX];
	struct lexicon_hit hits[LEXICON_HITS_MAX];
	size_t n = token_split(text, strlen(text), tokens, TOKENS_MAX);

	n = lexicon_scan(lexicons, lexicon_language(lexicons, "en"), tokens, n,
	    hits, LEXICON_HITS_MAX);
	for (size_t i = 0; i < n; i++)
		if (hits[i].lexicon == LEX_I)
			return true;
	return false;
}

double
voice_signed_level(const struct voice *voice, const struct lexicons *lexicons,
    const struct user *user)
{
	size_t n = 0;

	for (size_t i = 0; i < voice->n; i++)
		n += voice->items[i].is_signed;
	if (user->name != NULL && is_person_name(user->name))
		return 1;
	if (user->description != NULL && says_i(lexicons, user->description))
		return 1;
	return n * 5 >= voice->n && n > 0 ? 0.5 : 0;
}
