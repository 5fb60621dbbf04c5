#include "report/html_value.h"

#include "base/text.h"
#include "base/when.h"
#include "report/svg.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More links than these fold into a list that opens. */
#define FEW_POSTS 4

static void
add_html(struct buf *buf, const char *text)
{
	text_add_html(buf, text, strlen(text));
}

static void
add_post_link(struct buf *buf, int64_t id, size_t number)
{
	buf_addf(buf,
	    "<a href=\"https://x.com/i/status/%" PRId64
	    "\" rel=\"noopener noreferrer\"",
	    id);
	if (number == 0)
		buf_addf(buf, ">%" PRId64 "</a>", id);
	else
		buf_addf(buf, " aria-label=\"post %" PRId64 "\">%zu</a> ", id,
		    number);
}

static void
add_posts(struct buf *buf, const struct cell *cell)
{
	if (cell->n > FEW_POSTS)
		buf_addf(buf, "<details><summary>%zu posts</summary>", cell->n);
	for (size_t i = 0; i < cell->n; i++)
		add_post_link(buf, cell->ids[i], i + 1);
	if (cell->n > FEW_POSTS)
		buf_adds(buf, "</details>");
}

/* Text of handles as a link, if it is one; at may stand before it. */
static bool
add_handle(struct buf *buf, const char *text)
{
	const char *handle = text + (*text == '@');
	size_t len = sink_handle_length(handle);

	if (len == 0 || handle[len] != '\0')
		return false;
	buf_addf(buf,
	    "<a href=\"https://x.com/%s\" rel=\"noopener noreferrer\">"
	    "@%s</a>",
	    handle, handle);
	return true;
}

/* A share and its sign stay in one line. */
static void
add_prose(struct buf *buf, const char *text, size_t len)
{
	if (len > 2 && *text >= '0' && *text <= '9' && text[1] == ' ' &&
	    text[2] == '%') {
		buf_addf(buf, "%c&nbsp;", *text);
		text += 2;
		len -= 2;
	}
	text_add_html(buf, text, len);
}

/* Append text with its @handles and ids of posts as links. */
void
html_add_linked(struct buf *buf, const char *text)
{
	while (*text != '\0') {
		size_t len = sink_link_length(text);
		struct buf word = BUF_INIT;

		if (len == 0) {
			len = strcspn(text + 1, "@0123456789") + 1;
			add_prose(buf, text, len);
		} else if (*text == '@') {
			buf_add(&word, text, len);
			add_handle(buf, word.data);
		} else {
			add_post_link(buf, strtoll(text, NULL, 10), 0);
		}
		text += len;
		buf_release(&word);
	}
}

/* The date stays in one line; the hour may stand below it. */
static void
add_time(struct buf *buf, int64_t at)
{
	struct buf text = BUF_INIT;
	size_t date;

	when_add_local(&text, at);
	date = strcspn(text.data, " ");
	buf_adds(buf, "<time datetime=\"");
	when_add_rfc3339(buf, at);
	buf_addf(buf, "\"><span>%.*s</span>%s</time>", (int)date, text.data,
	    text.data + date);
	buf_release(&text);
}

void
html_add_value(struct buf *buf, const struct cell *cell, const char *name,
    enum sink_link link)
{
	if (cell->is_change) {
		sink_add_change(buf, cell, false);
		return;
	}
	switch (cell->kind) {
	case CELL_ABSENT:
		buf_adds(buf, "–");
		break;
	case CELL_TEXT:
		if (link != LINK_HANDLE || !add_handle(buf, cell->text))
			add_html(buf, cell->text);
		break;
	case CELL_STRUCT:
		add_html(buf, cell->text == NULL ? "" : cell->text);
		break;
	case CELL_TIME:
		add_time(buf, cell->integer);
		break;
	case CELL_BOOL:
		buf_adds(buf, cell->integer != 0 ? "yes" : "no");
		break;
	case CELL_USD:
		buf_addc(buf, '$');
		sink_add_plain(buf, cell);
		break;
	case CELL_BAR:
		svg_add_bar(buf, cell->real, sink_hue_of(name));
		buf_addf(buf, "<span class=\"part\">%.0f %%</span>",
		    cell->real * 100);
		break;
	case CELL_POSTS:
		add_posts(buf, cell);
		break;
	case CELL_ID:
		if (link == LINK_POST) {
			add_post_link(buf, cell->integer, 0);
			break;
		} /* fall through */
	case CELL_INT:
	case CELL_REAL:
		sink_add_plain(buf, cell);
		break;
	}
}

void
html_add_sort_key(struct buf *buf, const struct cell *cell)
{
	switch (cell->is_change ? CELL_USD : cell->kind) {
	case CELL_BAR:
	case CELL_USD:
		buf_adds(buf, " data-v=\"");
		sink_add_plain(buf, cell);
		buf_addc(buf, '"');
		break;
	case CELL_TIME:
		buf_addf(buf, " data-v=\"%" PRId64 "\"", cell->integer);
		break;
	case CELL_POSTS:
		buf_addf(buf, " data-v=\"%zu\"", cell->n);
		break;
	case CELL_ABSENT:
		buf_adds(buf, " data-v=\"\"");
		break;
	default:
		break;
	}
}
