#include "base/num.h"
#include "base/text.h"
#include "base/when.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void
new_line(struct json_writer *w)
{
	if (w->indent == 0)
		return;
	buf_addc(w->buf, '\n');
	for (int i = 0; i < w->indent * w->depth; i++)
		buf_addc(w->buf, ' ');
}

/* What stands before every value: comma, line, name. */
static void
write_head(struct json_writer *w, const char *name)
{
	if (w->need_comma)
		buf_addc(w->buf, ',');
	if (w->depth > 0)
		new_line(w);
	if (name != NULL) {
		text_add_json(w->buf, name, strlen(name));
		buf_adds(w->buf, w->indent > 0 ? ": " : ":");
	}
	w->need_comma = true;
}

void
json_write_begin(struct json_writer *w, const char *name, char bracket)
{
	write_head(w, name);
	buf_addc(w->buf, bracket);
	w->depth++;
	w->need_comma = false;
}

void
json_write_end(struct json_writer *w, char bracket)
{
	bool empty = !w->need_comma;

	w->depth--;
	if (!empty)
		new_line(w);
	buf_addc(w->buf, bracket);
	w->need_comma = true;
}

void
json_write_string(struct json_writer *w, const char *name, const char *value)
{
	write_head(w, name);
	if (value == NULL)
		buf_adds(w->buf, "null");
	else
		text_add_json(w->buf, value, strlen(value));
}

void
json_write_int(struct json_writer *w, const char *name, int64_t value)
{
	write_head(w, name);
	num_add_int(w->buf, value);
}

void
json_write_id(struct json_writer *w, const char *name, int64_t id)
{
	write_head(w, name);
	if (id == 0) {
		buf_adds(w->buf, "null");
		return;
	}
	buf_addc(w->buf, '"');
	num_add_int(w->buf, id);
	buf_addc(w->buf, '"');
}

void
json_write_real(struct json_writer *w, const char *name, double value,
    int digits)
{
	write_head(w, name);
	if (!isfinite(value)) {
		buf_adds(w->buf, "null");
		return;
	}
	num_add_real(w->buf, value == 0 ? 0 : value, digits);
	if (digits > 0) { /* no idle zeros, but one digit after the point */
		size_t len = w->buf->len;

		while (w->buf->data[len - 1] == '0' &&
		       w->buf->data[len - 2] != '.')
			len--;
		buf_truncate(w->buf, len);
	}
}

void
json_write_bool(struct json_writer *w, const char *name, bool value)
{
	write_head(w, name);
	buf_adds(w->buf, value ? "true" : "false");
}

void
json_write_null(struct json_writer *w, const char *name)
{
	write_head(w, name);
	buf_adds(w->buf, "null");
}

void
json_write_node(struct json_writer *w, const char *name,
    const struct json *node)
{
	write_head(w, name);
	json_add(w->buf, node);
}

void
json_write_text(struct json_writer *w, const char *name, const char *text)
{
	write_head(w, name);
	buf_adds(w->buf, text);
}

void
json_write_time(struct json_writer *w, const char *name, int64_t at)
{
	struct buf text = BUF_INIT;

	when_add_rfc3339(&text, at);
	json_write_string(w, name, text.data);
	buf_release(&text);
}
