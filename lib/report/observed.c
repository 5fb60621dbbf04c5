#include "report/observed.h"

#include "base/mem.h"
#include "store/roster.h"

#include <stdlib.h>

struct window
observed_window(const struct observation *observation)
{
	struct window window = window_of(observation->started_at,
	    observation_until(observation) - 1);

	if (observation->ended_at != 0)
		window.frozen = observation->id;
	return window;
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int
observed_roster(struct store *store, const struct observation *observation,
    struct id_set *set, struct err *err)
{
	struct roster roster = {.rows = NULL};
	size_t kept = 0;
	int rc = store_roster(store, observation->id, &roster, err);

	set->ids = mem_alloc(roster.n + 1, sizeof(*set->ids));
	for (size_t i = 0; i < roster.n; i++)
		if (roster.rows[i].left_at == 0 && roster.rows[i].user_id != 0)
			set->ids[set->n++] = roster.rows[i].user_id;
	if (set->n > 0)
		qsort(set->ids, set->n, sizeof(*set->ids), compare_ids);
	for (size_t i = 0; i < set->n; i++)
		if (kept == 0 || set->ids[kept - 1] != set->ids[i])
			set->ids[kept++] = set->ids[i];
	set->n = kept;
	roster_release(&roster);
	if (rc == 0 && set->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no account of the observation \"%s\" has been read yet; "
		    "next: givetake fetch",
		    observation->name);
	return rc;
}
