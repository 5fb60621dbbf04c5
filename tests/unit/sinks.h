/*
 * A sink that writes into memory, and a document with a cell of each kind.
 * What is unused in a test is static inline.
 */
#ifndef TESTS_SINKS_H
#define TESTS_SINKS_H

#include "base/mem.h"
#include "report/out.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>

static const struct out_column columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"id", "Id", OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"share", "Share", OUT_RIGHT, false},
    {NULL, "Bar", OUT_LEFT, false},
    {"paid", NULL, OUT_LEFT, false},
    {"last", "Last", OUT_LEFT, false},
    {"why", "Why", OUT_LEFT, true},
};

struct sink {
	struct out *out;
	FILE *file;
	char *text;
	size_t len;
};

static inline void
open_sink(struct sink *sink, enum out_format format, int width)
{
	struct out_style style = {.width = width};

	*sink = (struct sink){.text = NULL};
	sink->file = open_memstream(&sink->text, &sink->len);
	assert_non_null(sink->file);
	sink->out = out_new(format, sink->file, &style);
}

static inline void
close_sink(struct sink *sink)
{
	struct err err = ERR_INIT;

	assert_int_equal(out_end(sink->out, &err), 0);
	out_free(sink->out);
	fclose(sink->file);
}

static inline void
add_row(struct out *out, const char *handle, int64_t id, double share)
{
	out_text(out, handle);
	out_id(out, id);
	out_int(out, -3);
	out_real(out, share, 2);
	out_bar(out, share, 4);
	out_bool(out, true);
	out_time(out, id == 0 ? 0 : 1700000000);
	out_struct(out, "{\"a\":[1]}", handle == NULL ? "" : handle);
	out_row(out);
}

static inline void
write_document(struct out *out, const char *text)
{
	out_begin(out, "accounts", "test.1");
	out_fact_text(out, "first_words", text);
	out_fact_int(out, "n", 2);
	out_columns(out, columns, ARRAY_LEN(columns));
	add_row(out, text, 9223372036854775807, 0.5);
	add_row(out, NULL, 0, NAN);
	out_fact_real(out, "half", 0.5, 3);
	out_fact_time(out, "at", 1700000000);
	out_fact_struct(out, "window", "{\"from\":1}", text);
	out_paragraph(out, text);
}

#endif
