#include "base/text.h"
#include "report/sink.h"

#include <string.h>

/* CSV holds one table: only the first is written. */
static bool
is_written(const struct out *out)
{
	return out->n_tables == 1 && out->columns[out->at].name != NULL;
}

static void
separate(struct out *out)
{
	for (size_t i = 0; i < out->at; i++) {
		if (out->columns[i].name != NULL) {
			buf_addc(&out->buf, ',');
			return;
		}
	}
}

static void
end_line(struct out *out)
{
	buf_adds(&out->buf, out->style.excel ? "\r\n" : "\n");
}

static void
csv_table(struct out *out)
{
	if (out->n_tables > 1)
		return;
	if (out->style.excel)
		buf_adds(&out->buf, "\xef\xbb\xbf");
	for (out->at = 0; out->at < out->n_columns; out->at++) {
		const char *name = out->columns[out->at].name;

		if (name == NULL)
			continue;
		separate(out);
		text_add_csv(&out->buf, name, strlen(name));
	}
	out->at = 0;
	end_line(out);
}

static void
csv_cell(struct out *out, const struct cell *cell)
{
	if (!is_written(out))
		return;
	separate(out);
	if (cell->kind == CELL_ID && out->style.excel) {
		/* A formula that gives the digits as text: a number would
		 * lose those past the fifteenth. */
		buf_adds(&out->buf, "\"=\"\"");
		sink_add_plain(&out->buf, cell);
		buf_adds(&out->buf, "\"\"\"");
	} else if (cell->text != NULL) {
		text_add_csv(&out->buf, cell->text, strlen(cell->text));
	} else {
		sink_add_plain(&out->buf, cell);
	}
}

static void
csv_row(struct out *out)
{
	if (out->n_tables == 1)
		end_line(out);
}

const struct sink_ops sink_csv = {.table = csv_table,
    .cell = csv_cell,
    .row = csv_row};
