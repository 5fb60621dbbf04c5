#include "ingest/ingest.h"

#include "base/blob.h"
#include "store/post.h"
#include "store/user.h"
#include "store/wipe.h"

#include <string.h>

void
ingest_prepare(const struct sites *sites, struct page *page)
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

static uint64_t
hash_string(uint64_t hash, const char *s)
{
	return s == NULL ? hash_byte(hash, 0)
			 : hash_bytes(hash, s, strlen(s) + 1);
}

/* All that is said of an account, and the day on which. */
static int
hash_user(const struct user *user, int64_t seen_at)
{
	uint64_t hash = hash_string(HASH_START, user->username);

	hash = hash_string(hash, user->name);
	hash = hash_string(hash, user->description);
	hash = hash_string(hash, user->url);
	hash = hash_string(hash, user->verified_type);
	for (size_t i = 0; i < user->n_links; i++)
		hash = hash_string(hash, user->links[i].url);
	hash = hash_mix(hash, (uint64_t)user->pinned_id);
	hash = hash_mix(hash, (uint64_t)user->followers);
	hash = hash_mix(hash, (uint64_t)user->following);
	hash = hash_mix(hash, (uint64_t)user->posts);
	hash = hash_mix(hash, (uint64_t)user->listed);
	hash = hash_mix(hash, (uint64_t)user->state);
	hash = hash_mix(hash, user->has_profile);
	hash = hash_mix(hash, (uint64_t)(seen_at / 86400));
	return (int)(hash >> 33);
}

static int
put_users(struct store *store, const struct page *page,
    const struct ingest_source *from, struct ingest_counts *counts,
    struct err *err)
{
	for (size_t i = 0; i < page->n_users; i++) {
		const struct user *user = &page->users[i];
		int64_t at = user->seen_at != 0 ? user->seen_at : from->seen_at;
		int hash = hash_user(user, at);

		if (from->known != NULL &&
		    hash_map_get(from->known, (uint64_t)user->id) == hash)
			continue;
		if (store_user_put(store, user, at, err) == -1)
			return -1;
		if (from->known != NULL)
			hash_map_set(from->known, (uint64_t)user->id, hash);
	}
	counts->users += (int64_t)page->n_users;
	return 0;
}

/* What X serves again may come back, unless it was forgotten. */
static int
put_again(struct store *store, const struct post *post,
    const struct ingest_source *from, int64_t page_id, enum put *put,
    struct err *err)
{
	bool lifted;

	if (store_tombstone_lift(store, post->id, &lifted, err) == -1)
		return -1;
	return lifted ? store_post_put(store, post, from->seen_at, page_id, put,
			    err)
		      : 0;
}

/* Tables know authors by their handles too. */
static int
name_author(struct store *store, struct post *post, struct err *err)
{
	if (post->author_id != 0 || post->author_handle == NULL)
		return 0;
	return store_user_by_handle(store, post->author_handle,
	    &post->author_id, err);
}

/* Put the posts; *n_new counts those that changed the archive, puts says for
 * each what became of it. */
static int
put_posts(struct store *store, const struct page *page,
    const struct ingest_source *from, int64_t page_id, enum put *puts,
    struct ingest_counts *counts, struct err *err)
{
	/* Newest first is how X sends them; oldest first keeps the row order
	 * that of time. */
	for (size_t i = page->n_posts; i-- > 0;) {
		struct post *post = &page->posts[i];

		if (name_author(store, post, err) == -1 ||
		    store_post_put(store, post,
			post->seen_at != 0 ? post->seen_at : from->seen_at,
			page_id, &puts[i], err) == -1)
			return -1;
		if (puts[i] == PUT_REFUSED && from->is_live &&
		    put_again(store, post, from, page_id, &puts[i], err) == -1)
			return -1;
		counts->posts++;
		counts->included += post->included;
		counts->posts_new += puts[i] == PUT_NEW;
		counts->posts_richer += puts[i] == PUT_RICHER;
		counts->posts_refused += puts[i] == PUT_REFUSED;
	}
	return 0;
}

/* Posts that were there already point to an earlier page. */
static int
put_sightings(struct store *store, const struct page *page,
    const enum put *puts, int64_t page_id, struct err *err)
{
	for (size_t i = 0; i < page->n_posts; i++)
		if ((puts[i] == PUT_RICHER || puts[i] == PUT_SAME) &&
		    store_post_sighted(store, page->posts[i].id, page_id,
			err) == -1)
			return -1;
	return 0;
}

static int
bury(struct store *store, const struct page *page, struct ingest_counts *counts,
    struct err *err)
{
	for (size_t i = 0; i < page->n_deleted; i++)
		if (store_tombstone(store, "post", page->deleted[i],
			"deleted by its author", err) == -1 ||
		    store_post_state(store, page->deleted[i], STATE_DELETED,
			"deleted by its author", err) == -1)
			return -1;
	counts->deleted += (int64_t)page->n_deleted;
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

static int
keep_page(struct store *store, const struct ingest_source *from,
    int64_t *page_id, struct err *err)
{
	struct buf frame = BUF_INIT;
	int rc;

	if (from->frame == NULL)
		blob_add_compressed(&frame, from->body, from->len);
	rc = store_page_add(store, from->source_id, from->origin,
	    from->frame != NULL ? from->frame : &frame, page_id, err);
	buf_release(&frame);
	return rc;
}

/* A page that told nothing new is not kept. */
static int
keep_or_drop(struct store *store, const struct page *page, int64_t page_id,
    const enum put *puts, struct ingest_counts *counts, struct err *err)
{
	bool is_new = false;

	if (page_id == 0)
		return 0;
	for (size_t i = 0; i < page->n_posts; i++)
		is_new |= puts[i] == PUT_NEW || puts[i] == PUT_RICHER;
	if (!is_new)
		return db_run(store_db(store), STMT_PAGE_DROP, err, "i",
		    page_id);
	counts->pages++;
	return put_sightings(store, page, puts, page_id, err);
}

int
ingest_page(struct store *store, const struct sites *sites, struct page *page,
    const struct ingest_source *from, struct ingest_counts *counts,
    struct err *err)
{
	enum put *puts = arena_zero(&page->arena, page->n_posts, sizeof(*puts));
	int64_t page_id = 0;

	if (from->frame == NULL)
		ingest_prepare(sites, page);
	if (page->n_posts > 0 && keep_page(store, from, &page_id, err) == -1)
		return -1;
	if (put_users(store, page, from, counts, err) == -1 ||
	    put_posts(store, page, from, page_id, puts, counts, err) == -1 ||
	    keep_or_drop(store, page, page_id, puts, counts, err) == -1 ||
	    bury(store, page, counts, err) == -1)
		return -1;
	for (size_t i = 0; i < page->n_problems; i++)
		if (put_problem(store, &page->problems[i], err) == -1)
			return -1;
	counts->problems += (int64_t)page->n_problems;
	counts->damaged += (int64_t)page->n_damaged;
	return 0;
}
