#include "report/digest.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "report/packs.h"

#include <stdlib.h>

enum { SHOWN = 10 };

struct new_site {
	const char *name;        /* the arena's */
	int64_t accounts, posts; /* in the week */
	int64_t last_author;
	int64_t first_at, first_author, first_post;
	bool is_old; /* linked to before the week */
};

struct sites {
	struct new_site *items; /* own */
	size_t n, n_new, cap;
	struct hash_map map; /* own; from the hash of a name */
	struct arena arena;  /* own */
	int *of_pack;        /* own; places of the present pack's sites;
			      * -1: not of the week */
	size_t n_of_pack, of_pack_cap;
	int64_t first_block, last_block; /* of the time before the week */
};

static void
add_of_pack(struct sites *sites, int at)
{
	sites->of_pack = mem_grow(sites->of_pack, &sites->of_pack_cap,
	    sites->n_of_pack + 1, sizeof(*sites->of_pack));
	sites->of_pack[sites->n_of_pack++] = at;
}

static void
take_site(void *arg, const char *name, size_t len)
{
	struct sites *sites = arg;
	uint64_t key = hash_bytes(HASH_START, name, len);
	int at = hash_map_get(&sites->map, key);

	if (at < 0) {
		at = (int)sites->n;
		hash_map_set(&sites->map, key, at);
		sites->items = mem_grow(sites->items, &sites->cap, sites->n + 1,
		    sizeof(*sites->items));
		sites->items[sites->n++] = (struct new_site){
		    .name = arena_copy(&sites->arena, name, len)};
	}
	add_of_pack(sites, at);
}

static enum packs_wish
take_pack(void *arg, int64_t block, const struct pack_reader *reader)
{
	struct sites *sites = arg;

	(void)block;
	sites->n_of_pack = 0;
	pack_sites(reader, take_site, sites);
	return PACKS_POSTS;
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct sites *sites = arg;

	for (size_t i = 0; i < post->n_sites; i++) {
		struct new_site *site =
		    &sites->items[sites->of_pack[post->sites[i]]];

		sites->n_new += site->posts == 0;
		site->posts++;
		site->accounts += site->last_author != author_id;
		site->last_author = author_id;
		if (site->first_post != 0 && site->first_at <= post->created_at)
			continue;
		site->first_at = post->created_at;
		site->first_author = author_id;
		site->first_post = post->id;
	}
}

static void
look_for_site(void *arg, const char *name, size_t len)
{
	struct sites *sites = arg;

	add_of_pack(sites,
	    hash_map_get(&sites->map, hash_bytes(HASH_START, name, len)));
}

static void
mark_old(struct sites *sites, size_t of_pack)
{
	int at = sites->of_pack[of_pack];

	if (at < 0 || sites->items[at].is_old || sites->items[at].posts == 0)
		return;
	sites->items[at].is_old = true;
	sites->n_new--;
}

/* Before the week it is enough that a pack names a site, if all of it is
 * before: posts are asked only at the ends. */
static enum packs_wish
look_into_pack(void *arg, int64_t block, const struct pack_reader *reader)
{
	struct sites *sites = arg;

	if (sites->n_new == 0)
		return PACKS_STOP;
	sites->n_of_pack = 0;
	pack_sites(reader, look_for_site, sites);
	if (block == sites->first_block || block == sites->last_block)
		return PACKS_POSTS;
	for (size_t i = 0; i < sites->n_of_pack; i++)
		mark_old(sites, i);
	return PACKS_SKIP;
}

static void
look_into_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct sites *sites = arg;

	(void)author_id;
	for (size_t i = 0; i < post->n_sites; i++)
		mark_old(sites, post->sites[i]);
}

/* Which of the week's sites were linked to in the time before. */
static int
find_old(const struct report_job *job, struct sites *sites, struct err *err)
{
	struct report_request before = *job->request;
	const struct report_job earlier = {job->store, job->scorer, &before};
	const struct packs_visitor visitor = {.arg = sites,
	    .parts = PACK_LINKED,
	    .may_stop = true,
	    .pack = look_into_pack,
	    .post = look_into_post};
	int64_t day = before.window.first_day, since, until;

	before.window.first_day = day - DIGEST_NEW_DAYS;
	before.window.last_day = day - 1;
	before.window.frozen = 0;
	window_seconds(&before.window, &since, &until);
	sites->first_block = pack_block_of(since);
	sites->last_block = pack_block_of(until);
	return packs_each(&earlier, &visitor, err);
}

/* New ones first, those that most accounts link to before others. */
static int
compare(const void *a, const void *b)
{
	const struct new_site *x = a, *y = b;

	if (x->is_old != y->is_old)
		return x->is_old ? 1 : -1;
	if (x->accounts != y->accounts)
		return x->accounts > y->accounts ? -1 : 1;
	if (x->posts != y->posts)
		return x->posts > y->posts ? -1 : 1;
	return (x->first_post > y->first_post) -
	       (x->first_post < y->first_post);
}

static const struct out_column columns[] = {
    {"site", "New site", OUT_LEFT, true, OUT_KEY},
    {"accounts", "Accounts", OUT_RIGHT, false, 0},
    {"posts", "Posts", OUT_RIGHT, false, 0},
    {"first_handle", "First by", OUT_LEFT, false, 0},
    {"first_account_id", NULL, OUT_RIGHT, false, 0},
    {"first_post_id", "In", OUT_LEFT, false, 0},
    {"first_at", "When", OUT_LEFT, false, 0},
};

static int
put_sites(const struct report_job *job, struct sites *sites, struct out *out,
    struct err *err)
{
	size_t shown = 0;
	const char *handle;

	if (sites->n > 0)
		qsort(sites->items, sites->n, sizeof(*sites->items), compare);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (; shown < SHOWN && shown < sites->n; shown++) {
		const struct new_site *site = &sites->items[shown];

		if (site->is_old || site->posts == 0)
			break;
		if (find_handle(job->store, site->first_author, &sites->arena,
			&handle, err) == -1)
			return -1;
		out_text(out, site->name);
		out_int(out, site->accounts);
		out_int(out, site->posts);
		out_text(out, handle);
		out_id(out, site->first_author);
		out_id(out, site->first_post);
		out_time(out, site->first_at);
		out_row(out);
	}
	out_paragraph(out,
	    shown == 0
		? "No site that was not linked to in the half year before."
		: "Not linked to by these accounts in the half year before, "
		  "as far as the archive goes back.");
	return 0;
}

int
digest_put_sites(const struct report_job *job, struct out *out, struct err *err)
{
	struct sites sites = {.arena = ARENA_INIT};
	const struct packs_visitor visitor = {.arg = &sites,
	    .parts = PACK_LINKED,
	    .pack = take_pack,
	    .post = take_post};
	int rc = packs_each(job, &visitor, err);

	if (rc == 0)
		rc = find_old(job, &sites, err);
	if (rc == 0)
		rc = put_sites(job, &sites, out, err);
	free(sites.items);
	free(sites.of_pack);
	hash_map_release(&sites.map);
	arena_release(&sites.arena);
	return rc;
}
