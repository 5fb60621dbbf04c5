/*
 * What stands in which report, from fields.tsv: the source of the JSON Schema
 * of each report and of their description field by field.
 */
#ifndef REPORT_FIELDS_H
#define REPORT_FIELDS_H

#include "report/report.h"

/* Append the JSON Schema (draft 2020-12) of a report's document.  ERR_BUG
 * where fields.tsv does not know a field that it lists. */
int fields_add_schema(struct buf *buf, const struct report *report,
    struct err *err);

/* A row for each field of a report: the columns report, part, field, type and
 * meaning.  NULL: of all reports. */
int fields_put(const struct report *report, struct out *out, struct err *err);

#endif
