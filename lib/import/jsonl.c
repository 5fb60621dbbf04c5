#include "import/jsonl.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* A value over several lines is read into memory whole. */
#define MAX_WHOLE ((size_t)256 * 1024 * 1024)

struct reader {
	const struct jsonl_sink *sink;
	struct json_doc doc; /* own */
	char *line;          /* own */
	size_t cap;
	int64_t number; /* of the line, from 1 */
};

static bool
is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr(" \t\r\n", text[i]) == NULL)
			return false;
	return true;
}

static int
give(struct reader *reader, const char *text, size_t len, struct err *err)
{
	struct err why = ERR_INIT;

	/* A byte order mark may stand before the first value. */
	if (reader->number == 1 && len >= 3 &&
	    memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if (json_parse(&reader->doc, text, len, &why) == -1)
		return reader->sink->damaged(reader->sink->arg, text, len,
		    reader->number, why.text, err);
	return reader->sink->value(reader->sink->arg, reader->doc.root, text,
	    len, reader->number, err);
}

/* Is the first line the beginning of a value that goes on below?  Then read
 * on to the end of the file: *whole holds it all. */
static bool
read_whole(struct reader *reader, FILE *file, ssize_t len, struct buf *whole)
{
	struct err why = ERR_INIT;
	size_t n;

	if (json_parse(&reader->doc, reader->line, (size_t)len, &why) == 0 ||
	    (reader->line[0] != '{' && reader->line[0] != '['))
		return false;
	buf_add(whole, reader->line, (size_t)len);
	do {
		n = fread(buf_reserve(whole, 65536), 1, 65536, file);
		whole->len += n;
		whole->data[whole->len] = '\0';
	} while (n > 0 && whole->len <= MAX_WHOLE);
	return true;
}

static int
give_lines(struct reader *reader, const struct buf *whole, struct err *err)
{
	const char *p = whole->data, *end = whole->data + whole->len;
	int rc = 0;

	for (reader->number = 1; p < end && rc == 0; reader->number++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((stop != NULL ? stop : end) - p);

		if (!is_blank(p, len))
			rc = give(reader, p, len, err);
		p += len + 1;
	}
	return rc;
}

/* One value over all lines, or else lines of which the first is damaged. */
static int
give_whole(struct reader *reader, const struct buf *whole, struct err *err)
{
	struct err why = ERR_INIT;

	if (json_parse(&reader->doc, whole->data, whole->len, &why) == 0)
		return give(reader, whole->data, whole->len, err);
	return give_lines(reader, whole, err);
}

int
jsonl_read(FILE *file, const char *name, const struct jsonl_sink *sink,
    struct err *err)
{
	struct reader reader = {.sink = sink};
	struct buf whole = BUF_INIT;
	bool first = true;
	ssize_t len;
	int rc = 0;

	while (
	    rc == 0 && (len = getline(&reader.line, &reader.cap, file)) != -1) {
		reader.number++;
		if (is_blank(reader.line, (size_t)len))
			continue;
		if (first && read_whole(&reader, file, len, &whole))
			rc = give_whole(&reader, &whole, err);
		else
			rc = give(&reader, reader.line, (size_t)len, err);
		first = false;
	}
	if (rc == 0 && ferror(file))
		rc = err_errno(err, ERR_IO, "%s", name);
	json_release(&reader.doc);
	buf_release(&whole);
	free(reader.line);
	return rc;
}
