#include "score/reading.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

const char *const reading_kind_names[KIND_COUNT] = {
    [KIND_REPOST] = "rt",
    [KIND_REPLY] = "reply",
    [KIND_SELF] = "self",
    [KIND_LINK] = "link",
    [KIND_PLAIN] = "plain",
};

const char *
reading_address(const struct piece *piece, const char *text,
    const struct link *links, size_t n_links, struct arena *arena, int *index)
{
	for (size_t i = 0; i < n_links; i++)
		if (links[i].end > links[i].start &&
		    links[i].start < piece->end &&
		    links[i].end > piece->start && links[i].url != NULL) {
			*index = (int)i;
			return links[i].url;
		}
	*index = -1;
	return arena_copy(arena, text + piece->start,
	    (size_t)(piece->end - piece->start));
}

static bool
is_rt_word(const struct piece *piece)
{
	return piece->kind == PIECE_WORD && piece->norm_len == 2 &&
	       memcmp(piece->norm, "rt", 2) == 0 &&
	       piece->flags & PIECE_CAPITALS;
}

static void
find_reposted(struct reading *r, const struct subject *subject,
    struct arena *arena)
{
	const struct user *author = subject->reposted.author;
	int body = 0;

	r->reposted = "";
	if (r->n_pieces > 2 && is_rt_word(&r->pieces[0]) &&
	    r->pieces[1].kind == PIECE_MENTION) {
		body = 2 + (r->pieces[2].mark == ':');
		r->reposted =
		    arena_copy(arena, r->pieces[1].norm, r->pieces[1].norm_len);
	} else if (r->post->repost_of_id != 0) {
		r->reposted = "?";
		if (author != NULL && author->username != NULL) {
			char *name = arena_strdup(arena, author->username);

			for (char *p = name; *p != '\0'; p++)
				if (*p >= 'A' && *p <= 'Z')
					*p = (char)(*p + 32);
			r->reposted = name;
		}
	}
	r->reposted_hash =
	    hash_bytes(HASH_START, r->reposted, strlen(r->reposted));
	r->body = r->pieces + body;
	r->n_body = r->n_pieces - body;
}

static void
find_kind(struct reading *r)
{
	const struct post *post = r->post;
	bool is_reply = post->reply_to_user_id != 0 || post->reply_to_id != 0;

	r->lead = r->body;
	while (*r->reposted == '\0' && r->n_lead < r->n_body &&
	       r->lead[r->n_lead].kind == PIECE_MENTION)
		r->n_lead++;
	/* Mentions and nothing else are what it says. */
	if (is_reply || r->n_lead < r->n_body) {
		r->body += r->n_lead;
		r->n_body -= r->n_lead;
	}
	if (*r->reposted != '\0')
		r->kind = KIND_REPOST;
	else if (post->reply_to_user_id != 0 &&
		 post->reply_to_user_id == post->author_id)
		r->kind = KIND_SELF;
	else if (is_reply || r->n_lead > 0)
		r->kind = KIND_REPLY;
	else if (r->n_links > 0 && !(r->is_quote && r->n_links == 1))
		r->kind = KIND_LINK;
	else
		r->kind = KIND_PLAIN;
}

static void
find_links(struct reading *r, const struct knowledge *k, struct arena *arena)
{
	int n = 0;

	for (int i = 0; i < r->n_pieces; i++)
		n += r->pieces[i].kind == PIECE_URL;
	r->links = arena_zero(arena, (size_t)n + 1, sizeof(*r->links));
	for (int i = 0; i < r->n_pieces; i++) {
		struct reading_link *link = &r->links[r->n_links];

		if (r->pieces[i].kind != PIECE_URL)
			continue;
		link->piece = i;
		place_of(&link->place, k,
		    reading_address(&r->pieces[i], r->post->text,
			r->post->links, r->post->n_links, arena, &link->link),
		    arena);
		r->n_links++;
	}
}

static void
find_phrases(struct reading *r, const struct knowledge *k, struct arena *arena)
{
	struct phrase_hit hits[PHRASE_HITS_MAX];
	size_t size;

	r->masks = arena_alloc(arena, (size_t)r->n_body * sizeof(uint64_t) + 1);
	r->sets = arena_alloc(arena, (size_t)r->n_body * sizeof(uint32_t) + 1);
	for (int i = 0; i < r->n_body; i++) {
		r->masks[i] = knowledge_mask(&r->body[i]);
		r->sets[i] = knowledge_sets(k, r->body[i].hash);
	}
	r->n_hits = knowledge_scan(k, r->body, r->masks, r->n_body, hits,
	    PHRASE_HITS_MAX);
	size = (size_t)r->n_hits * sizeof(*hits);
	r->hits = arena_alloc(arena, size + 1);
	memcpy(r->hits, hits, size);
}

static void
find_keys(struct reading *r)
{
	uint64_t last[3] = {0};

	r->text_key = HASH_START;
	for (int i = 0; i < r->n_body; i++) {
		if (r->body[i].kind != PIECE_WORD)
			continue;
		r->text_key = hash_mix(r->text_key, r->body[i].hash);
		last[0] = last[1];
		last[1] = last[2];
		last[2] = r->body[i].hash;
		if (++r->n_words == 4)
			r->head_key = r->text_key;
	}
	if (r->n_words >= 4)
		r->tail_key = hash_mix(hash_mix(last[0], last[1]), last[2]);
}

void
reading_make(struct reading *r, const struct knowledge *k,
    const struct subject *subject, struct arena *arena)
{
	struct pieces pieces;

	*r = (struct reading){.post = subject->post};
	piece_split(r->post->text, strlen(r->post->text), arena, &pieces);
	r->pieces = pieces.items;
	r->n_pieces = pieces.n;
	r->is_quote = r->post->quote_of_id != 0;
	find_reposted(r, subject, arena);
	find_links(r, k, arena);
	find_kind(r);
	find_phrases(r, k, arena);
	find_keys(r);
}
