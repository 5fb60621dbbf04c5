#include "base/tsv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool
is_comment(const char *row)
{
	return row[0] == '\0' ||
	       (row[0] == '#' && (row[1] == ' ' || row[1] == '\0'));
}

static void
split(struct tsv *tsv)
{
	char *p = tsv->row.data, *tab;

	tsv->n = 0;
	while (tsv->n < TSV_FIELDS) {
		tsv->fields[tsv->n++] = p;
		tab = strchr(p, '\t');
		if (tab == NULL)
			break;
		*tab = '\0';
		p = tab + 1;
	}
	for (int i = tsv->n; i < TSV_FIELDS; i++)
		tsv->fields[i] = tsv->row.data + tsv->row.len;
}

bool
tsv_next(struct tsv *tsv)
{
	if (tsv->row.data == NULL)
		tsv->row = (struct buf)BUF_INIT;
	while (tsv->next != NULL && *tsv->next != '\0') {
		const char *row = tsv->next, *end = strchr(row, '\n');
		size_t len = end != NULL ? (size_t)(end - row) : strlen(row);

		tsv->next += len + (end != NULL);
		tsv->line++;
		if (len > 0 && row[len - 1] == '\r')
			len--;
		buf_clear(&tsv->row);
		buf_add(&tsv->row, row, len);
		if (is_comment(tsv->row.data))
			continue;
		split(tsv);
		return true;
	}
	return false;
}

int
tsv_error(const struct tsv *tsv, struct err *err, const char *format, ...)
{
	char text[300];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return err_set(err, ERR_CONFIG, "%s:%d: %s", tsv->what, tsv->line,
	    text);
}

void
tsv_release(struct tsv *tsv)
{
	if (tsv->row.data != NULL)
		buf_release(&tsv->row);
}
