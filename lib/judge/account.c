#include "judge/account.h"

#include "base/mem.h"
#include "score/mass.h"

#include <stdlib.h>
#include <string.h>

int64_t
account_find_post(const struct stored_post *posts, size_t n, int64_t id)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (posts[middle].post.id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && posts[low].post.id == id ? (int64_t)low : -1;
}

static int
compare_sites(const void *a, const void *b)
{
	const struct link *const *x = a, *const *y = b;

	return strcmp((*x)->site, (*y)->site);
}

/* The links of the account's own words, by site; returns how many. */
static size_t
list_links(const struct stored_post *posts, size_t n,
    const struct link ***links)
{
	const struct link **list = NULL;
	size_t n_links = 0, cap = 0;

	for (size_t i = 0; i < n; i++) {
		const struct post *post = &posts[i].post;

		/* A repost's links are not the account's. */
		for (size_t k = 0; k < post->n_links && post->repost_of_id == 0;
		     k++) {
			const struct link *link = &post->links[k];

			if (link->site == NULL || link->is_media)
				continue;
			list = mem_grow(list, &cap, n_links + 1, sizeof(*list));
			list[n_links++] = link;
		}
	}
	if (n_links > 0)
		qsort(list, n_links, sizeof(*list), compare_sites);
	*links = list;
	return n_links;
}

/* One count per site key; returns how many. */
static size_t
count_sites(const struct sites *sites, const struct stored_post *posts,
    size_t n, struct own_count **counts)
{
	const struct link **links;
	size_t n_links = list_links(posts, n, &links), kept = 0;
	struct own_count *list = mem_alloc(n_links + 1, sizeof(*list));
	struct site site;

	for (size_t i = 0; i < n_links; i++) {
		if (i == 0 || compare_sites(&links[i - 1], &links[i]) != 0) {
			site_of(sites, links[i]->url, &site);
			list[kept++] =
			    (struct own_count){links[i]->site, site.kind, 0};
		}
		list[kept - 1].links++;
	}
	free(links);
	*counts = list;
	return kept;
}

/* What the user said belongs, or does not belong, to the account. */
static int
read_choices(struct store *store, int64_t user_id, struct arena *arena,
    struct own_choice **choices, size_t *n, struct err *err)
{
	struct db *db = store_db(store);
	size_t cap = 0;
	int rc;

	if (db_bind(db, STMT_OWN_OF_USER, err, "i", user_id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_OWN_OF_USER, err)) == 1) {
		if (db_int(db, STMT_OWN_OF_USER, 2) == 0)
			continue;
		*choices = mem_grow(*choices, &cap, *n + 1, sizeof(**choices));
		(*choices)[(*n)++] = (struct own_choice){
		    .what =
			arena_strdup(arena, db_text(db, STMT_OWN_OF_USER, 0)),
		    .is_own = own_status_by_name(
				  db_text(db, STMT_OWN_OF_USER, 1)) == OWN_YES,
		};
	}
	return rc;
}

int
account_find_own(struct store *store, const struct sites *sites,
    const struct account_read *account, struct ownership *own, struct err *err)
{
	struct own_count *counts = NULL;
	struct own_choice *choices = NULL;
	struct arena arena = ARENA_INIT;
	struct own_facts facts = {.user = account->user};
	int rc;

	rc = read_choices(store, account->user->id, &arena, &choices,
	    &facts.n_choices, err);
	if (rc == 0) {
		facts.n_counts =
		    count_sites(sites, account->posts, account->n, &counts);
		facts.counts = counts;
		facts.choices = choices;
		ownership_find(own, sites, &facts);
	}
	arena_release(&arena);
	free(choices);
	free(counts);
	return rc;
}

/* The chain that each post belongs to is named by its first post. */
static void
place_threads(const struct stored_post *posts, size_t n, struct place *places)
{
	size_t *first = mem_alloc(n, sizeof(*first));

	for (size_t i = 0; i < n; i++) {
		const struct post *post = &posts[i].post;
		int64_t parent =
		    post->reply_to_id == 0
			? -1
			: account_find_post(posts, i, post->reply_to_id);

		first[i] = parent < 0 ? i : first[parent];
		places[i].thread_position = ++places[first[i]].thread_length;
	}
	for (size_t i = 0; i < n; i++)
		places[i].thread_length = places[first[i]].thread_length;
	free(first);
}

struct said {
	uint64_t key;
	int64_t at;
	size_t index;
};

static int
compare_said(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static void
place_repeats(const struct stored_post *posts, size_t n, int repeat_days,
    struct place *places)
{
	struct said *said = mem_alloc(n, sizeof(*said));

	for (size_t i = 0; i < n; i++) {
		const struct post *post = &posts[i].post;

		said[i] =
		    (struct said){mass_text_key(post->text, strlen(post->text)),
			post->created_at, i};
	}
	qsort(said, n, sizeof(*said), compare_said);
	for (size_t i = 1; i < n; i++)
		places[said[i].index].is_repeat =
		    said[i].key != 0 && said[i].key == said[i - 1].key &&
		    said[i].at - said[i - 1].at <= (int64_t)repeat_days * 86400;
	free(said);
}

void
account_place_posts(const struct stored_post *posts, size_t n, int repeat_days,
    struct place *places)
{
	place_threads(posts, n, places);
	place_repeats(posts, n, repeat_days, places);
}
