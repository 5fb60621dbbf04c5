#include "score/site_table.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/tsv.h"
#include "data/data.h"

#include <stdlib.h>
#include <string.h>

struct sites {
	struct arena arena;    /* own */
	struct site_row *rows; /* own */
	size_t n, cap;
	struct hash_map index; /* own; hash of what -> row */
	const psl_ctx_t *psl;  /* borrowed from libpsl */
};

static const struct {
	const char *name;
	unsigned flag, mark;
} row_kinds[] = {
    {"opaque", SITE_ROW_OPAQUE, 0},
    {"vanity", SITE_ROW_VANITY, 0},
    {"sub", SITE_ROW_SUB, 0},
    {"path", SITE_ROW_PATH, 0},
    {"platform", SITE_ROW_PLATFORM, 0},
    {"internal", SITE_ROW_INTERNAL, 0},
    {"media", SITE_ROW_MEDIA, 0},
    {"affiliate", 0, SITE_AFFILIATE},
    {"shop", 0, SITE_SHOP},
    {"help", 0, SITE_HELP},
    {"jobs", 0, SITE_JOBS},
    {"event", 0, SITE_EVENT},
    {"funding", 0, SITE_FUNDING},
};

const struct site_row *
site_table_row(const struct sites *sites, char first, const char *s, size_t len)
{
	uint64_t hash = HASH_START;
	const char *what;
	int i;

	if (first != '\0')
		hash = hash_byte(hash, (unsigned char)first);
	hash = hash_bytes(hash, s, len);
	i = hash_map_get(&sites->index, hash);
	if (i < 0)
		return NULL;
	what = sites->rows[i].what;
	if (first != '\0' && *what++ != first)
		return NULL;
	return strncmp(what, s, len) == 0 && what[len] == '\0' ? &sites->rows[i]
							       : NULL;
}

static struct site_row *
row_of(struct sites *sites, const char *what)
{
	uint64_t hash = hash_bytes(HASH_START, what, strlen(what));
	int i = hash_map_get(&sites->index, hash);

	if (i < 0) {
		i = (int)sites->n++;
		sites->rows = mem_grow(sites->rows, &sites->cap, sites->n,
		    sizeof(*sites->rows));
		sites->rows[i].what = arena_strdup(&sites->arena, what);
		hash_map_set(&sites->index, hash, i);
	}
	return &sites->rows[i];
}

static int
add_row(struct sites *sites, const struct tsv *tsv, struct err *err)
{
	struct site_row *row;
	const char *to;
	size_t k;

	for (k = 0; k < ARRAY_LEN(row_kinds); k++)
		if (strcmp(row_kinds[k].name, tsv->fields[1]) == 0)
			break;
	if (k == ARRAY_LEN(row_kinds) || tsv->fields[0][0] == '\0')
		return tsv_error(tsv, err,
		    "\"%s\" is no kind of site; see lib/score/sites.tsv",
		    tsv->fields[1]);
	to = arena_strdup(&sites->arena, tsv->fields[2]);
	row = row_of(sites, tsv->fields[0]);
	row->flags |= row_kinds[k].flag;
	row->marks |= row_kinds[k].mark;
	if (row_kinds[k].flag == SITE_ROW_VANITY)
		row->vanity = to;
	else if (row_kinds[k].flag == SITE_ROW_PATH)
		row->places = to;
	else
		row->scope = to;
	return 0;
}

static int
add_table(struct sites *sites, const char *text, const char *what,
    struct err *err)
{
	struct tsv tsv = {.next = text, .what = what};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv))
		rc = add_row(sites, &tsv, err);
	tsv_release(&tsv);
	return rc;
}

struct sites *
site_load(const char *more, struct err *err)
{
	struct sites *sites = mem_alloc(1, sizeof(*sites));

	sites->psl = psl_builtin();
	if (add_table(sites, data_sites, "built-in sites.tsv", err) == -1 ||
	    add_table(sites, more, "your sites file", err) == -1) {
		site_free(sites);
		return NULL;
	}
	return sites;
}

void
site_free(struct sites *sites)
{
	if (sites == NULL)
		return;
	arena_release(&sites->arena);
	free(sites->rows);
	hash_map_release(&sites->index);
	free(sites);
}

const struct site_row *
site_table_host(const struct sites *sites, const char *host, size_t len,
    size_t *at)
{
	const struct site_row *row;
	const char *dot = host - 1;

	while (dot != NULL) {
		const char *end = dot + 1;

		row = site_table_row(sites, '\0', end,
		    len - (size_t)(end - host));
		if (row != NULL) {
			*at = (size_t)(end - host);
			return row;
		}
		dot = strchr(end, '.');
	}
	return NULL;
}

const psl_ctx_t *
site_table_suffixes(const struct sites *sites)
{
	return sites->psl;
}
