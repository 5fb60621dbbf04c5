#include "import/importer.h"

#include <string.h>

/* A line that is one list is read as such up to this length. */
#define LIST_MAX ((size_t)1024 * 1024)

static bool
recognise(const char *head, size_t len)
{
	return len > 0 && (*head == '{' || *head == '[');
}

static bool
is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr(" \t\r", text[i]) == NULL)
			return false;
	return true;
}

/* Does an object begin behind n visible bytes? */
static int
is_object_after(struct reader *reader, size_t n, struct err *err)
{
	if (reader_look(reader, n + 1, err) == -1)
		return -1;
	return reader_left(reader) > n && reader_text(reader)[n] == '{';
}

/* Is the file a value a line?  Else values go over lines.  The first line is
 * left in collect->doc if it is a value. */
static int
is_by_lines(struct reader *reader, struct collect *collect, struct err *err)
{
	struct err why = ERR_INIT;
	size_t len, taken;
	int rc = reader_line(reader, &len, &taken, err);

	if (rc != 1)
		return rc;
	if (*reader_text(reader) == '[' && len > LIST_MAX)
		return 0;
	if (json_parse(&collect->doc, reader_text(reader), len, &why) == 0)
		return 1;
	if (*reader_text(reader) == '[')
		return 0;
	/* A damaged first line, if another value follows at once. */
	return is_object_after(reader, taken, err);
}

static int
read_lines(struct reader *reader, struct collect *collect, struct err *err)
{
	size_t len, taken;
	int rc;

	while ((rc = reader_line(reader, &len, &taken, err)) == 1) {
		const char *text = reader_text(reader);

		rc = 0;
		if (!is_blank(text, len))
			rc =
			    collect_text(collect, text, len, reader->line, err);
		reader_take(reader, taken);
		if (rc == -1)
			break;
	}
	return rc;
}

static int
read_json(struct reader *reader, struct collect *collect, struct err *err)
{
	int by_lines = is_by_lines(reader, collect, err);

	if (by_lines == -1)
		return -1;
	return by_lines ? read_lines(reader, collect, err)
			: importer_read_values(reader, collect, err);
}

const struct importer importer_json = {
    .name = "json",
    .recognise = recognise,
    .read = read_json,
};
