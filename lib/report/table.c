#include "base/arena.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/when.h"
#include "report/plot.h"
#include "report/sink.h"
#include "report/table_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What was printed last; a change of kind is marked by a blank line. */
enum block { BLOCK_NONE, BLOCK_FACTS, BLOCK_ROWS, BLOCK_PARAGRAPH };

struct table {
	struct arena arena;  /* own; texts of the cells */
	struct shown *cells; /* own; row by row, all columns */
	size_t n, cap;
	struct buf scratch; /* own */
	enum block last;
};

static void *
table_open(void)
{
	struct table *table = mem_alloc(1, sizeof(*table));

	*table = (struct table){.arena = ARENA_INIT, .scratch = BUF_INIT};
	return table;
}

static void
table_close(void *state)
{
	struct table *table = state;

	arena_release(&table->arena);
	buf_release(&table->scratch);
	free(table->cells);
	free(table);
}

static void
begin_block(struct out *out, enum block block)
{
	struct table *table = out->state;

	if (table->last != BLOCK_NONE &&
	    (table->last != block || block != BLOCK_FACTS))
		buf_addc(&out->buf, '\n');
	table->last = block;
}

static void
add_bar(struct buf *buf, double value, int width, bool ascii)
{
	int full = (int)(value * width + 0.5);

	for (int i = 0; i < width; i++) {
		if (ascii)
			buf_addc(buf, i < full ? '#' : '.');
		else
			buf_adds(buf, i < full ? "█" : "░");
	}
}

/* A cell as people read it. */
static void
add_shown(struct buf *buf, const struct cell *cell, bool ascii)
{
	if (cell->is_change) {
		sink_add_change(buf, cell, ascii);
		return;
	}
	switch (cell->kind) {
	case CELL_ABSENT:
		buf_addc(buf, '-');
		break;
	case CELL_TEXT:
	case CELL_STRUCT:
		if (cell->text != NULL)
			text_add_terminal(buf, cell->text, strlen(cell->text));
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
		add_bar(buf, cell->real, cell->digits, ascii);
		break;
	case CELL_POSTS: /* the first; machines and pages get all */
		buf_addf(buf, "%" PRId64, cell->ids[0]);
		if (cell->n > 1)
			buf_addf(buf, " +%zu", cell->n - 1);
		break;
	case CELL_INT:
	case CELL_ID:
	case CELL_REAL:
		sink_add_plain(buf, cell);
		break;
	}
}

static void
table_fact(struct out *out, const char *name, const struct cell *cell)
{
	if (cell->kind == CELL_STRUCT && cell->text == NULL)
		return;
	begin_block(out, BLOCK_FACTS);
	sink_add_words(&out->buf, name);
	buf_adds(&out->buf, ": ");
	add_shown(&out->buf, cell, out->style.ascii);
	buf_addc(&out->buf, '\n');
}

static void
table_paragraph(struct out *out, const char *text)
{
	struct table *table = out->state;
	struct buf *safe = &table->scratch;

	begin_block(out, BLOCK_PARAGRAPH);
	for (;;) {
		size_t len = strcspn(text, "\n");

		buf_clear(safe);
		text_add_terminal(safe, text, len);
		if (out->style.width > 0)
			text_add_wrapped(&out->buf, safe->data, 0, "",
			    out->style.width);
		else
			buf_adds(&out->buf, safe->data);
		buf_addc(&out->buf, '\n');
		if (text[len] == '\0' || text[len + 1] == '\0')
			break;
		text += len + 1;
	}
}

static void
table_section(struct out *out, const char *name, const char *title)
{
	struct table *table = out->state;
	bool bold = out->style.colour;

	(void)name;
	begin_block(out, BLOCK_PARAGRAPH);
	buf_clear(&table->scratch);
	text_add_terminal(&table->scratch, title, strlen(title));
	buf_addf(&out->buf, "%s%s%s\n", bold ? "\033[1m" : "",
	    table->scratch.data, bold ? "\033[0m" : "");
	for (int i = utf8_width(table->scratch.data, table->scratch.len); i > 0;
	     i--)
		buf_adds(&out->buf, out->style.ascii ? "=" : "━");
	buf_addc(&out->buf, '\n');
}

static void
table_chart(struct out *out, const struct chart *chart)
{
	const struct plot_style style = {.width = out->style.width,
	    .ascii = out->style.ascii,
	    .colour = out->style.colour};

	if (chart->n == 0)
		return;
	table_paragraph(out, chart->title);
	plot_add_chart(&out->buf, chart, &style);
}

static void
table_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n)
{
	(void)json;
	table_paragraph(out, "What this rests on");
	for (size_t i = 0; i < n; i++) {
		buf_addf(&out->buf, "  %s: ", lines[i].name);
		text_add_terminal(&out->buf, lines[i].text,
		    strlen(lines[i].text));
		buf_addc(&out->buf, '\n');
	}
}

static void
keep(struct table *table, const char *text, size_t len)
{
	table->cells = mem_grow(table->cells, &table->cap, table->n + 1,
	    sizeof(*table->cells));
	table->cells[table->n++] =
	    (struct shown){.text = arena_copy(&table->arena, text, len),
		.len = len,
		.width = utf8_width(text, len)};
}

/* The titles are the first row. */
static void
table_table(struct out *out)
{
	struct table *table = out->state;

	table->n = 0;
	arena_reset(&table->arena);
	for (size_t i = 0; i < out->n_columns; i++) {
		const char *title = out->columns[i].title;

		keep(table, title == NULL ? "" : title,
		    title == NULL ? 0 : strlen(title));
	}
}

static void
table_cell(struct out *out, const struct cell *cell)
{
	struct table *table = out->state;

	buf_clear(&table->scratch);
	if (out->columns[out->at].title != NULL)
		add_shown(&table->scratch, cell, out->style.ascii);
	keep(table, table->scratch.data, table->scratch.len);
}

static void
table_end(struct out *out)
{
	struct table *table = out->state;

	/* Titles, but no row; or no titles: for machines alone. */
	if (table->n == out->n_columns || !sink_is_shown(out))
		return;
	begin_block(out, BLOCK_ROWS);
	table_add_rows(out, table->cells, table->n);
}

const struct sink_ops sink_table = {.open = table_open,
    .fact = table_fact,
    .paragraph = table_paragraph,
    .section = table_section,
    .chart = table_chart,
    .table = table_table,
    .cell = table_cell,
    .table_end = table_end,
    .basis = table_basis,
    .close = table_close};
