#include "judge/holding.h"

#include "base/mem.h"
#include "base/when.h"
#include "score/mass.h"

#include <stdlib.h>
#include <string.h>

static void
count_link(struct holding *h, const struct sites *sites,
    const struct link *link)
{
	uint64_t key = hash_bytes(HASH_START, link->site, strlen(link->site));
	int at = hash_map_get(&h->by_site, key);
	struct site site;

	if (at < 0) {
		site_of(sites, link->url, &site);
		h->counts = mem_grow(h->counts, &h->counts_cap, h->n_counts + 1,
		    sizeof(*h->counts));
		at = (int)h->n_counts++;
		h->counts[at] =
		    (struct own_count){.key =
					   arena_strdup(&h->names, link->site),
			.kind = site.kind};
		hash_map_set(&h->by_site, key, at);
	}
	h->counts[at].links++;
}

/* Keep what is kept of the posts at hand. */
static void
note_held(struct holding *h, const struct sites *sites)
{
	h->briefs =
	    mem_grow(h->briefs, &h->cap, h->n + h->n_held, sizeof(*h->briefs));
	for (size_t i = 0; i < h->n_held; i++) {
		const struct post *post = &h->held[i].post;

		h->briefs[h->n++] = (struct brief){post->id, post->created_at,
		    post->reply_to_id,
		    mass_text_key(post->text, strlen(post->text))};
		/* A repost's links are not the account's. */
		for (size_t k = 0; k < post->n_links && post->repost_of_id == 0;
		     k++)
			if (post->links[k].site != NULL &&
			    !post->links[k].is_media)
				count_link(h, sites, &post->links[k]);
	}
}

static int
hold(struct holding *h, int64_t from_id, int64_t to_id, size_t max,
    struct err *err)
{
	const struct posts_wanted wanted = {h->user_id, from_id, to_id, max};

	arena_reset(&h->arena);
	return store_posts_some(h->store, &wanted, &h->arena, &h->held,
	    &h->n_held, err);
}

/* Go through them once, some at a time. */
static int
note_all(struct holding *h, const struct sites *sites, struct err *err)
{
	int64_t from_id = INT64_MIN;

	do {
		h->first = h->n;
		if (hold(h, from_id, INT64_MAX, HOLDING_SOME, err) == -1)
			return -1;
		note_held(h, sites);
		if (h->n > 0)
			from_id = h->briefs[h->n - 1].id + 1;
	} while (h->n_held == HOLDING_SOME);
	return 0;
}

/* Ids are X's, and may lie about the order of time, in which the posts are
 * judged: then having some at a time would be to read them over and over. */
static bool
is_ordered(const struct holding *h)
{
	for (size_t i = 1; i < h->n; i++)
		if (when_local_day(h->briefs[i].created_at) <
		    when_local_day(h->briefs[i - 1].created_at))
			return false;
	return true;
}

static int
compare_counts(const void *a, const void *b)
{
	const struct own_count *x = a, *y = b;

	return strcmp(x->key, y->key);
}

int
holding_open(struct holding *h, struct store *store, const struct sites *sites,
    int64_t user_id, bool is_sparing, struct err *err)
{
	size_t n_rows;
	int rc;

	*h = (struct holding){.store = store, .user_id = user_id};
	if (store_posts_count(store, user_id, &n_rows, err) == -1)
		return -1;
	if (is_sparing && n_rows >= HOLDING_ALL) {
		rc = note_all(h, sites, err);
		if (rc == 0 && !is_ordered(h)) {
			h->first = 0;
			rc = hold(h, INT64_MIN, INT64_MAX, h->n, err);
		}
	} else {
		rc = hold(h, INT64_MIN, INT64_MAX, n_rows, err);
		if (rc == 0)
			note_held(h, sites);
	}
	if (h->n_counts > 0)
		qsort(h->counts, h->n_counts, sizeof(*h->counts),
		    compare_counts);
	return rc;
}

void
holding_release(struct holding *h)
{
	free(h->briefs);
	free(h->counts);
	arena_release(&h->arena);
	arena_release(&h->names);
	hash_map_release(&h->by_site);
}

const struct stored_post *
holding_post(const struct holding *h, size_t i)
{
	return i >= h->first && i - h->first < h->n_held
		   ? &h->held[i - h->first]
		   : NULL;
}

int
holding_reach(struct holding *h, size_t i, struct err *err)
{
	size_t first = i - i % HOLDING_SOME, n = h->n - first;

	if (holding_post(h, i) != NULL)
		return 0;
	n = n < HOLDING_SOME ? n : HOLDING_SOME;
	h->first = first;
	if (hold(h, h->briefs[first].id, h->briefs[first + n - 1].id, n, err) ==
	    -1)
		return -1;
	return h->n_held == n ? 0
			      : err_set(err, ERR_LATER,
				    "the archive was changed meanwhile; try "
				    "again");
}

int64_t
holding_find(const struct holding *h, int64_t id)
{
	size_t low = 0, high = h->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (h->briefs[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < h->n && h->briefs[low].id == id ? (int64_t)low : -1;
}
