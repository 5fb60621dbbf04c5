/*
 * Reading what other tools, and X itself, wrote to files: recognised by
 * content, never by name.  Hands over decoded pages, in the order of the
 * files, and knows nothing of the archive.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "base/buf.h"
#include "model/page.h"
#include "json/json.h"

#include <stdatomic.h>

/* A decoded page and the text it came from. */
struct import_page {
	struct page page; /* own */
	struct buf body;  /* own */
	int64_t seen_at;  /* when X said so, as far as it can be told */
	const char *name; /* borrowed; of the file */
};

#define IMPORT_PAGE_INIT          \
	{                         \
		.body = BUF_INIT, \
	}

void import_page_release(struct import_page *page);

/* Exchange the contents of two pages, as a sink does that keeps one. */
void import_page_swap(struct import_page *a, struct import_page *b);

/* A record that cannot be used; all borrowed. */
struct import_reject {
	const char *name; /* of the file */
	int64_t line;
	const char *why;
	const char *text;
	size_t len;
	bool is_other; /* sound, but nothing that an archive holds */
};

/* One file is through. */
struct import_file {
	const char *name;   /* borrowed */
	const char *format; /* name of the importer; NULL: not recognised */
	int64_t ids;        /* a bare list of so many ids */
	bool was_named;     /* by the user, not found in a folder or zip */
};

/* Each is called in the thread that reads; -1 ends the reading. */
struct import_sink {
	void *arg;
	int (*page)(void *arg, struct import_page *page, struct err *err);
	int (*reject)(void *arg, const struct import_reject *reject,
	    struct err *err);
	int (*file)(void *arg, const struct import_file *file, struct err *err);
};

/* How far the reading is, for other threads. */
struct import_progress {
	_Atomic int64_t done; /* bytes of the files */
};

/* Read a file, the files of a zip, or those of a folder and its folders. */
int import_path(const char *path, const struct import_sink *sink,
    struct import_progress *progress, struct err *err);

/* Bytes that are to be read; 0 where that cannot be known. */
int64_t import_size(const char *path);

#endif
