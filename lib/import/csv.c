#include "base/mem.h"
#include "decode/row.h"
#include "import/importer.h"

#include <stdlib.h>
#include <string.h>

/* A record that is longer has a quote that was never closed. */
#define RECORD_MAX ((size_t)1024 * 1024)

/* A table being read: RFC 4180, with comma, semicolon or tab. */
struct table {
	struct row_map map;
	struct buf header; /* own; the first record as it came */
	struct buf record; /* own; the present one, cut into cells */
	char *cells[ROW_MAX_COLUMNS];
	size_t n_cells;
	char separator;
};

static char
find_separator(const char *head, size_t len)
{
	static const char separators[] = ",;\t";

	for (const char *s = separators; *s != '\0'; s++) {
		const char *found = memchr(head, *s, len);
		const char *end = memchr(head, '\n', len);

		if (found != NULL && (end == NULL || found < end))
			return *s;
	}
	return '\0';
}

/* Length of the record ahead with its end: up to a line end that stands
 * outside of quotes, or to the end of the file.  0 if it is not all there. */
static size_t
record_length(const char *text, size_t len, bool is_whole)
{
	bool in_quotes = false;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			in_quotes = !in_quotes;
		else if (text[i] == '\n' && !in_quotes)
			return i + 1;
	}
	return is_whole && !in_quotes ? len : 0;
}

/* Make the record ahead visible; its length in *len.  1, 0 at the end of the
 * file, -1 on failure, 2 if its quotes do not match: then *len is its first
 * line. */
static int
look_record(struct reader *reader, size_t *len, struct err *err)
{
	size_t without_end;
	int more = 1;

	if (reader_look(reader, 1, err) == -1)
		return -1;
	if (reader_left(reader) == 0)
		return 0;
	while ((*len = record_length(reader_text(reader), reader_left(reader),
		    reader->is_whole)) == 0 &&
	       more == 1 && reader_left(reader) <= RECORD_MAX)
		more = reader_more(reader, err);
	if (more == -1)
		return -1;
	if (*len > 0 && *len <= RECORD_MAX)
		return 1;
	return reader_line(reader, &without_end, len, err) == -1 ? -1 : 2;
}

/* Take one cell at p to *to, quotes taken off; where it ended. */
static char *
take_cell(char *p, const char *end, char separator, char **to)
{
	bool in_quotes = p < end && *p == '"';

	for (p += in_quotes; p < end; p++) {
		if (in_quotes && *p == '"') {
			if (p[1] != '"') {
				in_quotes = false;
				continue;
			}
			p++;
		} else if (!in_quotes && *p == separator) {
			break;
		}
		*(*to)++ = *p;
	}
	*(*to)++ = '\0';
	return p;
}

/* Cut the record into cells, in place. */
static void
split(struct table *table, const char *text, size_t len)
{
	char *to, *p, *end;

	while (len > 0 && strchr("\r\n", text[len - 1]) != NULL)
		len--;
	buf_clear(&table->record);
	buf_add(&table->record, text, len);
	/* The last cell may need a byte more than it had. */
	buf_addc(&table->record, '\0');
	p = to = table->record.data;
	end = p + len;
	table->n_cells = 0;
	while (p <= end && table->n_cells < ROW_MAX_COLUMNS) {
		table->cells[table->n_cells++] = to;
		p = take_cell(p, end, table->separator, &to) + 1;
	}
}

static void
release(struct table *table)
{
	buf_release(&table->header);
	buf_release(&table->record);
}

static bool
read_header(struct table *table, const char *text, size_t len)
{
	table->separator = find_separator(text, len);
	if (memchr(text, '\0', len) != NULL || table->separator == '\0')
		return false;
	buf_clear(&table->header);
	buf_add(&table->header, text, len);
	split(table, text, len);
	return row_map_read(&table->map, table->cells, table->n_cells);
}

static bool
recognise(const char *head, size_t len)
{
	struct table table = {.header = BUF_INIT, .record = BUF_INIT};
	size_t n = record_length(head, len, true);
	bool is_table = read_header(&table, head, n > 0 ? n : len);

	release(&table);
	return is_table;
}

static int
add_record(struct table *table, struct reader *reader, struct collect *collect,
    size_t len, struct err *err)
{
	const char *text = reader_text(reader), *why;

	split(table, text, len);
	if (table->n_cells == 1 && *table->cells[0] == '\0')
		return 0;
	why = row_decode(&table->map, table->cells, table->n_cells,
	    collect->owner, collect_page(collect));
	if (why != NULL)
		return collect_reject(collect, text, len, reader->line, why,
		    err);
	return collect_added(collect, table->header.data, text, len,
	    reader->line, err);
}

static int
read_csv(struct reader *reader, struct collect *collect, struct err *err)
{
	struct table table = {.header = BUF_INIT, .record = BUF_INIT};
	size_t len;
	int found, rc = 0;

	found = look_record(reader, &len, err);
	if (found > 0) {
		read_header(&table, reader_text(reader), len);
		reader_take(reader, len);
	}
	while (found > 0 && rc == 0 &&
	       (found = look_record(reader, &len, err)) > 0) {
		if (found == 1)
			rc = add_record(&table, reader, collect, len, err);
		else
			rc = collect_reject(collect, reader_text(reader), len,
			    reader->line, "a quote is never closed", err);
		reader_take(reader, len);
	}
	release(&table);
	return found == -1 ? -1 : rc;
}

const struct importer importer_csv = {
    .name = "csv",
    .recognise = recognise,
    .read = read_csv,
};
