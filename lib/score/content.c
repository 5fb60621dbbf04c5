#include "score/content.h"

#include "base/mem.h"

#include <string.h>

static const char *const little[] = {"about", "after", "again", "almost",
    "already", "also", "anyone", "actually", "always", "another", "anything",
    "around", "because", "been", "before", "being", "best", "better", "could",
    "didn't", "does", "doesn't", "doing", "don't", "done", "down", "even",
    "ever", "every", "everyone", "everything", "find", "first", "found", "from",
    "full", "getting", "going", "gonna", "good", "great", "happy", "have",
    "haven't", "here", "into", "isn't", "it's", "just", "keep", "know", "last",
    "less", "help", "link", "like", "little", "long", "look", "looking", "made",
    "make", "many", "maybe", "more", "most", "much", "need", "never", "next",
    "nice", "often", "only", "other", "others", "over", "part", "people",
    "please", "pretty", "really", "right", "said", "same", "should", "since",
    "some", "someone", "something", "still", "such", "sure", "take", "than",
    "thank", "thanks", "that", "that's", "their", "them", "then", "there",
    "there's", "these", "they", "they're", "thing", "things", "think", "this",
    "those", "through", "time", "today", "tomorrow", "tonight", "under",
    "until", "very", "want", "wanna", "wasn't", "week", "well", "were", "what",
    "what's", "when", "where", "which", "while", "will", "with", "without",
    "won't", "work", "working", "would", "year", "years", "yesterday", "your",
    "you're", "https", "http",
    /* of three letters, and each */ "all", "and", "any", "are", "ask", "but",
    "can", "day", "did", "each", "few", "for", "get", "got", "had", "has",
    "her", "him", "his", "how", "i'm", "i've", "its", "let", "may", "new",
    "nor", "not", "now", "off", "one", "our", "out", "own", "per", "put", "say",
    "see", "she", "the", "too", "try", "two", "use", "was", "way", "who", "why",
    "yes", "yet", "you"};

static bool
is_manner(enum lexicon lexicon)
{
	static const enum lexicon manners[] = {LEX_I, LEX_WE, LEX_YOU, LEX_WH,
	    LEX_PHATIC, LEX_MOOD, LEX_ME_NOW, LEX_THANKS, LEX_CONGRATS,
	    LEX_APOLOGY, LEX_CONNECTIVE, LEX_WHEN, LEX_PASSION, LEX_HELP,
	    LEX_HANDOFF, LEX_NEED, LEX_POINTER};

	for (size_t i = 0; i < ARRAY_LEN(manners); i++)
		if (manners[i] == lexicon)
			return true;
	return false;
}

void
content_init(struct content *content, const struct lexicons *lexicons)
{
	*content = (struct content){.lexicons = lexicons};
	for (size_t i = 0; i < ARRAY_LEN(little); i++)
		hash_map_set(&content->little,
		    token_word_hash(little[i], strlen(little[i])), 1);
}

void
content_release(struct content *content)
{
	hash_map_release(&content->little);
}

void
content_mark(const struct content *content, struct token *tokens, size_t n)
{
	struct lexicon_hit hits[LEXICON_HITS_MAX];
	size_t n_hits = lexicon_scan(content->lexicons,
	    lexicon_language(content->lexicons, "en"), tokens, n, hits,
	    LEXICON_HITS_MAX);

	for (size_t i = 0; i < n_hits; i++)
		for (int k = 0; k < hits[i].n_tokens; k++)
			if (is_manner(hits[i].lexicon))
				tokens[hits[i].token + k].kind = TOKEN_POINT;
	for (size_t i = 0; i < n; i++)
		if (tokens[i].kind != TOKEN_POINT &&
		    hash_map_get(&content->little, tokens[i].hash) >= 0)
			tokens[i].kind = TOKEN_POINT;
}

size_t
content_split(const struct content *content, const char *text, size_t len,
    struct token *tokens, size_t max)
{
	size_t n = token_split(text, len, tokens, max);

	content_mark(content, tokens, n);
	return n;
}
