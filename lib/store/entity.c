#include "store/entity.h"

#include "base/mem.h"
#include "store/store_private.h"

#include <string.h>

int
store_parts_of(const struct post *post)
{
	return (post->n_links > 0 ? PART_LINK : 0) |
	       (post->n_mentions > 0 ? PART_MENTION : 0) |
	       (post->n_hashtags > 0 ? PART_HASHTAG : 0) |
	       (post->n_media > 0 ? PART_MEDIA : 0);
}

int
store_entities_put(struct store *store, int64_t rid, const struct post *post,
    struct err *err)
{
	struct db *db = store->db;
	int rc = 0;

	for (size_t i = 0; i < post->n_links && rc == 0; i++) {
		const struct link *l = &post->links[i];

		rc = db_run(db, STMT_LINK_INSERT, err, "iisssiii", rid,
		    (int64_t)i, l->url, l->site, l->title, (int64_t)l->is_media,
		    (int64_t)l->start, (int64_t)l->end);
	}
	for (size_t i = 0; i < post->n_mentions && rc == 0; i++) {
		const struct mention *m = &post->mentions[i];

		rc = db_run(db, STMT_MENTION_INSERT, err, "iisIii", rid,
		    (int64_t)i, m->handle, m->user_id, (int64_t)m->start,
		    (int64_t)m->end);
	}
	for (size_t i = 0; i < post->n_hashtags && rc == 0; i++) {
		const struct hashtag *h = &post->hashtags[i];
		char kind[2] = {h->kind, '\0'};

		rc = db_run(db, STMT_HASHTAG_INSERT, err, "iissii", rid,
		    (int64_t)i, h->name, kind, (int64_t)h->start,
		    (int64_t)h->end);
	}
	for (size_t i = 0; i < post->n_media && rc == 0; i++) {
		const struct media *m = &post->media[i];

		rc = db_run(db, STMT_MEDIA_INSERT, err, "iissss", rid,
		    (int64_t)i, m->key, m->kind, m->url, m->alt);
	}
	return rc;
}

static int64_t
count_short_links(const struct post *post)
{
	int64_t n = 0;

	for (size_t i = 0; i < post->n_links; i++)
		n += strstr(post->links[i].url, "//t.co/") != NULL;
	return n;
}

/* Is there more in this sight of the post than in the archive? */
static int
has_more(struct store *store, int64_t rid, const struct post *post,
    struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_ENTITY_COUNTS;
	const size_t seen[] = {post->n_mentions, post->n_hashtags,
	    post->n_media};
	bool more;

	if (db_bind(db, s, err, "i", rid) == -1 || db_step(db, s, err) == -1)
		return -1;
	more = (int64_t)post->n_links > db_int(db, s, 0) ||
	       ((int64_t)post->n_links == db_int(db, s, 0) &&
		   count_short_links(post) < db_int(db, s, 1));
	for (int i = 0; i < 3; i++)
		more |= (int64_t)seen[i] > db_int(db, s, 2 + i);
	db_reset(db, s);
	return more;
}

int
store_entities_merge(struct store *store, int64_t rid, const struct post *post,
    bool always, bool *changed, struct err *err)
{
	static const enum statement deletes[] = {STMT_LINK_DELETE,
	    STMT_MENTION_DELETE, STMT_HASHTAG_DELETE, STMT_MEDIA_DELETE};
	int more = always ? 1 : has_more(store, rid, post, err);

	*changed = more == 1;
	if (more != 1)
		return more;
	for (int i = 0; i < 4; i++)
		if (db_run(store->db, deletes[i], err, "i", rid) == -1)
			return -1;
	if (db_run(store->db, STMT_POST_PARTS, err, "ii", rid,
		(int64_t)store_parts_of(post)) == -1)
		return -1;
	return store_entities_put(store, rid, post, err);
}

/* Arrays double in the arena; most posts have none or one of each. */
static void *
grow(struct arena *arena, const void *items, size_t n, size_t size)
{
	void *grown;

	if ((n & (n - 1)) != 0)
		return NULL;
	grown = arena_zero(arena, n == 0 ? 1 : 2 * n, size);
	if (n > 0)
		memcpy(grown, items, n * size);
	return grown;
}

/* One row each. */
static void
read_link(struct db *db, enum statement s, struct arena *arena,
    struct post *post)
{
	struct link *l = grow(arena, post->links, post->n_links, sizeof(*l));

	if (l != NULL)
		post->links = l;
	l = &post->links[post->n_links++];
	l->url = arena_strdup(arena, db_text(db, s, 0));
	l->site = arena_strdup(arena, db_text(db, s, 1));
	l->title = arena_strdup(arena, db_text(db, s, 2));
	l->is_media = db_int(db, s, 3) != 0;
	l->start = (int)db_int(db, s, 4);
	l->end = (int)db_int(db, s, 5);
}

static void
read_mention(struct db *db, enum statement s, struct arena *arena,
    struct post *post)
{
	struct mention *m =
	    grow(arena, post->mentions, post->n_mentions, sizeof(*m));

	if (m != NULL)
		post->mentions = m;
	m = &post->mentions[post->n_mentions++];
	m->handle = arena_strdup(arena, db_text(db, s, 0));
	m->user_id = db_int(db, s, 1);
	m->start = (int)db_int(db, s, 2);
	m->end = (int)db_int(db, s, 3);
}

static void
read_hashtag(struct db *db, enum statement s, struct arena *arena,
    struct post *post)
{
	struct hashtag *h =
	    grow(arena, post->hashtags, post->n_hashtags, sizeof(*h));

	if (h != NULL)
		post->hashtags = h;
	h = &post->hashtags[post->n_hashtags++];
	h->name = arena_strdup(arena, db_text(db, s, 0));
	h->kind = *db_text(db, s, 1);
	h->start = (int)db_int(db, s, 2);
	h->end = (int)db_int(db, s, 3);
}

static void
read_media(struct db *db, enum statement s, struct arena *arena,
    struct post *post)
{
	struct media *m = grow(arena, post->media, post->n_media, sizeof(*m));

	if (m != NULL)
		post->media = m;
	m = &post->media[post->n_media++];
	m->key = arena_strdup(arena, db_text(db, s, 0));
	m->kind = arena_strdup(arena, db_text(db, s, 1));
	m->url = arena_strdup(arena, db_text(db, s, 2));
	m->alt = arena_strdup(arena, db_text(db, s, 3));
}

static const struct part {
	int kind;
	enum statement of_post;
	void (*read)(struct db *db, enum statement s, struct arena *arena,
	    struct post *post);
} parts[] = {
    {PART_LINK, STMT_LINKS_OF_POST, read_link},
    {PART_MENTION, STMT_MENTIONS_OF_POST, read_mention},
    {PART_HASHTAG, STMT_HASHTAGS_OF_POST, read_hashtag},
    {PART_MEDIA, STMT_MEDIA_OF_POST, read_media},
};

int
store_entities_get(struct store *store, int64_t rid, int kinds,
    struct arena *arena, struct post *post, struct err *err)
{
	struct db *db = store->db;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		const enum statement s = parts[i].of_post;
		int rc;

		if ((kinds & parts[i].kind) == 0)
			continue;
		if (db_bind(db, s, err, "i", rid) == -1)
			return -1;
		while ((rc = db_step(db, s, err)) == 1)
			parts[i].read(db, s, arena, post);
		if (rc == -1)
			return -1;
	}
	return 0;
}
