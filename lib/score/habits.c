#include "score/habits.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

int
habits_count(const struct habits *h, enum habit habit, uint64_t hash)
{
	int i = hash_map_get(&h->counted, hash_mix(hash, habit));

	return i < 0 ? 0 : h->counts[i].n;
}

const struct habit_site *
habits_site(const struct habits *h, uint64_t key)
{
	int i = hash_map_get(&h->site_index, key);

	return i < 0 ? NULL : &h->sites[i];
}

bool
habits_is_like_handle(const struct habits *h, const char *name, size_t len,
    uint64_t hash)
{
	return place_related(h->knowledge, name, len, h->handle,
		   h->handle_len) &&
	       !habits_lists(h, DENIED_HANDLE, hash);
}

bool
habits_is_sister(const struct habits *h, const char *handle, size_t len,
    uint64_t hash)
{
	return habits_lists(h, PROFILE_HANDLE, hash) ||
	       habits_is_like_handle(h, handle, len, hash);
}

const struct name *
habits_find_within(const struct names *names, int chars, const char *text,
    size_t len)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct name *name = &names->items[i];

		if (name->chars < chars)
			continue;
		for (size_t k = 0; k + name->len <= len; k++)
			if (text[k] == name->text[0] &&
			    memcmp(text + k, name->text, name->len) == 0)
				return name;
	}
	return NULL;
}

/* Count one more; a post is counted once where `post` is not -1. */
static int
count(struct habits *h, enum habit habit, uint64_t hash, int post)
{
	uint64_t key = hash_mix(hash, habit);
	int i = hash_map_get(&h->counted, key);

	if (i < 0) {
		i = (int)h->n_counts++;
		h->counts = mem_grow(h->counts, &h->counts_cap, h->n_counts,
		    sizeof(*h->counts));
		h->counts[i].last = -1;
		hash_map_set(&h->counted, key, i);
	}
	if (post < 0 || h->counts[i].last != post)
		h->counts[i].n++;
	h->counts[i].last = post;
	return h->counts[i].n;
}

static void
note(struct habits *h, enum profile_list list, uint64_t hash)
{
	h->listed_bits |= hash_bit(hash);
	hash_map_set(&h->listed, hash_mix(hash, list), 1);
}

static void
list(struct habits *h, enum profile_list which, struct names *names,
    const char *text, size_t len)
{
	uint64_t hash = hash_bytes(HASH_START, text, len);

	if (habits_lists(h, which, hash) ||
	    (which == PROFILE_HANDLE && habits_lists(h, DENIED_HANDLE, hash)))
		return;
	note(h, which, hash);
	if (names == NULL)
		return;
	names->items = mem_grow(names->items, &names->cap, names->n + 1,
	    sizeof(*names->items));
	names->items[names->n++] = (struct name){
	    .text = text,
	    .len = len,
	    .chars = (int)utf8_count(text, len),
	    .hash = hash,
	};
}

static void
list_site(struct habits *h, uint64_t key)
{
	if (!habits_lists(h, DENIED_SITE, key))
		note(h, PROFILE_SITE, key);
}

static void
list_bio_piece(struct habits *h, const struct user *user,
    const struct piece *piece)
{
	struct place_of_link place;
	int link;

	switch (piece->kind) {
	case PIECE_WORD:
		if (utf8_count(piece->norm, piece->norm_len) < 4 ||
		    knowledge_has(h->knowledge, SET_STOP, piece->hash))
			break;
		list(h, PROFILE_WORD, &h->bio_words, piece->norm,
		    piece->norm_len);
		if (piece->flags & PIECE_CAPITAL)
			list(h, PROFILE_NAME, &h->bio_names, piece->norm,
			    piece->norm_len);
		break;
	case PIECE_MENTION:
		list(h, PROFILE_HANDLE, &h->bio_handles, piece->norm,
		    piece->norm_len);
		break;
	case PIECE_TAG:
		list(h, PROFILE_TAG, NULL, piece->norm, piece->norm_len);
		break;
	case PIECE_URL:
		h->bio_has_url = true;
		place_of(&place, h->knowledge,
		    reading_address(piece, user->description, user->links,
			user->n_links, &h->arena, &link),
		    &h->arena);
		list_site(h, place.key);
		break;
	default:
		break;
	}
}

static void
read_bio(struct habits *h, const struct user *user)
{
	struct phrase_hit hits[PHRASE_HITS_MAX];
	struct pieces pieces;
	uint64_t masks[PIECES_MAX];
	int n;

	piece_split(user->description, strlen(user->description), &h->arena,
	    &pieces);
	for (int i = 0; i < pieces.n; i++) {
		const struct piece *piece = &pieces.items[i];
		bool masked =
		    piece->kind == PIECE_MENTION || piece->kind == PIECE_URL;

		masks[i] = masked ? knowledge_mask(piece) : piece->hash;
		list_bio_piece(h, user, piece);
		/* "hours" wherever it stands, "24/7" alone. */
		h->bio_has_hours |= piece->norm_len >= 5 &&
				    memcmp(piece->norm, "hours", 5) == 0;
	}
	h->bio_has_hours |= strstr(user->description, "24/7") != NULL;
	h->has_bio = pieces.n > 0;
	n = knowledge_scan(h->knowledge, pieces.items, masks, pieces.n, hits,
	    PHRASE_HITS_MAX);
	for (int i = 0; i < n; i++)
		h->bio_topics[hits[i].topic]++;
}

static void
list_part(struct habits *h, struct buf *part)
{
	uint64_t hash = hash_bytes(HASH_START, part->data, part->len);

	if (utf8_count(part->data, part->len) >= 4 &&
	    !knowledge_has(h->knowledge, SET_GENERIC, hash))
		list(h, PROFILE_PART, &h->parts,
		    arena_copy(&h->arena, part->data, part->len), part->len);
	buf_clear(part);
}

/* Pieces of a name: cut at capitals after small letters and at anything that
 * is no letter; and the whole without its signs. */
static void
list_parts(struct habits *h, const char *name)
{
	struct buf part = BUF_INIT, whole = BUF_INIT;
	size_t len = strlen(name);
	uint32_t c;
	bool was_upper = false;

	for (size_t i = 0, n; i < len; i += n) {
		enum utf8_kind kind;

		n = utf8_decode(name + i, len - i, &c);
		kind = utf8_kind(c);
		if (kind == UTF8_UPPER && part.len > 0 && !was_upper)
			list_part(h, &part);
		was_upper = kind == UTF8_UPPER;
		if (kind == UTF8_UPPER || kind == UTF8_LOWER ||
		    kind == UTF8_LETTER)
			buf_add_utf8(&part, utf8_lower(c));
		else
			list_part(h, &part);
		if (kind != UTF8_OTHER && kind != UTF8_SPACE)
			buf_add_utf8(&whole, utf8_lower(c));
	}
	list_part(h, &part);
	list_part(h, &whole);
	buf_release(&part);
	buf_release(&whole);
}

static void
read_profile(struct habits *h, const struct user *user)
{
	struct buf handle = BUF_INIT;

	h->handle = "";
	h->handle_hash = HASH_START;
	if (user == NULL)
		return;
	if (user->username != NULL) {
		utf8_add_lower(&handle, user->username, strlen(user->username));
		h->handle = arena_copy(&h->arena, handle.data, handle.len);
		h->handle_len = handle.len;
		h->handle_hash =
		    hash_bytes(HASH_START, handle.data, handle.len);
		list_parts(h, user->username);
	}
	if (user->name != NULL)
		list_parts(h, user->name);
	if (user->description != NULL)
		read_bio(h, user);
	if (user->url != NULL && *user->url != '\0') {
		struct place_of_link place;

		place_of(&place, h->knowledge, user->url, &h->arena);
		list_site(h, place.key);
	}
	buf_release(&handle);
}

static void
obey_choice(struct habits *h, const struct own_item *item)
{
	bool is_own = item->status == OWN_YES;
	struct place_of_link place;

	if (*item->what == '@') {
		const char *handle = arena_strdup(&h->arena, item->what + 1);

		if (is_own)
			list(h, PROFILE_HANDLE, &h->bio_handles, handle,
			    strlen(handle));
		else
			list(h, DENIED_HANDLE, NULL, handle, strlen(handle));
		return;
	}
	place_of(&place, h->knowledge, item->what, &h->arena);
	if (is_own)
		list_site(h, place.key);
	else
		note(h, DENIED_SITE, place.key);
}

/* The user's word outranks what profile and posts tell, and comes first. */
static void
obey_choices(struct habits *h, const struct ownership *own)
{
	for (size_t i = 0; i < own->n; i++)
		if (own->items[i].by_user)
			obey_choice(h, &own->items[i]);
}

static void
count_links(struct habits *h, const struct reading *r)
{
	for (int i = 0; i < r->n_links; i++) {
		const struct place_of_link *place = &r->links[i].place;
		int site;

		h->n_links++;
		if (place->is_short) {
			count(h, HABIT_SHORT, place->key, -1);
			continue;
		}
		site = hash_map_get(&h->site_index, place->key);
		if (site < 0) {
			site = (int)h->n_sites++;
			h->sites = mem_grow(h->sites, &h->sites_cap, h->n_sites,
			    sizeof(*h->sites));
			h->sites[site].place = place;
			hash_map_set(&h->site_index, place->key, site);
		}
		h->sites[site].links++;
		h->site_links++;
	}
}

/* Words with a capital where no sentence begins: names of things. */
static void
count_capitals(struct habits *h, const struct reading *r, int post)
{
	bool first = true;

	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_WORD) {
			if (!first && p->flags & PIECE_CAPITAL &&
			    p->chars >= 4 && !sets_have(r->sets[i], SET_STOP))
				count(h, HABIT_CAPITAL, p->hash, post);
			first = false;
		} else if (p->kind == PIECE_LINE ||
			   (p->kind == PIECE_MARK &&
			       (p->mark == '.' || p->mark == '!' ||
				   p->mark == '?'))) {
			first = true;
		}
	}
}

static void
count_own(struct habits *h, const struct reading *r, int post)
{
	bool asks = false;
	uint64_t seen = 0;

	count_links(h, r);
	if (r->n_lead > 0)
		count(h, HABIT_REPLY, r->lead[0].hash, post);
	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_MENTION)
			count(h, HABIT_MENTION, p->hash, post);
		if (p->kind == PIECE_TAG)
			count(h, HABIT_OWN_TAG, p->hash, post);
		h->cashtags += p->kind == PIECE_CASHTAG;
		asks |= p->kind == PIECE_MARK && p->mark == '?';
	}
	h->questions += asks;
	h->length += r->n_body;
	count(h, HABIT_TEXT, r->text_key, post);
	if (r->head_key != 0)
		/* The third makes a template of all three. */
		switch (count(h, HABIT_HEAD, r->head_key, post)) {
		case 1:
		case 2:
			break;
		case 3:
			h->templates += 3;
			break;
		default:
			h->templates++;
		}
	if (r->tail_key != 0)
		count(h, HABIT_TAIL, r->tail_key, post);
	for (int i = 0; i < r->n_hits; i++) {
		uint64_t bit = UINT64_C(1) << r->hits[i].topic;

		h->topic_posts[r->hits[i].topic] += (seen & bit) == 0;
		seen |= bit;
	}
	count_capitals(h, r, post);
}

static void
count_repost(struct habits *h, const struct reading *r, int post)
{
	int n = count(h, HABIT_REPOST, r->reposted_hash, post);
	bool of_self = false;

	h->repost_handles += n == 1;
	if (n > h->repost_top)
		h->repost_top = n;
	for (int i = 0; i < r->n_body; i++)
		of_self |= r->body[i].kind == PIECE_MENTION &&
			   r->body[i].hash == h->handle_hash;
	h->reposts_of_self += of_self;
	h->reposts_of_related += habits_is_sister(h, r->reposted,
	    strlen(r->reposted), r->reposted_hash);
}

static void
count_post(struct habits *h, const struct reading *r, int post)
{
	int64_t day = r->post->created_at / 86400;

	h->kinds[r->kind]++;
	if (r->kind == KIND_REPOST)
		count_repost(h, r, post);
	else
		count_own(h, r, post);
	for (int i = 0; i < r->n_body; i++) {
		const struct piece *p = &r->body[i];

		if (p->kind == PIECE_TAG)
			count(h, HABIT_TAG, p->hash, post);
		if (p->kind == PIECE_WORD)
			count(h, HABIT_WORD, p->hash, post);
	}
	h->days += count(h, HABIT_DAY, (uint64_t)day, -1) == 1;
}

/* Named like the account, its profile's handles, or a piece of its name. */
static bool
is_named_alike(const struct habits *h, const char *label)
{
	char plain[PLACE_MAX];
	size_t n = 0, len = strlen(label);

	for (const char *p = label; *p != '\0' && n < sizeof(plain); p++)
		if (*p != '-')
			plain[n++] = *p;
	if (place_related(h->knowledge, plain, n, h->handle, h->handle_len))
		return true;
	for (size_t i = 0; i < h->bio_handles.n; i++)
		if (place_related(h->knowledge, plain, n,
			h->bio_handles.items[i].text,
			h->bio_handles.items[i].len))
			return true;
	return habits_lists(h, PROFILE_PART,
		   hash_bytes(HASH_START, label, len)) ||
	       habits_find_within(&h->parts, 5, label, len) != NULL;
}

static void
find_owners(struct habits *h)
{
	for (size_t i = 0; i < h->n_sites; i++) {
		struct habit_site *site = &h->sites[i];
		const char *key = site->place->key_text;
		const char *slash = strrchr(key, '/');
		char label[PLACE_MAX];
		size_t len;

		key = slash != NULL ? slash + 1 : key;
		len = slash != NULL ? strlen(key) : strcspn(key, ".");
		if (len >= sizeof(label))
			len = sizeof(label) - 1;
		memcpy(label, key, len);
		label[len] = '\0';
		if (habits_lists(h, DENIED_SITE, site->place->key))
			continue;
		if (habits_lists(h, PROFILE_SITE, site->place->key))
			site->owner = OWNER_PROFILE;
		else if (is_named_alike(h, label))
			site->owner = OWNER_NAME;
		else if (site->links >= 5 &&
			 10 * site->links >= 4 * h->site_links)
			site->owner = OWNER_HABIT;
	}
}

void
habits_make(struct habits *h, const struct knowledge *knowledge,
    const struct account_context *context, const struct reading *posts,
    size_t n)
{
	*h = (struct habits){.knowledge = knowledge, .n_posts = (int)n};
	if (context != NULL && context->own != NULL)
		obey_choices(h, context->own);
	read_profile(h, context == NULL ? NULL : context->user);
	hash_map_reserve(&h->counted, n * 8); /* new ones a post */
	for (size_t i = 0; i < n; i++)
		count_post(h, &posts[i], (int)i);
	h->n_own = h->n_posts - h->kinds[KIND_REPOST];
	if (h->n_own < 1)
		h->n_own = 1;
	find_owners(h);
}

void
habits_release(struct habits *h)
{
	arena_release(&h->arena);
	free(h->bio_words.items);
	free(h->bio_names.items);
	free(h->bio_handles.items);
	free(h->parts.items);
	hash_map_release(&h->listed);
	hash_map_release(&h->counted);
	hash_map_release(&h->site_index);
	free(h->counts);
	free(h->sites);
}
