#include "report/partners.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void
partners_add(struct partners *partners, int64_t to, uint32_t kind, int64_t id,
    int64_t delay)
{
	uint64_t key = hash_mix(HASH_START, (uint64_t)to);
	int at = hash_map_get(&partners->map, key);

	if (at < 0) {
		at = (int)partners->n_people;
		partners->people =
		    mem_grow(partners->people, &partners->people_cap,
			partners->n_people + 1, sizeof(*partners->people));
		partners->people[partners->n_people++] = to;
		hash_map_set(&partners->map, key, at);
	}
	partners->posts = mem_grow(partners->posts, &partners->cap,
	    partners->n + 1, sizeof(*partners->posts));
	partners->posts[partners->n++] =
	    (struct partner_post){id, delay, (uint32_t)at, kind};
}

/* A counting sort. */
void
partners_order(struct partners *partners)
{
	size_t n = partners->n, people = partners->n_people;
	struct partner_post *posts = partners->posts;
	size_t *starts;

	partners->starts = mem_grow(partners->starts, &partners->starts_cap,
	    people + 2, sizeof(*starts));
	partners->sorted = mem_grow(partners->sorted, &partners->sorted_cap,
	    n + 1, sizeof(*posts));
	starts = partners->starts;
	memset(starts, 0, (people + 2) * sizeof(*starts));
	for (size_t i = 0; i < n; i++)
		starts[posts[i].to + 2]++;
	for (size_t p = 2; p < people + 2; p++)
		starts[p] += starts[p - 1];
	/* starts[p + 1] moves from the begin of p's posts to their end. */
	for (size_t i = 0; i < n; i++)
		partners->sorted[starts[posts[i].to + 1]++] = posts[i];
	if (n > 0)
		memcpy(posts, partners->sorted, n * sizeof(*posts));
}

void
partners_clear(struct partners *partners)
{
	partners->n = partners->n_people = 0;
	hash_map_release(&partners->map);
}

void
partners_release(struct partners *partners)
{
	free(partners->posts);
	free(partners->people);
	free(partners->starts);
	free(partners->sorted);
	hash_map_release(&partners->map);
	*partners = (struct partners){.posts = NULL};
}
