#include "report/observed.h"

struct window
observed_window(const struct observation *observation)
{
	struct window window = window_of(observation->started_at,
	    observation_until(observation) - 1);

	if (observation->ended_at != 0)
		window.frozen = observation->id;
	return window;
}

void
observed_present(const struct roster *roster, struct id_set *set)
{
	for (size_t i = 0; i < roster->n; i++)
		if (roster->rows[i].left_at == 0)
			id_set_add(set, roster->rows[i].user_id);
	id_set_sort(set);
}

int
observed_roster(struct store *store, const struct observation *observation,
    struct id_set *set, struct err *err)
{
	struct roster roster = {.rows = NULL};
	int rc = store_roster(store, observation->id, &roster, err);

	observed_present(&roster, set);
	roster_release(&roster);
	if (rc == 0 && set->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no account of the observation \"%s\" has been read yet; "
		    "next: givetake fetch",
		    observation->name);
	return rc;
}
