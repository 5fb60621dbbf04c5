/*
 * What out.c asks of a format.  Private to lib/report.
 *
 * Calls come as: begin, facts, then per table: table, columns, rows of cells
 * closed by row, then facts; end once.  Sinks append to out->buf; out.c
 * writes it to the file.
 */
#ifndef REPORT_SINK_H
#define REPORT_SINK_H

#include "base/buf.h"
#include "report/chart.h"
#include "report/out.h"
#include "json/json.h"

enum cell_kind {
	CELL_ABSENT,
	CELL_TEXT,
	CELL_INT,
	CELL_ID,
	CELL_POSTS,
	CELL_REAL,
	CELL_USD,
	CELL_TIME,
	CELL_BOOL,
	CELL_BAR,
	CELL_STRUCT
};

struct cell {
	enum cell_kind kind;
	const char *text;   /* CELL_TEXT, CELL_STRUCT; borrowed */
	const char *json;   /* CELL_STRUCT; borrowed */
	const int64_t *ids; /* CELL_POSTS: n of them; borrowed */
	size_t n;
	int64_t integer; /* INT, ID, USD (millionths), TIME, BOOL */
	double real;     /* REAL, BAR */
	int digits;      /* REAL: decimals; BAR: columns */
	bool is_change;  /* INT, REAL, USD: against an earlier document */
};

/* Every member may be NULL: the sink has nothing to do then. */
struct sink_ops {
	void *(*open)(void); /* the sink's own state; NULL: none */
	void (*begin)(struct out *out, const char *schema);
	void (
	    *fact)(struct out *out, const char *name, const struct cell *cell);
	void (*paragraph)(struct out *out, const char *text);
	void (*section)(struct out *out, const char *name, const char *title);
	void (*section_end)(struct out *out);
	void (*chart)(struct out *out, const struct chart *chart);
	void (*table)(struct out *out); /* out->rows, out->columns are set */
	void (*cell)(struct out *out, const struct cell *cell);
	void (*row)(struct out *out);
	void (*table_end)(struct out *out);
	void (*basis)(struct out *out, const char *json,
	    const struct out_line *lines, size_t n);
	bool carries_basis; /* its json too */
	void (*end)(struct out *out);
	void (*close)(void *state);
};

struct out {
	const struct sink_ops *ops;
	void *state; /* own; by ops->close */
	FILE *file;  /* borrowed */
	struct out_style style;
	struct buf buf;    /* not yet written */
	int error;         /* errno of the first failed write; 0: none */
	const char *title; /* borrowed; NULL: none was given */
	bool drops_asides; /* out_aside means something */
	bool is_aside;     /* the row under way is left out */
	const char *rows;  /* borrowed; member of the table's rows, or NULL */
	const struct out_column *columns; /* borrowed; NULL: no table now */
	size_t n_columns, at;             /* at: the next cell's column */
	size_t n_tables;                  /* begun so far */
	struct record *record;            /* own; NULL: nothing is kept */
	struct compare *compare;          /* own; NULL: nothing is compared */
};

/* Give the sink a cell, and count it. */
void sink_cell(struct out *out, const struct cell *cell);

extern const struct sink_ops sink_table, sink_json, sink_jsonl, sink_csv,
    sink_markdown, sink_html;

/* The document's title; and a name as people read it: "gives_most" becomes
 * "Gives most", "spent_usd" becomes "Spent". */
void sink_add_title(struct buf *buf, const struct out *out, const char *schema);
void sink_add_words(struct buf *buf, const char *name);

/* What a fact or a column holds, for links: by its name, or by the title
 * "Post". */
enum sink_link { LINK_NONE, LINK_HANDLE, LINK_POST };
enum sink_link sink_link_of(const char *name);
enum sink_link sink_link_of_column(const struct out_column *column);

/* True if people see a column of the table. */
bool sink_is_shown(const struct out *out);

/* True for a sentence that leads to what follows, as a title would. */
bool sink_leads(const char *text);

/* What a name says about giving or taking, for colour. */
enum chart_hue sink_hue_of(const char *column);

/* The length of a handle, without "@", at s, or 0: 1 to 15 letters, digits
 * and "_". */
size_t sink_handle_length(const char *s);

/* The length of what a page links at text, of an "@handle" or an id of 15 to
 * 19 digits; 0: neither begins here. */
size_t sink_link_length(const char *text);

/* Append a change as people read it, "▲ 3" or "▼ 0.5"; ASCII: "+3". */
void sink_add_change(struct buf *buf, const struct cell *cell, bool ascii);

/* Append a cell as plain text without a sink's quoting: numbers, times
 * (RFC 3339), true or false; nothing for text and structs. */
void sink_add_plain(struct buf *buf, const struct cell *cell);

#endif
