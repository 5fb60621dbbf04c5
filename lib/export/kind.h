/*
 * The kinds of things that can be exported, as data.  For lib/export.
 */
#ifndef EXPORT_KIND_H
#define EXPORT_KIND_H

#include "export/export.h"

struct export_kind {
	const char *name, *schema;
	unsigned formats; /* bit 1 << enum out_format for each it has */
	bool is_flat;     /* JSON lines are the API's own objects */
	bool is_users;    /* else of posts */
	bool is_graph;
	enum statement rows; /* of one post (rid) or account (id) */
	/* A letter for each column of rows: i id, n number, r fraction, T
	 * time, s text, b yes or no, c class, z state. */
	const char *types;
	const struct out_column *columns;
};

/* A cell from a column of the present row. */
void export_cell(struct out *out, struct db *db, enum statement s, int column,
    char type);

#endif
