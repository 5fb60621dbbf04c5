#include "base/num.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
num_parse(const char *s, int64_t min, int64_t max, int64_t *n)
{
	bool negative = s[0] == '-';
	uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
	uint64_t value = 0;
	int64_t parsed;

	s += negative;
	if (*s == '\0')
		return -1;
	for (; *s != '\0'; s++) {
		unsigned digit = (unsigned)(*s - '0');

		if (!is_digit(*s) || value > (limit - digit) / 10)
			return -1;
		value = value * 10 + digit;
	}
	parsed = !negative                     ? (int64_t)value
		 : value > (uint64_t)INT64_MAX ? INT64_MIN
					       : -(int64_t)value;
	if (parsed < min || parsed > max)
		return -1;
	*n = parsed;
	return 0;
}

int
num_parse_id(const char *s, int64_t *id)
{
	size_t len = strlen(s);

	if (len < 1 || len > 19 || !is_digit(s[0]))
		return -1;
	return num_parse(s, 0, INT64_MAX, id);
}

int
num_parse_real(const char *s, double *real)
{
	double value = 0, scale = 1;
	bool negative = s[0] == '-', digits = false;

	s += negative;
	for (; is_digit(*s); s++, digits = true)
		value = value * 10 + (*s - '0');
	if (*s == '.')
		for (s++; is_digit(*s); s++, digits = true, scale *= 10)
			value = value * 10 + (*s - '0');
	if (!digits || *s != '\0')
		return -1;
	value /= scale; /* one rounding, so that 0.75 is 0.75 */
	*real = negative ? -value : value;
	return 0;
}

int
num_parse_usd(const char *s, int64_t *micro_usd)
{
	int64_t whole = 0, part = 0, unit = 1000000;
	bool digits = false;

	s += s[0] == '$';
	for (; is_digit(*s) && whole < 1000000000; s++, digits = true)
		whole = whole * 10 + (*s - '0');
	if (*s == '.') {
		for (s++; is_digit(*s) && unit > 1; s++, digits = true)
			part += (*s - '0') * (unit /= 10);
	}
	if (!digits || *s != '\0' || whole > 1000000000 ||
	    (whole == 1000000000 && part > 0))
		return -1;
	*micro_usd = whole * 1000000 + part;
	return 0;
}

void
num_add_usd(struct buf *buf, int64_t micro_usd)
{
	/* Unsigned, so that the smallest number has an opposite. */
	uint64_t size =
	    micro_usd < 0 ? -(uint64_t)micro_usd : (uint64_t)micro_usd;
	bool cents = size % 10000 == 0;
	uint64_t unit = cents ? 10000 : 100;

	size = (size + unit / 2) / unit * unit;
	buf_addf(buf, "%s%" PRIu64 ".%0*" PRIu64, micro_usd < 0 ? "-" : "",
	    size / 1000000, cents ? 2 : 4, size % 1000000 / unit);
}

bool
num_is_rounded_id(const char *s)
{
	bool exponent = false;

	if (!is_digit(*s))
		return false;
	for (; *s != '\0'; s++) {
		if ((*s == 'E' || *s == 'e') && !exponent)
			exponent = true;
		else if (!is_digit(*s) && *s != '.' && *s != ',' && *s != '+')
			return false;
	}
	return exponent;
}
