#include "givetake/people.h"

#include "model/handle.h"
#include "store/user.h"

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

int
people_load(struct store *store, const char *group, int n, char **words,
    struct id_set *set, struct err *err)
{
	int64_t id = 0;

	if (group != NULL && group_load(store, group, set, err) == -1)
		return -1;
	for (int i = 0; i < n; i++) {
		if (find(store, words[i], &id, err) == -1)
			return -1;
		id_set_add(set, id);
	}
	id_set_sort(set);
	return 0;
}
