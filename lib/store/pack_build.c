#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/pack_format.h"

#include <stdlib.h>
#include <string.h>

/* Above these bits of score.flags stands the form of the post. */
enum { FORM_SHIFT = 5, FORM_IS_REPLY = 1 };

struct packing {
	int64_t user_id;
	struct packed_post *posts; /* own; not packed yet */
	size_t n, cap;
	struct arena arena; /* own; names of sites */
	const char **names; /* own */
	size_t n_names, names_cap;
	struct hash_map map; /* own; from the hash of a name */
	struct packs *packs; /* own */
	size_t packs_cap;
};

static int64_t
count_at(struct db *db, enum statement s, int column)
{
	return db_is_null(db, s, column) ? -1 : db_int(db, s, column);
}

int64_t
pack_delay(int64_t created_at, int64_t parent_id, int64_t parent_at)
{
	int64_t then =
	    parent_at >= 0 ? parent_at : when_of_id_ms(parent_id) / 1000;

	return then > 0 && then <= created_at ? created_at - then : -1;
}

static void
read_post(struct db *db, enum statement s, struct packed_post *post)
{
	static const int columns[PACK_COUNTS] = {6, 4, 5, 7, 8};
	int64_t flags = db_int(db, s, 12), parent_id = db_int(db, s, 2);
	size_t len;
	const unsigned char *probs = db_blob(db, s, 11, &len);

	*post = (struct packed_post){.id = db_int(db, s, 0),
	    .created_at = db_int(db, s, 1),
	    .class = (int)db_int(db, s, 10) & 7,
	    .form = (int)(flags >> FORM_SHIFT) & 7,
	    .flags = (int)flags & ((1 << FORM_SHIFT) - 1),
	    .give = db_real(db, s, 13),
	    .take = db_real(db, s, 14),
	    .delay = -1,
	    .counts_after = -1};
	if ((size_t)post->class < len)
		post->certainty = probs[post->class] / 255.0;
	for (int i = 0; i < PACK_COUNTS; i++)
		post->counts[i] = count_at(db, s, columns[i]);
	if (db_int(db, s, 9) >= post->created_at)
		post->counts_after = db_int(db, s, 9) - post->created_at;
	if (post->form == FORM_IS_REPLY && parent_id != 0)
		post->delay = pack_delay(post->created_at, parent_id,
		    count_at(db, s, 16));
	if (post->form == FORM_IS_REPLY)
		post->target_id = db_int(db, s, 3);
	if (post->target_id == 0)
		post->target_id = db_int(db, s, 15);
}

void
packing_add(struct packing *p, const struct packed_post *post)
{
	p->posts = mem_grow(p->posts, &p->cap, p->n + 1, sizeof(*p->posts));
	p->posts[p->n++] = *post;
}

static int
read_posts(struct packing *p, struct db *db, struct err *err)
{
	const enum statement s = STMT_PACK_POSTS;
	struct packed_post post;
	int rc;

	if (db_bind(db, s, err, "i", p->user_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		read_post(db, s, &post);
		packing_add(p, &post);
	}
	return rc;
}

static uint32_t
name_of_site(struct packing *p, const char *site)
{
	uint64_t key = hash_bytes(HASH_START, site, strlen(site));
	int at = hash_map_get(&p->map, key);

	if (at >= 0)
		return (uint32_t)at;
	p->names = mem_grow(p->names, &p->names_cap, p->n_names + 1,
	    sizeof(*p->names));
	p->names[p->n_names] = arena_strdup(&p->arena, site);
	hash_map_set(&p->map, key, (int)p->n_names);
	return (uint32_t)p->n_names++;
}

void
packing_add_site(struct packing *p, struct packed_post *post, const char *site)
{
	uint32_t place = name_of_site(p, site);

	for (size_t i = 0; i < post->n_sites; i++)
		if (post->sites[i] == place)
			return;
	if (post->n_sites < PACK_SITES)
		post->sites[post->n_sites++] = place;
}

/* Links come in the order of the posts; some posts are not scored. */
static int
read_sites(struct packing *p, struct db *db, struct err *err)
{
	const enum statement s = STMT_PACK_SITES;
	size_t i = 0;
	int rc;

	if (db_bind(db, s, err, "i", p->user_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 0);

		while (i < p->n && p->posts[i].id < id)
			i++;
		if (i < p->n && p->posts[i].id == id)
			packing_add_site(p, &p->posts[i], db_text(db, s, 1));
	}
	return rc;
}

/* By block; within one in the order of ids. */
static int
compare_posts(const void *a, const void *b)
{
	const struct packed_post *x = a, *y = b;
	int64_t v = pack_block_of(x->created_at),
		w = pack_block_of(y->created_at);

	if (v != w)
		return v < w ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Ids are X's and nearly always in the order of time, but may lie. */
static void
order_posts(struct packing *p)
{
	bool is_ordered = true;

	for (size_t i = 1; i < p->n && is_ordered; i++)
		is_ordered = compare_posts(&p->posts[i - 1], &p->posts[i]) < 0;
	if (!is_ordered)
		qsort(p->posts, p->n, sizeof(*p->posts), compare_posts);
}

static void
pack_block(struct packing *p, int64_t block, const struct packed_post *posts,
    size_t n)
{
	struct packs *packs = p->packs;
	struct pack *pack;

	packs->items = mem_grow(packs->items, &p->packs_cap, packs->n + 1,
	    sizeof(*packs->items));
	pack = &packs->items[packs->n++];
	*pack = (struct pack){.block = block, .bytes = BUF_INIT};
	pack_add(&pack->bytes, posts, n, p->names, p->n_names);
}

void
packing_reach(struct packing *p, int64_t block)
{
	size_t done = 0, end;

	if (p->n == 0 || pack_block_of(p->posts[0].created_at) >= block)
		return;
	order_posts(p);
	for (; done < p->n; done = end) {
		int64_t b = pack_block_of(p->posts[done].created_at);

		if (b >= block)
			break;
		for (end = done + 1; end < p->n; end++)
			if (pack_block_of(p->posts[end].created_at) != b)
				break;
		pack_block(p, b, p->posts + done, end - done);
	}
	p->n -= done;
	memmove(p->posts, p->posts + done, p->n * sizeof(*p->posts));
}

struct packing *
packing_new(int64_t user_id)
{
	struct packing *p = mem_alloc(1, sizeof(*p));

	p->user_id = user_id;
	p->packs = mem_alloc(1, sizeof(*p->packs));
	p->packs->user_id = user_id;
	return p;
}

void
packing_free(struct packing *p)
{
	if (p == NULL)
		return;
	packs_free(p->packs);
	free(p->posts);
	free(p->names);
	arena_release(&p->arena);
	hash_map_release(&p->map);
	free(p);
}

struct packs *
packing_end(struct packing *p)
{
	struct packs *packs = p->packs;

	packing_reach(p, INT64_MAX);
	p->packs = NULL;
	packing_free(p);
	return packs;
}

struct packs *
store_packs_make(struct store *store, int64_t user_id, size_t *n_posts,
    struct err *err)
{
	struct packing *p = packing_new(user_id);

	if (read_posts(p, store_db(store), err) == -1 ||
	    read_sites(p, store_db(store), err) == -1) {
		packing_free(p);
		return NULL;
	}
	*n_posts = p->n;
	return packing_end(p);
}

void
packs_free(struct packs *packs)
{
	if (packs == NULL)
		return;
	for (size_t i = 0; i < packs->n; i++)
		buf_release(&packs->items[i].bytes);
	free(packs->items);
	free(packs);
}

static int
put_pack(struct db *db, int64_t user_id, const struct pack *pack,
    struct err *err)
{
	const enum statement s = STMT_PACK_FIND;
	const struct buf *bytes = &pack->bytes;
	bool is_same = false;
	size_t len;
	int rc;

	if (db_bind(db, s, err, "ii", user_id, pack->block) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1) {
		const void *old = db_blob(db, s, 0, &len);

		is_same =
		    len == bytes->len && memcmp(old, bytes->data, len) == 0;
		db_reset(db, s);
	}
	return is_same
		   ? 0
		   : db_run(db, STMT_PACK_PUT, err, "iib", user_id, pack->block,
			 (const void *)bytes->data, bytes->len);
}

/* Blocks that no post is in any more. */
static int
drop_others(struct db *db, const struct packs *packs, struct err *err)
{
	const enum statement s = STMT_PACK_BLOCKS;
	int64_t *gone = NULL;
	size_t n = 0, cap = 0, i = 0;
	int rc;

	if (db_bind(db, s, err, "i", packs->user_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t block = db_int(db, s, 0);

		while (i < packs->n && packs->items[i].block < block)
			i++;
		if (i < packs->n && packs->items[i].block == block)
			continue;
		gone = mem_grow(gone, &cap, n + 1, sizeof(*gone));
		gone[n++] = block;
	}
	for (size_t k = 0; k < n && rc == 0; k++)
		rc = db_run(db, STMT_PACK_DROP_BLOCK, err, "ii", packs->user_id,
		    gone[k]);
	free(gone);
	return rc;
}

int
store_packs_put(struct store *store, const struct packs *packs, struct err *err)
{
	struct db *db = store_db(store);
	int rc = drop_others(db, packs, err);

	for (size_t i = 0; i < packs->n && rc == 0; i++)
		rc = put_pack(db, packs->user_id, &packs->items[i], err);
	return rc == 0 ? db_run(db, STMT_USER_PACKED, err, "i", packs->user_id)
		       : -1;
}

int
store_pack_user(struct store *store, int64_t user_id, struct err *err)
{
	size_t n;
	struct packs *packs = store_packs_make(store, user_id, &n, err);
	int rc = packs == NULL ? -1 : store_packs_put(store, packs, err);

	packs_free(packs);
	return rc;
}
