#include "base/rows.h"

#include <string.h>

/* Read one field at *p into the row, up to the separator or the line's end,
 * which it leaves. */
static void
read_field(struct rows *rows, const char **p)
{
	const char *s = *p;
	bool quoted = rows->separator == ',' && *s == '"';

	s += quoted;
	while (*s != '\0') {
		if (quoted && s[0] == '"' && s[1] == '"') {
			buf_addc(&rows->row, '"');
			s += 2;
			continue;
		}
		if (quoted && *s == '"') {
			quoted = false;
			s++;
			continue;
		}
		if (!quoted && (*s == rows->separator || *s == '\n'))
			break;
		rows->line_end += *s == '\n';
		buf_addc(&rows->row, *s++);
	}
	*p = s;
}

/* Fields after the last that fits are read over. */
static void
read_row(struct rows *rows, size_t *starts, int *n)
{
	const char *p = rows->next;

	buf_clear(&rows->row);
	rows->line = rows->line_end + 1;
	*n = 0;
	for (;;) {
		if (*n < ROWS_FIELDS)
			starts[(*n)++] = rows->row.len;
		read_field(rows, &p);
		if (*p != rows->separator && rows->row.len > 0 &&
		    rows->row.data[rows->row.len - 1] == '\r')
			buf_truncate(&rows->row, rows->row.len - 1);
		buf_addc(&rows->row, '\0');
		if (*p != rows->separator)
			break;
		p++;
	}
	rows->line_end += *p == '\n';
	rows->next = p + (*p == '\n');
}

static void
read_header(struct rows *rows)
{
	struct buf empty = BUF_INIT;
	const char *tab;

	rows->has_header = true;
	rows->row = rows->header = empty;
	if (strncmp(rows->next, "\xef\xbb\xbf", 3) == 0)
		rows->next += 3;
	tab = strchr(rows->next, '\t');
	rows->separator = tab != NULL && (size_t)(tab - rows->next) <
					     strcspn(rows->next, "\n")
			      ? '\t'
			      : ',';
	read_row(rows, rows->names, &rows->n_names);
	rows->header = rows->row;
	rows->row = empty;
}

int
rows_column(struct rows *rows, const char *name)
{
	if (!rows->has_header)
		read_header(rows);
	for (int i = 0; i < rows->n_names; i++)
		if (strcmp(rows->header.data + rows->names[i], name) == 0)
			return i;
	return -1;
}

bool
rows_next(struct rows *rows)
{
	if (!rows->has_header)
		read_header(rows);
	while (*rows->next != '\0') {
		read_row(rows, rows->starts, &rows->n);
		if (rows->n > 1 || rows->row.data[0] != '\0')
			return true;
	}
	return false;
}

const char *
rows_field(const struct rows *rows, int column)
{
	char *field;
	size_t len;

	if (column < 0 || column >= rows->n)
		return "";
	field = rows->row.data + rows->starts[column];
	len = strlen(field);
	if (len > 3 && field[0] == '=' && field[1] == '"' &&
	    field[len - 1] == '"') {
		field[len - 1] = '\0';
		return field + 2;
	}
	return field + (field[0] == '\'');
}

void
rows_release(struct rows *rows)
{
	if (!rows->has_header)
		return;
	buf_release(&rows->row);
	buf_release(&rows->header);
}
