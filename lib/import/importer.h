/*
 * One importer is one descriptor: a name, how to recognise the format by its
 * first bytes, and how to read it.  For lib/import only.
 */
#ifndef IMPORT_IMPORTER_H
#define IMPORT_IMPORTER_H

#include "import/collect.h"
#include "import/reader.h"

/* How much of a file is looked at. */
#define IMPORTER_HEAD 4096

struct importer {
	const char *name;
	/* head begins behind a byte order mark and blanks. */
	bool (*recognise)(const char *head, size_t len);
	/* Read to the end.  -1 only if reading failed or the sink said so. */
	int (*read)(struct reader *reader, struct collect *collect,
	    struct err *err);
};

extern const struct importer importer_json;   /* lines or documents */
extern const struct importer importer_script; /* X's own exports */
extern const struct importer importer_csv;
extern const struct importer importer_ids; /* lists of ids */

/* Values one after another, or in a list, over any lines: each object goes to
 * collect, lists are gone into. */
int importer_read_values(struct reader *reader, struct collect *collect,
    struct err *err);

/* What an export says of its owner; false if the file is of another kind. */
int script_learn(struct reader *reader, struct owner *owner, struct err *err);

#endif
