#include "config/file.h"

#include "base/buf.h"

#include <ini.h>
#include <stdbool.h>
#include <string.h>

struct reading {
	const char *path, *next; /* next: the rest of the text */
	int line;
	bool failed;
	config_section_sink *section_sink;
	config_file_sink *sink;
	void *arg;
	struct err *err;
};

static void
fail(struct reading *reading, const char *reason)
{
	if (reason != NULL)
		err_set(reading->err, ERR_CONFIG, "%s", reason);
	err_context(reading->err, "%s:%d", reading->path, reading->line);
	reading->failed = true;
}

/* inih tells of keys only, so headings are looked at as lines go by. */
static void
check_heading(struct reading *reading, const char *line)
{
	struct buf section = BUF_INIT;

	buf_add(&section, line + 1, strcspn(line + 1, "]\n"));
	if (reading->section_sink(reading->arg, section.data, reading->err) ==
	    -1)
		fail(reading, NULL);
	buf_release(&section);
}

/* The next line for inih, without leading blanks: indented lines would
 * continue the value before them, which only surprises. */
static char *
read_line(char *str, int size, void *arg)
{
	struct reading *reading = arg;
	const char *from = reading->next;
	size_t len = strcspn(from, "\n");

	if (reading->failed || *from == '\0')
		return NULL;
	reading->line++;
	reading->next += len + (from[len] == '\n');
	if (reading->line == 1 && strncmp(from, "\xef\xbb\xbf", 3) == 0) {
		from += 3;
		len -= 3;
	}
	while (len > 0 && (*from == ' ' || *from == '\t')) {
		from++;
		len--;
	}
	if (len + 3 > (size_t)size) {
		fail(reading, "the line is too long");
		return NULL;
	}
	memcpy(str, from, len);
	memcpy(str + len, "\n", 2);
	if (*str == '[')
		check_heading(reading, str);
	return reading->failed ? NULL : str;
}

static int
take_key(void *arg, const char *section, const char *key, const char *value)
{
	struct reading *reading = arg;
	struct buf text = BUF_INIT;
	size_t len = strlen(value);
	bool quoted = len >= 2 && value[0] == '"' && value[len - 1] == '"';

	if (reading->failed)
		return 0;
	buf_add(&text, value + quoted, len - 2 * (size_t)quoted);
	if (reading->sink(reading->arg, section, key, text.data,
		reading->err) == -1)
		fail(reading, NULL);
	buf_release(&text);
	return !reading->failed;
}

int
config_file_read(const char *path, const char *text,
    config_section_sink *section_sink, config_file_sink *sink, void *arg,
    struct err *err)
{
	struct reading reading = {.path = path,
	    .next = text,
	    .section_sink = section_sink,
	    .sink = sink,
	    .arg = arg,
	    .err = err};
	int line = ini_parse_stream(read_line, &reading, take_key, &reading);

	if (!reading.failed && line > 0) {
		reading.line = line;
		fail(&reading, "neither a [section] nor key = value");
	} else if (!reading.failed && line < 0) {
		fail(&reading, "cannot be read");
	}
	return reading.failed ? -1 : 0;
}
