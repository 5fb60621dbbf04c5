#include "report/cells.h"

#include "base/hash.h"
#include "base/mem.h"
#include "model/class.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 50 };

struct domain {
	const char *name;                /* the arena's */
	int64_t last_author, own_author; /* who shared it last; whose it is,
					  * of the account now gone through */
	int64_t accounts, posts;         /* of those that do not own it */
	int64_t own_accounts, own_posts; /* of those that do */
	int64_t gives, takes;            /* posts, own or not */
	int64_t first_at, last_at;
	int64_t first_author, first_post;
	struct recent recent;
};

/* A site of an account's own. */
struct owned {
	int64_t user_id;
	int site;
};

struct gathering {
	const struct report_job *job;
	struct domain *sites; /* own */
	size_t n, n_shown, cap;
	struct hash_map map; /* own; from the hash of a name */
	struct arena arena;  /* own */
	int *of_pack;        /* own; the sites of the present pack; -1: none */
	size_t n_of_pack, of_pack_cap;
	struct owned *owned; /* own; by account */
	size_t n_owned, owned_cap, next_owned;
	int64_t latest; /* when the last of those shown was first seen */
};

static int
site_index(struct gathering *g, const char *name, size_t len)
{
	uint64_t key = hash_bytes(HASH_START, name, len);
	int at = hash_map_get(&g->map, key);

	if (at >= 0)
		return at;
	g->sites = mem_grow(g->sites, &g->cap, g->n + 1, sizeof(*g->sites));
	g->sites[g->n] =
	    (struct domain){.name = arena_copy(&g->arena, name, len)};
	hash_map_set(&g->map, key, (int)g->n);
	return (int)g->n++;
}

static void
add_of_pack(struct gathering *g, int site)
{
	g->of_pack = mem_grow(g->of_pack, &g->of_pack_cap, g->n_of_pack + 1,
	    sizeof(*g->of_pack));
	g->of_pack[g->n_of_pack++] = site;
}

static void
take_site(void *arg, const char *name, size_t len)
{
	add_of_pack(arg, site_index(arg, name, len));
}

static enum packs_wish
take_pack(void *arg, int64_t block, const struct pack_reader *reader)
{
	struct gathering *g = arg;

	(void)block;
	g->n_of_pack = 0;
	pack_sites(reader, take_site, g);
	return PACKS_POSTS;
}

static int
read_owned(struct gathering *g, int64_t first, int64_t last, struct err *err)
{
	struct db *db = store_db(g->job->store);
	const enum statement s = STMT_REPORT_OWNED;
	int rc;

	if (db_bind(db, s, err, "ii", first, last) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		const char *what = db_text(db, s, 1);

		if (*what == '@')
			continue;
		g->owned = mem_grow(g->owned, &g->owned_cap, g->n_owned + 1,
		    sizeof(*g->owned));
		g->owned[g->n_owned++] = (struct owned){db_int(db, s, 0),
		    site_index(g, what, strlen(what))};
	}
	return rc;
}

/* By account, as packs come. */
static int
load_owned(struct gathering *g, struct err *err)
{
	const struct report_request *request = g->job->request;
	const struct id_set *roster = request->roster;
	int rc = 0;

	if (request->user_id != 0)
		return read_owned(g, request->user_id, request->user_id, err);
	if (roster == NULL)
		return read_owned(g, INT64_MIN, INT64_MAX, err);
	for (size_t i = 0; i < roster->n && rc == 0; i++)
		rc = read_owned(g, roster->ids[i], roster->ids[i], err);
	return rc;
}

/* Mark what belongs to the account. */
static void
begin_account(void *arg, int64_t author_id)
{
	struct gathering *g = arg;

	while (g->next_owned < g->n_owned &&
	       g->owned[g->next_owned].user_id < author_id)
		g->next_owned++;
	for (size_t i = g->next_owned;
	     i < g->n_owned && g->owned[i].user_id == author_id; i++)
		g->sites[g->owned[i].site].own_author = author_id;
}

static void
note_first(struct domain *site, int64_t author_id,
    const struct packed_post *post)
{
	if (site->first_post != 0 && site->first_at <= post->created_at)
		return;
	site->first_at = post->created_at;
	site->first_author = author_id;
	site->first_post = post->id;
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct gathering *g = arg;
	enum class_group group = class_info[post->class].group;

	for (size_t i = 0; i < post->n_sites; i++) {
		struct domain *site = &g->sites[g->of_pack[post->sites[i]]];
		bool is_own = site->own_author == author_id;
		bool is_new = site->last_author != author_id;

		note_first(site, author_id, post);
		site->last_author = author_id;
		site->accounts += is_new && !is_own;
		site->own_accounts += is_new && is_own;
		site->posts += !is_own;
		site->own_posts += is_own;
		site->gives += group == GROUP_GIVE;
		site->takes += group == GROUP_TAKE;
		if (post->created_at > site->last_at)
			site->last_at = post->created_at;
		recent_add(&site->recent, post->id);
	}
}

/* What travels furthest: shared by most accounts that do not own it. */
static int
compare_sites(const void *a, const void *b)
{
	const struct domain *x = a, *y = b;

	if (x->accounts != y->accounts)
		return x->accounts > y->accounts ? -1 : 1;
	if (x->posts != y->posts)
		return x->posts > y->posts ? -1 : 1;
	if (x->own_posts != y->own_posts)
		return x->own_posts > y->own_posts ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Drop what was not shared in the window, and order the rest. */
static void
order_sites(struct gathering *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++)
		if (g->sites[i].posts + g->sites[i].own_posts > 0)
			g->sites[kept++] = g->sites[i];
	g->n = kept;
	if (kept > 0)
		qsort(g->sites, kept, sizeof(*g->sites), compare_sites);
}

/* Sites are looked for that are shown and that the pack may know to be
 * older. */
static void
look_for_site(void *arg, const char *name, size_t len)
{
	struct gathering *g = arg;

	add_of_pack(g,
	    hash_map_get(&g->map, hash_bytes(HASH_START, name, len)));
}

static enum packs_wish
look_into_pack(void *arg, int64_t block, const struct pack_reader *reader)
{
	struct gathering *g = arg;

	if (pack_block_of(g->latest) < block)
		return PACKS_STOP;
	g->n_of_pack = 0;
	pack_sites(reader, look_for_site, g);
	for (size_t i = 0; i < g->n_of_pack; i++)
		if (g->of_pack[i] >= 0 &&
		    pack_block_of(g->sites[g->of_pack[i]].first_at) >= block)
			return PACKS_POSTS;
	return PACKS_SKIP;
}

static void
find_latest(void *arg, int64_t author_id)
{
	struct gathering *g = arg;

	(void)author_id;
	g->latest = INT64_MIN;
	for (size_t i = 0; i < g->n_shown; i++)
		if (g->sites[i].first_at > g->latest)
			g->latest = g->sites[i].first_at;
}

static void
look_into_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct gathering *g = arg;

	for (size_t i = 0; i < post->n_sites; i++) {
		int site = g->of_pack[post->sites[i]];

		if (site >= 0)
			note_first(&g->sites[site], author_id, post);
	}
}

/* When the sites that are shown were first seen, before the window: mostly
 * the oldest packs tell. */
static int
find_firsts(struct gathering *g, struct err *err)
{
	struct report_request before = *g->job->request;
	const struct report_job job = {g->job->store, g->job->scorer, &before};
	const struct packs_visitor visitor = {.arg = g,
	    .parts = PACK_LINKED,
	    .is_oldest_first = true,
	    .may_stop = true,
	    .account = find_latest,
	    .pack = look_into_pack,
	    .post = look_into_post};

	if (before.window.first_day == INT64_MIN || g->n_shown == 0)
		return 0;
	before.window.last_day = before.window.first_day - 1;
	before.window.first_day = INT64_MIN;
	before.window.frozen = 0;
	hash_map_release(&g->map);
	for (size_t i = 0; i < g->n_shown; i++)
		hash_map_set(&g->map,
		    hash_bytes(HASH_START, g->sites[i].name,
			strlen(g->sites[i].name)),
		    (int)i);
	return packs_each(&job, &visitor, err);
}

static const struct out_column columns[] = {
    {"site", "Site", OUT_LEFT, true},
    {"accounts", "Accounts", OUT_RIGHT, false, OUT_COMPARED},
    {"posts", "Posts", OUT_RIGHT, false, OUT_COMPARED},
    {"own_accounts", "Owners", OUT_RIGHT, false},
    {"own_posts", "Their posts", OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false},
    {"takes", "Takes", OUT_RIGHT, false},
    {"is_new", "New", OUT_LEFT, false},
    {"first_at", "First seen", OUT_LEFT, false},
    {"first_handle", "by", OUT_LEFT, true},
    {"first_account_id", NULL, OUT_RIGHT, false},
    {"first_post_id", NULL, OUT_RIGHT, false},
    {"last_at", NULL, OUT_LEFT, false},
    {"newest_posts", "Newest", OUT_LEFT, true},
};

static int
put_site(struct gathering *g, const struct domain *site, struct out *out,
    struct err *err)
{
	const char *handle;
	int64_t since, until;

	if (find_handle(g->job->store, site->first_author, &g->arena, &handle,
		err) == -1)
		return -1;
	window_seconds(&g->job->request->window, &since, &until);
	out_text(out, site->name);
	out_int(out, site->accounts);
	out_int(out, site->posts);
	out_int(out, site->own_accounts);
	out_int(out, site->own_posts);
	out_int(out, site->gives);
	out_int(out, site->takes);
	if (since == INT64_MIN)
		out_text(out, NULL);
	else
		out_bool(out, site->first_at >= since);
	out_time(out, site->first_at);
	out_text(out, handle);
	out_id(out, site->first_author);
	out_id(out, site->first_post);
	out_time(out, site->last_at);
	cells_put_recent(out, &site->recent);
	out_row(out);
	return 0;
}

static int
put_sites(struct gathering *g, struct out *out, struct err *err)
{
	int64_t wanted = g->job->request->limit;
	size_t limit = wanted > 0 ? (size_t)wanted : SHOWN;
	struct buf text = BUF_INIT;
	int rc = 0;

	order_sites(g);
	g->n_shown = g->n < limit ? g->n : limit;
	if (find_firsts(g, err) == -1)
		return -1;
	out_fact_int(out, "sites_found", (int64_t)g->n);
	buf_addf(&text,
	    "%zu sites%s, those first that most accounts link to whose sites "
	    "they are not:",
	    g->n, g->n > limit ? " (the first of them here)" : "");
	out_paragraph(out, text.data);
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < g->n_shown && rc == 0; i++)
		rc = put_site(g, &g->sites[i], out, err);
	out_paragraph(out,
	    "Accounts and posts are those that do not own the site; owners "
	    "link to their own.  New is what these accounts had not linked to "
	    "before the window, as far as the archive goes back.");
	buf_release(&text);
	return rc;
}

int
report_domains(const struct report_job *job, struct out *out, struct err *err)
{
	struct gathering g = {.job = job, .arena = ARENA_INIT};
	const struct packs_visitor visitor = {.arg = &g,
	    .parts = PACK_LINKED,
	    .account = begin_account,
	    .pack = take_pack,
	    .post = take_post};
	int rc = load_owned(&g, err);

	if (rc == 0)
		rc = packs_each(job, &visitor, err);
	if (rc == 0)
		rc = put_sites(&g, out, err);
	free(g.sites);
	free(g.owned);
	free(g.of_pack);
	hash_map_release(&g.map);
	arena_release(&g.arena);
	return rc;
}
