#include "report/out.h"

#include "base/mem.h"
#include "base/num.h"
#include "report/compare.h"
#include "report/record.h"
#include "report/sink.h"

#include <errno.h>
#include <langinfo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define FLUSH_AT 65536

static const struct sink_ops sink_raw = {NULL};

static const struct {
	const char *name, *ending;
	const struct sink_ops *ops;
	bool for_people;
} formats[] = {
    [OUT_TABLE] = {"table", ".txt", &sink_table, true},
    [OUT_JSON] = {"json", ".json", &sink_json},
    [OUT_JSONL] = {"jsonl", ".jsonl", &sink_jsonl},
    [OUT_CSV] = {"csv", ".csv", &sink_csv},
    [OUT_MARKDOWN] = {"markdown", ".md", &sink_markdown, true},
    [OUT_HTML] = {"html", ".html", &sink_html, true},
    [OUT_IDS] = {"ids", ".ids", &sink_raw},
    [OUT_GEXF] = {"gexf", ".gexf", &sink_raw},
    [OUT_DOT] = {"dot", ".dot", &sink_raw},
};

int
out_format_by_name(const char *name)
{
	for (size_t i = OUT_TABLE; i < ARRAY_LEN(formats); i++)
		if (strcmp(name, formats[i].name) == 0)
			return (int)i;
	return -1;
}

const char *
out_format_name(enum out_format format)
{
	return formats[format].name;
}

int
out_format_by_path(const char *path)
{
	const char *dot = strrchr(path, '.');

	for (size_t i = OUT_TABLE; i < ARRAY_LEN(formats) && dot != NULL; i++)
		if (strcmp(dot, formats[i].ending) == 0)
			return (int)i;
	return -1;
}

static bool
wants_colour(bool terminal, const char *colour)
{
	const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

	if (strcmp(colour, "auto") != 0)
		return strcmp(colour, "always") == 0;
	return terminal && (none == NULL || *none == '\0') && term != NULL &&
	       strcmp(term, "dumb") != 0;
}

struct out_style
out_style_for(FILE *file, const char *colour)
{
	struct out_style style = {0};
	struct winsize size;
	const char *columns = getenv("COLUMNS");
	const char *asked = getenv("GIVETAKE_COLUMNS");
	int64_t n;

	if (isatty(fileno(file))) {
		style.width = 80;
		if (columns != NULL && num_parse(columns, 1, 10000, &n) == 0)
			style.width = (int)n;
		else if (ioctl(fileno(file), TIOCGWINSZ, &size) == 0 &&
			 size.ws_col > 0)
			style.width = size.ws_col;
		style.ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	} else if (asked != NULL && num_parse(asked, 1, 10000, &n) == 0) {
		style.width = (int)n; /* for the screen of another program */
	}
	style.colour = wants_colour(isatty(fileno(file)), colour);
	return style;
}

struct out *
out_new(enum out_format format, FILE *file, const struct out_style *style)
{
	struct out *out = mem_alloc(1, sizeof(*out));

	*out = (struct out){.file = file, .style = *style, .buf = BUF_INIT};
	if (format == OUT_AUTO)
		format = OUT_TABLE;
	out->ops = formats[format].ops;
	out->drops_asides = formats[format].for_people && !style->all;
	if (out->ops->open != NULL)
		out->state = out->ops->open();
	return out;
}

void
out_free(struct out *out)
{
	if (out == NULL)
		return;
	if (out->ops->close != NULL)
		out->ops->close(out->state);
	buf_release(&out->buf);
	if (out->record != NULL)
		record_release(out->record);
	free(out->record);
	compare_free(out->compare);
	free(out);
}

void
out_keep(struct out *out)
{
	out->record = mem_alloc(1, sizeof(*out->record));
	*out->record = (struct record)RECORD_INIT;
}

const struct record *
out_record(const struct out *out)
{
	return out->record;
}

struct out *
out_new_kept(void)
{
	const struct out_style style = {.width = 0};
	struct out *out = out_new(OUT_IDS, NULL, &style);

	out_keep(out);
	return out;
}

void
out_compare(struct out *out, const struct record *before)
{
	out->compare = compare_new(before);
}

static void
write_out(struct out *out)
{
	if (out->error == 0 && out->buf.len > 0 &&
	    fwrite(out->buf.data, 1, out->buf.len, out->file) != out->buf.len)
		out->error = errno;
	buf_clear(&out->buf);
}

void
out_title(struct out *out, const char *title)
{
	out->title = title;
}

void
out_begin(struct out *out, const char *rows, const char *schema)
{
	out->rows = rows;
	if (out->ops->begin != NULL)
		out->ops->begin(out, schema);
}

static void
end_table(struct out *out)
{
	if (out->columns != NULL && out->ops->table_end != NULL)
		out->ops->table_end(out);
	out->columns = NULL;
}

void
out_columns(struct out *out, const struct out_column *columns, size_t n)
{
	out->columns = columns;
	out->n_columns = n;
	out->at = 0;
	out->n_tables++;
	if (out->record != NULL)
		record_table(out->record, out->rows, columns, n);
	if (out->compare != NULL)
		compare_columns(out);
	if (out->ops->table != NULL)
		out->ops->table(out);
}

void
out_next(struct out *out, const char *rows)
{
	end_table(out);
	out->rows = rows;
}

static void
add_fact(struct out *out, const char *name, const struct cell *cell)
{
	end_table(out);
	if (out->record != NULL)
		record_fact(out->record, name, cell);
	if (out->ops->fact != NULL)
		out->ops->fact(out, name, cell);
}

void
sink_cell(struct out *out, const struct cell *cell)
{
	if (out->columns == NULL || out->at >= out->n_columns)
		abort(); /* a report's mistake: more cells than columns */
	if (out->ops->cell != NULL && !out->is_aside)
		out->ops->cell(out, cell);
	out->at++;
}

static void
add_cell(struct out *out, const struct cell *cell)
{
	if (out->record != NULL)
		record_cell(out->record, cell);
	/* A compared row is written whole: its key may come late. */
	if (!compare_is_on(out))
		sink_cell(out, cell);
}

static struct cell
text_cell(const char *value)
{
	return (struct cell){.kind = value == NULL ? CELL_ABSENT : CELL_TEXT,
	    .text = value};
}

static struct cell
integer_cell(enum cell_kind kind, bool absent, int64_t value)
{
	return (
	    struct cell){.kind = absent ? CELL_ABSENT : kind, .integer = value};
}

static struct cell
real_cell(enum cell_kind kind, double value, int digits)
{
	return (struct cell){.kind = isfinite(value) ? kind : CELL_ABSENT,
	    .real = value,
	    .digits = digits};
}

void
out_fact_text(struct out *out, const char *name, const char *value)
{
	struct cell cell = text_cell(value);

	add_fact(out, name, &cell);
}

void
out_fact_int(struct out *out, const char *name, int64_t value)
{
	struct cell cell = integer_cell(CELL_INT, false, value);

	add_fact(out, name, &cell);
}

void
out_fact_real(struct out *out, const char *name, double value, int digits)
{
	struct cell cell = real_cell(CELL_REAL, value, digits);

	add_fact(out, name, &cell);
}

void
out_fact_time(struct out *out, const char *name, int64_t at)
{
	struct cell cell = integer_cell(CELL_TIME, at == 0, at);

	add_fact(out, name, &cell);
}

void
out_fact_struct(struct out *out, const char *name, const char *json,
    const char *text)
{
	struct cell cell = {.kind = CELL_STRUCT, .json = json, .text = text};

	add_fact(out, name, &cell);
}

void
out_paragraph(struct out *out, const char *text)
{
	if (out->ops->paragraph == NULL)
		return;
	end_table(out);
	out->ops->paragraph(out, text);
}

void
out_section(struct out *out, const char *name, const char *title,
    const char *rows)
{
	end_table(out);
	out->rows = rows;
	if (out->record != NULL)
		record_section(out->record, name);
	if (out->ops->section != NULL)
		out->ops->section(out, name, title);
}

void
out_section_end(struct out *out)
{
	end_table(out);
	if (out->record != NULL)
		record_section(out->record, NULL);
	if (out->ops->section_end != NULL)
		out->ops->section_end(out);
}

void
out_chart(struct out *out, const struct chart *chart)
{
	end_table(out);
	if (out->ops->chart != NULL)
		out->ops->chart(out, chart);
}

void
out_text(struct out *out, const char *value)
{
	struct cell cell = text_cell(value);

	add_cell(out, &cell);
}

void
out_int(struct out *out, int64_t value)
{
	struct cell cell = integer_cell(CELL_INT, false, value);

	add_cell(out, &cell);
}

void
out_id(struct out *out, int64_t id)
{
	struct cell cell = integer_cell(CELL_ID, id == 0, id);

	add_cell(out, &cell);
}

void
out_posts(struct out *out, const int64_t *ids, size_t n)
{
	struct cell cell = {.kind = n == 0 ? CELL_ABSENT : CELL_POSTS,
	    .ids = ids,
	    .n = n};

	add_cell(out, &cell);
}

void
out_real(struct out *out, double value, int digits)
{
	struct cell cell = real_cell(CELL_REAL, value, digits);

	add_cell(out, &cell);
}

void
out_usd(struct out *out, int64_t micro_usd)
{
	struct cell cell = integer_cell(CELL_USD, false, micro_usd);

	add_cell(out, &cell);
}

void
out_time(struct out *out, int64_t at)
{
	struct cell cell = integer_cell(CELL_TIME, at == 0, at);

	add_cell(out, &cell);
}

void
out_bool(struct out *out, bool value)
{
	struct cell cell = integer_cell(CELL_BOOL, false, value);

	add_cell(out, &cell);
}

void
out_bar(struct out *out, double value, int width)
{
	struct cell cell = real_cell(CELL_BAR, value, width);

	add_cell(out, &cell);
}

void
out_struct(struct out *out, const char *json, const char *text)
{
	struct cell cell = {.kind = CELL_STRUCT, .json = json, .text = text};

	add_cell(out, &cell);
}

void
out_row(struct out *out)
{
	if (out->record != NULL)
		record_row(out->record);
	if (compare_is_on(out))
		compare_row(out);
	if (out->at != out->n_columns)
		abort(); /* a report's mistake: cells are missing */
	out->at = 0;
	if (out->ops->row != NULL && !out->is_aside)
		out->ops->row(out);
	out->is_aside = false;
	if (out->buf.len >= FLUSH_AT)
		write_out(out);
}

bool
out_aside(struct out *out)
{
	out->is_aside = out->drops_asides;
	return out->is_aside;
}

bool
out_carries_basis(const struct out *out)
{
	return out->ops->carries_basis;
}

void
out_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n)
{
	end_table(out);
	if (out->ops->basis != NULL)
		out->ops->basis(out, json, lines, n);
}

void
out_raw(struct out *out, const void *bytes, size_t len)
{
	buf_add(&out->buf, bytes, len);
	if (out->buf.len >= FLUSH_AT)
		write_out(out);
}

bool
out_is_broken(const struct out *out)
{
	return out->error != 0;
}

int
out_end(struct out *out, struct err *err)
{
	end_table(out);
	if (out->ops->end != NULL)
		out->ops->end(out);
	write_out(out);
	errno = 0;
	if (out->error == 0 && fflush(out->file) != 0)
		out->error = errno;
	if (out->error == EPIPE)
		return err_set(err, ERR_STOPPED,
		    "the reader of the output has gone away");
	if (out->error != 0)
		return err_set(err, ERR_IO, "writing the output: %s",
		    strerror(out->error));
	return 0;
}
