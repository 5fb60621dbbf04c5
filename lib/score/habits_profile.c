#include "score/habits_profile.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

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

void
habits_read_profile(struct habits *h, const struct account_context *context)
{
	if (context != NULL && context->own != NULL)
		obey_choices(h, context->own);
	read_profile(h, context == NULL ? NULL : context->user);
}
