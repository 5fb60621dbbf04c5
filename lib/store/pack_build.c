#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/when.h"
#include "store/pack_format.h"

#include <stdlib.h>
#include <string.h>

/* Above these bits of score.flags stands the form of the post. */
enum { FORM_SHIFT = 5, FORM_IS_REPLY = 1 };

struct building {
	struct db *db;
	int64_t user_id;
	struct packed_post *posts; /* own */
	size_t n, cap;
	struct arena arena; /* own; names of sites */
	const char **names; /* own */
	size_t n_names, names_cap;
	struct hash_map map; /* own; from the hash of a name */
};

static int64_t
count_at(struct db *db, enum statement s, int column)
{
	return db_is_null(db, s, column) ? -1 : db_int(db, s, column);
}

/* How long after what it answers; from the time in that one's id where the
 * archive does not hold it. */
static int64_t
delay_of(struct db *db, enum statement s, const struct packed_post *post)
{
	int64_t parent_id = db_int(db, s, 2), then = 0;

	if (post->form != FORM_IS_REPLY || parent_id == 0)
		return -1;
	then = db_is_null(db, s, 16) ? when_of_id_ms(parent_id) / 1000
				     : db_int(db, s, 16);
	return then > 0 && then <= post->created_at ? post->created_at - then
						    : -1;
}

static void
read_post(struct db *db, enum statement s, struct packed_post *post)
{
	static const int columns[PACK_COUNTS] = {6, 4, 5, 7, 8};
	int64_t flags = db_int(db, s, 12);
	size_t len;
	const unsigned char *probs = db_blob(db, s, 11, &len);

	*post = (struct packed_post){.id = db_int(db, s, 0),
	    .created_at = db_int(db, s, 1),
	    .class = (int)db_int(db, s, 10) & 7,
	    .form = (int)(flags >> FORM_SHIFT) & 7,
	    .flags = (int)flags & ((1 << FORM_SHIFT) - 1),
	    .give = db_real(db, s, 13),
	    .take = db_real(db, s, 14),
	    .counts_after = -1};
	if ((size_t)post->class < len)
		post->certainty = probs[post->class] / 255.0;
	for (int i = 0; i < PACK_COUNTS; i++)
		post->counts[i] = count_at(db, s, columns[i]);
	if (db_int(db, s, 9) >= post->created_at)
		post->counts_after = db_int(db, s, 9) - post->created_at;
	post->delay = delay_of(db, s, post);
	if (post->form == FORM_IS_REPLY)
		post->target_id = db_int(db, s, 3);
	if (post->target_id == 0)
		post->target_id = db_int(db, s, 15);
}

static int
read_posts(struct building *b, struct err *err)
{
	const enum statement s = STMT_PACK_POSTS;
	int rc;

	if (db_bind(b->db, s, err, "i", b->user_id) == -1)
		return -1;
	while ((rc = db_step(b->db, s, err)) == 1) {
		b->posts =
		    mem_grow(b->posts, &b->cap, b->n + 1, sizeof(*b->posts));
		read_post(b->db, s, &b->posts[b->n++]);
	}
	return rc;
}

static uint32_t
name_of_site(struct building *b, const char *site)
{
	uint64_t key = hash_bytes(HASH_START, site, strlen(site));
	int at = hash_map_get(&b->map, key);

	if (at >= 0)
		return (uint32_t)at;
	b->names = mem_grow(b->names, &b->names_cap, b->n_names + 1,
	    sizeof(*b->names));
	b->names[b->n_names] = arena_strdup(&b->arena, site);
	hash_map_set(&b->map, key, (int)b->n_names);
	return (uint32_t)b->n_names++;
}

static void
add_site(struct packed_post *post, uint32_t site)
{
	for (size_t i = 0; i < post->n_sites; i++)
		if (post->sites[i] == site)
			return;
	if (post->n_sites < PACK_SITES)
		post->sites[post->n_sites++] = site;
}

/* Links come in the order of the posts; some posts are not scored. */
static int
read_sites(struct building *b, struct err *err)
{
	const enum statement s = STMT_PACK_SITES;
	size_t i = 0;
	int rc;

	if (db_bind(b->db, s, err, "i", b->user_id) == -1)
		return -1;
	while ((rc = db_step(b->db, s, err)) == 1) {
		int64_t id = db_int(b->db, s, 0);

		while (i < b->n && b->posts[i].id < id)
			i++;
		if (i < b->n && b->posts[i].id == id)
			add_site(&b->posts[i],
			    name_of_site(b, db_text(b->db, s, 1)));
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
order_posts(struct building *b)
{
	bool is_ordered = true;

	for (size_t i = 1; i < b->n && is_ordered; i++)
		is_ordered = compare_posts(&b->posts[i - 1], &b->posts[i]) < 0;
	if (!is_ordered)
		qsort(b->posts, b->n, sizeof(*b->posts), compare_posts);
}

/* The posts, packed block by block. */
static struct packs *
make_packs(struct building *b)
{
	struct packs *packs = mem_alloc(1, sizeof(*packs));
	size_t cap = 0;

	packs->user_id = b->user_id;
	for (size_t i = 0, end; i < b->n; i = end) {
		int64_t block = pack_block_of(b->posts[i].created_at);
		struct pack *pack;

		for (end = i + 1; end < b->n; end++)
			if (pack_block_of(b->posts[end].created_at) != block)
				break;
		packs->items = mem_grow(packs->items, &cap, packs->n + 1,
		    sizeof(*packs->items));
		pack = &packs->items[packs->n++];
		*pack = (struct pack){.block = block, .bytes = BUF_INIT};
		pack_add(&pack->bytes, b->posts + i, end - i, b->names,
		    b->n_names);
	}
	return packs;
}

struct packs *
store_packs_make(struct store *store, int64_t user_id, size_t *n_posts,
    struct err *err)
{
	struct building b = {.db = store_db(store),
	    .user_id = user_id,
	    .arena = ARENA_INIT};
	struct packs *packs = NULL;

	if (read_posts(&b, err) == 0 && read_sites(&b, err) == 0) {
		order_posts(&b);
		packs = make_packs(&b);
		*n_posts = b.n;
	}
	free(b.posts);
	free(b.names);
	arena_release(&b.arena);
	hash_map_release(&b.map);
	return packs;
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
