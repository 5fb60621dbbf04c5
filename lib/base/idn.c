#include "base/idn.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { LABEL_MAX = 63, HOST_MAX = 253 };

/* Parameters of RFC 3492, section 5. */
enum {
	BASE = 36,
	T_MIN = 1,
	T_MAX = 26,
	SKEW = 38,
	DAMP = 700,
	BIAS_START = 72,
	N_START = 128
};

static unsigned
adapt(unsigned delta, unsigned count, bool is_first)
{
	unsigned k = 0;

	delta = is_first ? delta / DAMP : delta / 2;
	delta += delta / count;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

/* One delta as a generalized variable-length integer (section 3.3). */
static void
add_delta(struct buf *out, unsigned delta, unsigned bias)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (unsigned k = BASE;; k += BASE) {
		unsigned t = k <= bias + T_MIN   ? T_MIN
			     : k >= bias + T_MAX ? T_MAX
						 : k - bias;

		if (delta < t)
			break;
		buf_addc(out, digits[t + (delta - t) % (BASE - t)]);
		delta = (delta - t) / (BASE - t);
	}
	buf_addc(out, digits[delta]);
}

/* Section 6.3.  n is at most LABEL_MAX, so that nothing can overflow. */
static void
add_punycode(struct buf *out, const uint32_t *points, size_t n)
{
	unsigned code = N_START, delta = 0, bias = BIAS_START;
	unsigned basic = 0, done;

	buf_adds(out, "xn--");
	for (size_t i = 0; i < n; i++) {
		if (points[i] < 0x80) {
			buf_addc(out, (char)points[i]);
			basic++;
		}
	}
	if (basic > 0)
		buf_addc(out, '-');
	for (done = basic; done < n; delta++, code++) {
		uint32_t next = UINT32_MAX;

		for (size_t i = 0; i < n; i++)
			if (points[i] >= code && points[i] < next)
				next = points[i];
		delta += (next - code) * (done + 1);
		code = next;
		for (size_t i = 0; i < n; i++) {
			delta += points[i] < code;
			if (points[i] != code)
				continue;
			add_delta(out, delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
}

static bool
is_full_stop(uint32_t c)
{
	return c == '.' || c == 0x3002 || c == 0xff0e || c == 0xff61;
}

static bool
is_host_byte(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c >= 0x80;
}

/* One label; 0 or -1. */
static int
add_label(struct buf *out, const char *s, size_t len, size_t *used)
{
	uint32_t points[LABEL_MAX], c = 0;
	size_t n = 0, i = 0, step;
	bool is_ascii = true;

	while (i < len) {
		step = utf8_decode(s + i, len - i, &c);
		i += step;
		if (is_full_stop(c))
			break;
		if (!is_host_byte(c) || c == 0xfffd || utf8_is_control(c) ||
		    n == LABEL_MAX)
			return -1;
		points[n++] = c;
		is_ascii &= c < 0x80;
	}
	*used = i;
	if (n == 0)
		return -1;
	if (!is_ascii)
		add_punycode(out, points, n);
	for (size_t k = 0; is_ascii && k < n; k++)
		buf_addc(out, (char)points[k]);
	return 0;
}

size_t
idn_to_ascii(const char *host, size_t len, char *out, size_t size)
{
	struct buf lower = BUF_INIT, ascii = BUF_INIT;
	size_t used, result = 0;

	if (len > HOST_MAX * (size_t)4)
		return 0;
	utf8_add_lower(&lower, host, len);
	for (size_t i = 0; i < lower.len; i += used) {
		if (i > 0)
			buf_addc(&ascii, '.');
		if (add_label(&ascii, lower.data + i, lower.len - i, &used) ==
		    -1)
			goto out;
	}
	if (ascii.len > 0 && ascii.len <= HOST_MAX && ascii.len < size) {
		memcpy(out, ascii.data, ascii.len + 1);
		result = ascii.len;
	}
out:
	buf_release(&lower);
	buf_release(&ascii);
	return result;
}
