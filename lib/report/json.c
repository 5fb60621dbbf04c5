#include "base/mem.h"
#include "report/sink.h"

#include <stdlib.h>
#include <string.h>

static void *
json_open(void)
{
	return mem_alloc(1, sizeof(struct json_writer));
}

static void
write_ids(struct json_writer *w, const char *name, const struct cell *cell)
{
	json_write_begin(w, name, '[');
	for (size_t i = 0; i < cell->n; i++)
		json_write_id(w, NULL, cell->ids[i]);
	json_write_end(w, ']');
}

static void
write_value(struct json_writer *w, const char *name, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_ABSENT:
		json_write_null(w, name);
		break;
	case CELL_TEXT:
		json_write_string(w, name, cell->text);
		break;
	case CELL_INT:
		json_write_int(w, name, cell->integer);
		break;
	case CELL_ID:
		json_write_id(w, name, cell->integer);
		break;
	case CELL_POSTS:
		write_ids(w, name, cell);
		break;
	case CELL_REAL:
		json_write_real(w, name, cell->real, cell->digits);
		break;
	case CELL_BAR:
		json_write_real(w, name, cell->real, 4);
		break;
	case CELL_USD:
		json_write_real(w, name, (double)cell->integer / 1e6, 6);
		break;
	case CELL_TIME:
		json_write_time(w, name, cell->integer);
		break;
	case CELL_BOOL:
		json_write_bool(w, name, cell->integer != 0);
		break;
	case CELL_STRUCT:
		json_write_text(w, name, cell->json);
		break;
	}
}

static void
json_begin(struct out *out, const char *schema)
{
	struct json_writer *w = out->state;

	*w = (struct json_writer){.buf = &out->buf, .indent = 2};
	json_write_begin(w, NULL, '{');
	json_write_string(w, "schema", schema);
}

static void
json_fact(struct out *out, const char *name, const struct cell *cell)
{
	write_value(out->state, name, cell);
}

static void
json_section(struct out *out, const char *name, const char *title)
{
	(void)title;
	json_write_begin(out->state, name, '{');
}

static void
json_section_end(struct out *out)
{
	json_write_end(out->state, '}');
}

static void
json_table(struct out *out)
{
	json_write_begin(out->state, out->rows, '[');
}

/* A row stands on one line, so that line tools can look at it. */
static void
json_cell(struct out *out, const struct cell *cell)
{
	struct json_writer *w = out->state;

	if (out->at == 0) {
		json_write_begin(w, NULL, '{');
		w->indent = 0;
	}
	if (out->columns[out->at].name != NULL)
		write_value(w, out->columns[out->at].name, cell);
}

static void
json_row(struct out *out)
{
	struct json_writer *w = out->state;

	json_write_end(w, '}');
	w->indent = 2;
}

static void
json_table_end(struct out *out)
{
	json_write_end(out->state, ']');
}

static void
json_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n)
{
	(void)lines;
	(void)n;
	json_write_text(out->state, "basis", json);
}

static void
json_end(struct out *out)
{
	json_write_end(out->state, '}');
	buf_addc(&out->buf, '\n');
}

const struct sink_ops sink_json = {.open = json_open,
    .begin = json_begin,
    .fact = json_fact,
    .section = json_section,
    .section_end = json_section_end,
    .table = json_table,
    .cell = json_cell,
    .row = json_row,
    .table_end = json_table_end,
    .basis = json_basis,
    .carries_basis = true,
    .end = json_end,
    .close = free};

/* JSON lines: the rows of the first table, one object a line. */

static void
jsonl_begin(struct out *out, const char *schema)
{
	struct json_writer *w = out->state;

	(void)schema;
	*w = (struct json_writer){.buf = &out->buf};
}

static void
jsonl_cell(struct out *out, const struct cell *cell)
{
	struct json_writer *w = out->state;

	if (out->n_tables > 1)
		return;
	if (out->at == 0) {
		w->need_comma = false;
		json_write_begin(w, NULL, '{');
	}
	if (out->columns[out->at].name != NULL)
		write_value(w, out->columns[out->at].name, cell);
}

static void
jsonl_row(struct out *out)
{
	if (out->n_tables > 1)
		return;
	json_write_end(out->state, '}');
	buf_addc(&out->buf, '\n');
}

const struct sink_ops sink_jsonl = {.open = json_open,
    .begin = jsonl_begin,
    .cell = jsonl_cell,
    .row = jsonl_row,
    .close = free};
