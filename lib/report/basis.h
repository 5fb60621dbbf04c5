/*
 * What a report rests on: window, zone, roster, coverage, model, prices and
 * the archive's state, with a digest of what it says.  It stands at the end of
 * every report, for people and as a JSON object that holds all that is needed
 * to make the same report again.
 */
#ifndef REPORT_BASIS_H
#define REPORT_BASIS_H

#include "report/report.h"
#include "json/json.h"

/* Put it under a report that was written to out, which keeps it. */
int basis_put(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err);

/* Find the basis in a report that was written as JSON, HTML or Markdown, and
 * point *basis into doc.  ERR_DATA if the text holds none. */
int basis_find(const struct buf *text, struct json_doc *doc,
    const struct json **basis, struct err *err);

/* Posts that arrived at all, and how many posts and accounts were withdrawn
 * or erased since a time. */
int basis_arrived(struct store *store, int64_t *arrived, struct err *err);
int basis_withdrawn(struct store *store, int64_t since, int64_t *withdrawn,
    struct err *err);

/* Append the hash that a roster goes by: of its ids. */
void basis_add_roster_hash(struct buf *buf, const struct id_set *set);

#endif
