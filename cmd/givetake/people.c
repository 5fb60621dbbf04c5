#include "givetake/people.h"

#include "base/mem.h"
#include "model/handle.h"
#include "store/user.h"

#include <stdlib.h>

static int
find(struct store *store, const char *word, int64_t *id, struct err *err)
{
	struct account_name name;
	int rc;

	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account; write @handle or its number", word);
	*id = name.id;
	if (name.id == 0) {
		if (store_user_by_handle(store, name.handle, id, err) == -1)
			return -1;
		rc = *id != 0;
	} else {
		rc = store_user_exists(store, name.id, err);
	}
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "%s is not in the archive; see: givetake report accounts "
		    "--all",
		    word);
	return rc == 1 ? 0 : -1;
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int
people_load(struct store *store, const char *group, int n, char **words,
    struct id_set *set, struct err *err)
{
	size_t kept = 0;

	if (group != NULL && group_load(store, group, set, err) == -1)
		return -1;
	for (int i = 0; i < n; i++) {
		set->ids = mem_grow(set->ids, &set->cap, set->n + 1,
		    sizeof(*set->ids));
		if (find(store, words[i], &set->ids[set->n++], err) == -1)
			return -1;
	}
	if (set->n > 0)
		qsort(set->ids, set->n, sizeof(*set->ids), compare);
	for (size_t i = 0; i < set->n; i++)
		if (kept == 0 || set->ids[kept - 1] != set->ids[i])
			set->ids[kept++] = set->ids[i];
	set->n = kept;
	return 0;
}
