/*
 * Numbers, ids and money from strings and back, strict and without locale;
 * and from bytes.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/* Parse all of s as a decimal integer in [min, max].  0, or -1 and *n as it
 * was: empty, other characters (blanks, '+', exponents) or out of range. */
int num_parse(const char *s, int64_t min, int64_t max, int64_t *n);

/* An id of X: 1 to 19 digits, at most 2^63-1. */
int num_parse_id(const char *s, int64_t *id);

/* A decimal fraction with a point, such as "-12.5"; no exponent, no locale. */
int num_parse_real(const char *s, double *real);

/* Dollars such as "1", "0.25" or "$2.50" as millionths of a dollar; not
 * negative, at most six decimals, at most a billion dollars. */
int num_parse_usd(const char *s, int64_t *micro_usd);

/* Append as printf's "%" PRId64 and "%.*f" would: reports print hundreds of
 * thousands of numbers. */
void num_add_int(struct buf *buf, int64_t number);
void num_add_real(struct buf *buf, double real, int digits);

/* Append micro_usd as "0.0050" or "12.34": two decimals, four if needed. */
void num_add_usd(struct buf *buf, int64_t micro_usd);

/* True if len bytes at s look like an id that a spreadsheet has rounded,
 * such as 1.29E+18. */
bool num_is_rounded_id(const char *s);

/* Eight bytes, the first lowest: compilers make one load of it. */
static inline uint64_t
num_load_eight(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	       (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	       (uint64_t)p[7] << 56;
}

#endif
