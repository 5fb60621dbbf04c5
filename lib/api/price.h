/*
 * What X bills, from a dated table that users can override (the format of
 * lib/api/prices.tsv).  Money is in millionths of a dollar.
 */
#ifndef API_PRICE_H
#define API_PRICE_H

#include "base/err.h"

#include <stdint.h>

enum price {
	PRICE_POST,
	PRICE_USER,
	PRICE_LIST,
	PRICE_FOLLOW,
	PRICE_COUNTS_RECENT, /* a request */
	PRICE_COUNTS_ALL,    /* a request */
	PRICE_COUNT
};

struct prices {
	char date[11]; /* "2026-08-22": when they were true */
	int64_t of[PRICE_COUNT];
};

/* The built-in table, then the rows of more (its text; may be NULL).
 * ERR_CONFIG with the line on a bad one. */
int price_load(struct prices *prices, const char *more, struct err *err);

#endif
