#include "base/num.h"

#include "base/mem.h"

#include <inttypes.h>
#include <math.h>
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

/* At least so many digits, zeros before them. */
static void
add_digits(struct buf *buf, uint64_t number, int least)
{
	char text[24];
	size_t at = sizeof(text);

	for (; number > 0 || least > 0; number /= 10, least--)
		text[--at] = (char)('0' + number % 10);
	buf_add(buf, text + at, sizeof(text) - at);
}

void
num_add_int(struct buf *buf, int64_t number)
{
	if (number < 0)
		buf_addc(buf, '-');
	add_digits(buf, number < 0 ? -(uint64_t)number : (uint64_t)number, 1);
}

void
num_add_real(struct buf *buf, double real, int digits)
{
	static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
	double scaled = INFINITY, part;
	uint64_t number, power;

	if (digits >= 0 && (size_t)digits < ARRAY_LEN(powers))
		scaled = fabs(real) * powers[digits];
	part = scaled - floor(scaled);
	/* Near the middle between two the last bit decides, and above 10^12
	 * the product is not sure enough to tell; NaN is neither. */
	if (!(scaled < 1e12) || fabs(part - 0.5) < 1e-3) {
		buf_addf(buf, "%.*f", digits, real);
		return;
	}
	number = (uint64_t)(scaled + 0.5);
	power = (uint64_t)powers[digits];
	if (signbit(real))
		buf_addc(buf, '-');
	add_digits(buf, number / power, 1);
	if (digits > 0) {
		buf_addc(buf, '.');
		add_digits(buf, number % power, digits);
	}
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
