/*
 * What the archive holds, written out: posts, accounts, links, mentions,
 * scores, and the graph of who answers, lifts and quotes whom.  Rows are
 * streamed; only the graph is held in memory.
 */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "export/share.h"
#include "report/out.h"
#include "report/window.h"

struct export_kind;

struct export_request {
	const struct export_kind *kind;
	enum out_format format;
	int64_t since, until;       /* 0 and INT64_MAX: open */
	const struct id_set *users; /* of these alone; NULL: everybody */
	struct share *share;        /* to pass on; NULL: for oneself */
	bool (*stopped)(void);      /* asked now and then; NULL: never */
};

struct export_counts {
	int64_t written;  /* posts, accounts, rows or edges */
	int64_t left_out; /* mentions of accounts unknown to the archive */
};

/* The kind of a name ("posts", "accounts", "links", "mentions", "edges",
 * "scores"), or NULL. */
const struct export_kind *export_kind_by_name(const char *name);

/* "posts, accounts, ..." appended. */
struct buf;
void export_add_kinds(struct buf *buf);

/* ERR_USAGE, naming what there is, if the kind has no such format. */
int export_check_format(const struct export_kind *kind, enum out_format format,
    struct err *err);

/* Write the document; out was made for the format. */
int export_run(struct store *store, const struct export_request *request,
    struct out *out, struct export_counts *counts, struct err *err);

#endif
