#include "base/text.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

/* How many bytes every form lets stand as they are: most texts hold nothing
 * else. */
static size_t
plain_bytes(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= ' ' && s[n] < 0x7f && s[n] != '"' &&
	       s[n] != '\\' && s[n] != '<' && s[n] != '>' && s[n] != '&' &&
	       s[n] != '\'')
		n++;
	return n;
}

void
text_add_terminal(struct buf *buf, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = plain_bytes(s + i, len - i);
		if (n > 0) {
			buf_add(buf, s + i, n);
			continue;
		}
		n = utf8_decode(s + i, len - i, &c);
		if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 ||
		    c == 0x2029)
			buf_addc(buf, ' ');
		else if (c < 0x20)
			buf_add_utf8(buf, 0x2400 + c); /* control pictures */
		else if (c == 0xfffd || utf8_is_control(c))
			buf_add_utf8(buf, 0xfffd);
		else
			buf_add(buf, s + i, n);
	}
}

/* What spreadsheets take for the start of a formula, wide forms included
 * (OWASP, "CSV Injection"). */
static bool
begins_formula(const char *s, size_t len)
{
	static const uint32_t first[] = {'=', '+', '-', '@', '\t', '\r', '\n',
	    0xff1d, 0xff0b, 0xff0d, 0xff20};
	uint32_t c;

	if (len == 0)
		return false;
	utf8_decode(s, len, &c);
	for (size_t i = 0; i < ARRAY_LEN(first); i++)
		if (c == first[i])
			return true;
	return false;
}

void
text_add_csv(struct buf *buf, const char *s, size_t len)
{
	bool formula = begins_formula(s, len), quoted = formula;
	uint32_t c;

	/* Some spreadsheets split at semicolons and tabs too. */
	for (size_t i = 0; i < len && !quoted; i++)
		quoted = s[i] != '\0' && strchr(",;\t\"\r\n", s[i]) != NULL;
	if (quoted)
		buf_addc(buf, '"');
	if (formula)
		buf_addc(buf, '\'');
	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &c);
		if (c == '"')
			buf_adds(buf, "\"\"");
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_addc(buf, (char)c);
		else if (c == 0xfffd || utf8_is_control(c))
			buf_add_utf8(buf, 0xfffd);
		else
			buf_add(buf, s + i, n);
	}
	if (quoted)
		buf_addc(buf, '"');
}

/* As UTF-16, in which JSON counts. */
static void
add_json_escape(struct buf *buf, uint32_t c)
{
	if (c >= 0x10000) {
		buf_addf(buf, "\\u%04x", 0xd800 + ((c - 0x10000) >> 10));
		c = 0xdc00 + (c & 0x3ff);
	}
	buf_addf(buf, "\\u%04x", c);
}

void
text_add_json(struct buf *buf, const char *s, size_t len)
{
	uint32_t c;

	buf_addc(buf, '"');
	for (size_t i = 0, n; i < len; i += n) {
		n = plain_bytes(s + i, len - i);
		if (n > 0) {
			buf_add(buf, s + i, n);
			continue;
		}
		n = utf8_decode(s + i, len - i, &c);
		if (c == '"' || c == '\\')
			buf_addf(buf, "\\%c", (char)c);
		else if (c == '\n')
			buf_adds(buf, "\\n");
		else if (c == 0) /* no string of ours can hold it */
			buf_add_utf8(buf, 0xfffd);
		else if (utf8_is_control(c))
			add_json_escape(buf, c);
		else if (c == 0xfffd)
			buf_add_utf8(buf, c);
		else
			buf_add(buf, s + i, n);
	}
	buf_addc(buf, '"');
}

void
text_add_html(struct buf *buf, const char *s, size_t len)
{
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = plain_bytes(s + i, len - i);
		if (n > 0) {
			buf_add(buf, s + i, n);
			continue;
		}
		n = utf8_decode(s + i, len - i, &c);
		switch (c) {
		case '&':
			buf_adds(buf, "&amp;");
			break;
		case '<':
			buf_adds(buf, "&lt;");
			break;
		case '>':
			buf_adds(buf, "&gt;");
			break;
		case '"':
			buf_adds(buf, "&quot;");
			break;
		case '\'':
			buf_adds(buf, "&#39;");
			break;
		case '\n':
		case '\t':
			buf_addc(buf, (char)c);
			break;
		case '\r': /* CR LF and CR alone end a line too */
			if (i + 1 == len || s[i + 1] != '\n')
				buf_addc(buf, '\n');
			break;
		default:
			if (c == 0xfffd || utf8_is_control(c))
				buf_add_utf8(buf, 0xfffd);
			else
				buf_add(buf, s + i, n);
		}
	}
}

/* What begins a list, a heading or a quotation where a line begins. */
static size_t
block_mark(const char *s, size_t len)
{
	size_t digits = 0;

	if (len > 0 && strchr("#+-=", *s) != NULL)
		return 1;
	while (digits < len && s[digits] >= '0' && s[digits] <= '9')
		digits++;
	return digits > 0 && digits < len &&
		       (s[digits] == '.' || s[digits] == ')')
		   ? digits + 1
		   : 0;
}

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* "_" within a word means nothing. */
static bool
is_within_word(const char *s, size_t len, size_t i)
{
	return s[i] == '_' && i > 0 && is_alphanumeric(s[i - 1]) &&
	       i + 1 < len && is_alphanumeric(s[i + 1]);
}

void
text_add_markdown(struct buf *buf, const char *s, size_t len)
{
	size_t mark = block_mark(s, len);
	uint32_t c;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(s + i, len - i, &c);
		if (c == '<')
			buf_adds(buf, "&lt;");
		else if (c == '>')
			buf_adds(buf, "&gt;");
		else if (c == '&')
			buf_adds(buf, "&amp;");
		else if (c == '@' || (c == ':' && len - i > 1 &&
					 s[i + 1] == '/')) /* mention, link */
			buf_addf(buf, "&#%d;", (int)c);
		else if (len - i > 3 && memcmp(s + i, "www.", 4) == 0)
			buf_adds(buf, "&#119;");
		else if (c != 0 && c < 0x80 && !is_within_word(s, len, i) &&
			 (i + 1 == mark ||
			     strchr("\\`*_[]|~$", (int)c) != NULL))
			buf_addf(buf, "\\%c", (char)c);
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_addc(buf, ' ');
		else if (c == 0xfffd || utf8_is_control(c))
			buf_add_utf8(buf, 0xfffd);
		else
			buf_add(buf, s + i, n);
	}
}

void
text_add_wrapped(struct buf *buf, const char *text, int used,
    const char *prefix, int width)
{
	int begin = utf8_width(prefix, strlen(prefix));
	bool first = true; /* word of its line */

	for (;;) {
		size_t blanks = strspn(text, " ");
		size_t len = strcspn(text + blanks, " \n");
		int columns = utf8_width(text + blanks, len);
		int gap = first ? 0 : (int)blanks;

		text += blanks;
		if (len > 0 && !first && used + gap + columns > width) {
			buf_addf(buf, "\n%s", prefix);
			used = begin;
			gap = 0;
		}
		buf_addf(buf, "%*s%.*s", gap, "", (int)len, text);
		used += gap + columns;
		first = first && len == 0;
		text += len;
		if (*text == '\0')
			return;
		if (*text == '\n') {
			buf_addf(buf, "\n%s", text[1] == '\0' ? "" : prefix);
			used = begin;
			first = true;
			text++;
		}
	}
}

void
text_add_unescaped(struct buf *buf, const char *s, size_t len)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
	size_t i = 0;

	while (i < len) {
		const char *amp = memchr(s + i, '&', len - i);
		size_t e;

		if (amp == NULL)
			break;
		buf_add(buf, s + i, (size_t)(amp - (s + i)));
		i = (size_t)(amp - s);
		for (e = 0; e < ARRAY_LEN(entities); e++) {
			size_t n = strlen(entities[e].name);

			if (len - i >= n &&
			    memcmp(amp, entities[e].name, n) == 0) {
				buf_addc(buf, entities[e].c);
				i += n;
				break;
			}
		}
		if (e == ARRAY_LEN(entities))
			buf_addc(buf, s[i++]);
	}
	buf_add(buf, s + i, len - i);
}

#define WORD_MAX 40

static int
min3(int a, int b, int c)
{
	int least = a < b ? a : b;

	return least < c ? least : c;
}

int
text_distance(const char *a, const char *b)
{
	int d[WORD_MAX + 1][WORD_MAX + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > WORD_MAX || m > WORD_MAX)
		return WORD_MAX;
	for (size_t i = 0; i <= n; i++)
		d[i][0] = (int)i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			d[i][j] = min3(d[i - 1][j] + 1, d[i][j - 1] + 1,
			    d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	}
	return d[n][m];
}

const char *
text_nearest(const char *word, const char *const *candidates)
{
	const char *best = NULL;
	int best_distance = (int)strlen(word) / 3 + 2;

	for (; *candidates != NULL; candidates++) {
		int distance = text_distance(word, *candidates);

		if (distance < best_distance) {
			best = *candidates;
			best_distance = distance;
		}
	}
	return best;
}
