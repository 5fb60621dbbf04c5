/*
 * The table behind score/site.h: rows of sites.tsv by name.  For site.c only.
 */
#ifndef SCORE_SITE_TABLE_H
#define SCORE_SITE_TABLE_H

#include "score/site.h"

#include <libpsl.h>
#include <stddef.h>

/* What a row of the table says; a host may have several. */
enum site_flag {
	SITE_ROW_OPAQUE = 1,
	SITE_ROW_VANITY = 2,
	SITE_ROW_SUB = 4,
	SITE_ROW_PATH = 8,
	SITE_ROW_PLATFORM = 16,
	SITE_ROW_INTERNAL = 32,
	SITE_ROW_MEDIA = 64
};

struct site_row {
	const char *what; /* in the arena, as all strings here */
	unsigned flags, marks;
	const char *vanity; /* the host it stands for */
	const char *places; /* where the path holds a tenant */
	const char *scope;  /* of a query key: beginning of site keys */
};

struct sites;

/* The row of a name that follows the byte `first` ('\0': none), or NULL. */
const struct site_row *site_table_row(const struct sites *sites, char first,
    const char *s, size_t len);

/* The row of the longest known end of a host, or NULL; *at is where that end
 * begins. */
const struct site_row *site_table_host(const struct sites *sites,
    const char *host, size_t len, size_t *at);

/* The public suffix list, or NULL. */
const psl_ctx_t *site_table_suffixes(const struct sites *sites);

#endif
