#include "import/reader.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)256 * 1024)

void
reader_begin(struct reader *reader, struct input *input)
{
	*reader = (struct reader){.input = input,
	    .data = reader->data,
	    .cap = reader->cap,
	    .line = 1};
}

void
reader_release(struct reader *reader)
{
	free(reader->data);
	*reader = (struct reader){.input = NULL};
}

int
reader_more(struct reader *reader, struct err *err)
{
	ssize_t got;

	if (reader->is_whole || reader_left(reader) >= READER_MAX)
		return 0;
	if (reader->start > 0) {
		memmove(reader->data, reader_text(reader), reader_left(reader));
		reader->len -= reader->start;
		reader->start = 0;
	}
	reader->data =
	    mem_grow(reader->data, &reader->cap, reader->len + CHUNK, 1);
	got = input_read(reader->input, reader->data + reader->len, CHUNK, err);
	if (got == -1)
		return -1;
	reader->len += (size_t)got;
	reader->is_whole = got == 0;
	return got > 0;
}

int
reader_look(struct reader *reader, size_t n, struct err *err)
{
	int rc = 1;

	while (rc == 1 && reader_left(reader) < n)
		rc = reader_more(reader, err);
	return rc == -1 ? -1 : 0;
}

int
reader_line(struct reader *reader, size_t *len, size_t *taken, struct err *err)
{
	size_t seen = 0;
	const char *end;
	int rc;

	for (;;) {
		end = reader_left(reader) == seen
			  ? NULL
			  : memchr(reader_text(reader) + seen, '\n',
				reader_left(reader) - seen);
		if (end != NULL)
			break;
		seen = reader_left(reader);
		rc = reader_more(reader, err);
		if (rc == -1)
			return -1;
		if (rc == 0) {
			*len = *taken = reader_left(reader);
			return *len > 0;
		}
	}
	*len = (size_t)(end - reader_text(reader));
	*taken = *len + 1;
	return 1;
}

void
reader_take(struct reader *reader, size_t n)
{
	const char *p = reader_text(reader), *end = p + n;

	while (n > 0 && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		reader->line++;
		p++;
	}
	reader->start += n;
}
