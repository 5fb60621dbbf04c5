#include "ingest/ingest.h"

#include "store/post.h"
#include "store/user.h"

#include <string.h>

static void
name_sites(const struct sites *sites, struct page *page)
{
	struct site site;

	for (size_t i = 0; i < page->n_posts; i++) {
		struct post *post = &page->posts[i];

		for (size_t k = 0; k < post->n_links; k++) {
			struct link *link = &post->links[k];

			site_of(sites, link->url, &site);
			link->is_media |= site.kind == SITE_MEDIA;
			if (site.key[0] != '\0' && link->site == NULL)
				link->site =
				    arena_strdup(&page->arena, site.key);
		}
	}
}

static int
put_users(struct store *store, const struct page *page, int64_t seen_at,
    struct ingest_counts *counts, struct err *err)
{
	for (size_t i = 0; i < page->n_users; i++) {
		const struct user *user = &page->users[i];

		if (store_user_put(store, user,
			user->seen_at != 0 ? user->seen_at : seen_at,
			err) == -1)
			return -1;
	}
	counts->users += (int64_t)page->n_users;
	return 0;
}

/* Put the posts; *n_new counts those that changed the archive. */
static int
put_posts(struct store *store, const struct page *page,
    const struct ingest_source *from, int64_t page_id,
    struct ingest_counts *counts, int64_t *n_new, struct err *err)
{
	enum put put;

	/* Newest first is how X sends them; oldest first keeps the row order
	 * that of time. */
	for (size_t i = page->n_posts; i-- > 0;) {
		const struct post *post = &page->posts[i];

		if (store_post_put(store, post,
			post->seen_at != 0 ? post->seen_at : from->seen_at,
			page_id, &put, err) == -1)
			return -1;
		counts->posts++;
		counts->included += post->included;
		counts->posts_new += put == PUT_NEW;
		counts->posts_richer += put == PUT_RICHER;
		counts->posts_refused += put == PUT_REFUSED;
		*n_new += put == PUT_NEW || put == PUT_RICHER;
	}
	return 0;
}

static int
put_sightings(struct store *store, const struct page *page, int64_t page_id,
    struct err *err)
{
	for (size_t i = 0; i < page->n_posts; i++)
		if (store_post_sighted(store, page->posts[i].id, page_id,
			err) == -1)
			return -1;
	return 0;
}

static bool
is_about_user(const struct problem *problem)
{
	return problem->resource_type != NULL &&
	       strcmp(problem->resource_type, "user") == 0;
}

static int
put_problem(struct store *store, const struct problem *problem, struct err *err)
{
	static const char *const kinds[] = {
	    [PROBLEM_NOT_FOUND] = "not found",
	    [PROBLEM_SUSPENDED] = "suspended",
	    [PROBLEM_NOT_AUTHORIZED] = "protected",
	    [PROBLEM_OTHER] = "other",
	};

	if (is_about_user(problem) && problem->id != 0) {
		if (problem->kind == PROBLEM_SUSPENDED &&
		    store_user_state(store, problem->id, STATE_SUSPENDED,
			problem->detail, err) == -1)
			return -1;
		if (problem->kind == PROBLEM_NOT_AUTHORIZED &&
		    store_user_state(store, problem->id, STATE_PROTECTED,
			problem->detail, err) == -1)
			return -1;
	}
	return store_problem(store,
	    problem->resource_type != NULL ? problem->resource_type : "",
	    problem->id, kinds[problem->kind], problem->detail, err);
}

/* A page that told nothing new is not kept. */
static int
keep_or_drop(struct store *store, const struct page *page, int64_t page_id,
    bool is_new, struct ingest_counts *counts, struct err *err)
{
	if (page_id == 0)
		return 0;
	if (!is_new)
		return db_run(store_db(store), STMT_PAGE_DROP, err, "i",
		    page_id);
	counts->pages++;
	return put_sightings(store, page, page_id, err);
}

int
ingest_page(struct store *store, const struct sites *sites, struct page *page,
    const struct ingest_source *from, struct ingest_counts *counts,
    struct err *err)
{
	int64_t page_id = 0, n_new = 0;

	name_sites(sites, page);
	if (page->n_posts > 0 &&
	    store_page_add(store, from->source_id, from->origin, from->body,
		from->len, &page_id, err) == -1)
		return -1;
	if (put_users(store, page, from->seen_at, counts, err) == -1 ||
	    put_posts(store, page, from, page_id, counts, &n_new, err) == -1 ||
	    keep_or_drop(store, page, page_id, n_new > 0, counts, err) == -1)
		return -1;
	for (size_t i = 0; i < page->n_problems; i++)
		if (put_problem(store, &page->problems[i], err) == -1)
			return -1;
	counts->problems += (int64_t)page->n_problems;
	counts->damaged += (int64_t)page->n_damaged;
	return 0;
}
