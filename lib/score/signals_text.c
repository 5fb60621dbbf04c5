#include "score/signals_parts.h"

#include <string.h>

enum {
	SHORT_WORDS = 4,
	LONG_WORDS = 18,
	VERY_LONG_WORDS = 32,
	MANY = 3,
	HEADLINE_WORDS = 4,
	HEADLINE_PERCENT = 60
};

/* How many of each kind, and where the first is. */
struct tally {
	const char *text;
	int n[TOKEN_BREAK + 1];
	int words, titles, caps, sentences, exclaims, breaks_in_a_row;
	int last_link; /* index of the token */
	int question;  /* index of the last token that asks; -1 */
	int last_word; /* index of the last word, number or mark */
};

static bool
is_content(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER ||
	       token->kind == TOKEN_UNIT || token->kind == TOKEN_PERCENT ||
	       token->kind == TOKEN_MONEY;
}

static void
count_point(struct signals *signals, struct tally *tally,
    const struct token *token, int i)
{
	int len = token->end - token->start;

	if (token->mark == '?') {
		signals_set(signals, SIGNAL_QUESTION, token->start, token->end,
		    -1);
		tally->question = i;
	}
	if (token->mark == '!') {
		signals_set(signals, SIGNAL_EXCLAIM, token->start, token->end,
		    -1);
		tally->exclaims += len > 1 ? 2 : 1;
	}
	if (token->mark == '.' && len > 1)
		signals_set(signals, SIGNAL_CUT_OFF, token->start, token->end,
		    -1);
	if (token->mark != ':' && tally->words > 2)
		tally->sentences++;
}

static void
count_word(struct signals *signals, struct tally *tally,
    const struct token *token)
{
	tally->words++;
	tally->titles += (token->flags & TOKEN_TITLE) != 0;
	if ((token->flags & TOKEN_CAPS) && token->end - token->start > 3) {
		tally->caps++;
		if (tally->caps == 2)
			signals_set(signals, SIGNAL_CAPS, token->start,
			    token->end, -1);
	}
	if (token->flags & TOKEN_ELONGATED)
		signals_set(signals, SIGNAL_ELONGATED, token->start, token->end,
		    -1);
}

static void
count(struct signals *signals, struct tally *tally, const struct token *tokens,
    size_t n)
{
	static const struct {
		enum token_kind kind;
		enum signal signal;
	} first[] = {
	    {TOKEN_NUMBER, SIGNAL_NUMBER},
	    {TOKEN_UNIT, SIGNAL_NUMBER},
	    {TOKEN_PERCENT, SIGNAL_PERCENT},
	    {TOKEN_MONEY, SIGNAL_MONEY},
	    {TOKEN_CASHTAG, SIGNAL_CASHTAG},
	    {TOKEN_HASHTAG, SIGNAL_HASHTAG},
	    {TOKEN_EMOJI, SIGNAL_EMOJI},
	};
	bool is_seen[TOKEN_BREAK + 1] = {false};

	for (size_t i = 0; i < n; i++) {
		const struct token *token = &tokens[i];

		tally->n[token->kind]++;
		if (token->kind == TOKEN_WORD)
			count_word(signals, tally, token);
		else if (token->kind == TOKEN_POINT)
			count_point(signals, tally, token, (int)i);
		else if (token->kind == TOKEN_URL)
			tally->last_link = (int)i;
		if (is_content(token))
			tally->last_word = (int)i;
		if (is_seen[token->kind])
			continue;
		is_seen[token->kind] = true;
		for (size_t k = 0; k < sizeof(first) / sizeof(first[0]); k++)
			if (first[k].kind == token->kind)
				signals_set(signals, first[k].signal,
				    token->start, token->end, -1);
	}
}

/* Lines that begin with a number or a dash: at least two. */
static void
find_steps(struct signals *signals, const char *text)
{
	int lines = 0;

	for (const char *p = text; p != NULL && *p != '\0';
	     p = strchr(p, '\n')) {
		p += *p == '\n';
		if (strncmp(p, "- ", 2) == 0 || strncmp(p, "* ", 2) == 0 ||
		    strncmp(p, "\xe2\x80\xa2", 3) == 0 ||
		    (p[0] >= '1' && p[0] <= '9' &&
			(p[1] == '.' || p[1] == ')' || p[1] == '/')))
			lines++;
		if (lines == 2) {
			signals_note(signals, SIGNAL_STEPS);
			return;
		}
	}
}

static void
note_if(struct signals *signals, enum signal signal, bool is_there)
{
	if (is_there)
		signals_note(signals, signal);
}

void
signals_add_text(struct signals *signals, const char *text,
    const struct token *tokens, size_t n)
{
	struct tally tally = {.text = text,
	    .last_link = -1,
	    .question = -1,
	    .last_word = -1};
	int numbers;

	count(signals, &tally, tokens, n);
	numbers = tally.n[TOKEN_NUMBER] + tally.n[TOKEN_UNIT] +
		  tally.n[TOKEN_PERCENT] + tally.n[TOKEN_MONEY];
	signals->n_words = tally.words;
	note_if(signals, SIGNAL_NO_WORDS, tally.words == 0);
	note_if(signals, SIGNAL_SHORT,
	    tally.words > 0 && tally.words <= SHORT_WORDS);
	note_if(signals, SIGNAL_LONG, tally.words >= LONG_WORDS);
	note_if(signals, SIGNAL_VERY_LONG, tally.words >= VERY_LONG_WORDS);
	note_if(signals, SIGNAL_SENTENCES, tally.sentences >= 2);
	note_if(signals, SIGNAL_HEADLINE,
	    tally.words >= HEADLINE_WORDS &&
		tally.titles * 100 >= tally.words * HEADLINE_PERCENT);
	note_if(signals, SIGNAL_EXCLAIM_MANY, tally.exclaims >= 2);
	note_if(signals, SIGNAL_EMOJI_MANY, tally.n[TOKEN_EMOJI] >= MANY);
	note_if(signals, SIGNAL_HASHTAGS_MANY, tally.n[TOKEN_HASHTAG] >= MANY);
	note_if(signals, SIGNAL_CASHTAGS_MANY, tally.n[TOKEN_CASHTAG] >= MANY);
	note_if(signals, SIGNAL_NUMBERS_MANY, numbers >= MANY);
	note_if(signals, SIGNAL_TICKERS_ONLY,
	    tally.n[TOKEN_CASHTAG] > 0 && tally.words <= SHORT_WORDS &&
		tally.n[TOKEN_CASHTAG] >= tally.words);
	if (tally.question > tally.last_word)
		signals_copy(signals, SIGNAL_QUESTION_END, SIGNAL_QUESTION);
	if (tally.question >= 0 && tally.last_link > tally.question)
		signals_copy(signals, SIGNAL_QUESTION_LINK, SIGNAL_QUESTION);
	find_steps(signals, text);
}
