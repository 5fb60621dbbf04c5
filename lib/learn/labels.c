#include "learn/labels.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/tsv.h"

#include <stdlib.h>
#include <string.h>

static int
find_source(struct labels *labels, const char *name)
{
	for (size_t i = 0; i < labels->n_sources; i++)
		if (strcmp(labels->sources[i], name) == 0)
			return (int)i;
	labels->sources = mem_grow(labels->sources, &labels->sources_cap,
	    labels->n_sources + 1, sizeof(*labels->sources));
	labels->sources[labels->n_sources] = mem_strdup(name);
	return (int)labels->n_sources++;
}

static int
read_row(struct labels *labels, const struct tsv *tsv, struct err *err)
{
	struct label label = {.second = class_by_name(tsv->fields[3])};
	int class = class_by_name(tsv->fields[1]);

	if (tsv->line == 1 && strcmp(tsv->fields[0], "id") == 0)
		return 0;
	if (num_parse_id(tsv->fields[0], &label.id) == -1) {
		tsv_error(tsv, err, "\"%s\" is not the number of a post",
		    tsv->fields[0]);
		goto bad;
	}
	if (class < 0) {
		tsv_error(tsv, err, "there is no class \"%s\"", tsv->fields[1]);
		goto bad;
	}
	label.class = (enum post_class) class;
	label.in_doubt = strchr(tsv->fields[2], '?') != NULL;
	label.source = find_source(labels, tsv->fields[5]);
	labels->items = mem_grow(labels->items, &labels->cap, labels->n + 1,
	    sizeof(*labels->items));
	hash_map_set(&labels->by_id, hash_mix(HASH_START, (uint64_t)label.id),
	    (int)labels->n);
	labels->items[labels->n++] = label;
	return 0;
bad:
	/* The file was named on the command line, not in the settings. */
	err->code = ERR_DATA;
	return -1;
}

int
labels_read(struct labels *labels, const char *text, const char *what,
    struct err *err)
{
	struct tsv tsv = {.next = text, .what = what};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv))
		rc = read_row(labels, &tsv, err);
	tsv_release(&tsv);
	if (rc == 0 && labels->n == 0)
		rc = err_set(err, ERR_DATA, "%s: no labelled posts", what);
	return rc;
}

void
labels_release(struct labels *labels)
{
	for (size_t i = 0; i < labels->n_sources; i++)
		free(labels->sources[i]);
	free(labels->sources);
	free(labels->items);
	hash_map_release(&labels->by_id);
}

const struct label *
labels_find(const struct labels *labels, int64_t id)
{
	int i =
	    hash_map_get(&labels->by_id, hash_mix(HASH_START, (uint64_t)id));

	return i < 0 ? NULL : &labels->items[i];
}
