#include "givetake/people.h"

#include "givetake/account.h"

int
people_load(struct store *store, const char *group, int n, char **words,
    struct id_set *set, struct err *err)
{
	int64_t id = 0;

	if (group != NULL && group_load(store, group, set, err) == -1)
		return -1;
	for (int i = 0; i < n; i++) {
		if (account_find(store, words[i], &id, err) == -1)
			return -1;
		id_set_add(set, id);
	}
	id_set_sort(set);
	return 0;
}
