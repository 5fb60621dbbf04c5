/*
 * Conditions over the rows of a table: "ratio < 1 and posts >= 20".
 *
 *	condition	one row's columns with and, or, not and parentheses
 *	comparison	= != < <= > >= between columns, numbers, 50%, "words"
 *			and @handles
 *
 * Words and handles are compared without regard to case and to an @ before
 * them; times as they stand in JSON.  A column by itself must be true or
 * false.  What is absent is neither: a comparison with it, and its negation,
 * are never true.
 */
#ifndef REPORT_EXPR_H
#define REPORT_EXPR_H

#include "report/record.h"

struct expr;

/* NULL with ERR_USAGE and the place of the mistake; expr_free(). */
struct expr *expr_parse(const char *text, struct err *err);
void expr_free(struct expr *expr);

/* Look the columns up in a table.  ERR_USAGE for one that it does not have
 * (naming those that it has), and for words compared with numbers. */
int expr_bind(struct expr *expr, const struct record_table *table,
    struct err *err);

/* True if it holds for a row of the table that was bound. */
bool expr_is_true(const struct expr *expr, const struct cell *row);

/* Append the columns it speaks of with their values in a row: "ratio 0.72,
 * posts 40". */
void expr_add_values(struct buf *buf, const struct expr *expr,
    const struct record_table *table, const struct cell *row);

#endif
