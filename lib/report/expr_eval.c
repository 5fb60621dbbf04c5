#include "report/expr_private.h"

#include "base/text.h"

#include <math.h>
#include <string.h>
#include <strings.h>

/* Kleene's logic: what is not known stays so under "not". */
enum truth { NO, UNKNOWN, YES };

/* What an operand is in a row. */
struct value {
	enum { ABSENT, NUMBER, WORD, TRUTH } kind;
	double number;
	const char *word; /* borrowed from the cell, or from text */
	struct buf text;  /* own */
	bool truth;
};

static const char *const kind_names[] =
    {[NUMBER] = "a number", [WORD] = "a word", [TRUTH] = "true or false"};

static struct value
value_of_cell(const struct cell *cell)
{
	struct value value = {.kind = NUMBER, .text = BUF_INIT};

	switch (cell->kind) {
	case CELL_ABSENT:
		value.kind = ABSENT;
		break;
	case CELL_TEXT:
	case CELL_STRUCT:
		value.kind = cell->text == NULL ? ABSENT : WORD;
		value.word = cell->text;
		break;
	case CELL_ID:
	case CELL_TIME:
		value.kind = WORD;
		sink_add_plain(&value.text, cell);
		value.word = value.text.data;
		break;
	case CELL_INT:
		value.number = (double)cell->integer;
		break;
	case CELL_USD:
		value.number = (double)cell->integer / 1e6;
		break;
	case CELL_POSTS:
		value.number = (double)cell->n;
		break;
	case CELL_REAL:
	case CELL_BAR:
		value.number = cell->real;
		break;
	case CELL_BOOL:
		value.kind = TRUTH;
		value.truth = cell->integer != 0;
		break;
	}
	return value;
}

static struct value
value_of(const struct node *node, const struct cell *row)
{
	if (node->kind == NODE_NUMBER)
		return (struct value){.kind = NUMBER,
		    .number = node->number,
		    .text = BUF_INIT};
	if (node->kind == NODE_WORD)
		return (struct value){.kind = WORD,
		    .word = node->word,
		    .text = BUF_INIT};
	return value_of_cell(&row[node->column]);
}

static int
compare_words(const char *a, const char *b)
{
	return strcasecmp(a + (*a == '@'), b + (*b == '@'));
}

static bool
holds(enum relation relation, int order)
{
	switch (relation) {
	case EQUAL:
		return order == 0;
	case UNEQUAL:
		return order != 0;
	case LESS:
		return order < 0;
	case AT_MOST:
		return order <= 0;
	case MORE:
		return order > 0;
	case AT_LEAST:
		return order >= 0;
	}
	return false;
}

static enum truth
compare(const struct node *node, const struct value *left,
    const struct value *right)
{
	int order;

	if (left->kind != right->kind || left->kind == ABSENT)
		return UNKNOWN;
	if (left->kind == WORD)
		order = compare_words(left->word, right->word);
	else if (left->kind == TRUTH)
		order = left->truth - right->truth;
	else
		order = (left->number > right->number) -
			(left->number < right->number);
	return holds(node->relation, order) ? YES : NO;
}

/* Nodes stand behind their parts, so one pass from the first does. */
bool
expr_is_true(const struct expr *expr, const struct cell *row)
{
	enum truth truths[MAX_NODES] = {NO};

	for (int i = 0; i <= expr->root; i++) {
		const struct node *node = &expr->nodes[i];
		struct value left, right;

		truths[i] = UNKNOWN;
		if (node->kind == NODE_NOT) {
			truths[i] = (enum truth)(YES - truths[node->left]);
		} else if (node->kind == NODE_AND || node->kind == NODE_OR) {
			bool less = truths[node->left] < truths[node->right];
			bool is_left = less == (node->kind == NODE_AND);

			truths[i] = truths[is_left ? node->left : node->right];
		} else if (node->kind == NODE_COMPARE) {
			left = value_of(&expr->nodes[node->left], row);
			right = value_of(&expr->nodes[node->right], row);
			truths[i] = compare(node, &left, &right);
			buf_release(&left.text);
			buf_release(&right.text);
		} else if (node->kind == NODE_COLUMN) {
			left = value_of(node, row);
			if (left.kind == TRUTH)
				truths[i] = left.truth ? YES : NO;
			buf_release(&left.text);
		}
	}
	return truths[expr->root] == YES;
}

static int
unknown_column(const char *name, const struct record_table *table,
    struct err *err)
{
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < table->n_columns; i++)
		if (table->columns[i].name != NULL)
			buf_addf(&list, "%s%s", list.len > 0 ? ", " : "",
			    table->columns[i].name);
	err_set(err, ERR_USAGE,
	    "no column is called \"%s\" (words stand in quotes); there are: "
	    "%s",
	    name, list.data);
	buf_release(&list);
	return -1;
}

static int
find_column(struct node *node, const struct record_table *table,
    struct err *err)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		if (table->columns[i].name != NULL &&
		    strcmp(table->columns[i].name, node->word) == 0) {
			node->column = i;
			return 0;
		}
	}
	return unknown_column(node->word, table, err);
}

/* The kind of an operand, by the first row that has it; ABSENT if none. */
static int
kind_of(const struct node *node, const struct record_table *table)
{
	const struct cell *row;

	if (node->kind == NODE_NUMBER)
		return NUMBER;
	if (node->kind == NODE_WORD)
		return WORD;
	for (size_t i = 0; (row = record_cells(table, i)) != NULL; i++) {
		struct value value = value_of(node, row);

		buf_release(&value.text);
		if (value.kind != ABSENT)
			return (int)value.kind;
	}
	return ABSENT;
}

static int
check_kinds(const struct expr *expr, const struct node *node,
    const struct record_table *table, struct err *err)
{
	int left = kind_of(&expr->nodes[node->left], table);
	int right = kind_of(&expr->nodes[node->right], table);
	const char *name = expr->nodes[node->left].word;

	if (left == right || left == ABSENT || right == ABSENT)
		return 0;
	return err_set(err, ERR_USAGE,
	    "%s is %s and cannot be compared with %s",
	    name == NULL ? "the left side" : name, kind_names[left],
	    kind_names[right]);
}

int
expr_bind(struct expr *expr, const struct record_table *table, struct err *err)
{
	bool is_operand[MAX_NODES] = {false};

	for (int i = 0; i < expr->n; i++)
		if (expr->nodes[i].kind == NODE_COLUMN &&
		    find_column(&expr->nodes[i], table, err) == -1)
			return -1;
	for (int i = 0; i < expr->n; i++) {
		const struct node *node = &expr->nodes[i];

		if (node->kind != NODE_COMPARE)
			continue;
		is_operand[node->left] = is_operand[node->right] = true;
		if (check_kinds(expr, node, table, err) == -1)
			return -1;
	}
	for (int i = 0; i < expr->n; i++) {
		int kind = kind_of(&expr->nodes[i], table);

		if (expr->nodes[i].kind == NODE_COLUMN && !is_operand[i] &&
		    kind != TRUTH && kind != ABSENT)
			return err_set(err, ERR_USAGE,
			    "%s is %s: compare it with something",
			    expr->nodes[i].word, kind_names[kind]);
	}
	return 0;
}

void
expr_add_values(struct buf *buf, const struct expr *expr,
    const struct record_table *table, const struct cell *row)
{
	bool told[MAX_NODES] = {false};
	size_t begin = buf->len;

	for (int i = 0; i < expr->n; i++) {
		const struct node *node = &expr->nodes[i];
		bool is_new = node->kind == NODE_COLUMN;

		for (int k = 0; k < i && is_new; k++)
			is_new =
			    !told[k] || expr->nodes[k].column != node->column;
		if (!is_new)
			continue;
		told[i] = true;
		buf_addf(buf, "%s%s ", buf->len > begin ? ", " : "",
		    table->columns[node->column].name);
		record_add_plain(buf, &row[node->column]);
	}
}
