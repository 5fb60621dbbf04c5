/*
 * How conditions are held, between their parser (expr.c) and what asks them
 * (expr_eval.c).
 */
#ifndef REPORT_EXPR_PRIVATE_H
#define REPORT_EXPR_PRIVATE_H

#include "report/expr.h"

enum { MAX_NODES = 200 };

enum node_kind {
	NODE_OR,
	NODE_AND,
	NODE_NOT,
	NODE_COMPARE,
	NODE_COLUMN,
	NODE_NUMBER,
	NODE_WORD
};

enum relation { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST };

struct node {
	enum node_kind kind;
	int left, right; /* nodes; of NOT the left */
	enum relation relation;
	double number;
	char *word; /* own; NODE_WORD and the name of NODE_COLUMN */
	size_t column;
};

struct expr {
	struct node nodes[MAX_NODES];
	int n, root;
};

#endif
