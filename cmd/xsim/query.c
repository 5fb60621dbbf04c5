#include "xsim/query.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"
#include "xsim/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 16

enum op_form { FORM_NAME, FORM_ID, FORM_NUMBER, FORM_WORDS, FORM_ANY };

enum {
	OP_DEPENDENT = 1, /* needs a standalone operator beside it */
	OP_STREAM = 2     /* for stream rules only */
};

static const struct operator_info {
	const char *name;
	enum query_op op;
	enum op_form form;
	unsigned flags;
} operators[] = {
    {"from", OP_FROM, FORM_NAME, 0},
    {"to", OP_TO, FORM_NAME, 0},
    {"url", OP_URL, FORM_WORDS, 0},
    {"retweets_of", OP_REPOSTS_OF, FORM_NAME, 0},
    {"conversation_id", OP_CONVERSATION, FORM_ID, 0},
    {"list", OP_LIST, FORM_ID, 0},
    {"in_reply_to_tweet_id", OP_REPLY_TO_ID, FORM_ID, 0},
    {"retweets_of_tweet_id", OP_REPOST_OF_ID, FORM_ID, 0},
    {"quotes_of_tweet_id", OP_QUOTE_OF_ID, FORM_ID, 0},
    {"min_likes", OP_MIN_LIKES, FORM_NUMBER, 0},
    {"min_replies", OP_MIN_REPLIES, FORM_NUMBER, 0},
    {"min_reposts", OP_MIN_REPOSTS, FORM_NUMBER, 0},
    {"context", OP_NOTHING, FORM_ANY, 0},
    {"entity", OP_NOTHING, FORM_ANY, 0},
    {"place", OP_NOTHING, FORM_ANY, 0},
    {"place_country", OP_NOTHING, FORM_ANY, 0},
    {"point_radius", OP_NOTHING, FORM_ANY, 0},
    {"bounding_box", OP_NOTHING, FORM_ANY, 0},
    {"is", OP_IS, FORM_ANY, OP_DEPENDENT},
    {"has", OP_HAS, FORM_ANY, OP_DEPENDENT},
    {"lang", OP_LANG, FORM_ANY, OP_DEPENDENT},
    {"sample", OP_SAMPLE, FORM_NUMBER, OP_DEPENDENT | OP_STREAM},
};

static const char *const is_values[] = {"reply", "quote", "retweet", "verified",
    "nullcast", NULL};
static const char *const has_values[] = {"links", "media", "images",
    "video_link", "videos", "mentions", "hashtags", "cashtags", "geo", NULL};

struct parser {
	const char *text, *at;
	bool stream;
	int depth;
	int n_standalone; /* positive ones */
	struct err *err;
};

static int
fail(struct parser *p, const char *what, const char *word)
{
	return err_set(p->err, ERR_DATA,
	    "There were errors processing your request: %s '%s' "
	    "(at position %d)",
	    what, word, (int)(p->at - p->text) + 1);
}

static void
skip_blanks(struct parser *p)
{
	while (isspace((unsigned char)*p->at))
		p->at++;
}

static struct query *
add_child(struct query *query)
{
	query->children = mem_grow(query->children, &query->cap,
	    query->n_children + 1, sizeof(*query->children));
	return &query->children[query->n_children++];
}

static void
set_words(struct query *query, enum query_op op, const char *text)
{
	struct buf buf = BUF_INIT;

	words_add(&buf, text);
	query->op = op;
	query->value = buf_detach(&buf);
}

static void
set_item(struct query *query, enum query_op op, const char *text)
{
	struct buf buf = BUF_INIT;

	utf8_add_lower(&buf, text, strlen(text));
	query->op = op;
	query->value = buf_detach(&buf);
}

/* A quoted text; the opening quote is at hand. */
static char *
read_quoted(struct parser *p)
{
	const char *end = strchr(p->at + 1, '"');
	char *text;

	if (end == NULL) {
		fail(p, "missing", "\"");
		return NULL;
	}
	text = mem_copy(p->at + 1, (size_t)(end - p->at - 1));
	p->at = end + 1;
	return text;
}

static bool
is_listed(const char *const *values, const char *value)
{
	for (; *values != NULL; values++)
		if (strcmp(*values, value) == 0)
			return true;
	return false;
}

static bool
value_is_good(const struct operator_info *info, const char *value)
{
	int64_t n;

	if (info->op == OP_IS)
		return is_listed(is_values, value);
	if (info->op == OP_HAS)
		return is_listed(has_values, value);
	switch (info->form) {
	case FORM_ID:
		return num_parse_id(value, &n) == 0;
	case FORM_NUMBER:
		return num_parse(value, 0, INT64_C(1) << 40, &n) == 0;
	case FORM_NAME:
		return *value != '\0' && strlen(value) <= 19 &&
		       strspn(value, "abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "0123456789_") == strlen(value);
	case FORM_WORDS:
	case FORM_ANY:
		break;
	}
	return *value != '\0';
}

static const struct operator_info *
find_operator(const char *word, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		if (strlen(operators[i].name) == len &&
		    strncasecmp(operators[i].name, word, len) == 0)
			return &operators[i];
	return NULL;
}

/* How far a bare word reaches. */
static size_t
word_length(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0' && !isspace((unsigned char)s[n]) && s[n] != '(' &&
	       s[n] != ')' && s[n] != '"')
		n++;
	return n;
}

static char *
read_value(struct parser *p)
{
	char *value;
	size_t len;

	if (*p->at == '"')
		return read_quoted(p);
	if (*p->at == '[') {
		len = strcspn(p->at, "]");
		len += p->at[len] == ']';
	} else {
		len = word_length(p->at);
	}
	value = mem_copy(p->at, len);
	p->at += len;
	return value;
}

static int
read_operator(struct parser *p, const struct operator_info *info,
    struct query *query)
{
	char *value = read_value(p);
	int rc = -1;

	if (value == NULL)
		return -1;
	if (info->flags & OP_STREAM && !p->stream) {
		fail(p, "Reference to invalid operator", info->name);
	} else if (!value_is_good(info, value)) {
		fail(p, "Reference to invalid field", value);
	} else if (info->op == OP_IS && strcmp(value, "nullcast") == 0 &&
		   !query->negated) {
		fail(p, "is:nullcast can only be negated,", value);
	} else {
		if (info->form == FORM_WORDS)
			set_words(query, info->op, value);
		else
			set_item(query, info->op, value);
		rc = 0;
	}
	free(value);
	return rc;
}

/* A bare word, an operator with its value, #tag, @handle or $cashtag. */
static int
read_term(struct parser *p, struct query *query, bool *standalone)
{
	size_t len = word_length(p->at);
	const char *colon = memchr(p->at, ':', len);
	const struct operator_info *info = NULL;
	char *word;

	*standalone = true;
	if (colon != NULL && colon > p->at)
		info = find_operator(p->at, (size_t)(colon - p->at));
	word = mem_copy(p->at, len);
	if (info != NULL) {
		p->at = colon + 1;
		*standalone = !(info->flags & OP_DEPENDENT);
		free(word);
		return read_operator(p, info, query);
	}
	if (colon != NULL && islower((unsigned char)*word) &&
	    strspn(word, "abcdefghijklmnopqrstuvwxyz_") ==
		(size_t)(colon - p->at)) {
		word[colon - p->at] = '\0';
		fail(p, "Reference to invalid operator", word);
		free(word);
		return -1;
	}
	p->at += len;
	if (*word == '#' && word[1] != '\0')
		set_item(query, OP_HASHTAG, word + 1);
	else if (*word == '@' && word[1] != '\0')
		set_item(query, OP_MENTION, word + 1);
	else if (*word == '$' && isalpha((unsigned char)word[1]))
		set_item(query, OP_CASHTAG, word + 1);
	else
		set_words(query, OP_WORDS, word);
	free(word);
	return 0;
}

static int read_or(struct parser *p, struct query *query);

static int
read_group(struct parser *p, struct query *query)
{
	if (query->negated)
		return fail(p, "a group cannot be negated,", "-(");
	if (++p->depth > MAX_DEPTH)
		return fail(p, "too many groups at", "(");
	p->at++;
	if (read_or(p, query) == -1)
		return -1;
	if (*p->at != ')')
		return fail(p, "missing", ")");
	p->at++;
	p->depth--;
	return 0;
}

static int
read_atom(struct parser *p, struct query *query)
{
	bool standalone = true;
	char *text;

	if (*p->at == '-') {
		query->negated = true;
		p->at++;
	}
	if (*p->at == '(')
		return read_group(p, query);
	if (*p->at == '"') {
		text = read_quoted(p);
		if (text == NULL)
			return -1;
		set_words(query, OP_WORDS, text);
		free(text);
	} else if (word_length(p->at) == 0) {
		return fail(p, "no viable alternative at character", p->at);
	} else if (read_term(p, query, &standalone) == -1) {
		return -1;
	}
	if (standalone && !query->negated)
		p->n_standalone++;
	return 0;
}

static bool
at_or(const struct parser *p)
{
	return strncmp(p->at, "OR", 2) == 0 &&
	       (isspace((unsigned char)p->at[2]) || p->at[2] == '\0' ||
		   p->at[2] == '(' || p->at[2] == ')');
}

static int
read_and(struct parser *p, struct query *query)
{
	query->op = OP_AND;
	for (;;) {
		skip_blanks(p);
		if (*p->at == '\0' || *p->at == ')' || at_or(p))
			break;
		if (read_atom(p, add_child(query)) == -1)
			return -1;
	}
	return query->n_children > 0
		   ? 0
		   : fail(p, "no viable alternative at character", p->at);
}

static int
read_or(struct parser *p, struct query *query)
{
	query->op = OP_OR;
	for (;;) {
		if (read_and(p, add_child(query)) == -1)
			return -1;
		if (!at_or(p))
			return 0;
		p->at += 2;
	}
}

int
query_parse(struct query *query, const char *text, bool stream, struct err *err)
{
	struct parser p = {.text = text,
	    .at = text,
	    .stream = stream,
	    .err = err};

	*query = (struct query){.op = OP_OR};
	if (read_or(&p, query) == -1)
		return -1;
	if (*p.at != '\0')
		return fail(&p, "no viable alternative at character", p.at);
	if (p.n_standalone == 0)
		return err_set(err, ERR_DATA,
		    "There were errors processing your request: Rule must "
		    "contain at least one positive, non-stopword clause "
		    "(at position 1)");
	return 0;
}

void
query_release(struct query *query)
{
	for (size_t i = 0; i < query->n_children; i++)
		query_release(&query->children[i]);
	free(query->children);
	free(query->value);
	*query = (struct query){.op = OP_OR};
}
