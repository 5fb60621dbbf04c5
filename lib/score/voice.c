#include "score/voice.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rand.h"
#include "base/tsv.h"
#include "data/data.h"
#include "score/voice_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const voice_part_names[VOICE_PART_COUNT] = {
    [VOICE_FIRST_PERSON] = "first_person",
    [VOICE_SIGNED] = "signed",
    [VOICE_CONVERSATION] = "conversation",
    [VOICE_AFFECT] = "affect",
    [VOICE_PERSISTENCE] = "persistence",
    [VOICE_JARGON] = "jargon",
    [VOICE_ABSTRACT] = "abstract",
    [VOICE_TEMPLATES] = "templates",
    [VOICE_STUFFING] = "stuffing",
};

const char *const voice_part_meanings[VOICE_PART_COUNT] = {
    [VOICE_FIRST_PERSON] = "says I rather than we",
    [VOICE_SIGNED] = "a person by name or signature",
    [VOICE_CONVERSATION] = "replies to others and asks",
    [VOICE_AFFECT] = "shows feeling",
    [VOICE_PERSISTENCE] = "stays with a subject and teaches",
    [VOICE_JARGON] = "worn-out words per 100",
    [VOICE_ABSTRACT] = "words in -tion, -ment, ... per 100",
    [VOICE_TEMPLATES] = "posts from a template",
    [VOICE_STUFFING] = "posts with three tags or names and more",
};

/* Who does nothing but reply is a desk rather than a friend. */
#define CONVERSATION_MAX 0.6

enum { STUFFED = 3, FEELING_MAX = 3, ABSTRACT_BYTES = 7 };

int
voice_reference_load(struct voice_reference *reference, struct err *err)
{
	struct tsv tsv = {.next = data_voice, .what = "built-in voice.tsv"};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv)) {
		int part = 0;

		while (part < VOICE_PART_COUNT &&
		       strcmp(voice_part_names[part], tsv.fields[0]) != 0)
			part++;
		if (part == VOICE_PART_COUNT ||
		    num_parse_real(tsv.fields[1], &reference->mean[part]) ==
			-1 ||
		    num_parse_real(tsv.fields[2], &reference->sd[part]) == -1 ||
		    reference->sd[part] <= 0)
			rc = tsv_error(&tsv, err,
			    "a part of voice, its mean and its spread");
	}
	tsv_release(&tsv);
	return rc;
}

static bool
ends_in(const char *word, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len > n && memcmp(word + len - n, ending, n) == 0;
}

static bool
is_abstract(const char *word, size_t len)
{
	static const char *const endings[] = {"tion", "tions", "ment", "ments",
	    "ance", "ity", "ness"};

	for (size_t i = 0; len >= ABSTRACT_BYTES && i < ARRAY_LEN(endings); i++)
		if (ends_in(word, len, endings[i]))
			return true;
	return false;
}

static void
count_tokens(struct voice_item *item, const char *text,
    const struct token *tokens, size_t n)
{
	int marks = 0, feeling[3] = {0};

	for (size_t i = 0; i < n; i++) {
		const struct token *token = &tokens[i];
		size_t len = (size_t)(token->end - token->start);

		marks += token->kind == TOKEN_HASHTAG ||
			 (token->kind == TOKEN_MENTION && i > 0);
		feeling[0] |= token->kind == TOKEN_EMOJI;
		feeling[1] |= (token->flags & TOKEN_ELONGATED) != 0;
		feeling[2] |= token->kind == TOKEN_POINT && token->mark == '!';
		if (token->kind != TOKEN_WORD)
			continue;
		item->words++;
		item->abstract += is_abstract(text + token->start, len);
	}
	item->is_stuffed = marks >= STUFFED;
	item->feeling = feeling[0] + feeling[1] + feeling[2];
}

static void
count_lexicons(struct voice_item *item, const struct lexicons *lexicons,
    const struct token *tokens, size_t n)
{
	struct lexicon_hit hits[LEXICON_HITS_MAX];
	size_t n_hits = lexicon_scan(lexicons, lexicon_language(lexicons, "en"),
	    tokens, n, hits, LEXICON_HITS_MAX);
	int passion = 0;
	bool is_desk = false;

	for (size_t i = 0; i < n_hits; i++) {
		is_desk |= hits[i].lexicon == LEX_APOLOGY ||
			   hits[i].lexicon == LEX_HANDOFF;
		item->first += hits[i].lexicon == LEX_I;
		item->we += hits[i].lexicon == LEX_WE;
		item->dull += hits[i].lexicon == LEX_DULL;
		passion += hits[i].lexicon == LEX_PASSION;
	}
	/* An emoji or "!" alone is manners; in an apology it is a desk's. */
	item->feeling = (item->feeling > 0) + passion;
	if (item->feeling > FEELING_MAX)
		item->feeling = FEELING_MAX;
	if (is_desk)
		item->feeling = 0;
	item->is_desk = is_desk;
}

static void
read_item(struct voice_item *item, const struct lexicons *lexicons,
    const struct voice_text *text, const struct voice_said *said)
{
	count_tokens(item, text->text, said->tokens, said->n);
	count_lexicons(item, lexicons, said->tokens, said->n);
	item->is_signed = voice_is_signed(text->text);
	item->is_conversation = text->is_reply || text->class == CLASS_ASK;
	item->teaches = !item->is_desk && (text->class == CLASS_INSIGHT ||
					      text->class == CLASS_ANSWER);
}

/* What the parts are shares of, of one post or summed. */
enum count {
	COUNT_POSTS,
	COUNT_WORDS,
	COUNT_FIRST,
	COUNT_WE,
	COUNT_FEELING,
	COUNT_DULL,
	COUNT_ABSTRACT,
	COUNT_CONVERSATION,
	COUNT_TEACHES,
	COUNT_STUFFED,
	COUNT_TEMPLATE,
	COUNT_ON_SUBJECT,
	COUNTS
};

struct tally {
	int n[COUNTS];
};

static struct tally
tally_of(const struct voice_item *item)
{
	return (struct tally){{
	    [COUNT_POSTS] = 1,
	    [COUNT_WORDS] = item->words,
	    [COUNT_FIRST] = item->first,
	    [COUNT_WE] = item->we,
	    [COUNT_FEELING] = item->feeling,
	    [COUNT_DULL] = item->dull,
	    [COUNT_ABSTRACT] = item->abstract,
	    [COUNT_CONVERSATION] = item->is_conversation,
	    [COUNT_TEACHES] = item->teaches,
	    [COUNT_STUFFED] = item->is_stuffed,
	    [COUNT_TEMPLATE] = item->is_template,
	    [COUNT_ON_SUBJECT] = item->is_on_subject,
	}};
}

static void
add(struct tally *sum, const struct tally *tally)
{
	for (int i = 0; i < COUNTS; i++)
		sum->n[i] += tally->n[i];
}

static void
find_parts(const struct tally *tally, double signed_level, double *parts)
{
	double n[COUNTS], posts, words;

	for (int i = 0; i < COUNTS; i++)
		n[i] = tally->n[i];
	posts = fmax(n[COUNT_POSTS], 1);
	words = fmax(n[COUNT_WORDS], 1);
	parts[VOICE_FIRST_PERSON] =
	    (n[COUNT_FIRST] + 0.5) / (n[COUNT_FIRST] + n[COUNT_WE] + 1);
	parts[VOICE_SIGNED] = signed_level;
	parts[VOICE_CONVERSATION] =
	    fmin(n[COUNT_CONVERSATION] / posts, CONVERSATION_MAX);
	parts[VOICE_AFFECT] = n[COUNT_FEELING] / FEELING_MAX / posts;
	parts[VOICE_PERSISTENCE] =
	    sqrt(n[COUNT_ON_SUBJECT] / posts * n[COUNT_TEACHES] / posts);
	parts[VOICE_JARGON] = 100 * n[COUNT_DULL] / words;
	parts[VOICE_ABSTRACT] = 100 * n[COUNT_ABSTRACT] / words;
	parts[VOICE_TEMPLATES] = n[COUNT_TEMPLATE] / posts;
	parts[VOICE_STUFFING] = n[COUNT_STUFFED] / posts;
}

/* Each text's tokens, in the arena. */
static struct voice_said *
split(const struct voice_text *texts, size_t n, struct arena *arena)
{
	struct voice_said *said = arena_alloc(arena, (n + 1) * sizeof(*said));
	struct token tokens[TOKENS_MAX];

	for (size_t i = 0; i < n; i++) {
		const char *text = texts[i].text;
		size_t n_tokens =
		    token_split(text, strlen(text), tokens, TOKENS_MAX);
		struct token *kept =
		    arena_alloc(arena, n_tokens * sizeof(*kept));

		memcpy(kept, tokens, n_tokens * sizeof(*kept));
		said[i] = (struct voice_said){text, kept, n_tokens};
	}
	return said;
}

void
voice_read(struct voice *voice, const struct content *content,
    const struct user *user, const struct voice_text *texts, size_t n)
{
	const struct lexicons *lexicons = content->lexicons;
	struct arena arena = ARENA_INIT;
	const struct voice_said *said = split(texts, n, &arena);
	struct tally sum = {{0}};

	*voice = (struct voice){.n = n};
	voice->items = mem_alloc(n + 1, sizeof(*voice->items));
	for (size_t i = 0; i < n; i++)
		read_item(&voice->items[i], lexicons, &texts[i], &said[i]);
	voice_find_templates(voice, said);
	voice_find_subject(voice, content, said);
	arena_release(&arena);
	voice->signed_level = voice_signed_level(voice, lexicons, user);
	for (size_t i = 0; i < n; i++) {
		struct tally tally = tally_of(&voice->items[i]);

		add(&sum, &tally);
	}
	voice->words = sum.n[COUNT_WORDS];
	find_parts(&sum, voice->signed_level, voice->parts);
}

void
voice_release(struct voice *voice)
{
	free(voice->items);
	*voice = (struct voice){.items = NULL};
}

bool
voice_is_known(const struct voice *voice)
{
	return voice->n >= VOICE_MIN_POSTS && voice->words >= VOICE_MIN_WORDS;
}

static double
logistic(double x)
{
	return 1 / (1 + exp(-x));
}

void
voice_index(struct voice_index *index, const double *parts,
    const struct voice_reference *reference)
{
	double *z = index->z, person, dull;

	for (int i = 0; i < VOICE_PART_COUNT; i++) {
		z[i] = (parts[i] - reference->mean[i]) / reference->sd[i];
		z[i] = fmax(-3, fmin(3, z[i]));
	}
	person =
	    (z[VOICE_FIRST_PERSON] + z[VOICE_SIGNED] + z[VOICE_CONVERSATION]) /
	    3;
	dull = (z[VOICE_JARGON] + z[VOICE_ABSTRACT] + z[VOICE_TEMPLATES] +
		   z[VOICE_STUFFING]) /
	       4;
	index->voice =
	    100 *
	    logistic((person + z[VOICE_AFFECT] + z[VOICE_PERSISTENCE]) / 3);
	index->passion = 100 * sqrt(logistic(z[VOICE_AFFECT]) *
				    logistic(z[VOICE_PERSISTENCE]));
	index->dullness = 100 * logistic(dull);
}

void
voice_draw(const struct voice *voice, const struct voice_reference *reference,
    int64_t id, size_t draws, double *values)
{
	struct tally *tallies = mem_alloc(voice->n, sizeof(*tallies));
	double parts[VOICE_PART_COUNT];
	struct voice_index index;
	struct rng rng;

	for (size_t i = 0; i < voice->n; i++)
		tallies[i] = tally_of(&voice->items[i]);
	rng_seed(&rng, (uint64_t)id);
	for (size_t d = 0; d < draws; d++) {
		struct tally sum = {{0}};

		for (size_t i = 0; i < voice->n; i++)
			add(&sum, &tallies[rng_below(&rng, voice->n)]);
		find_parts(&sum, voice->signed_level, parts);
		voice_index(&index, parts, reference);
		values[d] = index.voice;
	}
	free(tallies);
}

void
voice_first(double *const *values, size_t n, size_t draws,
    double *probabilities)
{
	for (size_t i = 0; i < n; i++)
		probabilities[i] = 0;
	for (size_t d = 0; d < draws && n > 0; d++) {
		double best = values[0][d];
		int ties = 0;

		for (size_t i = 1; i < n; i++)
			best = fmax(best, values[i][d]);
		for (size_t i = 0; i < n; i++)
			ties += values[i][d] == best;
		for (size_t i = 0; i < n; i++)
			if (values[i][d] == best)
				probabilities[i] += 1.0 / ties / (double)draws;
	}
}

double
voice_item_weight(const struct voice_item *item)
{
	if (item->is_template || item->words < 8)
		return 0;
	return item->feeling + 2 * item->is_on_subject + 1.5 * item->teaches +
	       (item->first > 0) - item->dull - item->is_stuffed;
}
