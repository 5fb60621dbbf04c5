#include "report/expr_private.h"

#include "base/mem.h"
#include "base/num.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* "not" and parentheses this deep are refused. */
#define MAX_DEPTH 50

struct parser {
	struct expr *expr;
	const char *text, *at; /* borrowed */
	int depth;
	struct err *err;
};

static int parse_or(struct parser *parser);

void
expr_free(struct expr *expr)
{
	if (expr == NULL)
		return;
	for (int i = 0; i < expr->n; i++)
		free(expr->nodes[i].word);
	free(expr);
}

/* Say what was expected and where. */
static int
fail(const struct parser *parser, const char *what)
{
	return err_set(parser->err, ERR_USAGE, "\"%s\": %s expected at %s%s%s",
	    parser->text, what, *parser->at == '\0' ? "the end" : "\"",
	    parser->at, *parser->at == '\0' ? "" : "\"");
}

static void
skip_blanks(struct parser *parser)
{
	parser->at += strspn(parser->at, " \t");
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (is_name(s[n]))
		n++;
	return n;
}

/* Take the keyword if it comes next. */
static bool
take_word(struct parser *parser, const char *word)
{
	size_t len = strlen(word);

	skip_blanks(parser);
	if (name_length(parser->at) != len ||
	    strncasecmp(parser->at, word, len) != 0)
		return false;
	parser->at += len;
	return true;
}

static int
add_node(struct parser *parser, enum node_kind kind)
{
	struct expr *expr = parser->expr;

	if (expr->n == MAX_NODES)
		return err_set(parser->err, ERR_USAGE,
		    "the condition is too long");
	expr->nodes[expr->n] = (struct node){.kind = kind};
	return expr->n++;
}

static int
add_word(struct parser *parser, enum node_kind kind, const char *s, size_t len)
{
	int node = add_node(parser, kind);

	if (node != -1)
		parser->expr->nodes[node].word = mem_copy(s, len);
	return node;
}

static int
parse_number(struct parser *parser)
{
	size_t len = strspn(parser->at, "-.0123456789");
	char *digits = mem_copy(parser->at, len);
	double number;
	int node = -1, rc = num_parse_real(digits, &number);

	free(digits);
	if (rc == -1)
		return fail(parser, "a number");
	node = add_node(parser, NODE_NUMBER);
	if (node == -1)
		return -1;
	parser->at += len;
	if (*parser->at == '%') {
		number /= 100;
		parser->at++;
	}
	parser->expr->nodes[node].number = number;
	return node;
}

static int
parse_quoted(struct parser *parser)
{
	const char quote = *parser->at;
	const char *end = strchr(parser->at + 1, quote);
	const char *begin = parser->at + 1;

	if (end == NULL)
		return fail(parser, "a closing quote");
	parser->at = end + 1;
	return add_word(parser, NODE_WORD, begin, (size_t)(end - begin));
}

static int
parse_operand(struct parser *parser)
{
	const char *at;
	size_t len;

	skip_blanks(parser);
	at = parser->at;
	if (*at == '"' || *at == '\'')
		return parse_quoted(parser);
	if (*at == '-' || *at == '.' || (*at >= '0' && *at <= '9'))
		return parse_number(parser);
	len = name_length(at + (*at == '@'));
	if (len == 0)
		return fail(parser, "a column, a number or a \"word\"");
	parser->at += len + (*at == '@');
	return add_word(parser, *at == '@' ? NODE_WORD : NODE_COLUMN, at,
	    len + (*at == '@'));
}

static bool
take_relation(struct parser *parser, enum relation *relation)
{
	static const struct {
		const char *sign;
		enum relation relation;
	} signs[] = {{"<=", AT_MOST}, {">=", AT_LEAST}, {"!=", UNEQUAL},
	    {"<>", UNEQUAL}, {"==", EQUAL}, {"=", EQUAL}, {"<", LESS},
	    {">", MORE}};

	skip_blanks(parser);
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t len = strlen(signs[i].sign);

		if (strncmp(parser->at, signs[i].sign, len) == 0) {
			parser->at += len;
			*relation = signs[i].relation;
			return true;
		}
	}
	return false;
}

static int
parse_comparison(struct parser *parser)
{
	enum relation relation;
	int left = parse_operand(parser), right, node;

	if (left == -1)
		return -1;
	if (!take_relation(parser, &relation))
		return parser->expr->nodes[left].kind == NODE_COLUMN
			   ? left
			   : fail(parser, "= != < <= > or >=");
	right = parse_operand(parser);
	node = right == -1 ? -1 : add_node(parser, NODE_COMPARE);
	if (node == -1)
		return -1;
	parser->expr->nodes[node].left = left;
	parser->expr->nodes[node].right = right;
	parser->expr->nodes[node].relation = relation;
	return node;
}

/* One thing that is true or not.  "not" and parentheses nest, so deep ones
 * are refused. */
static int
parse_not(struct parser *parser)
{
	int node, inner;

	if (parser->depth == MAX_DEPTH)
		return err_set(parser->err, ERR_USAGE,
		    "the condition nests too deep");
	skip_blanks(parser);
	if (*parser->at == '(') {
		parser->at++;
		parser->depth++;
		node = parse_or(parser);
		parser->depth--;
		skip_blanks(parser);
		if (node != -1 && *parser->at != ')')
			return fail(parser, "\")\"");
		parser->at++;
		return node;
	}
	if (!take_word(parser, "not"))
		return parse_comparison(parser);
	parser->depth++;
	inner = parse_not(parser);
	parser->depth--;
	node = inner == -1 ? -1 : add_node(parser, NODE_NOT);
	if (node != -1)
		parser->expr->nodes[node].left = inner;
	return node;
}

/* Parts of one kind, joined by a word. */
static int
parse_joined(struct parser *parser, const char *word, enum node_kind kind,
    int (*parse_part)(struct parser *parser))
{
	int left = parse_part(parser);

	while (left != -1 && take_word(parser, word)) {
		int right = parse_part(parser);
		int node = right == -1 ? -1 : add_node(parser, kind);

		if (node == -1)
			return -1;
		parser->expr->nodes[node].left = left;
		parser->expr->nodes[node].right = right;
		left = node;
	}
	return left;
}

static int
parse_and(struct parser *parser)
{
	return parse_joined(parser, "and", NODE_AND, parse_not);
}

static int
parse_or(struct parser *parser)
{
	return parse_joined(parser, "or", NODE_OR, parse_and);
}

struct expr *
expr_parse(const char *text, struct err *err)
{
	struct expr *expr = mem_alloc(1, sizeof(*expr));
	struct parser parser = {.expr = expr,
	    .text = text,
	    .at = text,
	    .err = err};

	expr->root = parse_or(&parser);
	skip_blanks(&parser);
	if (expr->root != -1 && *parser.at != '\0')
		expr->root = fail(&parser, "\"and\", \"or\" or the end");
	if (expr->root != -1)
		return expr;
	expr_free(expr);
	return NULL;
}
