/*
 * Output sinks.  A report fills rows and does not know the format; each sink
 * makes strangers' text safe in its own way (base/text.h).
 *
 *	out = out_new(OUT_TABLE, stdout, &style);
 *	out_begin(out, "accounts", "givetake.accounts.1");
 *	out_columns(out, columns, n);
 *	per row: out_text(out, ...), out_int(out, ...), ..., out_row(out)
 *	if (out_end(out, err) == -1) ...
 *	out_free(out);
 */
#ifndef REPORT_OUT_H
#define REPORT_OUT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum out_format {
	OUT_AUTO, /* by the file's ending, else a table */
	OUT_TABLE,
	OUT_JSON,
	OUT_JSONL,
	OUT_CSV,
	OUT_MARKDOWN,
	OUT_HTML,
	/* Written whole by out_raw: no rows, no facts. */
	OUT_IDS,
	OUT_GEXF,
	OUT_DOT
};

/* The format of a name ("table", "json", "jsonl", "csv", "markdown", "html",
 * "ids", "gexf", "dot"), or -1; and the one that a file's ending asks for
 * (.txt .json .jsonl .csv .md .html .ids .gexf .dot), or -1. */
const char *out_format_name(enum out_format format);
int out_format_by_name(const char *name);
int out_format_by_path(const char *path);

struct out_style {
	int width; /* columns of the terminal; 0: no limit */
	bool colour;
	bool ascii; /* no bars or dots beyond ASCII */
	bool excel; /* CSV for spreadsheets: BOM, CRLF, ids as text */
	bool all;   /* show people the rows that say too little, too */
};

/* A style for the file: terminal width and colour if it is one (or the width
 * that GIVETAKE_COLUMNS asks for if it is none).  colour is
 * "auto", "always" or "never" (NO_COLOR and TERM=dumb obeyed by auto). */
struct out_style out_style_for(FILE *file, const char *colour);

enum out_align { OUT_LEFT, OUT_RIGHT };

enum out_column_flag {
	OUT_KEY = 1,     /* tells rows apart: where none does, the first
			  * named column is taken for it */
	OUT_COMPARED = 2 /* a number whose change is worth showing when the
			  * document is compared with an earlier one */
};

/* Pages link what a column's name says: "handle" and "..._handle" hold
 * handles, "post", "post_id" and "..._post_id" ids of posts. */
struct out_column {
	const char *name;  /* stable: JSON member, CSV header; NULL: for
			    * tables only */
	const char *title; /* of the table's column; NULL: not in tables */
	enum out_align align;
	bool flexible;  /* broken (a handle: cut) where a table is too wide */
	unsigned flags; /* out_column_flag */
};

struct out;
struct record;

/* file is borrowed and must stay open until out_free. */
struct out *out_new(enum out_format format, FILE *file,
    const struct out_style *style);
void out_free(struct out *out);

/* What people read above the document; before out_begin.  Where it is not
 * called a title is made of the schema's name. */
void out_title(struct out *out, const char *title);

/* Start a document; rows is the JSON member that will hold the rows, or NULL
 * for a document of facts alone. */
void out_begin(struct out *out, const char *rows, const char *schema);

/* Facts beside the rows, between begin and columns or after the last row:
 * members of the JSON object, lines of the table, nothing in CSV and JSONL.
 * Tables show the name with blanks for "_". */
void out_fact_text(struct out *out, const char *name, const char *value);
void out_fact_int(struct out *out, const char *name, int64_t value);
void out_fact_real(struct out *out, const char *name, double value, int digits);
void out_fact_time(struct out *out, const char *name, int64_t at);
/* json is one value's text, for JSON; text is for tables, NULL to leave it
 * out there. */
void out_fact_struct(struct out *out, const char *name, const char *json,
    const char *text);
/* For people only: tables and pages print it on lines of its own (it may hold
 * line feeds), other formats drop it.  Pages link @handles and ids of 15 to 19
 * digits in it, as posts. */
void out_paragraph(struct out *out, const char *text);

/* A part of the document with a heading of its own: in JSON an object of that
 * name, whose first table's rows go under rows (NULL: it has none).  Sections
 * do not hold sections. */
void out_section(struct out *out, const char *name, const char *title,
    const char *rows);
void out_section_end(struct out *out);

/* A chart, for people: drawn in tables and pages, dropped elsewhere. */
struct chart;
void out_chart(struct out *out, const struct chart *chart);

/* The columns of the rows that follow; borrowed until out_end. */
void out_columns(struct out *out, const struct out_column *columns, size_t n);

/* A further table in the same document, its rows under the member rows; call
 * out_columns next.  CSV and JSONL hold the first table only. */
void out_next(struct out *out, const char *rows);

/* The cells of a row, one call per column in their order, then out_row. */
void out_text(struct out *out, const char *value); /* NULL: absent */
void out_int(struct out *out, int64_t value);
void out_id(struct out *out, int64_t id); /* 0: absent */
/* The ids of the posts that a row rests on. */
void out_posts(struct out *out, const int64_t *ids, size_t n);
void out_real(struct out *out, double value, int digits); /* NaN: absent */
void out_usd(struct out *out, int64_t micro_usd);         /* JSON: dollars */
void out_time(struct out *out, int64_t at);               /* 0: absent */
void out_bool(struct out *out, bool value);
/* A bar of width cells: value in [0, 1] full, the rest open; JSON and CSV
 * get the number.  NaN: absent. */
void out_bar(struct out *out, double value, int width);
/* A structured cell: JSON and JSONL get json, one value's text; tables and
 * CSV get the other text. */
void out_struct(struct out *out, const char *json, const char *text);
void out_row(struct out *out);

/* The next row says too little for people: tables and pages leave it out
 * unless style.all; machines get it.  True if it will be left out. */
bool out_aside(struct out *out);

/* What the document rests on, when everything else is written: json, an
 * object, becomes the member "basis", and pages carry it unseen; lines are for
 * people.  The strings are borrowed for the call. */
struct out_line {
	const char *name, *text;
};
void out_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n);
/* True where json goes anywhere. */
bool out_carries_basis(const struct out *out);

/* Keep the facts and rows in memory too; call it before out_begin.  The record
 * lives as long as the out. */
void out_keep(struct out *out);
const struct record *out_record(const struct out *out); /* NULL: not kept */

/* An out that only keeps. */
struct out *out_new_kept(void);

/* Show after each compared column what it was in an earlier document of the
 * same kind, and the change; call it before out_begin, on an out that keeps.
 * before is borrowed until out_free. */
void out_compare(struct out *out, const struct record *before);

/* Bytes as they are, for documents that are put together elsewhere: nothing
 * else but out_end may be called on such an out.  What it took is written as
 * it grows. */
void out_raw(struct out *out, const void *bytes, size_t len);

/* True once writing has failed: what follows is not seen by anybody, and
 * out_end will say why. */
bool out_is_broken(const struct out *out);

/* Finish and flush.  Fails with ERR_IO when the file could not be written,
 * with ERR_STOPPED when its reader has gone away. */
int out_end(struct out *out, struct err *err);

#endif
