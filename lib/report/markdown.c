#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "report/plot.h"
#include "report/sink.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CHART_WIDTH 78

struct markdown {
	struct buf plot; /* own */
	size_t n_tables; /* in this section */
	bool in_facts;
	bool has_rows;
	bool is_led; /* the last sentence leads to what follows */
};

static void *
markdown_open(void)
{
	struct markdown *markdown = mem_alloc(1, sizeof(*markdown));

	*markdown = (struct markdown){.plot = BUF_INIT};
	return markdown;
}

static void
markdown_close(void *state)
{
	struct markdown *markdown = state;

	buf_release(&markdown->plot);
	free(markdown);
}

static void
add_text(struct buf *buf, const char *text)
{
	text_add_markdown(buf, text, strlen(text));
}

static void
markdown_begin(struct out *out, const char *schema)
{
	struct buf title = BUF_INIT;

	sink_add_title(&title, out, schema);
	buf_adds(&out->buf, "# ");
	add_text(&out->buf, title.data);
	buf_adds(&out->buf, "\n\n");
	buf_release(&title);
}

static void
end_facts(struct out *out)
{
	struct markdown *markdown = out->state;

	if (markdown->in_facts)
		buf_addc(&out->buf, '\n');
	markdown->in_facts = false;
}

static void
add_post(struct buf *buf, int64_t id, size_t number)
{
	if (number == 0)
		buf_addf(buf, "[%" PRId64 "]", id);
	else
		buf_addf(buf, "[%zu]", number);
	buf_addf(buf, "(https://x.com/i/status/%" PRId64 ")", id);
}

static bool
add_handle(struct buf *buf, const char *text)
{
	const char *handle = text + (*text == '@');
	size_t len = sink_handle_length(handle);

	if (len == 0 || handle[len] != '\0')
		return false;
	buf_addc(buf, '[');
	text_add_markdown(buf, "@", 1);
	text_add_markdown(buf, handle, len);
	buf_addf(buf, "](https://x.com/%s)", handle);
	return true;
}

static void
add_value(struct buf *buf, const struct cell *cell, enum sink_link link)
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
			add_text(buf, cell->text);
		break;
	case CELL_STRUCT:
		add_text(buf, cell->text == NULL ? "" : cell->text);
		break;
	case CELL_TIME:
		when_add_local(buf, cell->integer);
		break;
	case CELL_BOOL:
		buf_adds(buf, cell->integer != 0 ? "yes" : "no");
		break;
	case CELL_USD:
		buf_addc(buf, '$');
		sink_add_plain(buf, cell);
		break;
	case CELL_BAR:
		buf_addf(buf, "%.0f %%", cell->real * 100);
		break;
	case CELL_POSTS:
		for (size_t i = 0; i < cell->n; i++) {
			if (i > 0)
				buf_addc(buf, ' ');
			add_post(buf, cell->ids[i], i + 1);
		}
		break;
	case CELL_ID:
		if (link == LINK_POST) {
			add_post(buf, cell->integer, 0);
			break;
		} /* fall through */
	case CELL_INT:
	case CELL_REAL:
		sink_add_plain(buf, cell);
		break;
	}
}

static void
markdown_fact(struct out *out, const char *name, const struct cell *cell)
{
	struct markdown *markdown = out->state;

	if (cell->kind == CELL_STRUCT && cell->text == NULL)
		return;
	markdown->in_facts = true;
	buf_adds(&out->buf, "- **");
	sink_add_words(&out->buf, name);
	buf_adds(&out->buf, ":** ");
	add_value(&out->buf, cell, sink_link_of(name));
	buf_addc(&out->buf, '\n');
}

static void
add_linked(struct buf *buf, const char *text, size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		char word[32] = "";

		n = sink_link_length(text + i);
		if (n == 0) {
			n = 1 + strcspn(text + i + 1, "@0123456789");
			text_add_markdown(buf, text + i,
			    n < len - i ? n : len - i);
		} else if (text[i] == '@') {
			memcpy(word, text + i, n);
			add_handle(buf, word);
		} else {
			add_post(buf, strtoll(text + i, NULL, 10), 0);
		}
	}
}

static void
markdown_paragraph(struct out *out, const char *text)
{
	struct markdown *markdown = out->state;

	end_facts(out);
	markdown->is_led = sink_leads(text);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		add_linked(&out->buf, text, len);
		buf_adds(&out->buf, "\n\n");
		text += len + (text[len] == '\n');
	}
}

static void
markdown_section(struct out *out, const char *name, const char *title)
{
	struct markdown *markdown = out->state;

	(void)name;
	end_facts(out);
	markdown->n_tables = 0;
	buf_adds(&out->buf, "## ");
	add_text(&out->buf, title);
	buf_adds(&out->buf, "\n\n");
}

static void
markdown_chart(struct out *out, const struct chart *chart)
{
	struct markdown *markdown = out->state;
	struct buf *plot = &markdown->plot;
	const struct plot_style style = {.width = CHART_WIDTH,
	    .ascii = out->style.ascii};

	if (chart->n == 0)
		return;
	end_facts(out);
	buf_adds(&out->buf, "### ");
	add_text(&out->buf, chart->title);
	buf_adds(&out->buf, "\n\n");
	buf_clear(plot);
	plot_add_chart(plot, chart, &style);
	/* Indented, not fenced: no label of a stranger's can end it. */
	for (const char *line = plot->data; *line != '\0';) {
		size_t len = strcspn(line, "\n") + 1;

		buf_adds(&out->buf, "    ");
		buf_add(&out->buf, line, len);
		line += len;
	}
	buf_addc(&out->buf, '\n');
	if (chart->alt != NULL) {
		add_text(&out->buf, chart->alt);
		buf_adds(&out->buf, "\n\n");
	}
}

static void
markdown_table(struct out *out)
{
	struct markdown *markdown = out->state;

	end_facts(out);
	markdown->n_tables++;
	markdown->has_rows = false;
}

static void
begin_rows(struct out *out)
{
	struct markdown *markdown = out->state;

	markdown->has_rows = true;
	if (markdown->n_tables > 1 && out->rows != NULL && !markdown->is_led) {
		buf_adds(&out->buf, "### ");
		sink_add_words(&out->buf, out->rows);
		buf_adds(&out->buf, "\n\n");
	}
	for (size_t i = 0; i < out->n_columns; i++) {
		if (out->columns[i].title == NULL)
			continue;
		buf_adds(&out->buf, "| ");
		add_text(&out->buf, out->columns[i].title);
		buf_addc(&out->buf, ' ');
	}
	buf_adds(&out->buf, "|\n");
	for (size_t i = 0; i < out->n_columns; i++)
		if (out->columns[i].title != NULL)
			buf_adds(&out->buf, out->columns[i].align == OUT_RIGHT
						? "| ---: "
						: "| --- ");
	buf_adds(&out->buf, "|\n");
}

static void
markdown_cell(struct out *out, const struct cell *cell)
{
	struct markdown *markdown = out->state;
	const struct out_column *column = &out->columns[out->at];

	if (!sink_is_shown(out))
		return;
	if (out->at == 0 && !markdown->has_rows)
		begin_rows(out);
	if (column->title == NULL)
		return;
	buf_adds(&out->buf, "| ");
	add_value(&out->buf, cell, sink_link_of_column(column));
	buf_addc(&out->buf, ' ');
}

static void
markdown_row(struct out *out)
{
	struct markdown *markdown = out->state;

	if (markdown->has_rows)
		buf_adds(&out->buf, "|\n");
}

static void
markdown_table_end(struct out *out)
{
	struct markdown *markdown = out->state;

	markdown->is_led = false;
	if (markdown->has_rows)
		buf_addc(&out->buf, '\n');
}

/* In a comment no "--" may stand; "\u002d" is the same in JSON's strings,
 * outside of which two never follow one another. */
static void
add_comment_json(struct buf *buf, const char *json)
{
	for (; *json != '\0'; json++) {
		if (json[0] == '-' && json[1] == '-')
			buf_adds(buf, "\\u002d");
		else
			buf_addc(buf, *json);
	}
}

static void
markdown_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n)
{
	end_facts(out);
	buf_adds(&out->buf, "## What this rests on\n\n");
	for (size_t i = 0; i < n; i++) {
		buf_addf(&out->buf, "- **%s:** ", lines[i].name);
		add_text(&out->buf, lines[i].text);
		buf_addc(&out->buf, '\n');
	}
	buf_adds(&out->buf, "\n<!-- givetake-basis ");
	add_comment_json(&out->buf, json);
	buf_adds(&out->buf, " -->\n");
}

const struct sink_ops sink_markdown = {.open = markdown_open,
    .begin = markdown_begin,
    .fact = markdown_fact,
    .paragraph = markdown_paragraph,
    .section = markdown_section,
    .chart = markdown_chart,
    .table = markdown_table,
    .cell = markdown_cell,
    .row = markdown_row,
    .table_end = markdown_table_end,
    .basis = markdown_basis,
    .carries_basis = true,
    .close = markdown_close};
