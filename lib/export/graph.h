/*
 * Who answers, reposts, quotes and mentions whom, summed up over posts:
 * weight is the number of posts.  Mentions of those a post answers, reposts
 * or quotes anyway, and what accounts do with themselves, do not count.
 */
#ifndef EXPORT_GRAPH_H
#define EXPORT_GRAPH_H

#include "export/export.h"

enum edge_kind { EDGE_ANSWER, EDGE_REPOST, EDGE_QUOTE, EDGE_MENTION };

struct edge {
	int64_t source, target; /* accounts */
	enum edge_kind kind;
	int64_t weight, first_at, last_at;
};

struct graph;

struct graph *graph_new(void);
void graph_free(struct graph *graph);

/* Count one edge. */
void graph_add(struct graph *graph, int64_t source, int64_t target,
    enum edge_kind kind, int64_t at);

/* The edges so far, borrowed; *n of them, in no order. */
const struct edge *graph_edges(const struct graph *graph, size_t *n);

/* What an account is called where the archive has no profile of it. */
void graph_name(struct graph *graph, int64_t id, const char *handle);

/* Count the edges of a post in the archive. */
int graph_add_post(struct graph *graph, struct db *db, int64_t rid,
    struct err *err);

/* Write it, by source, target and kind: rows (out_begin and out_columns were
 * called), GEXF 1.3 (https://gexf.net) or DOT
 * (https://graphviz.org/doc/info/lang.html). */
int graph_write(struct graph *graph, struct store *store,
    enum out_format format, struct out *out, struct export_counts *counts,
    struct err *err);

/* A name as a quoted DOT string, and as the value of an XML attribute:
 * strangers choose names. */
void graph_add_dot(struct buf *buf, const char *name);
void graph_add_xml(struct buf *buf, const char *name);

#endif
