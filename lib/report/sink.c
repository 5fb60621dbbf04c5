#include "report/sink.h"

#include "base/num.h"
#include "base/when.h"

#include <inttypes.h>
#include <string.h>

void
sink_add_words(struct buf *buf, const char *name)
{
	size_t begin = buf->len, len;

	for (; *name != '\0'; name += len + (name[len] == '_')) {
		len = strcspn(name, "_");
		if (len == 3 && memcmp(name, "usd", 3) == 0)
			continue; /* the value says so */
		if (buf->len > begin)
			buf_addc(buf, ' ');
		buf_add(buf, name, len);
	}
	if (buf->len > begin && buf->data[begin] >= 'a' &&
	    buf->data[begin] <= 'z')
		buf->data[begin] = (char)(buf->data[begin] - 'a' + 'A');
}

/* "givetake.explain.post.1" gives "Explain post". */
void
sink_add_title(struct buf *buf, const struct out *out, const char *schema)
{
	const char *last = strrchr(schema, '.');
	const char *first = strchr(schema, '.');
	struct buf name = BUF_INIT;

	if (out->title != NULL) {
		buf_adds(buf, out->title);
		return;
	}
	if (first == last) /* no such name */
		first = schema - 1;
	for (const char *p = first + 1; *p != '\0' && p != last; p++)
		buf_addc(&name, *p == '.' ? '_' : *p);
	sink_add_words(buf, name.data);
	buf_release(&name);
}

static bool
ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len >= n && strcmp(name + len - n, end) == 0 &&
	       (len == n || name[len - n - 1] == '_');
}

enum sink_link
sink_link_of(const char *name)
{
	if (name == NULL)
		return LINK_NONE;
	if (ends_with(name, "handle"))
		return LINK_HANDLE;
	if (ends_with(name, "post") || ends_with(name, "post_id"))
		return LINK_POST;
	return LINK_NONE;
}

enum sink_link
sink_link_of_column(const struct out_column *column)
{
	if (column->title != NULL && strcmp(column->title, "Post") == 0)
		return LINK_POST;
	return sink_link_of(column->name);
}

bool
sink_is_shown(const struct out *out)
{
	for (size_t i = 0; i < out->n_columns; i++)
		if (out->columns[i].title != NULL)
			return true;
	return false;
}

bool
sink_leads(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && text[len - 1] == ':';
}

enum chart_hue
sink_hue_of(const char *column)
{
	if (column == NULL)
		return CHART_PLAIN;
	if (strncmp(column, "give", 4) == 0)
		return CHART_GIVE;
	if (strncmp(column, "take", 4) == 0 ||
	    strncmp(column, "promote", 7) == 0)
		return CHART_TAKE;
	return CHART_PLAIN;
}

static bool
is_handle_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_';
}

size_t
sink_handle_length(const char *s)
{
	size_t n = 0;

	while (is_handle_char(s[n]))
		n++;
	return n <= 15 ? n : 0;
}

size_t
sink_link_length(const char *text)
{
	size_t n;

	if (*text == '@') {
		n = sink_handle_length(text + 1);
		/* "@handle" stands for any in what we say ourselves. */
		if (n == 6 && strncmp(text, "@handle", 7) == 0)
			return 0;
		return n > 0 ? n + 1 : 0;
	}
	n = strspn(text, "0123456789");
	return n >= 15 && n <= 19 && !is_handle_char(text[n]) ? n : 0;
}

void
sink_add_change(struct buf *buf, const struct cell *cell, bool ascii)
{
	struct cell size = *cell;
	bool up, down;

	size.integer = cell->integer < 0 ? -cell->integer : cell->integer;
	size.real = cell->real < 0 ? -cell->real : cell->real;
	up = cell->integer > 0 || cell->real > 0;
	down = cell->integer < 0 || cell->real < 0;
	if (up || down)
		buf_adds(buf, ascii ? up ? "+" : "-" : up ? "▲ " : "▼ ");
	if (cell->kind == CELL_USD)
		buf_addc(buf, '$');
	sink_add_plain(buf, &size);
}

void
sink_add_plain(struct buf *buf, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_INT:
	case CELL_ID:
		num_add_int(buf, cell->integer);
		break;
	case CELL_POSTS:
		for (size_t i = 0; i < cell->n; i++) {
			if (i > 0)
				buf_addc(buf, ' ');
			num_add_int(buf, cell->ids[i]);
		}
		break;
	case CELL_REAL:
		/* No "-0.0". */
		num_add_real(buf, cell->real == 0 ? 0 : cell->real,
		    cell->digits);
		break;
	case CELL_BAR:
		num_add_real(buf, cell->real, 4);
		break;
	case CELL_USD:
		num_add_usd(buf, cell->integer);
		break;
	case CELL_TIME:
		when_add_rfc3339(buf, cell->integer);
		break;
	case CELL_BOOL:
		buf_adds(buf, cell->integer ? "true" : "false");
		break;
	case CELL_ABSENT:
	case CELL_TEXT:
	case CELL_STRUCT:
		break;
	}
}
