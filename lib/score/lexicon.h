/*
 * Words and phrases that tell what a post does: loading them, and finding
 * them all in one pass over its tokens.
 *
 * They are data (lib/score/lexicon.tsv): lexicon, phrase, weight, language.
 * A phrase is matched by tokens: case, apostrophes, commas and hyphens do not
 * matter.  "my|our book" is two phrases.  In a phrase "@someone" stands for
 * any mention, "7" for any number, "7%", "$7", "7k", "$NAME" and "http://x/"
 * for any of their kind.
 */
#ifndef SCORE_LEXICON_H
#define SCORE_LEXICON_H

#include "base/err.h"
#include "score/token.h"

#include <stdbool.h>

enum lexicon {
	LEX_NONE, /* ends lists */
	LEX_CTA_BUY,
	LEX_CTA_SIGNUP,
	LEX_CTA_SOCIAL,
	LEX_BIO_LINK,
	LEX_PRICE,
	LEX_DISCLOSED,
	LEX_BRAG,
	LEX_VANITY,
	LEX_OWN_NEWS,
	LEX_OWN_EVENT,
	LEX_HIRING,
	LEX_TEASER,
	LEX_HELP,
	LEX_INSIGHT,
	LEX_CONNECTIVE,
	LEX_NEWS,
	LEX_SERVICE,
	LEX_MARKET,
	LEX_CREDIT,
	LEX_RECOMMEND,
	LEX_THANKS,
	LEX_CONGRATS,
	LEX_ASK,
	LEX_WH,
	LEX_BAIT,
	LEX_NEED,
	LEX_PHATIC,
	LEX_ME_NOW,
	LEX_MOOD,
	LEX_OPINION,
	LEX_HANDOFF,
	LEX_APOLOGY,
	LEX_POINTER,
	LEX_WHEN,
	LEX_I,
	LEX_WE,
	LEX_YOU,
	LEX_DULL,
	LEX_PASSION,
	LEX_COUNT
};

extern const char *const lexicon_names[LEX_COUNT];

struct lexicon_hit {
	enum lexicon lexicon;
	float weight;
	int token, n_tokens; /* which tokens */
	int start, end;      /* bytes of the text */
};

enum { LEXICON_HITS_MAX = 256 };

struct lexicons; /* read-only once loaded */

/* The built-in table, then `more` (same format, may be NULL): a phrase that
 * is there already gets the new weight, 0 takes it out.  NULL with ERR_CONFIG
 * and the line on a bad row. */
struct lexicons *lexicon_load(const char *more, struct err *err);
void lexicon_free(struct lexicons *lexicons);

/* The number of a language such as "en" (regions are ignored: "en-GB"), or
 * -1 when there is no lexicon for it. */
int lexicon_language(const struct lexicons *lexicons, const char *name);

/* Find all phrases of a language (and of "*") in n tokens.  How many hits
 * were written to hits, in the order of their first token. */
size_t lexicon_scan(const struct lexicons *lexicons, int language,
    const struct token *tokens, size_t n, struct lexicon_hit *hits, size_t max);

/* A number that changes with the tables; they are not read for it. */
uint64_t lexicon_version(const char *more);

#endif
