/*
 * Values that an importer has read become pages: recognised by shape,
 * decoded, single posts put together a hundred to a page, what cannot be
 * used handed over with the reason.
 */
#ifndef IMPORT_COLLECT_H
#define IMPORT_COLLECT_H

#include "decode/owner.h"
#include "import/import.h"

struct collect {
	const struct import_sink *sink; /* borrowed */
	const struct owner *owner;      /* borrowed; may be NULL */
	const char *name;               /* borrowed; of the file */
	bool is_deleted;                /* the posts are deleted ones */
	struct json_doc doc;            /* own */
	struct import_page flat;        /* own; posts that wait */
	size_t n_flat;
	struct import_page single; /* own */
	int64_t n_ids;             /* of a bare list */
};

/* Forget what waits; begin with another file. */
void collect_begin(struct collect *collect, const struct import_sink *sink,
    const struct owner *owner, const char *name);
void collect_release(struct collect *collect);

/* One value as text.  -1 only if the sink said so. */
int collect_text(struct collect *collect, const char *text, size_t len,
    int64_t line, struct err *err);

/* The same for one that was parsed into collect->doc. */
int collect_value(struct collect *collect, const char *text, size_t len,
    int64_t line, struct err *err);

/* The page that waits, to add posts to, and afterwards the text they came
 * from.  before is what goes before the first text of a page. */
struct page *collect_page(struct collect *collect);
int collect_added(struct collect *collect, const char *before, const char *text,
    size_t len, int64_t line, struct err *err);

/* A record that cannot be used. */
int collect_reject(struct collect *collect, const char *text, size_t len,
    int64_t line, const char *why, struct err *err);

/* Hand over what waits. */
int collect_flush(struct collect *collect, struct err *err);

#endif
