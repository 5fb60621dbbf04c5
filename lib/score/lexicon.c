#include "score/lexicon.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/tsv.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>

const char *const lexicon_names[LEX_COUNT] = {
    [LEX_NONE] = "none",
    [LEX_CTA_BUY] = "cta_buy",
    [LEX_CTA_SIGNUP] = "cta_signup",
    [LEX_CTA_SOCIAL] = "cta_social",
    [LEX_BIO_LINK] = "bio_link",
    [LEX_PRICE] = "price",
    [LEX_DISCLOSED] = "disclosed",
    [LEX_BRAG] = "brag",
    [LEX_VANITY] = "vanity",
    [LEX_OWN_NEWS] = "own_news",
    [LEX_OWN_EVENT] = "own_event",
    [LEX_HIRING] = "hiring",
    [LEX_TEASER] = "teaser",
    [LEX_HELP] = "help",
    [LEX_INSIGHT] = "insight",
    [LEX_CONNECTIVE] = "connective",
    [LEX_NEWS] = "news",
    [LEX_SERVICE] = "service",
    [LEX_MARKET] = "market",
    [LEX_CREDIT] = "credit",
    [LEX_RECOMMEND] = "recommend",
    [LEX_THANKS] = "thanks",
    [LEX_CONGRATS] = "congrats",
    [LEX_ASK] = "ask",
    [LEX_WH] = "wh",
    [LEX_BAIT] = "bait",
    [LEX_NEED] = "need",
    [LEX_PHATIC] = "phatic",
    [LEX_ME_NOW] = "me_now",
    [LEX_MOOD] = "mood",
    [LEX_OPINION] = "opinion",
    [LEX_HANDOFF] = "handoff",
    [LEX_APOLOGY] = "apology",
    [LEX_POINTER] = "pointer",
    [LEX_WHEN] = "when",
    [LEX_I] = "i",
    [LEX_WE] = "we",
    [LEX_YOU] = "you",
    [LEX_DULL] = "dull",
    [LEX_PASSION] = "passion",
};

enum { PHRASE_TOKENS = 12, EXPANSIONS_MAX = 2000, LANGUAGE_NAME = 12 };

/* One phrase in one lexicon and language. */
struct entry {
	enum lexicon lexicon;
	int language;
	float weight;
	int next; /* another meaning of the same phrase; -1 */
};

/* One phrase, or the beginning of longer ones. */
struct node {
	int first; /* entry; -1 */
	bool is_prefix;
};

/* Most rows of tokens are no phrase: a filter that fits into the fastest
 * memory tells so at once, but for one in fifteen. */
enum { FILTER_BITS = 1 << 17 };

/* A table has about a node for so many bytes of it. */
enum { NODE_BYTES = 4 };

struct lexicons {
	struct hash_map index; /* own; hash of tokens -> node */
	uint64_t filter[FILTER_BITS / 64];
	struct node *nodes;    /* own */
	struct entry *entries; /* own */
	size_t n_nodes, cap_nodes, n_entries, cap_entries;
	char (*languages)[LANGUAGE_NAME]; /* own; 0 is "*" */
	size_t n_languages, cap_languages;
};

static size_t
language_len(const char *name)
{
	size_t len = strcspn(name, "-_");

	return len < LANGUAGE_NAME ? len : LANGUAGE_NAME - 1;
}

int
lexicon_language(const struct lexicons *lexicons, const char *name)
{
	size_t len = name == NULL ? 0 : language_len(name);

	for (size_t i = 1; i < lexicons->n_languages && len > 0; i++)
		if (strncmp(lexicons->languages[i], name, len) == 0 &&
		    lexicons->languages[i][len] == '\0')
			return (int)i;
	return -1;
}

static int
language_of(struct lexicons *lexicons, const char *name)
{
	int known = lexicon_language(lexicons, name);

	if (strcmp(name, "*") == 0)
		return 0;
	if (known >= 0)
		return known;
	lexicons->languages =
	    mem_grow(lexicons->languages, &lexicons->cap_languages,
		lexicons->n_languages + 1, sizeof(*lexicons->languages));
	memcpy(lexicons->languages[lexicons->n_languages], name,
	    language_len(name));
	return (int)lexicons->n_languages++;
}

static bool
may_be_known(const struct lexicons *lexicons, uint64_t hash)
{
	size_t bit = hash % FILTER_BITS;

	return lexicons->filter[bit / 64] >> (bit % 64) & 1;
}

static struct node *
node_at(struct lexicons *lexicons, uint64_t hash)
{
	int i = hash_map_get(&lexicons->index, hash);

	if (i < 0) {
		i = (int)lexicons->n_nodes++;
		lexicons->nodes =
		    mem_grow(lexicons->nodes, &lexicons->cap_nodes,
			lexicons->n_nodes, sizeof(*lexicons->nodes));
		lexicons->nodes[i].first = -1;
		hash_map_set(&lexicons->index, hash, i);
		lexicons->filter[hash % FILTER_BITS / 64] |= UINT64_C(1)
							     << (hash % 64);
	}
	return &lexicons->nodes[i];
}

/* Hashtags in phrases are themselves; in texts they also are their words. */
static uint64_t
step(uint64_t hash, const struct token *token, bool as_tag)
{
	return hash_mix(hash, as_tag ? ~token->hash : token->hash);
}

static void
set_entry(struct lexicons *lexicons, struct node *node,
    const struct entry *wanted)
{
	for (int i = node->first; i >= 0; i = lexicons->entries[i].next) {
		struct entry *entry = &lexicons->entries[i];

		if (entry->lexicon == wanted->lexicon &&
		    entry->language == wanted->language) {
			entry->weight = wanted->weight;
			return;
		}
	}
	lexicons->entries = mem_grow(lexicons->entries, &lexicons->cap_entries,
	    lexicons->n_entries + 1, sizeof(*lexicons->entries));
	lexicons->entries[lexicons->n_entries] = *wanted;
	lexicons->entries[lexicons->n_entries].next = node->first;
	node->first = (int)lexicons->n_entries++;
}

/* A phrase, as far as it has been chosen from what a row stands for. */
struct chosen {
	uint64_t hash;
	size_t n; /* tokens */
};

static struct chosen
choose(struct lexicons *lexicons, struct chosen phrase, const char *words,
    size_t len)
{
	struct token tokens[PHRASE_TOKENS];
	size_t n = token_split(words, len, tokens, PHRASE_TOKENS - phrase.n);

	for (size_t i = 0; i < n; i++) {
		if (phrase.n++ > 0)
			node_at(lexicons, phrase.hash)->is_prefix = true;
		phrase.hash = step(phrase.hash, &tokens[i],
		    tokens[i].kind == TOKEN_HASHTAG);
	}
	return phrase;
}

/* Add all phrases that "a|b c|d" stands for: rest is what is still to be
 * chosen from.  False when there are too many, or one is empty. */
static bool
expand(struct lexicons *lexicons, struct chosen phrase, const char *rest,
    const struct entry *entry, int *left)
{
	size_t slot = strcspn(rest, " ");
	bool is_good = true;

	if (*rest == '\0') {
		if (--*left < 0 || phrase.n == 0)
			return false;
		set_entry(lexicons, node_at(lexicons, phrase.hash), entry);
		return true;
	}
	for (size_t i = 0; i <= slot && is_good;) {
		size_t len = strcspn(rest + i, "| ");

		is_good =
		    expand(lexicons, choose(lexicons, phrase, rest + i, len),
			rest + slot + (rest[slot] == ' '), entry, left);
		i += len + 1;
	}
	return is_good;
}

static enum lexicon
lexicon_by_name(const char *name)
{
	int i = 1;

	while (i < LEX_COUNT && strcmp(lexicon_names[i], name) != 0)
		i++;
	return (enum lexicon)i;
}

static int
add_row(struct lexicons *lexicons, const struct tsv *tsv, struct err *err)
{
	struct entry entry = {.lexicon = lexicon_by_name(tsv->fields[0])};
	const char *language = tsv->fields[3];
	double weight = 1;
	int left = EXPANSIONS_MAX;

	if (entry.lexicon == LEX_COUNT)
		return tsv_error(tsv, err, "\"%s\" is no lexicon",
		    tsv->fields[0]);
	if (tsv->fields[2][0] != '\0' &&
	    num_parse_real(tsv->fields[2], &weight) == -1)
		return tsv_error(tsv, err, "\"%s\" is no weight",
		    tsv->fields[2]);
	entry.weight = (float)weight;
	entry.language = language_of(lexicons, *language ? language : "en");
	if (!expand(lexicons, (struct chosen){HASH_START, 0}, tsv->fields[1],
		&entry, &left))
		return tsv_error(tsv, err,
		    "\"%s\" is no phrase, or stands for more than %d",
		    tsv->fields[1], EXPANSIONS_MAX);
	return 0;
}

static int
add_table(struct lexicons *lexicons, const char *text, const char *what,
    struct err *err)
{
	struct tsv tsv = {.next = text, .what = what};
	int rc = 0;

	if (text != NULL)
		hash_map_reserve(&lexicons->index,
		    lexicons->n_nodes + strlen(text) / NODE_BYTES);
	while (rc == 0 && tsv_next(&tsv))
		rc = add_row(lexicons, &tsv, err);
	tsv_release(&tsv);
	return rc;
}

struct lexicons *
lexicon_load(const char *more, struct err *err)
{
	struct lexicons *lexicons = mem_alloc(1, sizeof(*lexicons));

	lexicons->languages = mem_grow(NULL, &lexicons->cap_languages, 1,
	    sizeof(*lexicons->languages));
	lexicons->languages[lexicons->n_languages++][0] = '*';
	if (add_table(lexicons, data_lexicon, "built-in lexicon.tsv", err) ==
		-1 ||
	    add_table(lexicons, more, "your lexicon file", err) == -1) {
		lexicon_free(lexicons);
		return NULL;
	}
	return lexicons;
}

void
lexicon_free(struct lexicons *lexicons)
{
	if (lexicons == NULL)
		return;
	hash_map_release(&lexicons->index);
	free(lexicons->nodes);
	free(lexicons->entries);
	free(lexicons->languages);
	free(lexicons);
}

uint64_t
lexicon_version(const char *more)
{
	return hash_long_text(hash_long_text(HASH_START, data_lexicon), more);
}

/* Where hits go. */
struct sink {
	const struct lexicons *lexicons;
	const struct token *tokens;
	int language;
	struct lexicon_hit *hits;
	size_t n, max;
};

static void
add_hits(struct sink *sink, const struct node *node, size_t from, size_t to)
{
	for (int i = node->first; i >= 0; i = sink->lexicons->entries[i].next) {
		const struct entry *entry = &sink->lexicons->entries[i];

		if ((entry->language != 0 &&
			entry->language != sink->language) ||
		    entry->weight == 0 || sink->n == sink->max)
			continue;
		sink->hits[sink->n++] = (struct lexicon_hit){
		    .lexicon = entry->lexicon,
		    .weight = entry->weight,
		    .token = (int)from,
		    .n_tokens = (int)(to - from + 1),
		    .start = sink->tokens[from].start,
		    .end = sink->tokens[to].end,
		};
	}
}

/* Phrases that begin with token number `from`. */
static void
scan_from(struct sink *sink, size_t from, size_t n, bool as_tag)
{
	uint64_t hash = step(HASH_START, &sink->tokens[from], as_tag);

	for (size_t to = from; to < n; to++) {
		const struct node *node;
		int i;

		if (to > from)
			hash = step(hash, &sink->tokens[to], false);
		if (!may_be_known(sink->lexicons, hash))
			return;
		i = hash_map_get(&sink->lexicons->index, hash);
		if (i < 0)
			return;
		node = &sink->lexicons->nodes[i];
		add_hits(sink, node, from, to);
		if (!node->is_prefix)
			return;
	}
}

size_t
lexicon_scan(const struct lexicons *lexicons, int language,
    const struct token *tokens, size_t n, struct lexicon_hit *hits, size_t max)
{
	struct sink sink = {.lexicons = lexicons,
	    .tokens = tokens,
	    .language = language,
	    .hits = hits,
	    .max = max};

	for (size_t i = 0; i < n; i++) {
		if (tokens[i].kind == TOKEN_HASHTAG)
			scan_from(&sink, i, n, true);
		scan_from(&sink, i, n, false);
	}
	return sink.n;
}
