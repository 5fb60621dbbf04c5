/*
 * Cells as a page shows them.  Private to html.c.
 */
#ifndef REPORT_HTML_VALUE_H
#define REPORT_HTML_VALUE_H

#include "report/sink.h"

/* Append a cell; name is that of its column or fact. */
void html_add_value(struct buf *buf, const struct cell *cell, const char *name,
    enum sink_link link);

/* Append text with its @handles and ids of posts as links. */
void html_add_linked(struct buf *buf, const char *text);

/* Append the attribute that the script sorts by where the text of the cell
 * does not say it. */
void html_add_sort_key(struct buf *buf, const struct cell *cell);

#endif
