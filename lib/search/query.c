#include "search/query.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/when.h"
#include "model/class.h"
#include "model/handle.h"

#include <string.h>

#define MAX_TERMS 100

static const char *const field_names[] = {
    [QUERY_FROM] = "from",
    [QUERY_TO] = "to",
    [QUERY_CLASS] = "class",
    [QUERY_SINCE] = "since",
    [QUERY_UNTIL] = "until",
    [QUERY_GROUP] = "group",
    [QUERY_HAS] = "has",
    [QUERY_IS] = "is",
    [QUERY_SITE] = "site",
    [QUERY_LANG] = "lang",
    [QUERY_FIELD_COUNT] = NULL,
};

static const char *const has_names[] = {"link", "media", "mention", "hashtag",
    NULL};
static const char *const is_names[] = {"reply", "repost", "quote", "post",
    NULL};

/* One term as typed. */
struct term {
	char *name;  /* before the colon, or NULL */
	char *value; /* without quotes */
	bool negated, quoted, is_prefix;
};

struct parser {
	struct search_query *query;
	struct buf match, reject; /* own */
	int64_t now;
	const char *p;
	size_t n; /* terms so far */
};

static int
index_of(const char *const *names, const char *name)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Letters before a colon that something follows: "from:alice", but not
 * "https://". */
static size_t
name_length(const char *p)
{
	size_t n = 0;

	while ((p[n] >= 'a' && p[n] <= 'z') || (p[n] >= 'A' && p[n] <= 'Z'))
		n++;
	if (n == 0 || p[n] != ':' || p[n + 1] == '/' || p[n + 1] == '\0' ||
	    is_blank(p[n + 1]))
		return 0;
	return n;
}

static char *
lower(struct arena *arena, const char *s, size_t len)
{
	struct buf buf = BUF_INIT;
	char *copy;

	utf8_add_lower(&buf, s, len);
	copy = arena_copy(arena, buf.data, buf.len);
	buf_release(&buf);
	return copy;
}

/* Take the next term off the text.  A quote that is not closed goes to the
 * end. */
static void
next_term(struct parser *parser, struct term *term)
{
	struct arena *arena = &parser->query->arena;
	const char *p = parser->p;
	size_t n;

	*term = (struct term){.name = NULL};
	if (*p == '-' && p[1] != '\0' && !is_blank(p[1])) {
		term->negated = true;
		p++;
	}
	n = name_length(p);
	if (n > 0) {
		term->name = lower(arena, p, n);
		p += n + 1;
	}
	term->quoted = *p == '"';
	if (term->quoted) {
		n = strcspn(++p, "\"");
		term->value = arena_copy(arena, p, n);
		p += n + (p[n] == '"');
	} else {
		for (n = 0; p[n] != '\0' && !is_blank(p[n]) && p[n] != '"';)
			n++;
		term->is_prefix = n > 1 && p[n - 1] == '*';
		term->value = arena_copy(arena, p, n - term->is_prefix);
		p += n;
	}
	parser->p = p;
}

static int
parse_time(struct parser *parser, const char *name,
    struct search_filter *filter, struct err *err)
{
	struct search_query *query = parser->query;
	int64_t at;

	if (when_parse(filter->value, parser->now, &at) == -1)
		return err_set(err, ERR_USAGE,
		    "%s:%s is no time; write 2026-11-02, yesterday or 4w", name,
		    filter->value);
	filter->number = at;
	if (filter->field == QUERY_SINCE && at > query->since)
		query->since = at;
	if (filter->field == QUERY_UNTIL && at < query->until)
		query->until = at;
	return 0;
}

static int
parse_word(const char *const *names, const char *name,
    struct search_filter *filter, struct err *err)
{
	struct buf list = BUF_INIT;

	filter->number = index_of(names, filter->value);
	if (filter->number != -1)
		return 0;
	for (int i = 0; names[i] != NULL; i++)
		buf_addf(&list, "%s%s", i > 0 ? ", " : "", names[i]);
	err_set(err, ERR_USAGE, "%s:%s: one of %s", name, filter->value,
	    list.data);
	buf_release(&list);
	return -1;
}

static int
parse_class(struct search_filter *filter, struct err *err)
{
	const char *names[CLASS_COUNT + 1] = {NULL};

	for (int i = 0; i < CLASS_COUNT; i++)
		names[i] = class_info[i].name;
	return parse_word(names, "class", filter, err);
}

static int
parse_account(const char *name, struct search_filter *filter, struct err *err)
{
	struct account_name account;

	if (handle_parse(filter->value, &account))
		return 0;
	return err_set(err, ERR_USAGE, "%s:%s is no account", name,
	    filter->value);
}

static int
parse_value(struct parser *parser, struct search_filter *filter,
    struct err *err)
{
	const char *name = field_names[filter->field];

	switch (filter->field) {
	case QUERY_SINCE:
	case QUERY_UNTIL:
		if (filter->negated)
			return err_set(err, ERR_USAGE,
			    "-%s: makes no sense; since: and until: are each "
			    "other's opposite",
			    name);
		return parse_time(parser, name, filter, err);
	case QUERY_CLASS:
		return parse_class(filter, err);
	case QUERY_HAS:
		return parse_word(has_names, name, filter, err);
	case QUERY_IS:
		return parse_word(is_names, name, filter, err);
	case QUERY_FROM:
	case QUERY_TO:
		return parse_account(name, filter, err);
	default:
		return 0;
	}
}

static int
add_filter(struct parser *parser, const struct term *term, int field,
    struct err *err)
{
	struct search_query *query = parser->query;
	struct search_filter *filter = &query->filters[query->n_filters++];

	*filter = (struct search_filter){.field = (enum query_field)field,
	    .negated = term->negated};
	/* Groups are named with case, and times may hold "T" and "Z". */
	filter->value =
	    field == QUERY_GROUP || field == QUERY_SINCE || field == QUERY_UNTIL
		? term->value
		: lower(&query->arena, term->value, strlen(term->value));
	return parse_value(parser, filter, err);
}

/* A word or phrase as a string of the index's own syntax, in which only the
 * quote means anything. */
static void
add_phrase(struct buf *buf, const struct term *term, const char *between)
{
	if (buf->len > 0)
		buf_adds(buf, between);
	buf_addc(buf, '"');
	for (const char *p = term->value; *p != '\0'; p++) {
		if (*p == '"')
			buf_addc(buf, '"');
		buf_addc(buf, *p);
	}
	buf_addc(buf, '"');
	if (term->is_prefix)
		buf_adds(buf, " *");
}

/* True if the index can hold any of it: punctuation and emoji are not
 * kept. */
static bool
has_word(const char *s)
{
	size_t len = strlen(s);
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(s + i, len - i, &c);
		if (utf8_is_word(c))
			return true;
	}
	return false;
}

static int
add_words(struct parser *parser, struct term *term, struct err *err)
{
	struct search_query *query = parser->query;
	struct buf whole = BUF_INIT;

	if (term->name != NULL) { /* an unknown filter is just words */
		buf_addf(&whole, "%s:%s", term->name, term->value);
		term->value = arena_copy(&query->arena, whole.data, whole.len);
		buf_release(&whole);
	}
	if (!has_word(term->value))
		return term->quoted || *term->value == '\0'
			   ? 0
			   : err_set(err, ERR_USAGE,
				 "\"%s\" holds no letter or digit to search "
				 "for",
				 term->value);
	if (term->negated) {
		add_phrase(&parser->reject, term, " OR ");
		return 0;
	}
	add_phrase(&parser->match, term, " AND ");
	query->words[query->n_words++] =
	    lower(&query->arena, term->value, strlen(term->value));
	return 0;
}

static int
add_term(struct parser *parser, struct term *term, struct err *err)
{
	int field = term->name == NULL ? -1 : index_of(field_names, term->name);
	const char *near;

	if (++parser->n > MAX_TERMS)
		return err_set(err, ERR_USAGE,
		    "more than %d words and filters; search for fewer",
		    MAX_TERMS);
	if (field != -1)
		return add_filter(parser, term, field, err);
	near =
	    term->name == NULL ? NULL : text_nearest(term->name, field_names);
	if (near != NULL)
		return err_set(err, ERR_USAGE,
		    "there is no filter %s:; did you mean %s:?", term->name,
		    near);
	return add_words(parser, term, err);
}

/* Put wanted and excluded words together as the index takes them. */
static void
join(struct parser *parser)
{
	struct search_query *query = parser->query;

	if (parser->match.len > 0) {
		if (parser->reject.len > 0) {
			struct buf both = BUF_INIT;

			buf_addf(&both, "(%s) NOT (%s)", parser->match.data,
			    parser->reject.data);
			query->match = arena_strdup(&query->arena, both.data);
			buf_release(&both);
		} else {
			query->match =
			    arena_strdup(&query->arena, parser->match.data);
		}
	} else if (parser->reject.len > 0) {
		query->reject =
		    arena_strdup(&query->arena, parser->reject.data);
	}
}

int
search_parse(const char *text, int64_t now, struct search_query *query,
    struct err *err)
{
	struct parser parser = {.query = query,
	    .match = BUF_INIT,
	    .reject = BUF_INIT,
	    .now = now,
	    .p = text};
	struct term term;
	int rc = 0;

	*query = (struct search_query){.arena = ARENA_INIT, .until = INT64_MAX};
	query->filters =
	    arena_zero(&query->arena, MAX_TERMS, sizeof(*query->filters));
	query->words =
	    arena_zero(&query->arena, MAX_TERMS, sizeof(*query->words));
	while (rc == 0) {
		while (is_blank(*parser.p))
			parser.p++;
		if (*parser.p == '\0')
			break;
		next_term(&parser, &term);
		rc = add_term(&parser, &term, err);
	}
	if (rc == 0)
		join(&parser);
	buf_release(&parser.match);
	buf_release(&parser.reject);
	return rc;
}

void
search_release(struct search_query *query)
{
	arena_release(&query->arena);
}
